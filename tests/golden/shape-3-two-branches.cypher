CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Enterprise {id: $p1})
WITH before, [n1.name, [COLLECT {
  MATCH (n1)<-[r2:CONCERNS]-(n3:CreditRecord)
  WITH n3, r2 ORDER BY n3.id, r2.key LIMIT $p3
  RETURN [[n3.id, r2.key], [n3.category, toString(n3.recorded_on), [COLLECT {
    MATCH (n3)-[r4:CONTRIBUTED_BY]->(n5:Department)
    WHERE (r4.valid_from IS NULL OR r4.valid_from <= $as_of) AND (r4.valid_to IS NULL OR $as_of < r4.valid_to)
    WITH n5, r4 ORDER BY n5.id, r4.key LIMIT $p2
    RETURN [[n5.id, r4.key], [n5.name]] AS row
  }, null]]] AS row
}, null], [COLLECT {
  MATCH (n1)<-[r6:MADE_BY]-(n7:Product)
  WITH n7, r6 ORDER BY n7.id, r6.key LIMIT $p5
  RETURN [[n7.id, r6.key], [n7.name, [COLLECT {
    MATCH (n7)<-[r8:INSPECTS_PRODUCT]-(n9:Inspection)
    WITH n9, r8 ORDER BY n9.inspected_on DESC, n9.id, r8.key LIMIT $p4
    RETURN [[toString(n9.inspected_on), n9.id, r8.key], [toString(n9.inspected_on), n9.result]] AS row
  }, null]]] AS row
}, null]] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
