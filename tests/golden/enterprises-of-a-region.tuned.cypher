MATCH (g:Region {id: $region})
WITH g LIMIT $one
MATCH (g)<-[l:LOCATED_IN]-(e)
WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true)
WITH DISTINCT e
WITH e ORDER BY e.id
WITH collect(e) AS found
RETURN {totalCount: size(found), nodes: [e IN found[..$first] | {id: e.id, name: e.name}]} AS enterprises
