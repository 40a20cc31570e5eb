CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (n1:Enterprise)
    WHERE n1.size IS NOT NULL
    WITH n1 ORDER BY n1.size, n1.founded_on DESC, n1.id LIMIT $p1
    RETURN n1 AS row
  } AS l2
  WITH l2, COLLECT {
    WITH DISTINCT size(l2) AS l2s
    WHERE l2s < $p1
    MATCH (n1:Enterprise)
    WHERE n1.size IS NULL
    WITH n1 ORDER BY n1.founded_on DESC, n1.id LIMIT $p1
    RETURN n1 AS row
  } AS l3
  UNWIND (l2 + l3)[..$p1] AS n1
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
  WITH COLLECT {
    MATCH (n1:Standard)
    WHERE n1.withdrawn_on IS NOT NULL
    WITH n1 ORDER BY n1.withdrawn_on, n1.number DESC, n1.id LIMIT $p1
    RETURN n1 AS row
  } AS l2
  WITH l2, COLLECT {
    WITH DISTINCT size(l2) AS l2s
    WHERE l2s < $p1
    MATCH (n1:Standard)
    WHERE n1.withdrawn_on IS NULL
    WITH n1 ORDER BY n1.number DESC, n1.id LIMIT $p1
    RETURN n1 AS row
  } AS l3
  UNWIND (l2 + l3)[..$p1] AS n1
  RETURN [n1.number, toString(n1.withdrawn_on)] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
