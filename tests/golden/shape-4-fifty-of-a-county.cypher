CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  MATCH (a2:Region)
  WHERE a2.id = $p1
  WITH DISTINCT a2
  MATCH (a2)<-[r3:LOCATED_IN]-(n1)
  WHERE (r3.valid_from IS NULL OR r3.valid_from <= $as_of) AND (r3.valid_to IS NULL OR $as_of < r3.valid_to) AND n1.size = $p2 AND n1.employees >= $p3
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.id LIMIT $p4
  RETURN [n1.name, n1.employees, COLLECT {
    MATCH (n1)<-[r4:MADE_BY]-(n5)
    WITH n5, r4 ORDER BY n5.id LIMIT $p5
    RETURN [n5.name, COLLECT {
      MATCH (n5)-[r6:OF_CLASS]->(n7)
      WHERE (r6.valid_from IS NULL OR r6.valid_from <= $as_of) AND (r6.valid_to IS NULL OR $as_of < r6.valid_to)
      WITH n7, r6 ORDER BY n7.id, coalesce(r6.key, '') LIMIT $p6
      RETURN [n7.name] AS row
    }] AS row
  }, COLLECT {
    MATCH (n1)<-[r8:HELD_BY]-(n9:Certificate)
    WITH n9, r8 ORDER BY n9.id LIMIT $p7
    RETURN [n9.number, n9.status] AS row
  }, COLLECT {
    MATCH (n1)<-[r10:INSPECTS]-(n11)
    WITH n11, r10 ORDER BY n11.id LIMIT $p8
    RETURN [toString(n11.inspected_on), n11.result] AS row
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
