CALL () {
  //: clause_context.cypher
}
RETURN {
  parent: CASE WHEN parent IS NULL THEN null ELSE {
    locator: parent.locator,
    provisions: {totalCount: head(COLLECT {
      WITH parent AS c
      MATCH (c)<-[:DEFINED_IN]-(p:Provision)
      RETURN count(p)
    })}
  } END,
  children: COLLECT {
    UNWIND children AS c
    RETURN {locator: c.locator, provisions: {nodes: COLLECT {
      MATCH (c)<-[:DEFINED_IN]-(p:Provision)
      WITH p ORDER BY p.id LIMIT $three
      RETURN {name: p.name, participants: {nodes: COLLECT {
        MATCH (p)-[r:HAS_PARTICIPANT]->(a)
        WHERE coalesce(r.valid_from <= $as_of, true) AND coalesce($as_of < r.valid_to, true)
        WITH r, a ORDER BY a.id, r.key LIMIT $two
        RETURN {name: a.name}
      }}}
    }}}
  }
} AS clauseContext
