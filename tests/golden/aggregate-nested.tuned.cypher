MATCH (e:Enterprise {size: $size})
WITH e ORDER BY e.id LIMIT $five
CALL (e) {
  MATCH (e)<-[:INSPECTS]-(i)
  RETURN min(i.inspected_on) AS least, max(i.inspected_on) AS most
}
CALL (e, most) {
  MATCH (e)<-[:INSPECTS]-(i)
  WHERE i.inspected_on = most
  WITH i ORDER BY i.id LIMIT $one
  RETURN collect({inspectedOn: toString(most), result: i.result}) AS newest
}
WITH e, least, most, newest, COUNT { (e)<-[:INSPECTS]-() } AS inspected
RETURN {nodes: collect({
  name: e.name,
  inspections: {
    totalCount: inspected,
    aggregate: {count: inspected, inspectedOn: {min: toString(least), max: toString(most)}},
    nodes: newest
  },
  products: {aggregate: {count: COUNT { (e)<-[:MADE_BY]-() }}}
})} AS enterprises
