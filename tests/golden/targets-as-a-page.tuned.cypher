CALL () {
  MATCH (t:Target)
  WHERE t.domain IN $domains AND t.quantified = $quantified
  WITH t ORDER BY t.name, t.id LIMIT $first
  RETURN collect({cursor: [t.name, t.id], node: {
    name: t.name, operator: t.operator, value: t.value, unit: t.unit, year: t.year,
    strict: coalesce(t.strict, false), maintain: coalesce(t.maintain, false), relative: coalesce(t.relative, false),
    clauses: {nodes: COLLECT {
      MATCH (t)-[:DEFINED_IN]->(c)
      WITH c ORDER BY c.id LIMIT $page
      RETURN {locator: c.locator}
    }}
  }}) AS page
}
CALL () {
  MATCH (t:Target)
  WHERE t.domain IN $domains AND t.quantified = $quantified
  RETURN count(*) AS total
}
RETURN {
  totalCount: total,
  pageInfo: {hasNextPage: total > $first, endCursor: page[$first - 1].cursor},
  edges: page
} AS targets
