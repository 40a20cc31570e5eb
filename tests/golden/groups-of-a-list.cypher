CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [null, null, COLLECT {
  MATCH (n2:Inspection)
  WITH DISTINCT n2
  RETURN [count(n2), [toString(min(n2.inspected_on)), toString(max(n2.inspected_on))]] AS row
}, COLLECT {
  MATCH (n3:Inspection)
  WITH DISTINCT n3
  WITH n3.inspected_on.year AS k4, n3.kind AS k5, n3.result AS k6, count(n3) AS size ORDER BY k4 IS NULL, k4, k5 IS NULL, k5, k6 IS NULL, k6 LIMIT $p1
  RETURN [[k4, k5, k6], size] AS row
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
  OPTIONAL MATCH (n2)-[r3:LOCATED_IN]->(n4)
  WHERE CASE WHEN r3.valid_to <= $as_of THEN false ELSE coalesce(r3.valid_from <= $as_of, true) END
  WITH DISTINCT n2, n4
  WITH n4, count(n2) AS size, [[sum(n2.employees), avg(n2.employees)]] AS m0 ORDER BY size DESC, n4.id IS NULL, n4.id LIMIT $p1
  RETURN [[CASE WHEN n4 IS NULL THEN null ELSE [n4.name] END], size, m0] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
