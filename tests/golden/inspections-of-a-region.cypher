CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:Inspection)
  WHERE EXISTS {
    MATCH (n1)-[r6:INSPECTS_PRODUCT]->(n7:Product)
    WHERE EXISTS {
      MATCH (n7)-[r8:MADE_BY]->(n9:Enterprise)
      WHERE EXISTS {
        MATCH (n9)-[r10:LOCATED_IN]->(n11:Region)
        WHERE (r10.valid_from IS NULL OR r10.valid_from <= $as_of) AND (r10.valid_to IS NULL OR $as_of < r10.valid_to) AND n11.id = $p1
      }
    }
  }
  WITH n1 ORDER BY n1.inspected_on DESC, n1.id LIMIT $p2
  RETURN [[toString(n1.inspected_on), n1.id], [toString(n1.inspected_on), n1.kind, n1.result, head(COLLECT {
    MATCH (n1)-[r2:INSPECTS_PRODUCT]->(n3:Product)
    WITH n3 ORDER BY n3.id LIMIT 1
    RETURN [n3.name, head(COLLECT {
      MATCH (n3)-[r4:MADE_BY]->(n5:Enterprise)
      WITH n5 ORDER BY n5.id LIMIT 1
      RETURN [n5.name] AS value
    })] AS value
  })]] AS row
}, null] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
