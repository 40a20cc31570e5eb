MATCH (e:Enterprise {size: $size})
WHERE EXISTS { (e)<-[:INSPECTS]-() }
  AND NOT EXISTS {
    MATCH (e)<-[:INSPECTS]-(i)
    WHERE NOT coalesce(i.result = $pass, false)
  }
WITH e ORDER BY e.id
WITH collect(e) AS found
RETURN {totalCount: size(found), nodes: [e IN found[..$first] | {name: e.name}]} AS every

MATCH (e:Enterprise)
WHERE NOT EXISTS { (e)<-[:MADE_BY]-() }
WITH e ORDER BY e.id
WITH collect(e) AS found
RETURN {totalCount: size(found), nodes: [e IN found[..$first] | {name: e.name}]} AS none
