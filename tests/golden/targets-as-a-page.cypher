CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:Target)
  WHERE n1.domain IN $p2 AND coalesce(n1.quantified, false) = $p3
  WITH n1 ORDER BY n1.name, n1.id LIMIT $p4
  RETURN [[n1.name, n1.id], [[n1.name, n1.operator, n1.value, n1.unit, n1.year, coalesce(n1.strict, false), coalesce(n1.maintain, false), coalesce(n1.relative, false), COLLECT {
    MATCH (n1)-[r2:DEFINED_IN]->(n3)
    WITH n3, r2 ORDER BY n3.id, r2.key LIMIT $p1
    RETURN [n3.locator] AS row
  }]]] AS row
}, COUNT {
  MATCH (n4:Target)
  WHERE n4.domain IN $p5 AND coalesce(n4.quantified, false) = $p6
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
