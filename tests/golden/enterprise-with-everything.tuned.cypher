MATCH (e:Enterprise {id: $id})
RETURN {
  id: e.id,
  name: e.name,
  size: e.size,
  foundedOn: toString(e.founded_on),
  region: {edges: COLLECT {
    MATCH (e)-[l:LOCATED_IN]->(g)
    WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true)
    WITH l, g ORDER BY g.id, l.key LIMIT $page
    RETURN {validFrom: toString(l.valid_from), node: {name: g.name, partOf: {nodes: COLLECT {
      MATCH (g)-[w:PART_OF]->(h)
      WHERE coalesce(w.valid_from <= $as_of, true) AND coalesce($as_of < w.valid_to, true)
      WITH h ORDER BY h.id LIMIT $page
      RETURN {name: h.name}
    }}}}
  }},
  products: {nodes: COLLECT {
    MATCH (e)<-[:MADE_BY]-(p)
    WITH p ORDER BY p.id LIMIT $page
    RETURN {code: p.code, name: p.name, classes: {nodes: COLLECT {
      MATCH (p)-[o:OF_CLASS]->(c)
      WHERE coalesce(o.valid_from <= $as_of, true) AND coalesce($as_of < o.valid_to, true)
      WITH c ORDER BY c.id LIMIT $page
      RETURN {edition: c.edition, code: c.code}
    }}}
  }},
  certificates: {nodes: COLLECT {
    MATCH (e)<-[:HELD_BY]-(c:Certificate)
    WITH c ORDER BY c.id LIMIT $page
    RETURN {
      number: c.number,
      status: c.status,
      scheme: head(COLLECT { MATCH (c)-[:UNDER_SCHEME]->(s) RETURN {name: s.name} }),
      issuer: head(COLLECT { MATCH (c)-[:ISSUED_BY]->(b) RETURN {name: b.name} })
    }
  }}
} AS enterprise
