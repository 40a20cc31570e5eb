CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (n1:Enterprise)
    WHERE ((n1.employees >= $p2) AND (n1.employees <= $p3)) AND ((n1.name CONTAINS $p4) OR (n1.name CONTAINS $p5) OR (n1.size = $p6)) AND NOT coalesce(n1.founded_on < $p7, false) AND n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p1
    RETURN [n1.name, n1.size, n1.employees, toString(n1.founded_on)] AS row
  } AS l3
  RETURN [l3, COUNT {
    WITH DISTINCT size(l3) AS l3s
    WHERE l3s >= $p1
    MATCH (n2:Enterprise)
    WHERE ((n2.employees >= $p8) AND (n2.employees <= $p9)) AND ((n2.name CONTAINS $p10) OR (n2.name CONTAINS $p11) OR (n2.size = $p12)) AND NOT coalesce(n2.founded_on < $p13, false)
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
