CALL () {
  //: duties_of.cypher
}
RETURN {
  actor: CASE
    WHEN actor:Department THEN {name: actor.name, unitOf: {nodes: COLLECT {
      MATCH (actor)-[u:UNIT_OF]->(g)
      WHERE coalesce(u.valid_from <= $as_of, true) AND coalesce($as_of < u.valid_to, true)
      WITH u, g ORDER BY g.id, u.key LIMIT $page
      RETURN {name: g.name}
    }}}
    ELSE {name: actor.name}
  END,
  items: COLLECT {
    UNWIND items AS item
    WITH item, item.provision AS p
    RETURN {
      via: item.via,
      actingAs: CASE WHEN item.acting_as IS NULL THEN null ELSE {name: item.acting_as.name} END,
      provision: {name: p.name, clauses: {nodes: COLLECT {
        MATCH (p)-[:DEFINED_IN]->(c)
        WITH c ORDER BY c.id LIMIT $two
        RETURN {locator: c.locator}
      }}},
      supervises: [a IN item.supervises | {name: a.name}]
    }
  },
  gaps: [gap IN gaps | {code: gap.code}]
} AS dutiesOf
