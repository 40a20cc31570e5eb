CALL () {
  //: target_progress.cypher
}
RETURN {
  region: {name: region.name, level: region.level, parts: {nodes: COLLECT {
    MATCH (region)<-[w:PART_OF]-(h)
    WHERE coalesce(w.valid_from <= $as_of, true) AND coalesce($as_of < w.valid_to, true)
    WITH h ORDER BY h.id LIMIT $three
    RETURN {name: h.name}
  }}},
  items: COLLECT {
    UNWIND items AS item
    WITH item, item.target AS t, item.indicator AS i
    RETURN {
      status: item.status,
      target: {name: t.name, tasks: {nodes: COLLECT {
        MATCH (t)<-[:PURSUES]-(k)
        WITH k ORDER BY k.id LIMIT $page
        RETURN {id: k.id}
      }}},
      indicator: CASE WHEN i IS NULL THEN null ELSE {name: i.name, appliesTo: {nodes: COLLECT {
        MATCH (i)-[:MEASURES]->(a)
        WITH a ORDER BY a.id LIMIT $page
        RETURN {name: a.name}
      }}} END
    }
  }
} AS targetProgress
