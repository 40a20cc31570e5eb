CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Region {id: $p1})
WITH before, [COLLECT {
  MATCH (n1)<-[r2:HAS_JURISDICTION]-(n3)
  WHERE CASE WHEN r2.valid_to <= $as_of THEN false ELSE coalesce(r2.valid_from <= $as_of, true) END
  WITH n3, r2 ORDER BY n3.id, coalesce(r2.key, '') LIMIT $p2
  RETURN [n3.name, COLLECT {
    MATCH (n3)<-[r4:CONDUCTED_BY]-(n5)
    WITH n5, r4 ORDER BY n5.inspected_on DESC, n5.id LIMIT $p3
    RETURN [toString(n5.inspected_on), n5.result, COLLECT {
      MATCH (n5)-[r6:INSPECTS_PRODUCT]->(n7)
      WITH n7 ORDER BY n7.id LIMIT 1
      RETURN [n7.name, COLLECT {
        MATCH (n7)-[r8:MADE_BY]->(n9)
        WITH n9 ORDER BY n9.id LIMIT 1
        RETURN [n9.name] AS row
      }] AS row
    }] AS row
  }] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
