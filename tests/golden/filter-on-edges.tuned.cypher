MATCH (m)-[r:HAS_PARTICIPANT]->(a)
WHERE r.part = $part AND coalesce(r.valid_from <= $as_of, true) AND coalesce($as_of < r.valid_to, true)
  AND a.name CONTAINS $text AND m:Mechanism
WITH DISTINCT m
WITH m ORDER BY m.id LIMIT $page
RETURN {nodes: collect({name: m.name, participants: {edges: COLLECT {
  MATCH (m)-[p:HAS_PARTICIPANT {part: $part}]->(b)
  WHERE p.position <= $three AND coalesce(p.valid_from <= $as_of, true) AND coalesce($as_of < p.valid_to, true)
  WITH p, b ORDER BY b.id, p.key LIMIT $page
  RETURN {position: p.position, node: {name: b.name}}
}}})} AS mechanisms

MATCH (e)-[l:LOCATED_IN]->()
WHERE l.valid_from >= $from AND l.valid_from <= $as_of AND coalesce($as_of < l.valid_to, true)
WITH DISTINCT e
WITH e ORDER BY e.id
WITH collect(e) AS found
RETURN {totalCount: size(found), nodes: COLLECT {
  UNWIND found[..$five] AS e
  RETURN {name: e.name, region: {edges: COLLECT {
    MATCH (e)-[l:LOCATED_IN]->(g)
    WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true)
    WITH l ORDER BY g.id, l.key LIMIT $page
    RETURN {validFrom: toString(l.valid_from)}
  }}}
}} AS enterprises
