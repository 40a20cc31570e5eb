CALL () {
  //: who_is_responsible/enterprise-incident-product.cypher
}
RETURN {chain: COLLECT {
  UNWIND chain AS step
  WITH step, step.actor AS a
  RETURN {
    tier: step.tier,
    actor: CASE
      WHEN a IS NULL THEN null
      WHEN a:Department THEN {name: a.name, jurisdiction: {nodes: COLLECT {
        MATCH (a)-[j:HAS_JURISDICTION]->(g)
        WHERE coalesce(j.valid_from <= $as_of, true) AND coalesce($as_of < j.valid_to, true)
        WITH g ORDER BY g.id LIMIT $two
        RETURN {name: g.name}
      }}}
      ELSE {name: a.name}
    END,
    basis: COLLECT {
      UNWIND step.basis AS c
      RETURN {locator: c.locator, document: head(COLLECT { MATCH (c)-[:CLAUSE_OF]->(d) RETURN {slug: d.slug} })}
    }
  }
}} AS whoIsResponsible
