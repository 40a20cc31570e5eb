MATCH (p:Product)
WHERE p.barcode IS NULL
RETURN {totalCount: count(*), nodes: [], pageInfo: {hasNextPage: count(*) > $none}} AS products

MATCH (g:Region {id: $region})
CALL (g) {
  MATCH (g)<-[:PLANNED_FOR]-(p)
  WHERE p.title = $title
  WITH p ORDER BY p.id
  RETURN collect({id: p.id}) AS found
}
RETURN {plans: {totalCount: size(found), nodes: found[..$page]}} AS region
