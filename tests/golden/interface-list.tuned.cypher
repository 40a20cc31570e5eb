CALL () {
  MATCH (a:Actor)
  WHERE a.name CONTAINS $text
  WITH a ORDER BY a.id LIMIT $first
  RETURN collect(CASE
    WHEN a:Enterprise THEN {id: a.id, name: a.name, employees: a.employees, region: {nodes: COLLECT {
      MATCH (a)-[l:LOCATED_IN]->(g)
      WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true)
      WITH g ORDER BY g.id LIMIT $page
      RETURN {name: g.name}
    }}}
    WHEN a:Person THEN {id: a.id, name: a.name, registerKey: a.register_key}
    WHEN a:Post THEN {id: a.id, name: a.name, role: head(COLLECT { MATCH (a)-[:HAS_ROLE]->(c) RETURN {name: c.name} })}
    ELSE {id: a.id, name: a.name}
  END) AS page
}
CALL () {
  MATCH (a:Actor)
  WHERE a.name CONTAINS $text
  RETURN count(*) AS total
}
RETURN {totalCount: total, nodes: page} AS actors
