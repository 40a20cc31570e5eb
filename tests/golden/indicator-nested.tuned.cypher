CALL () {
  //: indicator_from_records.cypher
}
RETURN {
  indicator: {name: indicator.name, targets: {nodes: COLLECT {
    MATCH (indicator)<-[:MEASURED_BY]-(t)
    WITH t ORDER BY t.id LIMIT $page
    RETURN {name: t.name, value: t.value}
  }}},
  region: {name: region.name, partOf: {nodes: COLLECT {
    MATCH (region)-[w:PART_OF]->(h)
    WHERE coalesce(w.valid_from <= $as_of, true) AND coalesce($as_of < w.valid_to, true)
    WITH h ORDER BY h.id LIMIT $page
    RETURN {name: h.name}
  }}},
  years: COLLECT {
    UNWIND years AS each
    WITH each, each.observation AS o
    RETURN {year: each.year, value: each.value, observation: CASE WHEN o IS NULL THEN null ELSE {
      reportedBy: head(COLLECT { MATCH (o)-[:REPORTED_BY]->(a) RETURN {name: a.name} })
    } END}
  },
  gaps: [gap IN gaps | {code: gap.code}]
} AS indicatorFromRecords
