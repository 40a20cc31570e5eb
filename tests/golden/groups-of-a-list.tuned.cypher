MATCH (i:Inspection)
WITH i.inspected_on AS day, i.kind AS kind, i.result AS result
WITH day.year AS year, kind, result, count(*) AS size, min(day) AS least, max(day) AS most
ORDER BY year IS NULL, year, kind IS NULL, kind, result IS NULL, result
WITH sum(size) AS found, min(least) AS least, max(most) AS most,
  collect({key: {inspectedOnYear: year, kind: kind, result: result}, count: size}) AS groups
RETURN {
  aggregate: {count: found, inspectedOn: {min: toString(least), max: toString(most)}},
  groups: groups[..$fifty]
} AS inspections

MATCH (e:Enterprise)
OPTIONAL MATCH (e)-[l:LOCATED_IN]->(g)
USING JOIN ON e
WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true)
WITH g, count(*) AS size, sum(e.employees) AS employees, avg(e.employees) AS mean
WITH g, g.id AS id, size, employees, mean ORDER BY size DESC, id IS NULL, id LIMIT $hundred
RETURN {groups: collect({
  key: {region: CASE WHEN g IS NULL THEN null ELSE {name: g.name} END},
  count: size,
  aggregate: {employees: {sum: employees, avg: mean}}
})} AS enterprises
