CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (n1:Standard)
    WHERE COUNT {
      MATCH (n1)-[r2:REPLACES]->(n3)
      WHERE n3.stage = $p2
    } = 1 AND n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p1
    RETURN [n1.number] AS row
  } AS l7
  RETURN [l7, COUNT {
    WITH DISTINCT size(l7) AS l7s
    WHERE l7s >= $p1
    MATCH (n4:Standard)
    WHERE COUNT {
      MATCH (n4)-[r5:REPLACES]->(n6)
      WHERE n6.stage = $p3
    } = 1
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
    MATCH (n1:Enterprise)
    WHERE COUNT {
      MATCH (n1)<-[r2:MADE_BY]-(n3)
    } >= $p2 AND n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p1
    RETURN [n1.name] AS row
  } AS l7
  RETURN [l7, COUNT {
    WITH DISTINCT size(l7) AS l7s
    WHERE l7s >= $p1
    MATCH (n4:Enterprise)
    WHERE COUNT {
      MATCH (n4)<-[r5:MADE_BY]-(n6)
    } >= $p3
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
WITH before, [null, COUNT {
  MATCH (n2:Enterprise)
  WHERE COUNT {
    MATCH (n2)<-[r3:INSPECTS]-(n4)
    WHERE n4.kind = $p1 AND n4.result = $p2
  } >= $p3
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
