MATCH (i:Inspection)
WHERE i.inspected_on >= $from
OPTIONAL MATCH (i)-[:CONDUCTED_BY]->(a)
USING JOIN ON i
WITH a, i.result AS result, count(*) AS size, max(i.inspected_on) AS most
WITH a, a.id AS id, result, size, most
ORDER BY size DESC, result IS NULL, result, id IS NULL, id LIMIT $five
RETURN {groups: collect({
  key: {result: result, inspector: CASE WHEN a IS NULL THEN null ELSE {name: a.name} END},
  count: size,
  aggregate: {inspectedOn: {max: toString(most)}}
})} AS inspections

MATCH (e:Enterprise)
OPTIONAL MATCH (e)-[r:IN_SECTOR]->(s)
USING JOIN ON e
WHERE coalesce(r.valid_from <= $as_of, true) AND coalesce($as_of < r.valid_to, true)
WITH s, count(DISTINCT e) AS size
WITH s, s.id AS id, size ORDER BY size DESC, id IS NULL, id LIMIT $five
RETURN {groups: collect({
  key: {sectors: CASE WHEN s IS NULL THEN null ELSE {name: s.name, code: s.code} END},
  count: size
})} AS enterprises
