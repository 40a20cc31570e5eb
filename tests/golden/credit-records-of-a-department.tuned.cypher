MATCH (d:Department {id: $department})
WITH d LIMIT $one
CALL (d) {
  MATCH (d)<-[b:CONTRIBUTED_BY]-(c)
  WHERE c.recorded_on >= $from AND coalesce(b.valid_from <= $as_of, true) AND coalesce($as_of < b.valid_to, true)
  WITH DISTINCT c
  WITH c ORDER BY c.recorded_on DESC, c.id LIMIT $first
  RETURN collect({
    category: c.category,
    recordedOn: toString(c.recorded_on),
    enterprise: head(COLLECT { MATCH (c)-[:CONCERNS]->(e) RETURN {name: e.name} })
  }) AS page
}
CALL (d) {
  MATCH (d)<-[b:CONTRIBUTED_BY]-(c)
  WHERE c.recorded_on >= $from AND coalesce(b.valid_from <= $as_of, true) AND coalesce($as_of < b.valid_to, true)
  RETURN count(DISTINCT c) AS total
}
RETURN {totalCount: total, nodes: page} AS creditRecords
