MATCH (i:Inspection)
OPTIONAL MATCH (i)-[:INSPECTS_PRODUCT]->(p)-[:MADE_BY]->(e)
USING JOIN ON i
USING JOIN ON p
WITH i, p, e, e.name AS maker ORDER BY maker, i.inspected_on, i.id LIMIT $first + 1
WITH collect({i: i, p: p, e: e}) AS found
RETURN {
  nodes: [one IN found[..$first] | {
    inspectedOn: toString(one.i.inspected_on),
    product: CASE WHEN one.p IS NULL THEN null ELSE {name: one.p.name, maker: {name: one.e.name}} END
  }],
  pageInfo: {hasNextPage: size(found) > $first, hasPreviousPage: false, endCursor: [found[$first - 1].i.id]}
} AS inspections
