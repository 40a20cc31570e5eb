MATCH (e:Enterprise {size: $size})
WITH e ORDER BY e.id
WITH collect(e) AS found
RETURN {totalCount: size(found), nodes: [e IN found[..$page] | {id: e.id, name: e.name, employees: e.employees}]}
  AS enterprises
