CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Enterprise {id: $p1})
WITH before, [n1.name, COLLECT {
  MATCH (n1)<-[r2:CONCERNS]-(n3)
  WITH n3, r2 ORDER BY n3.id LIMIT $p2
  RETURN [n3.category, toString(n3.recorded_on), COLLECT {
    MATCH (n3)-[r4:CONTRIBUTED_BY]->(n5)
    WHERE CASE WHEN r4.valid_to <= $as_of THEN false ELSE coalesce(r4.valid_from <= $as_of, true) END
    WITH n5, r4 ORDER BY n5.id, coalesce(r4.key, '') LIMIT $p3
    RETURN [n5.name] AS row
  }] AS row
}, COLLECT {
  MATCH (n1)<-[r6:MADE_BY]-(n7)
  WITH n7, r6 ORDER BY n7.id LIMIT $p4
  RETURN [n7.name, COLLECT {
    MATCH (n7)<-[r8:INSPECTS_PRODUCT]-(n9)
    WITH n9, r8 ORDER BY n9.inspected_on DESC, n9.id LIMIT $p5
    RETURN [toString(n9.inspected_on), n9.result] AS row
  }] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
