CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (a2:Enterprise)
    WHERE a2.id = $p2
    WITH DISTINCT a2
    MATCH (a2)<-[r3:MADE_BY]-(n1)
    WITH DISTINCT n1
    WITH n1 ORDER BY n1.id LIMIT $p1
    RETURN [n1.code, n1.name] AS row
  } AS l7
  RETURN [l7, COUNT {
    WITH DISTINCT size(l7) AS l7s
    WHERE l7s >= $p1
    MATCH (a5:Enterprise)
    WHERE a5.id = $p3
    WITH DISTINCT a5
    MATCH (a5)<-[r6:MADE_BY]-(n4)
    RETURN DISTINCT n4 AS row
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
  WITH COLLECT {
    MATCH (n1:Certificate)
    WHERE n1.status = $p2 AND EXISTS {
      MATCH (n1)-[r2:ISSUED_BY]->(n3)
      WHERE n3.kind = $p3
    } AND EXISTS {
      MATCH (n1)-[r4:UNDER_SCHEME]->(n5)
      WHERE n5.mandatory = $p4
    } AND n1.id IS NOT NULL
    WITH n1 ORDER BY n1.status, n1.id LIMIT $p1
    RETURN [n1.number, COLLECT {
      MATCH (n1)-[r11:UNDER_SCHEME]->(n12)
      WITH n12 ORDER BY n12.id LIMIT 1
      RETURN [n12.name] AS row
    }] AS row
  } AS l13
  RETURN [l13, COUNT {
    WITH DISTINCT size(l13) AS l13s
    WHERE l13s >= $p1
    MATCH (n6:Certificate)
    WHERE n6.status = $p5 AND EXISTS {
      MATCH (n6)-[r7:ISSUED_BY]->(n8)
      WHERE n8.kind = $p6
    } AND EXISTS {
      MATCH (n6)-[r9:UNDER_SCHEME]->(n10)
      WHERE n10.mandatory = $p7
    }
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
