CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (n1:Enterprise)
    WHERE n1.size = $p2 AND n1.id IS NOT NULL
    WITH n1 ORDER BY n1.size, n1.id LIMIT $p1
    RETURN [n1.id, n1.name, n1.employees] AS row
  } AS l3
  RETURN [l3, COUNT {
    WITH DISTINCT size(l3) AS l3s
    WHERE l3s >= $p1
    MATCH (n2:Enterprise)
    WHERE n2.size = $p3
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
