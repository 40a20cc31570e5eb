MATCH (g:Region {id: $id})
CALL (g) {
  MATCH (g)<-[j:HAS_JURISDICTION]-(a)
  WHERE coalesce(j.valid_from <= $as_of, true) AND coalesce($as_of < j.valid_to, true) AND a.name CONTAINS $text
  RETURN count(*) AS total
}
RETURN {authorities: {totalCount: total, nodes: COLLECT {
  MATCH (g)<-[j:HAS_JURISDICTION]-(a)
  WHERE coalesce(j.valid_from <= $as_of, true) AND coalesce($as_of < j.valid_to, true) AND a.name CONTAINS $text
  WITH a ORDER BY a.id LIMIT $five
  RETURN CASE
    WHEN a:Department THEN {name: a.name, remit: head([page IN [COLLECT {
      MATCH (a)-[r:HAS_REMIT]->(s)
      WHERE coalesce(r.valid_from <= $as_of, true) AND coalesce($as_of < r.valid_to, true)
      WITH s ORDER BY s.id LIMIT $three
      RETURN CASE WHEN s:Sector THEN {name: s.name, code: s.code} ELSE {name: s.name} END
    }] | {nodes: page, totalCount: CASE WHEN size(page) < $three THEN size(page) ELSE COUNT {
      MATCH (a)-[r:HAS_REMIT]->()
      WHERE coalesce(r.valid_from <= $as_of, true) AND coalesce($as_of < r.valid_to, true)
    } END}])}
    WHEN a:Government THEN {name: a.name, departments: {totalCount: COUNT {
      MATCH (a)<-[u:UNIT_OF]-()
      WHERE coalesce(u.valid_from <= $as_of, true) AND coalesce($as_of < u.valid_to, true)
    }}}
    ELSE {name: a.name}
  END
}}} AS region
