CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  MATCH (n1:Enterprise)
  WITH n1 ORDER BY n1.size, n1.founded_on DESC, n1.id LIMIT $p1
  RETURN [n1.name, n1.size, toString(n1.founded_on)] AS row
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
  MATCH (n1:Standard)
  WITH n1 ORDER BY n1.withdrawn_on, n1.number DESC, n1.id LIMIT $p1
  RETURN [n1.number, toString(n1.withdrawn_on)] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
