MATCH (a:Department {id: $actor})
RETURN {name: a.name, shortName: a.short_name, sameAs: {nodes: COLLECT {
  MATCH (a)-[s:SAME_AS]->(b)
  WHERE coalesce(s.valid_from <= $as_of, true) AND coalesce($as_of < s.valid_to, true)
  WITH b ORDER BY b.id LIMIT $page
  RETURN {name: b.name}
}}} AS actor

MATCH (p:Mechanism {id: $provision})
RETURN {name: p.name, kind: p.kind, weight: p.weight} AS provision

MATCH (s:Sector {id: $scope})
RETURN {name: s.name, code: s.code} AS scope
