CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (a2:Region)
  WHERE a2.id = $p1
  WITH DISTINCT a2
  MATCH (a2)<-[r3:LOCATED_IN]-(n1)
  WHERE (r3.valid_from IS NULL OR r3.valid_from <= $as_of) AND (r3.valid_to IS NULL OR $as_of < r3.valid_to)
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.id LIMIT $p2
  RETURN [n1.id, n1.name] AS row
}, COUNT {
  MATCH (a5:Region)
  WHERE a5.id = $p3
  WITH DISTINCT a5
  MATCH (a5)<-[r6:LOCATED_IN]-(n4)
  WHERE (r6.valid_from IS NULL OR r6.valid_from <= $as_of) AND (r6.valid_to IS NULL OR $as_of < r6.valid_to)
  RETURN DISTINCT n4 AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
