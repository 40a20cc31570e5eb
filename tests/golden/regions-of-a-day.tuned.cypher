MATCH (g:Region {name: $name})
WITH g ORDER BY g.id LIMIT $page
RETURN {nodes: collect({id: g.id, partOf: {nodes: COLLECT {
  MATCH (g)-[w:PART_OF]->(h)
  WHERE coalesce(w.valid_from <= $then, true) AND coalesce($then < w.valid_to, true)
  WITH h ORDER BY h.id LIMIT $page
  RETURN {name: h.name}
}}})} AS then

MATCH (g:Region {name: $name})
WITH g ORDER BY g.id LIMIT $page
RETURN {nodes: collect({id: g.id, partOf: {nodes: COLLECT {
  MATCH (g)-[w:PART_OF]->(h)
  WHERE coalesce(w.valid_from <= $now, true) AND coalesce($now < w.valid_to, true)
  WITH h ORDER BY h.id LIMIT $page
  RETURN {name: h.name}
}}})} AS now
