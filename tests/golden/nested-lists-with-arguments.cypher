CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Region {id: $p1})
WITH before, [n1.name, [COLLECT {
  MATCH (n1)<-[r2:LOCATED_IN]-(n3:Enterprise)
  WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to) AND n3.size IN $p5
  WITH n3, r2 ORDER BY n3.employees DESC, n3.id, r2.key LIMIT $p6
  RETURN [[n3.employees, n3.id, r2.key], [n3.name, n3.employees, [COLLECT {
    MATCH (n3)<-[r4:MADE_BY]-(n5:Product)
    WITH n5, r4 ORDER BY n5.name, n5.id, r4.key LIMIT $p2
    RETURN [[n5.name, n5.id, r4.key], [n5.name]] AS row
  }, COUNT {
    MATCH (n3)<-[r4:MADE_BY]-(n6:Product)
  }], [COLLECT {
    MATCH (n3)<-[r7:INSPECTS]-(n8:Inspection)
    WHERE n8.result = $p3
    WITH n8, r7 ORDER BY n8.inspected_on DESC, n8.id, r7.key LIMIT $p4
    RETURN [[toString(n8.inspected_on), n8.id, r7.key], [toString(n8.inspected_on), n8.kind]] AS row
  }, null]]] AS row
}, COUNT {
  MATCH (n1)<-[r2:LOCATED_IN]-(n9:Enterprise)
  WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to) AND n9.size IN $p7
}]] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
