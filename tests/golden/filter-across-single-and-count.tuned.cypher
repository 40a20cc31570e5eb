MATCH (t:Standard {stage: $stage})
MATCH (s)-[:REPLACES]->(t)
WITH s, count(*) AS replaced
WHERE replaced = $one
WITH s ORDER BY s.id
WITH collect(s) AS found
RETURN {totalCount: size(found), nodes: [s IN found[..$page] | {number: s.number}]} AS single

MATCH (e:Enterprise)
WHERE COUNT { (e)<-[:MADE_BY]-() } >= $three
WITH e ORDER BY e.id
WITH collect(e) AS found
RETURN {totalCount: size(found), nodes: [e IN found[..$page] | {name: e.name}]} AS count

MATCH (i:Inspection)
WHERE i.kind = $kind AND i.result = $result
MATCH (i)-[:INSPECTS]->(e)
WITH e, count(*) AS passed
WHERE passed >= $two
RETURN {totalCount: count(*)} AS countOf
