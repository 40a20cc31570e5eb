MATCH (e:Enterprise)
WHERE e.employees >= $least AND e.employees < $end AND e.size = $size
WITH e ORDER BY e.employees DESC, e.id
WITH collect(e) AS found
RETURN {totalCount: size(found), nodes: [e IN found[..$first] | {name: e.name, employees: e.employees}]} AS enterprises
