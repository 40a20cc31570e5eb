MATCH (e:Enterprise {id: $enterprise})
RETURN {id: e.id, name: e.name, employees: e.employees} AS enterprise

MATCH (s:Standard {id: $standard})
RETURN {title: s.title, replaces: {nodes: COLLECT {
  MATCH (s)-[:REPLACES]->(t)
  WITH t ORDER BY t.id LIMIT $page
  RETURN {number: t.number}
}}} AS standard

MATCH (s:Standard {id: $none})
RETURN {id: s.id} AS none

RETURN null AS malformed
