CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:Target)
  WHERE toFloat(n1.value) >= $p1 AND coalesce(n1.strict, false) = $p2 AND coalesce(n1.relative, false) = $p3 AND n1.id IS NOT NULL
  WITH n1 ORDER BY n1.id LIMIT $p4
  RETURN [n1.name, n1.operator, n1.value, n1.unit] AS row
}, COUNT {
  MATCH (n2:Target)
  WHERE toFloat(n2.value) >= $p5 AND coalesce(n2.strict, false) = $p6 AND coalesce(n2.relative, false) = $p7
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
WITH before, [COLLECT {
  MATCH (n1:Standard)
  WHERE n1.mandatory = $p1 AND coalesce(n1.verified, false) = $p2
  WITH n1 ORDER BY n1.id LIMIT $p3
  RETURN [n1.number] AS row
}, COUNT {
  MATCH (n2:Standard)
  WHERE n2.mandatory = $p4 AND coalesce(n2.verified, false) = $p5
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
