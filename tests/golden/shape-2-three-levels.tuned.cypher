MATCH (e:Enterprise {id: $id})
RETURN {name: e.name, products: {nodes: COLLECT {
  MATCH (e)<-[:MADE_BY]-(p)
  WITH p ORDER BY p.id LIMIT $ten
  RETURN {name: p.name, classes: {nodes: COLLECT {
    MATCH (p)-[o:OF_CLASS]->(c)
    WHERE coalesce(o.valid_from <= $as_of, true) AND coalesce($as_of < o.valid_to, true)
    WITH c ORDER BY c.id LIMIT $five
    RETURN {name: c.name, standards: {nodes: COLLECT {
      MATCH (c)<-[a:APPLIES_TO]-(s)
      WHERE coalesce(a.valid_from <= $as_of, true) AND coalesce($as_of < a.valid_to, true)
      WITH s ORDER BY s.id LIMIT $ten
      RETURN {number: s.number, title: s.title, adopts: {nodes: COLLECT {
        MATCH (s)-[:ADOPTS]->(t)
        WITH t ORDER BY t.id LIMIT $five
        RETURN {number: t.number}
      }}}
    }}}
  }}}
}}} AS enterprise
