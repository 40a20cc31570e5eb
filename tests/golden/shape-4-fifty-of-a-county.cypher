CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:Enterprise)
  WHERE n1.size = $p5 AND n1.employees >= $p6 AND EXISTS {
    MATCH (n1)-[r10:LOCATED_IN]->(n11:Region)
    WHERE (r10.valid_from IS NULL OR r10.valid_from <= $as_of) AND (r10.valid_to IS NULL OR $as_of < r10.valid_to) AND n11.id = $p7
  }
  WITH n1 ORDER BY n1.id LIMIT $p8
  RETURN [[n1.id], [n1.name, n1.employees, [COLLECT {
    MATCH (n1)<-[r2:MADE_BY]-(n3:Product)
    WITH n3, r2 ORDER BY n3.id, r2.key LIMIT $p2
    RETURN [[n3.id, r2.key], [n3.name, [COLLECT {
      MATCH (n3)-[r4:OF_CLASS]->(n5:ProductClass)
      WHERE (r4.valid_from IS NULL OR r4.valid_from <= $as_of) AND (r4.valid_to IS NULL OR $as_of < r4.valid_to)
      WITH n5, r4 ORDER BY n5.id, r4.key LIMIT $p1
      RETURN [[n5.id, r4.key], [n5.name]] AS row
    }, null]]] AS row
  }, null], [COLLECT {
    MATCH (n1)<-[r6:HELD_BY]-(n7:Certificate)
    WITH n7, r6 ORDER BY n7.id, r6.key LIMIT $p3
    RETURN [[n7.id, r6.key], [n7.number, n7.status]] AS row
  }, null], [COLLECT {
    MATCH (n1)<-[r8:INSPECTS]-(n9:Inspection)
    WITH n9, r8 ORDER BY n9.id, r8.key LIMIT $p4
    RETURN [[n9.id, r8.key], [toString(n9.inspected_on), n9.result]] AS row
  }, null]]] AS row
}, null] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
