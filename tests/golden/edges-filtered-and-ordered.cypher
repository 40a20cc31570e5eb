CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:Standard)
  WHERE EXISTS {
    MATCH (n1)-[r4:ADOPTS]->(n5)
    WHERE r4.degree = $p4 AND n5.number STARTS WITH $p3
  } AND COUNT {
    MATCH (n1)-[r6:REPLACES]->(n7)
  } >= $p5
  WITH n1 ORDER BY n1.id LIMIT $p6
  RETURN [n1.number, COLLECT {
    MATCH (n1)-[r2:ADOPTS]->(n3)
    WHERE r2.degree = $p1
    WITH n3, r2 ORDER BY n3.id, r2.key LIMIT $p2
    RETURN [r2.degree, [n3.number]] AS row
  }] AS row
}, COUNT {
  MATCH (n8:Standard)
  WHERE EXISTS {
    MATCH (n8)-[r9:ADOPTS]->(n10)
    WHERE r9.degree = $p8 AND n10.number STARTS WITH $p7
  } AND COUNT {
    MATCH (n8)-[r11:REPLACES]->(n12)
  } >= $p9
}] AS answer
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
  WITH n3, r2 ORDER BY n3.id, r2.key LIMIT $p2
  RETURN [toString(r2.valid_from), toString(r2.valid_to)] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
