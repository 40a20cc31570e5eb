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
  MATCH (a2)<-[r4:LOCATED_IN]-(n3)
  WHERE CASE WHEN r4.valid_to <= $as_of THEN false ELSE coalesce(r4.valid_from <= $as_of, true) END
  MATCH (n3)<-[r6:MADE_BY]-(n5)
  MATCH (n5)<-[r7:INSPECTS_PRODUCT]-(n1)
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.inspected_on DESC, n1.id LIMIT $p1
  RETURN [toString(n1.inspected_on), n1.kind, n1.result, COLLECT {
    MATCH (n1)-[r8:INSPECTS_PRODUCT]->(n9)
    WITH n9 ORDER BY n9.id LIMIT 1
    RETURN [n9.name, COLLECT {
      MATCH (n9)-[r10:MADE_BY]->(n11)
      WITH n11 ORDER BY n11.id LIMIT 1
      RETURN [n11.name] AS row
    }] AS row
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
