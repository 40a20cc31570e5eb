CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  MATCH (a2:Region)
  WHERE a2.id = $p2
  WITH DISTINCT a2
  MATCH (a2)<-[r3:LOCATED_IN]-(n1)
  WHERE CASE WHEN r3.valid_to <= $as_of THEN false ELSE coalesce(r3.valid_from <= $as_of, true) END AND n1.size = $p3 AND n1.employees >= $p4
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.id LIMIT $p1
  RETURN [n1.name, n1.employees, COLLECT {
    MATCH (n1)<-[r4:MADE_BY]-(n5)
    WITH n5, r4 ORDER BY n5.id LIMIT $p5
    RETURN [n5.name, COLLECT {
      MATCH (n5)-[r6:OF_CLASS]->(n7)
      WHERE CASE WHEN r6.valid_to <= $as_of THEN false ELSE coalesce(r6.valid_from <= $as_of, true) END
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
