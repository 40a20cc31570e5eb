MATCH (g:Region {id: $region})
WITH g LIMIT $one
MATCH (g)<-[l:LOCATED_IN]-(e)
WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true)
  AND e.size = $size AND e.employees >= $least
WITH DISTINCT e
WITH e ORDER BY e.id LIMIT $fifty
RETURN {nodes: collect({
  name: e.name,
  employees: e.employees,
  products: {nodes: COLLECT {
    MATCH (e)<-[:MADE_BY]-(p)
    WITH p ORDER BY p.id LIMIT $eight
    RETURN {name: p.name, classes: {nodes: COLLECT {
      MATCH (p)-[o:OF_CLASS]->(c)
      WHERE coalesce(o.valid_from <= $as_of, true) AND coalesce($as_of < o.valid_to, true)
      WITH c ORDER BY c.id LIMIT $one
      RETURN {name: c.name}
    }}}
  }},
  certificates: {nodes: COLLECT {
    MATCH (e)<-[:HELD_BY]-(c:Certificate)
    WITH c ORDER BY c.id LIMIT $page
    RETURN {number: c.number, status: c.status}
  }},
  inspections: {nodes: COLLECT {
    MATCH (e)<-[:INSPECTS]-(i)
    WITH i ORDER BY i.id LIMIT $page
    RETURN {inspectedOn: toString(i.inspected_on), result: i.result}
  }}
})} AS enterprises
