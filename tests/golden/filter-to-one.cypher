CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:Product)
  WHERE EXISTS {
    MATCH (n1)-[r2:MADE_BY]->(n3:Enterprise)
    WHERE n3.uscc = $p1
  }
  WITH n1 ORDER BY n1.id LIMIT $p2
  RETURN [[n1.id], [n1.code, n1.name]] AS row
}, COUNT {
  MATCH (n4:Product)
  WHERE EXISTS {
    MATCH (n4)-[r5:MADE_BY]->(n6:Enterprise)
    WHERE n6.uscc = $p3
  }
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
WITH before, [COLLECT {
  MATCH (n1:Certificate)
  WHERE n1.status = $p1 AND EXISTS {
    MATCH (n1)-[r4:ISSUED_BY]->(n5:ConformityBody)
    WHERE n5.kind = $p2
  } AND EXISTS {
    MATCH (n1)-[r6:UNDER_SCHEME]->(n7:CertificationScheme)
    WHERE n7.mandatory = $p3
  }
  WITH n1 ORDER BY n1.id LIMIT $p4
  RETURN [[n1.id], [n1.number, head(COLLECT {
    MATCH (n1)-[r2:UNDER_SCHEME]->(n3:CertificationScheme)
    WITH n3 ORDER BY n3.id LIMIT 1
    RETURN [n3.name] AS value
  })]] AS row
}, COUNT {
  MATCH (n8:Certificate)
  WHERE n8.status = $p5 AND EXISTS {
    MATCH (n8)-[r9:ISSUED_BY]->(n10:ConformityBody)
    WHERE n10.kind = $p6
  } AND EXISTS {
    MATCH (n8)-[r11:UNDER_SCHEME]->(n12:CertificationScheme)
    WHERE n12.mandatory = $p7
  }
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
