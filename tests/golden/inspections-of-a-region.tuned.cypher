MATCH (g:Region {id: $region})
WITH g LIMIT $one
MATCH (g)<-[l:LOCATED_IN]-(e)
WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true)
WITH DISTINCT e
MATCH (e)<-[:MADE_BY]-(p)<-[:INSPECTS_PRODUCT]-(i)
WITH i, p, e ORDER BY i.inspected_on IS NOT NULL, i.inspected_on DESC, i.id LIMIT $first
RETURN {nodes: collect({
  inspectedOn: toString(i.inspected_on), kind: i.kind, result: i.result, product: {name: p.name, maker: {name: e.name}}
})} AS inspections
