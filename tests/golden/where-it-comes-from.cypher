CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Enterprise {id: $p1})
WITH before, [[COLLECT {
  MATCH (n1)<-[r2:DESCRIBES]-(n3:SourceRecord)
  WITH n3, r2 ORDER BY n3.id LIMIT $p2
  RETURN [n3.system, n3.record_key, head(COLLECT {
    MATCH (n3)-[r5:RECORDED_IN]->(n6)
    WITH n6 ORDER BY n6.id LIMIT 1
    RETURN [head(COLLECT {
      MATCH (n6)-[r7:LOADED]->(n8)
      WITH n8 ORDER BY n8.id LIMIT 1
      RETURN [n8.name] AS row
    })] AS row
  })] AS row
}, COUNT {
  MATCH (n1)<-[r2:DESCRIBES]-(n4:SourceRecord)
}]] AS answer
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
  MATCH (n1:SourceRecord)
  WHERE n1.system = $p1 AND n1.department IS NULL
  WITH n1 ORDER BY n1.id LIMIT $p2
  RETURN [n1.record_key] AS row
}, COUNT {
  MATCH (n2:SourceRecord)
  WHERE n2.system = $p3 AND n2.department IS NULL
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
