CALL () {
  MATCH (e:Enterprise {size: $size})
  WHERE EXISTS { (e)<-[:INSPECTS]-() }
    AND NOT EXISTS {
      MATCH (e)<-[:INSPECTS]-(i)
      WHERE NOT coalesce(i.result = $pass, false)
    }
  WITH e ORDER BY e.id LIMIT $first
  RETURN collect({name: e.name}) AS page
}
RETURN {nodes: page, totalCount: CASE WHEN size(page) < $first THEN size(page) ELSE COUNT {
  MATCH (e:Enterprise {size: $size})
  WHERE EXISTS { (e)<-[:INSPECTS]-() }
    AND NOT EXISTS {
      MATCH (e)<-[:INSPECTS]-(i)
      WHERE NOT coalesce(i.result = $pass, false)
    }
} END} AS every

CALL () {
  MATCH (e:Enterprise)
  WHERE e.id IS NOT NULL AND NOT EXISTS { (e)<-[:MADE_BY]-() }
  WITH e ORDER BY e.id LIMIT $first
  RETURN collect({name: e.name}) AS page
}
RETURN {nodes: page, totalCount: COUNT {
  MATCH (e:Enterprise)
  WHERE NOT EXISTS { (e)<-[:MADE_BY]-() }
}} AS none
