MATCH (e:Enterprise)
WHERE e.employees >= $least AND e.employees <= $most
  AND (e.name CONTAINS $one OR e.name CONTAINS $other OR e.size = $size)
  AND coalesce(e.founded_on >= $founded, true)
WITH e ORDER BY e.id
WITH collect(e) AS found
RETURN {totalCount: size(found), nodes: [e IN found[..$first] | {
  name: e.name, size: e.size, employees: e.employees, foundedOn: toString(e.founded_on)
}]} AS enterprises
