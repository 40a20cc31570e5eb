CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (n1:Target)
    WHERE toFloat(n1.value) >= $p2 AND coalesce(n1.strict, false) = $p3 AND coalesce(n1.relative, false) = $p4 AND n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p1
    RETURN [n1.name, n1.operator, n1.value, n1.unit] AS row
  } AS l3
  RETURN [l3, COUNT {
    WITH DISTINCT size(l3) AS l3s
    WHERE l3s >= $p1
    MATCH (n2:Target)
    WHERE toFloat(n2.value) >= $p5 AND coalesce(n2.strict, false) = $p6 AND coalesce(n2.relative, false) = $p7
  }] AS row
} AS answer
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
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (n1:Standard)
    WHERE n1.mandatory = $p2 AND n1.verified = $p3 AND n1.id IS NOT NULL
    WITH n1 ORDER BY n1.mandatory, n1.id LIMIT $p1
    RETURN [n1.number] AS row
  } AS l3
  RETURN [l3, COUNT {
    WITH DISTINCT size(l3) AS l3s
    WHERE l3s >= $p1
    MATCH (n2:Standard)
    WHERE n2.mandatory = $p4 AND n2.verified = $p5
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
