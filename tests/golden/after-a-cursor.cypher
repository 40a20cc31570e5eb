CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  MATCH (n1:Enterprise)
  WHERE ((n1.id > $p2)) AND n1.id IS NOT NULL
  WITH n1 ORDER BY n1.id LIMIT $p1
  RETURN [n1.id] AS row
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
  MATCH (n1:Product)
  WHERE n1.name >= $p2 AND ((n1.name > $p2) OR (n1.name = $p2 AND n1.id > $p3)) AND n1.name IS NOT NULL
  WITH n1 ORDER BY n1.name, n1.id LIMIT $p1
  RETURN [n1.id, n1.name] AS row
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
  WHERE n1.withdrawn_on <= date($p2) AND ((n1.withdrawn_on < date($p2)) OR (n1.withdrawn_on = date($p2) AND n1.id > $p3)) AND n1.withdrawn_on IS NOT NULL
  WITH n1 ORDER BY n1.withdrawn_on DESC, n1.id LIMIT $p1
  RETURN [n1.number, toString(n1.withdrawn_on)] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
