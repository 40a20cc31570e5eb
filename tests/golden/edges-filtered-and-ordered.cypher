CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (n1:Standard)
    WHERE EXISTS {
      MATCH (n1)-[r2:ADOPTS]->(n3)
      WHERE r2.degree = $p3 AND n3.number STARTS WITH $p2
    } AND COUNT {
      MATCH (n1)-[r4:REPLACES]->(n5)
    } >= $p4 AND n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p1
    RETURN [n1.number, COLLECT {
      MATCH (n1)-[r11:ADOPTS]->(n12)
      WHERE r11.degree = $p9
      WITH n12, r11 ORDER BY n12.id LIMIT $p8
      RETURN [r11.degree, [n12.number]] AS row
    }] AS row
  } AS l13
  RETURN [l13, COUNT {
    WITH DISTINCT size(l13) AS l13s
    WHERE l13s >= $p1
    MATCH (n6:Standard)
    WHERE EXISTS {
      MATCH (n6)-[r7:ADOPTS]->(n8)
      WHERE r7.degree = $p6 AND n8.number STARTS WITH $p5
    } AND COUNT {
      MATCH (n6)-[r9:REPLACES]->(n10)
    } >= $p7
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after

CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  MATCH (n2:Product)
  WITH n2, head(COLLECT {
    MATCH (n2)-[r3:MADE_BY]->(n4)
    WITH n4 ORDER BY n4.id LIMIT 1
    RETURN n4.name AS row
  }) AS s1
  WITH n2, s1 ORDER BY s1 DESC, n2.code, n2.id LIMIT $p1
  RETURN [[s1, n2.code, n2.id], [n2.id]] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after

CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Enterprise {id: $p1})
WITH before, [COLLECT {
  MATCH (n1)-[r2:LOCATED_IN]->(n3)
  WITH n3, r2 ORDER BY r2.valid_from, n3.id, coalesce(r2.key, '') LIMIT $p2
  RETURN [toString(r2.valid_from), toString(r2.valid_to)] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
