CALL () {
  //: applicable_standards.cypher
}
RETURN {items: COLLECT {
  UNWIND items AS item
  WITH item, item.standard AS s
  RETURN {
    standard: {number: s.number, replacedBy: {nodes: COLLECT {
      MATCH (s)<-[:REPLACES]-(n)
      WITH n ORDER BY n.id LIMIT $page
      RETURN {number: n.number}
    }}},
    status: item.status,
    supersededBy: [n IN item.superseded_by | {number: n.number}]
  }
}} AS applicableStandards
