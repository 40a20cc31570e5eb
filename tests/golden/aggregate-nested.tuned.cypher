MATCH (e:Enterprise {size: $size})
WITH e ORDER BY e.id LIMIT $five
CALL (e) {
  MATCH (e)<-[:INSPECTS]-(i)
  WITH i, i.inspected_on AS day ORDER BY day DESC, i.id
  RETURN collect(i) AS found, toString(min(day)) AS least, toString(max(day)) AS most
}
RETURN {nodes: collect({
  name: e.name,
  inspections: {
    totalCount: size(found),
    aggregate: {count: size(found), inspectedOn: {min: least, max: most}},
    nodes: [i IN found[..$one] | {inspectedOn: toString(i.inspected_on), result: i.result}]
  },
  products: {aggregate: {count: COUNT { (e)<-[:MADE_BY]-() }}}
})} AS enterprises
