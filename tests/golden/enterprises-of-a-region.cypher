CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (a2:Region)
    WHERE a2.id = $p2
    WITH DISTINCT a2
    MATCH (a2)<-[r3:LOCATED_IN]-(n1)
    WHERE CASE WHEN r3.valid_to <= $as_of THEN false ELSE coalesce(r3.valid_from <= $as_of, true) END
    WITH DISTINCT n1
    WITH n1 ORDER BY n1.id LIMIT $p1
    RETURN [n1.id, n1.name] AS row
  } AS l7
  RETURN [l7, COUNT {
    WITH DISTINCT size(l7) AS l7s
    WHERE l7s >= $p1
    MATCH (a5:Region)
    WHERE a5.id = $p3
    WITH DISTINCT a5
    MATCH (a5)<-[r6:LOCATED_IN]-(n4)
    WHERE CASE WHEN r6.valid_to <= $as_of THEN false ELSE coalesce(r6.valid_from <= $as_of, true) END
    RETURN DISTINCT n4 AS row
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
