MATCH (e:Enterprise {id: $enterprise})
RETURN {provenance: {totalCount: COUNT { (e)<-[:DESCRIBES]-() }, nodes: COLLECT {
  MATCH (e)<-[:DESCRIBES]-(s)
  WITH s ORDER BY s.id LIMIT $five
  RETURN {
    system: s.system,
    recordKey: s.record_key,
    run: head(COLLECT {
        MATCH (s)-[:RECORDED_IN]->(r)
        RETURN {delivery: head(COLLECT { MATCH (r)-[:LOADED]->(d) RETURN {name: d.name} })}
      })
  }
}}} AS enterprise

CALL () {
  MATCH (s:SourceRecord)
  USING INDEX s:SourceRecord(id)
  WHERE s.id IS NOT NULL AND s.system = $system AND s.department IS NULL
  WITH s ORDER BY s.id LIMIT $three
  RETURN collect({recordKey: s.record_key}) AS page
}
CALL () {
  MATCH (s:SourceRecord {system: $system})
  WHERE s.department IS NULL
  RETURN count(*) AS total
}
RETURN {totalCount: total, nodes: page} AS sourceRecords
