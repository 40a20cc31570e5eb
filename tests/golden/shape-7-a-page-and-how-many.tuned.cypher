CALL () {
  MATCH (e:Enterprise)
  USING INDEX e:Enterprise(size)
  WHERE e.size = $size AND e.employees >= $least
  WITH e ORDER BY e.founded_on DESC, e.id LIMIT $first
  RETURN collect({
    cursor: [toString(e.founded_on), e.id],
    node: {name: e.name, employees: e.employees, foundedOn: toString(e.founded_on)}
  }) AS page
}
CALL () {
  MATCH (e:Enterprise)
  USING INDEX e:Enterprise(size)
  WHERE e.size = $size AND e.employees >= $least
  RETURN count(*) AS total
}
RETURN {
  totalCount: total,
  edges: page,
  pageInfo: {hasNextPage: total > $first, endCursor: page[$first - 1].cursor[1..]}
} AS enterprises
