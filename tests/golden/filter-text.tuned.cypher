MATCH (p:Product)
WHERE p.name CONTAINS $text
WITH p ORDER BY p.id
WITH collect(p) AS found
RETURN {totalCount: size(found), nodes: [p IN found[..$first] | {code: p.code, name: p.name}]} AS products

MATCH (e:Enterprise)
WHERE e.name STARTS WITH $start
WITH e.name AS name ORDER BY name, e.id
WITH collect(name) AS found
RETURN {totalCount: size(found), nodes: [name IN found[..$first] | {name: name}]} AS enterprises
