CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:Enterprise)
  WHERE n1.size = $p2
  WITH n1 ORDER BY n1.id LIMIT $p3
  RETURN [[n1.id], [n1.name, [COLLECT {
    MATCH (n1)<-[r2:INSPECTS]-(n3:Inspection)
    WITH n3, r2 ORDER BY n3.inspected_on DESC, n3.id, r2.key LIMIT $p1
    RETURN [[toString(n3.inspected_on), n3.id, r2.key], [toString(n3.inspected_on), n3.result]] AS row
  }, COUNT {
    MATCH (n1)<-[r2:INSPECTS]-(n5:Inspection)
  }, head(COLLECT {
    MATCH (n1)<-[r2:INSPECTS]-(n4:Inspection)
    WITH DISTINCT n4
    RETURN [count(n4), [toString(min(n4.inspected_on)), toString(max(n4.inspected_on))]] AS row
  })], [null, null, head(COLLECT {
    MATCH (n1)<-[r6:MADE_BY]-(n8:Product)
    WITH DISTINCT n8
    RETURN [count(n8)] AS row
  })]]] AS row
}, null] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
