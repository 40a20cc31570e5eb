CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  MATCH (n1:Department)
  WHERE EXISTS {
    MATCH (n1)<-[r2:CONTRIBUTED_BY]-(n3)
    WHERE CASE WHEN r2.valid_to <= $as_of THEN false ELSE coalesce(r2.valid_from <= $as_of, true) END
  } AND n1.id IS NOT NULL
  WITH n1 ORDER BY n1.id LIMIT $p1
  RETURN [n1.name, [null, null, COLLECT {
    MATCH (n1)<-[r4:CONTRIBUTED_BY]-(n6)
    WHERE CASE WHEN r4.valid_to <= $as_of THEN false ELSE coalesce(r4.valid_from <= $as_of, true) END
    WITH DISTINCT n6
    WITH n6.recorded_on.year AS k7, count(n6) AS size ORDER BY k7 IS NULL, k7 DESC LIMIT $p2
    RETURN [[k7], size] AS row
  }]] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
