MATCH (e:Enterprise {size: $size})
WHERE e.id IS NOT NULL
WITH e ORDER BY e.size, e.id
WITH collect(e) AS found
RETURN {totalCount: size(found), nodes: [e IN found[..$page] | {id: e.id, name: e.name, employees: e.employees}]}
  AS enterprises
