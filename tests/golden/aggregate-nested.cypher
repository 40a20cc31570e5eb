CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  MATCH (n1:Enterprise)
  WHERE n1.size = $p2 AND n1.id IS NOT NULL
  WITH n1 ORDER BY n1.size, n1.id LIMIT $p1
  RETURN [n1.name, [COLLECT {
    MATCH (n1)<-[r2:INSPECTS]-(n3)
    WITH n3, r2 ORDER BY n3.inspected_on DESC, n3.id LIMIT $p3
    RETURN [toString(n3.inspected_on), n3.result] AS row
  }, COUNT {
    MATCH (n1)<-[r2:INSPECTS]-(n4)
  }, COLLECT {
    MATCH (n1)<-[r2:INSPECTS]-(n5)
    WITH DISTINCT n5
    RETURN [count(n5), [toString(min(n5.inspected_on)), toString(max(n5.inspected_on))]] AS row
  }], [null, null, [COUNT {
    MATCH (n1)<-[r6:MADE_BY]-(n9)
  }]]] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
