CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [null, null, COLLECT {
  MATCH (a4:Region)
  WHERE a4.id = $p1
  WITH DISTINCT a4
  MATCH (a4)<-[r6:LOCATED_IN]-(n5)
  WHERE CASE WHEN r6.valid_to <= $as_of THEN false ELSE coalesce(r6.valid_from <= $as_of, true) END
  MATCH (n5)<-[r7:INSPECTS]-(n2)
  WITH DISTINCT n2
  WITH DISTINCT n2
  WITH n2.result AS k3, count(n2) AS size ORDER BY size DESC, k3 IS NULL, k3 LIMIT $p2
  RETURN [[k3], size] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
