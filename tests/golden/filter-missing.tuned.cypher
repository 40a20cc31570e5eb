MATCH (b:BlacklistEntry)
WHERE b.removed_on IS NULL
WITH b ORDER BY b.id LIMIT $page
RETURN {nodes: collect({
  listedOn: toString(b.listed_on),
  enterprise: head(COLLECT { MATCH (b)-[:LISTS]->(e) RETURN {name: e.name} })
})} AS blacklistEntries

CALL () {
  MATCH (o:Observation)
  WHERE o.id IS NOT NULL AND o.value IS NULL
  WITH o ORDER BY o.id LIMIT $three
  RETURN collect({
    year: o.year,
    indicator: head(COLLECT { MATCH (o)-[:OBSERVES]->(i) RETURN {name: i.name} })
  }) AS page
}
CALL (page) {
  WITH DISTINCT size(page) AS found WHERE found >= $three
  MATCH (o:Observation)
  WHERE o.value IS NULL
  RETURN count(*) AS more
}
RETURN {totalCount: CASE WHEN size(page) < $three THEN size(page) ELSE more END, nodes: page} AS observations

MATCH (i:Inspection)
WHERE i.result IS NULL
RETURN {totalCount: count(*)} AS inspections
