CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (n1:Inspection)
    USING INDEX n1:Inspection(result)
    WHERE n1.inspected_on >= $p2 AND n1.inspected_on < $p3 AND n1.result = $p4
    WITH n1 ORDER BY n1.inspected_on DESC, n1.id LIMIT $p1
    RETURN [n1.kind, toString(n1.inspected_on), COLLECT {
      MATCH (n1)-[r3:INSPECTS_PRODUCT]->(n4)
      WITH n4 ORDER BY n4.id LIMIT 1
      RETURN [n4.name] AS row
    }] AS row
  } AS l5
  RETURN [l5, COUNT {
    WITH DISTINCT size(l5) AS l5s
    WHERE l5s >= $p1
    MATCH (n2:Inspection)
    USING INDEX n2:Inspection(result)
    WHERE n2.inspected_on >= $p5 AND n2.inspected_on < $p6 AND n2.result = $p7
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
