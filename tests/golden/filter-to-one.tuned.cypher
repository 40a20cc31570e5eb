MATCH (e:Enterprise {id: $maker})
WITH e LIMIT $one
MATCH (e)<-[:MADE_BY]-(p)
WITH p ORDER BY p.id
WITH collect(p) AS found
RETURN {totalCount: size(found), nodes: [p IN found[..$page] | {code: p.code, name: p.name}]} AS products

MATCH (s:CertificationScheme {mandatory: $yes})
WITH s LIMIT $many
MATCH (s)<-[:UNDER_SCHEME]-(c)
WHERE c.status = $status AND EXISTS {
  MATCH (c)-[:ISSUED_BY]->(b)
  WHERE b.kind = $kind
}
WITH c, s ORDER BY c.id
WITH collect({c: c, s: s}) AS found
RETURN {totalCount: size(found), nodes: [one IN found[..$five] | {number: one.c.number, scheme: {name: one.s.name}}]}
  AS certificates
