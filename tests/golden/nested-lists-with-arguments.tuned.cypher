MATCH (g:Region {id: $region})
CALL (g) {
  MATCH (g)<-[l:LOCATED_IN]-(e)
  WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true) AND e.size IN $sizes
  RETURN count(*) AS total
}
RETURN {name: g.name, enterprises: {totalCount: total, nodes: COLLECT {
  MATCH (g)<-[l:LOCATED_IN]-(e)
  WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true) AND e.size IN $sizes
  WITH e ORDER BY e.employees DESC, e.id LIMIT $three
  WITH e, COUNT { (e)<-[:MADE_BY]-() } AS products
  RETURN {
    name: e.name,
    employees: e.employees,
    products: {totalCount: products, pageInfo: {hasNextPage: products > $two}, nodes: COLLECT {
      MATCH (e)<-[:MADE_BY]-(p)
      WITH p.name AS name, p.id AS id ORDER BY name, id LIMIT $two
      RETURN {name: name}
    }},
    inspections: {nodes: COLLECT {
      MATCH (e)<-[:INSPECTS]-(i)
      WHERE i.result = $pass
      WITH i ORDER BY i.inspected_on DESC, i.id LIMIT $two
      RETURN {inspectedOn: toString(i.inspected_on), kind: i.kind}
    }}
  }
}}} AS region
