CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Enterprise {id: $p1})
WITH before, [n1.id, n1.name, n1.name, COLLECT {
  MATCH (n1)<-[r2:MADE_BY]-(n3)
  WITH n3, r2 ORDER BY n3.id LIMIT $p2
  RETURN [n3.code, n3.name, [[n1.id, n1.name]]] AS row
}, COLLECT {
  MATCH (n1)<-[r4:MADE_BY]-(n5)
  WITH n5, r4 ORDER BY n5.code DESC, n5.id LIMIT $p3
  RETURN [n5.code, n5.name, [[n1.id, n1.name]]] AS row
}, n1.employees] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
