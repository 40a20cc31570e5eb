MATCH (e:Enterprise)
WHERE e.id IS NOT NULL
WITH e ORDER BY e.id LIMIT $first
RETURN {nodes: collect({
  id: e.id, uscc: e.uscc, name: e.name, size: e.size, employees: e.employees, foundedOn: toString(e.founded_on),
  sample: coalesce(e.sample, false)
})} AS enterprises
