CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  UNWIND $p1 AS id
  MATCH (n1:Enterprise {id: id})
  RETURN [id, [n1.id, n1.name, [null, COUNT {
    MATCH (n1)<-[r2:MADE_BY]-(n4)
  }]]] AS row
}, COLLECT {
  UNWIND $p2 AS id
  MATCH (n5:Region {id: id})
  RETURN [id, [n5.id, n5.code]] AS row
}, COLLECT {
  UNWIND $p3 AS id
  MATCH (n6:Standard {id: id})
  RETURN [id, [n6.id, n6.number]] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
