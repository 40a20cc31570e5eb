CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Enterprise {id: $p1})
WITH before, [COLLECT {
  MATCH (n1)-[r2:LOCATED_IN]->(n3)
  WHERE CASE WHEN r2.valid_to <= $as_of THEN false ELSE coalesce(r2.valid_from <= $as_of, true) END
  WITH n3, r2 ORDER BY n3.id, coalesce(r2.key, '') LIMIT $p2
  RETURN [n3.name] AS row
}, [COLLECT {
  MATCH (n1)-[r4:LOCATED_IN]->(n5)
  WITH n5, r4 ORDER BY r4.valid_from, n5.id, coalesce(r4.key, '') LIMIT $p3
  RETURN [toString(r4.valid_from), toString(r4.valid_to), [n5.name]] AS row
}, COUNT {
  MATCH (n1)-[r4:LOCATED_IN]->(n6)
}]] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after

CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Region {id: $p1})
WITH before, [COLLECT {
  MATCH (n1)-[r2:PART_OF]->(n3)
  WITH n3, r2 ORDER BY r2.valid_from, n3.id, coalesce(r2.key, '') LIMIT $p2
  RETURN [toString(r2.valid_from), toString(r2.valid_to), [n3.name]] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
