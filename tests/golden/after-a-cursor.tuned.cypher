MATCH (e:Enterprise)
WHERE e.id > $enterprise
WITH e.id AS id ORDER BY id LIMIT $first + 1
WITH collect({id: id}) AS found
RETURN {nodes: found[..$first], pageInfo: {hasPreviousPage: true, hasNextPage: size(found) > $first}} AS byId

MATCH (p:Product)
WHERE p.name >= $name AND (p.name > $name OR p.id > $product)
WITH p ORDER BY p.name, p.id LIMIT $first
RETURN {nodes: collect({id: p.id, name: p.name})} AS byName

MATCH (s:Standard)
WHERE s.withdrawn_on <= $day AND (s.withdrawn_on < $day OR s.id > $standard)
WITH s ORDER BY s.withdrawn_on DESC, s.id LIMIT $first
RETURN {nodes: collect({number: s.number, withdrawnOn: toString(s.withdrawn_on)})} AS byDay
