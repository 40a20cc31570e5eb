MATCH (s:Standard)
WHERE s.id IS NOT NULL AND EXISTS { (s)-[:ADOPTS]->() }
WITH s ORDER BY s.id LIMIT $first
RETURN {nodes: collect({number: s.number, adopts: {edges: COLLECT {
  MATCH (s)-[a:ADOPTS]->(t)
  WITH a, t ORDER BY t.id, a.key LIMIT $page
  RETURN {
    degree: a.degree, verified: a.verified, inferred: coalesce(a.inferred, false), rule: a.rule,
    node: {number: t.number, stage: t.stage}
  }
}}})} AS standards

MATCH (p:Project {id: $project})
CALL (p) {
  MATCH (p)-[r:HAS_PARTY]->(a)
  WITH r, a ORDER BY a.id, r.key
  RETURN collect({stage: r.stage, node: {name: a.name}}) AS found
}
RETURN {name: p.name, parties: {totalCount: size(found), edges: found[..$page]}} AS project
