CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (n1:Target)
    WHERE n1.domain IN $p2 AND n1.quantified = $p3
    WITH n1 ORDER BY n1.name, n1.id LIMIT $p1
    RETURN [[n1.name, n1.id], [[n1.name, n1.operator, n1.value, n1.unit, n1.year, coalesce(n1.strict, false), coalesce(n1.maintain, false), coalesce(n1.relative, false), COLLECT {
      MATCH (n1)-[r3:DEFINED_IN]->(n4)
      WITH n4, r3 ORDER BY n4.id LIMIT $p6
      RETURN [n4.locator] AS row
    }]]] AS row
  } AS l5
  RETURN [l5, COUNT {
    WITH DISTINCT size(l5) AS l5s
    WHERE l5s >= $p1
    MATCH (n2:Target)
    WHERE n2.domain IN $p4 AND n2.quantified = $p5
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
