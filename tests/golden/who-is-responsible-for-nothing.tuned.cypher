CALL () {
  MATCH (e:Enterprise {id: $for})
  RETURN e.id AS id
  UNION ALL
  MATCH (p:Product {id: $for})
  RETURN p.id AS id
  UNION ALL
  MATCH (i:Incident {id: $for})
  RETURN i.id AS id
}
RETURN {asOf: null} AS unknown
