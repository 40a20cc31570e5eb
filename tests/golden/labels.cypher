CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  UNWIND $p1 AS id
  MATCH (n1:CreditRecord {id: id})
  RETURN [id, [n1.id, coalesce(toString(n1.category) + coalesce(' ' + toString(n1.recorded_on), ''), toString(n1.recorded_on), n1.id)]] AS row
}, COLLECT {
  UNWIND $p2 AS id
  MATCH (n2:Enterprise {id: id})
  RETURN [id, [n2.id, coalesce(toString(n2.name), n2.id)]] AS row
}, COLLECT {
  UNWIND $p3 AS id
  MATCH (n3:Standard {id: id})
  RETURN [id, [n3.id, coalesce(toString(n3.number) + coalesce(' ' + toString(n3.title), ''), toString(n3.title), n3.id)]] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after

CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Enterprise {id: $p2})
MATCH (n2:Region {id: $p3})
WITH before, n1, n2 LIMIT 1
OPTIONAL MATCH p3 = SHORTEST 1 (n1)(()-[r4:LOCATED_IN|PART_OF]-()
WHERE CASE WHEN r4.valid_to <= $as_of THEN false ELSE coalesce(r4.valid_from <= $as_of, true) END){1,6}(n2)
WITH before, coalesce(nodes(p3), []) AS nodes, [null] + relationships(p3) AS edges
WITH before, size(edges) - 1 AS length, [i IN range(0, size(nodes) - 1) | {node: nodes[i], relation: type(edges[i]), against: coalesce(startNode(edges[i]) = nodes[i], false), valid_from: edges[i].valid_from, valid_to: edges[i].valid_to, inferred: coalesce(edges[i].inferred, false)}] AS steps
WITH before, [length, CASE WHEN $chosen.steps IS NOT NULL THEN [x1 IN steps | [CASE WHEN $chosen.steps.node IS NOT NULL THEN CASE WHEN x1.node IS NULL THEN null ELSE head([x2 IN [x1.node] | [CASE WHEN $chosen.steps.node.labels THEN labels(x2) END, CASE WHEN $chosen.steps.node.id THEN x2.id END, CASE WHEN $chosen.steps.node.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.steps.node.label THEN [name IN $named_by[head([label IN labels(x2) WHERE label IN keys($named_by)])] | toString(x2[name])] + x2.id END]]) END END, x1.relation, x1.against, toString(x1.valid_from), toString(x1.valid_to), x1.inferred]] END] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
