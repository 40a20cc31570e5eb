CALL () {
  //: search.cypher
}
RETURN {items: COLLECT {
  UNWIND items AS item
  WITH item, item.node AS n
  RETURN {name: item.name, match: item.match, node: CASE
    WHEN n:Enterprise THEN {
      id: n.id,
      employees: n.employees,
      region: {nodes: COLLECT {
        MATCH (n)-[l:LOCATED_IN]->(g)
        WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true)
        WITH g ORDER BY g.id LIMIT $page
        RETURN {name: g.name}
      }},
      products: {nodes: COLLECT {
        MATCH (n)<-[:MADE_BY]-(p)
        WITH p ORDER BY p.id LIMIT $two
        RETURN {name: p.name}
      }}
    }
    WHEN n:Standard THEN {id: n.id, number: n.number, adopts: {nodes: COLLECT {
      MATCH (n)-[:ADOPTS]->(t)
      WITH t ORDER BY t.id LIMIT $page
      RETURN {number: t.number}
    }}}
    ELSE {id: n.id}
  END}
}} AS search
