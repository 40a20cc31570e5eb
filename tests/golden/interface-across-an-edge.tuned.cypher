MATCH (g:Region {id: $id})
CALL (g) {
  MATCH (g)<-[j:HAS_JURISDICTION]-(a)
  WHERE coalesce(j.valid_from <= $as_of, true) AND coalesce($as_of < j.valid_to, true) AND a.name CONTAINS $text
  WITH a ORDER BY a.id
  RETURN collect(a) AS found
}
RETURN {authorities: {totalCount: size(found), nodes: COLLECT {
  UNWIND found[..$five] AS a
  RETURN CASE
    WHEN a:Department THEN {name: a.name, remit: coalesce(head(COLLECT {
      MATCH (a)-[r:HAS_REMIT]->(s)
      WHERE coalesce(r.valid_from <= $as_of, true) AND coalesce($as_of < r.valid_to, true)
      WITH s ORDER BY s.id
      WITH collect(s) AS scopes
      RETURN {totalCount: size(scopes), nodes: [s IN scopes[..$three] | CASE
        WHEN s:Sector THEN {name: s.name, code: s.code}
        ELSE {name: s.name}
      END]}
    }), {totalCount: 0, nodes: []})}
    WHEN a:Government THEN {name: a.name, departments: {totalCount: COUNT {
      MATCH (a)<-[u:UNIT_OF]-()
      WHERE coalesce(u.valid_from <= $as_of, true) AND coalesce($as_of < u.valid_to, true)
    }}}
    ELSE {name: a.name}
  END
}}} AS region
