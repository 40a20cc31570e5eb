WITH COLLECT {
  UNWIND $enterprises AS id
  MATCH (e:Enterprise {id: id})
  RETURN {id: e.id, name: e.name, products: {totalCount: COUNT { (e)<-[:MADE_BY]-() }}}
} + COLLECT {
  UNWIND $regions AS id
  MATCH (g:Region {id: id})
  RETURN {id: g.id, code: g.code}
} + COLLECT {
  UNWIND $standards AS id
  MATCH (s:Standard {id: id})
  RETURN {id: s.id, number: s.number}
} AS found
RETURN [id IN $ids | head([one IN found WHERE one.id = id])] AS nodes
