MATCH (g:Region {id: $region})
WITH g LIMIT $one
MATCH (g)<-[l:LOCATED_IN]-(e)
WHERE coalesce(l.valid_from <= $as_of, true) AND coalesce($as_of < l.valid_to, true)
WITH DISTINCT e
MATCH (e)<-[:INSPECTS]-(i)
WITH i.result AS result, count(*) AS size
ORDER BY size DESC, result IS NULL, result LIMIT $twenty
RETURN {groups: collect({key: {result: result}, count: size})} AS inspections
