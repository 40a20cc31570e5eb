MATCH (i:Inspection {result: $fail})
WHERE i.category = $category
MATCH (i)-[:INSPECTS]->(e)
WITH DISTINCT e
WITH e ORDER BY e.id
WITH collect(e) AS found
RETURN {totalCount: size(found), nodes: [e IN found[..$page] | {name: e.name}]} AS failed

MATCH (c:ProductClass {id: $class})
WITH c LIMIT $one
MATCH (c)<-[a:APPLIES_TO]-(s)
WHERE coalesce(a.valid_from <= $as_of, true) AND coalesce($as_of < a.valid_to, true)
WITH DISTINCT s
WITH s ORDER BY s.id LIMIT $page
RETURN {nodes: collect({number: s.number, title: s.title})} AS standards
