MATCH (d:Department {id: $department})
WITH d LIMIT $one
MATCH (d)<-[b:CONTRIBUTED_BY]-(c)
WHERE c.recorded_on >= $from AND coalesce(b.valid_from <= $as_of, true) AND coalesce($as_of < b.valid_to, true)
WITH DISTINCT c
WITH c ORDER BY c.recorded_on DESC, c.id
WITH collect(c) AS found
RETURN {totalCount: size(found), nodes: COLLECT {
  UNWIND found[..$first] AS c
  RETURN {
    category: c.category,
    recordedOn: toString(c.recorded_on),
    enterprise: head(COLLECT { MATCH (c)-[:CONCERNS]->(e) RETURN {name: e.name} })
  }
}} AS creditRecords
