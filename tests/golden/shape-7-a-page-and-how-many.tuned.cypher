MATCH (e:Enterprise)
USING INDEX e:Enterprise(size)
WHERE e.size = $size AND e.employees >= $least
WITH e ORDER BY e.founded_on DESC, e.id
WITH collect(e) AS found
RETURN {
  totalCount: size(found),
  edges: [e IN found[..$first] | {
    cursor: [toString(e.founded_on), e.id],
    node: {name: e.name, employees: e.employees, foundedOn: toString(e.founded_on)}
  }],
  pageInfo: {hasNextPage: size(found) > $first, endCursor: [found[$first - 1].id]}
} AS enterprises
