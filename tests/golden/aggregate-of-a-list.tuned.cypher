MATCH (e:Enterprise)
WHERE e.size IN $sizes
WITH e.employees AS employees, e.founded_on AS founded
RETURN {aggregate: {
  count: count(*),
  employees: {sum: sum(employees), avg: avg(employees), min: min(employees), max: max(employees)},
  foundedOn: {min: toString(min(founded)), max: toString(max(founded))}
}} AS enterprises

MATCH (t:Target)
WHERE t.quantified = $yes
WITH toFloat(t.value) AS value, t.year AS year
RETURN {aggregate: {
  count: count(*),
  value: {min: min(value), max: max(value), avg: avg(value)},
  year: {max: max(year)}
}} AS targets
