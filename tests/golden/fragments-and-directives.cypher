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
  RETURN [n3.code, n3.name, COLLECT {
    MATCH (n3)-[r4:MADE_BY]->(n5)
    WITH n5 ORDER BY n5.id LIMIT 1
    RETURN [n5.id, n5.name] AS row
  }] AS row
}, COLLECT {
  MATCH (n1)<-[r6:MADE_BY]-(n7)
  WITH n7, r6 ORDER BY n7.code DESC, n7.id LIMIT $p3
  RETURN [n7.code, n7.name, COLLECT {
    MATCH (n7)-[r8:MADE_BY]->(n9)
    WITH n9 ORDER BY n9.id LIMIT 1
    RETURN [n9.id, n9.name] AS row
  }] AS row
}, n1.employees] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
