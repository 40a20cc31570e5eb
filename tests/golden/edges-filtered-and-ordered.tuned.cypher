MATCH (s:Standard)
WHERE COUNT { (s)-[:REPLACES]->() } >= $least
  AND EXISTS {
    MATCH (s)-[a:ADOPTS {degree: $degree}]->(t)
    WHERE t.number STARTS WITH $start
  }
WITH s ORDER BY s.id
WITH collect(s) AS found
RETURN {totalCount: size(found), nodes: COLLECT {
  UNWIND found[..$first] AS s
  RETURN {number: s.number, adopts: {edges: COLLECT {
    MATCH (s)-[a:ADOPTS {degree: $degree}]->(t)
    WITH a, t ORDER BY t.id LIMIT $page
    RETURN {degree: a.degree, node: {number: t.number}}
  }}}
}} AS standards

MATCH (p)-[:MADE_BY]->(e)
WITH p, e.name AS maker ORDER BY maker DESC, p.code, p.id LIMIT $two
RETURN {nodes: collect({id: p.id}), pageInfo: {endCursor: [last(collect(maker)), last(collect(p.code))]}} AS products

MATCH (e:Enterprise {id: $enterprise})
RETURN {region: {edges: COLLECT {
  MATCH (e)-[l:LOCATED_IN]->(g)
  WITH l, g ORDER BY l.valid_from, g.id, l.key LIMIT $page
  RETURN {validFrom: toString(l.valid_from), validTo: toString(l.valid_to)}
}}} AS enterprise
