CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [null, null, COLLECT {
  MATCH (n2:Inspection)
  WHERE n2.inspected_on >= $p1
  OPTIONAL MATCH (n2)-[r4:CONDUCTED_BY]->(n5)
  WITH DISTINCT n2, n5
  WITH n2.result AS k3, n5, count(n2) AS size, [[toString(max(n2.inspected_on))]] AS m0 ORDER BY size DESC, k3 IS NULL, k3, n5.id IS NULL, n5.id LIMIT $p2
  RETURN [[k3, CASE WHEN n5 IS NULL THEN null ELSE [n5.name] END], size, m0] AS row
}] AS answer
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
WITH before, [null, null, COLLECT {
  MATCH (n2:Enterprise)
  OPTIONAL MATCH (n2)-[r3:IN_SECTOR]->(n4)
  WHERE CASE WHEN r3.valid_to <= $as_of THEN false ELSE coalesce(r3.valid_from <= $as_of, true) END
  WITH DISTINCT n2, n4
  WITH n4, count(n2) AS size ORDER BY size DESC, n4.id IS NULL, n4.id LIMIT $p1
  RETURN [[CASE WHEN n4 IS NULL THEN null ELSE [n4.name, n4.code] END], size] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
