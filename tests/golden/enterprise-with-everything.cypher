CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Enterprise {id: $p1})
WITH before, [n1.id, n1.name, n1.size, toString(n1.founded_on), COLLECT {
  MATCH (n1)-[r2:LOCATED_IN]->(n3)
  WHERE CASE WHEN r2.valid_to <= $as_of THEN false ELSE coalesce(r2.valid_from <= $as_of, true) END
  WITH n3, r2 ORDER BY n3.id, coalesce(r2.key, '') LIMIT $p2
  RETURN [toString(r2.valid_from), [n3.name, COLLECT {
    MATCH (n3)-[r4:PART_OF]->(n5)
    WHERE CASE WHEN r4.valid_to <= $as_of THEN false ELSE coalesce(r4.valid_from <= $as_of, true) END
    WITH n5, r4 ORDER BY n5.id, coalesce(r4.key, '') LIMIT $p3
    RETURN [n5.name] AS row
  }]] AS row
}, COLLECT {
  MATCH (n1)<-[r6:MADE_BY]-(n7)
  WITH n7, r6 ORDER BY n7.id LIMIT $p4
  RETURN [n7.code, n7.name, COLLECT {
    MATCH (n7)-[r8:OF_CLASS]->(n9)
    WHERE CASE WHEN r8.valid_to <= $as_of THEN false ELSE coalesce(r8.valid_from <= $as_of, true) END
    WITH n9, r8 ORDER BY n9.id, coalesce(r8.key, '') LIMIT $p5
    RETURN [n9.edition, n9.code] AS row
  }] AS row
}, COLLECT {
  MATCH (n1)<-[r10:HELD_BY]-(n11:Certificate)
  WITH n11, r10 ORDER BY n11.id LIMIT $p6
  RETURN [n11.number, n11.status, COLLECT {
    MATCH (n11)-[r12:UNDER_SCHEME]->(n13)
    WITH n13 ORDER BY n13.id LIMIT 1
    RETURN [n13.name] AS row
  }, COLLECT {
    MATCH (n11)-[r14:ISSUED_BY]->(n15)
    WITH n15 ORDER BY n15.id LIMIT 1
    RETURN [n15.name] AS row
  }] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
