CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Enterprise {id: $p1})
WITH before, [[COLLECT {
  MATCH (n1)<-[r2:DESCRIBES]-(n3:SourceRecord)
  WITH n3, r2 ORDER BY n3.id, r2.key LIMIT $p2
  RETURN [[n3.id, r2.key], [n3.system, n3.record_key, head(COLLECT {
    MATCH (n3)-[r4:RECORDED_IN]->(n5:LoadRun)
    WITH n5 ORDER BY n5.id LIMIT 1
    RETURN [head(COLLECT {
      MATCH (n5)-[r6:LOADED]->(n7:Delivery)
      WITH n7 ORDER BY n7.id LIMIT 1
      RETURN [n7.name] AS value
    })] AS value
  })]] AS row
}, COUNT {
  MATCH (n1)<-[r2:DESCRIBES]-(n8:SourceRecord)
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
  RETURN [[n1.id], [n1.record_key]] AS row
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
