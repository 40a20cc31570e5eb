CALL () {
  //: find_provision.cypher
}
RETURN {
  asOf: toString(as_of),
  match: match,
  items: COLLECT {
    UNWIND items AS item
    WITH item, item.provision AS p
    CALL (p) {
      MATCH (p)-[r:HAS_PARTICIPANT]->(a)
      WHERE coalesce(r.valid_from <= $as_of, true) AND coalesce($as_of < r.valid_to, true)
      WITH r, a ORDER BY a.id, r.key
      RETURN collect({part: r.part, position: r.position, node: {name: a.name}}) AS found
    }
    RETURN {
      match: item.match,
      score: item.score,
      provision: {name: p.name, participants: {totalCount: size(found), edges: found[..$three]}},
      basis: COLLECT {
        UNWIND item.basis AS c
        RETURN {locator: c.locator, parent: head(COLLECT { MATCH (c)-[:WITHIN]->(w) RETURN {locator: w.locator} })}
      }
    }
  },
  gaps: gaps
} AS findProvision
