CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (n1:Enterprise)
    WHERE n1.size = $p2 AND EXISTS {
      MATCH (n1)<-[r2:INSPECTS]-(n3)
    } AND NOT EXISTS {
      MATCH (n1)<-[r4:INSPECTS]-(n5)
      WHERE NOT coalesce(n5.result = $p3, false)
    } AND n1.id IS NOT NULL
    WITH n1 ORDER BY n1.size, n1.id LIMIT $p1
    RETURN [n1.name] AS row
  } AS l11
  RETURN [l11, COUNT {
    WITH DISTINCT size(l11) AS l11s
    WHERE l11s >= $p1
    MATCH (n6:Enterprise)
    WHERE n6.size = $p4 AND EXISTS {
      MATCH (n6)<-[r7:INSPECTS]-(n8)
    } AND NOT EXISTS {
      MATCH (n6)<-[r9:INSPECTS]-(n10)
      WHERE NOT coalesce(n10.result = $p5, false)
    }
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
    WHERE NOT EXISTS {
      MATCH (n1)<-[r2:MADE_BY]-(n3)
    } AND n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p1
    RETURN [n1.name] AS row
  } AS l7
  RETURN [l7, COUNT {
    WITH DISTINCT size(l7) AS l7s
    WHERE l7s >= $p1
    MATCH (n4:Enterprise)
    WHERE NOT EXISTS {
      MATCH (n4)<-[r5:MADE_BY]-(n6)
    }
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
