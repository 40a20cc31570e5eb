MATCH (m:Mechanism {id: $id})
CALL (m) {
  MATCH (m)-[r:HAS_PARTICIPANT]->(a)
  WHERE coalesce(r.valid_from <= $as_of, true) AND coalesce($as_of < r.valid_to, true)
  WITH r, a ORDER BY a.id, r.key
  RETURN collect({r: r, a: a}) AS found
}
RETURN {
  name: m.name,
  open: coalesce(m.open, false),
  clauses: {nodes: COLLECT {
    MATCH (m)-[:DEFINED_IN]->(c)
    WITH c ORDER BY c.id LIMIT $page
    RETURN {locator: c.locator}
  }},
  participants: {totalCount: size(found), edges: COLLECT {
    UNWIND found[..$first] AS one
    WITH one.r AS r, one.a AS a
    RETURN CASE
      WHEN a:Department THEN {part: r.part, position: r.position, inferred: coalesce(r.inferred, false),
        node: {name: a.name, unitOf: {totalCount: COUNT {
          MATCH (a)-[u:UNIT_OF]->()
          WHERE coalesce(u.valid_from <= $as_of, true) AND coalesce($as_of < u.valid_to, true)
        }}}}
      ELSE {part: r.part, position: r.position, inferred: coalesce(r.inferred, false), node: {name: a.name}}
    END
  }}
} AS mechanism
