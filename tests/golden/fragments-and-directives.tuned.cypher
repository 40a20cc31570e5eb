MATCH (e:Enterprise {id: $enterprise})
RETURN {
  id: e.id,
  called: e.name,
  name: e.name,
  made: {nodes: COLLECT {
    MATCH (e)<-[:MADE_BY]-(p)
    WITH p ORDER BY p.id LIMIT $two
    RETURN {code: p.code, name: p.name, maker: {id: e.id, called: e.name}}
  }},
  alsoMade: {nodes: COLLECT {
    MATCH (e)<-[:MADE_BY]-(p)
    WITH p ORDER BY p.code DESC, p.id LIMIT $one
    RETURN {code: p.code, name: p.name, maker: {id: e.id, called: e.name}}
  }},
  employees: e.employees
} AS it
