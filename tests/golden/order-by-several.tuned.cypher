CALL () {
  MATCH (e:Enterprise)
  WHERE e.size IS NOT NULL
  WITH e ORDER BY e.size, e.founded_on DESC, e.id LIMIT $first
  RETURN e
  UNION ALL
  MATCH (e:Enterprise)
  WHERE e.size IS NULL
  WITH e ORDER BY e.founded_on DESC, e.id LIMIT $first
  RETURN e
}
WITH e LIMIT $first
RETURN {nodes: collect({name: e.name, size: e.size, foundedOn: toString(e.founded_on)})} AS enterprises

CALL () {
  MATCH (s:Standard)
  WHERE s.withdrawn_on IS NOT NULL
  WITH s ORDER BY s.withdrawn_on, s.number DESC, s.id LIMIT $first
  RETURN s
  UNION ALL
  MATCH (s:Standard)
  WHERE s.withdrawn_on IS NULL
  WITH s ORDER BY s.number DESC, s.id LIMIT $first
  RETURN s
}
WITH s LIMIT $first
RETURN {nodes: collect({number: s.number, withdrawnOn: toString(s.withdrawn_on)})} AS standards
