MATCH (g:Region {id: $region})
CALL (g) {
  MATCH (g)<-[l:LOCATED_IN]-(e)
  WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true) AND e.size IN $sizes
  WITH e ORDER BY e.employees DESC, e.id
  RETURN collect(e) AS found
}
RETURN {name: g.name, enterprises: {totalCount: size(found), nodes: COLLECT {
  UNWIND found[..$three] AS e
  CALL (e) {
    MATCH (e)<-[:MADE_BY]-(p)
    WITH p.name AS name, p.id AS id ORDER BY name, id
    RETURN collect({name: name}) AS products
  }
  RETURN {
    name: e.name,
    employees: e.employees,
    products: {totalCount: size(products), nodes: products[..$two], pageInfo: {hasNextPage: size(products) > $two}},
    inspections: {nodes: COLLECT {
      MATCH (e)<-[:INSPECTS]-(i)
      WHERE i.result = $pass
      WITH i ORDER BY i.inspected_on DESC, i.id LIMIT $two
      RETURN {inspectedOn: toString(i.inspected_on), kind: i.kind}
    }}
  }
}}} AS region
