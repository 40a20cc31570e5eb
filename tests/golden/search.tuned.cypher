CALL () {
  //: search.cypher
}
RETURN {
  items: COLLECT {
    UNWIND items AS item
    WITH item, item.node AS n
    RETURN {
      name: item.name, kind: item.kind, match: item.match, matched: item.matched, excerpt: item.excerpt,
      highlights: item.highlights,
      node: CASE
        WHEN n:Provision THEN {id: n.id, clauses: {nodes: COLLECT {
          MATCH (n)-[:DEFINED_IN]->(c)
          WITH c ORDER BY c.id LIMIT $page
          RETURN {locator: c.locator}
        }}}
        ELSE {id: n.id}
      END
    }
  },
  gaps: [gap IN gaps | {code: gap.code}]
} AS pinyin

CALL () {
  //: search.cypher
}
RETURN {items: [item IN items | {name: item.name}], gaps: gaps} AS nothing
