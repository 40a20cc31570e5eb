CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  MATCH (n1:Enterprise)
  WHERE n1.id IS NOT NULL
  WITH n1 ORDER BY n1.id LIMIT $p1
  RETURN [n1.id, n1.uscc, n1.name, n1.size, n1.employees, toString(n1.founded_on), coalesce(n1.sample, false)] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
