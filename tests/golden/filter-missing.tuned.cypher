MATCH (b:BlacklistEntry)
WHERE b.removed_on IS NULL
WITH b ORDER BY b.id LIMIT $page
RETURN {nodes: collect({
  listedOn: toString(b.listed_on),
  enterprise: head(COLLECT { MATCH (b)-[:LISTS]->(e) RETURN {name: e.name} })
})} AS blacklistEntries

MATCH (o:Observation)
WHERE o.value IS NULL
WITH o ORDER BY o.id
WITH collect(o) AS found
RETURN {totalCount: size(found), nodes: COLLECT {
  UNWIND found[..$three] AS o
  RETURN {year: o.year, indicator: head(COLLECT { MATCH (o)-[:OBSERVES]->(i) RETURN {name: i.name} })}
}} AS observations

MATCH (i:Inspection)
WHERE i.result IS NULL
RETURN {totalCount: count(*)} AS inspections
