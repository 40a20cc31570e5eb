MATCH (e:Enterprise {id: $id})
RETURN {name: e.name} AS enterprise

MATCH (e:Enterprise {name: $name})
WITH e ORDER BY e.id
WITH collect(e.id) AS found
RETURN {
  totalCount: size(found),
  nodes: [id IN found[..$page] | {id: id}],
  pageInfo: {hasNextPage: size(found) > $page, endCursor: last(found[..$page])}
} AS enterprises
