CALL () {
  MATCH (e:Enterprise {id: $to})
  RETURN e.id AS id
  UNION ALL
  MATCH (p:Product {id: $to})
  RETURN p.id AS id
}
RETURN {items: []} AS applicableStandards
