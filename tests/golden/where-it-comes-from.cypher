CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Enterprise {id: $p1})
WITH before, [COLLECT {
  WITH COLLECT {
    MATCH (n1)<-[r2:DESCRIBES]-(n3:SourceRecord)
    WITH n3, r2 ORDER BY n3.id LIMIT $p2
    RETURN [n3.system, n3.record_key, COLLECT {
      MATCH (n3)-[r5:RECORDED_IN]->(n6)
      WITH n6 ORDER BY n6.id LIMIT 1
      RETURN [COLLECT {
        MATCH (n6)-[r7:LOADED]->(n8)
        WITH n8 ORDER BY n8.id LIMIT 1
        RETURN [n8.name] AS row
      }] AS row
    }] AS row
  } AS l9
  RETURN [l9, COUNT {
    WITH DISTINCT size(l9) AS l9s
    WHERE l9s >= $p2
    MATCH (n1)<-[r2:DESCRIBES]-(n4:SourceRecord)
  }] AS row
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
  WITH COLLECT {
    MATCH (n1:SourceRecord)
    WHERE n1.system = $p2 AND n1.department IS NULL
    WITH n1 ORDER BY n1.id LIMIT $p1
    RETURN [n1.record_key] AS row
  } AS l3
  RETURN [l3, COUNT {
    WITH DISTINCT size(l3) AS l3s
    WHERE l3s >= $p1
    MATCH (n2:SourceRecord)
    WHERE n2.system = $p3 AND n2.department IS NULL
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
