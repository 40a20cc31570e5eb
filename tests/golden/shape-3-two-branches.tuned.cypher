MATCH (e:Enterprise {id: $id})
RETURN {
  name: e.name,
  creditRecords: {nodes: COLLECT {
    MATCH (e)<-[:CONCERNS]-(c)
    WITH c ORDER BY c.id LIMIT $page
    RETURN {category: c.category, recordedOn: toString(c.recorded_on), contributedBy: {nodes: COLLECT {
      MATCH (c)-[b:CONTRIBUTED_BY]->(d)
      WHERE coalesce(b.valid_from <= $as_of, true) AND coalesce($as_of < b.valid_to, true)
      WITH d ORDER BY d.id LIMIT $page
      RETURN {name: d.name}
    }}}
  }},
  products: {nodes: COLLECT {
    MATCH (e)<-[:MADE_BY]-(p)
    WITH p ORDER BY p.id LIMIT $page
    RETURN {name: p.name, inspections: {nodes: COLLECT {
      MATCH (p)<-[:INSPECTS_PRODUCT]-(i)
      WITH i ORDER BY i.inspected_on DESC, i.id LIMIT $five
      RETURN {inspectedOn: toString(i.inspected_on), result: i.result}
    }}}
  }}
} AS enterprise
