MATCH (g:Region {id: $region})
WITH g LIMIT $one
CALL (g) {
  MATCH (g)<-[l:LOCATED_IN]-(e)
  WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true)
  WITH DISTINCT e
  WITH e ORDER BY e.id LIMIT $first
  RETURN collect({id: e.id, name: e.name}) AS page
}
CALL (g) {
  MATCH (g)<-[l:LOCATED_IN]-(e)
  WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true)
  RETURN count(DISTINCT e) AS total
}
RETURN {totalCount: total, nodes: page} AS enterprises
