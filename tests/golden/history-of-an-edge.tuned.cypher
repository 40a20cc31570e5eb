MATCH (e:Enterprise {id: $enterprise})
CALL (e) {
  MATCH (e)-[l:LOCATED_IN]->(g)
  WITH l, g ORDER BY l.valid_from, g.id, l.key
  RETURN collect({validFrom: toString(l.valid_from), validTo: toString(l.valid_to), node: {name: g.name}}) AS found
}
RETURN {
  then: {nodes: COLLECT {
    MATCH (e)-[l:LOCATED_IN]->(g)
    WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true)
    WITH g ORDER BY g.id LIMIT $page
    RETURN {name: g.name}
  }},
  ever: {totalCount: size(found), edges: found[..$page]}
} AS enterprise

MATCH (g:Region {id: $region})
RETURN {partOf: {edges: COLLECT {
  MATCH (g)-[w:PART_OF]->(h)
  WITH w, h ORDER BY w.valid_from, h.id, w.key LIMIT $page
  RETURN {validFrom: toString(w.valid_from), validTo: toString(w.valid_to), node: {name: h.name}}
}}} AS region
