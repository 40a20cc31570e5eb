CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  MATCH (n2:Inspection)
  WITH n2, head(COLLECT {
    MATCH (n2)-[r3:INSPECTS_PRODUCT]->(n4)
    WITH n4 ORDER BY n4.id LIMIT 1
    MATCH (n4)-[r5:MADE_BY]->(n6)
    WITH n6 ORDER BY n6.id LIMIT 1
    RETURN n6.name AS row
  }) AS s1
  WITH n2, s1 ORDER BY s1, n2.inspected_on, n2.id LIMIT $p1
  RETURN [[s1, toString(n2.inspected_on), n2.id], [toString(n2.inspected_on), COLLECT {
    MATCH (n2)-[r7:INSPECTS_PRODUCT]->(n8)
    WITH n8 ORDER BY n8.id LIMIT 1
    RETURN [n8.name, COLLECT {
      MATCH (n8)-[r9:MADE_BY]->(n10)
      WITH n10 ORDER BY n10.id LIMIT 1
      RETURN [n10.name] AS row
    }] AS row
  }]] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
