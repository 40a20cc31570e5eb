MATCH (e:Enterprise {id: $enterprise})
CALL (e) {
  MATCH (e)<-[:DESCRIBES]-(s)
  WITH s ORDER BY s.id
  RETURN collect(s) AS found
}
RETURN {provenance: {totalCount: size(found), nodes: COLLECT {
  UNWIND found[..$five] AS s
  RETURN {
    system: s.system,
    recordKey: s.record_key,
    run: head(COLLECT {
        MATCH (s)-[:RECORDED_IN]->(r)
        RETURN {delivery: head(COLLECT { MATCH (r)-[:LOADED]->(d) RETURN {name: d.name} })}
      })
  }
}}} AS enterprise

MATCH (s:SourceRecord {system: $system})
WHERE s.department IS NULL
WITH s ORDER BY s.id
WITH collect(s) AS found
RETURN {totalCount: size(found), nodes: [s IN found[..$three] | {recordKey: s.record_key}]} AS sourceRecords
