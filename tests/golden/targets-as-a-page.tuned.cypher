MATCH (t:Target)
WHERE t.domain IN $domains AND t.quantified = $quantified
WITH t ORDER BY t.name, t.id
WITH collect(t) AS found
RETURN {
  totalCount: size(found),
  pageInfo: {hasNextPage: size(found) > $first, endCursor: [found[$first - 1].name, found[$first - 1].id]},
  edges: COLLECT {
    UNWIND found[..$first] AS t
    RETURN {cursor: [t.name, t.id], node: {
      name: t.name, operator: t.operator, value: t.value, unit: t.unit, year: t.year,
      strict: coalesce(t.strict, false), maintain: coalesce(t.maintain, false), relative: coalesce(t.relative, false),
      clauses: {nodes: COLLECT {
        MATCH (t)-[:DEFINED_IN]->(c)
        WITH c ORDER BY c.id LIMIT $page
        RETURN {locator: c.locator}
      }}
    }}
  }
} AS targets
