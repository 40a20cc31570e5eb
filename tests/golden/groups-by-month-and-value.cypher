CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [null, null, COLLECT {
  MATCH (n2:Inspection)
  WHERE n2.kind = $p1
  WITH DISTINCT n2
  WITH substring(toString(n2.inspected_on), 0, 7) AS k3, count(n2) AS size ORDER BY k3 IS NULL, k3 DESC LIMIT $p2
  RETURN [[k3], size] AS row
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
  MATCH (n2:CreditRecord)
  WITH DISTINCT n2
  WITH n2.category AS k3, toString(n2.recorded_on.year) + '-Q' + toString(n2.recorded_on.quarter) AS k4, count(n2) AS size ORDER BY size DESC, k3 IS NULL, k3, k4 IS NULL, k4 LIMIT $p1
  RETURN [[k3, k4], size] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
