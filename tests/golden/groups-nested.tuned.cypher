MATCH (d)<-[b:CONTRIBUTED_BY]-(c)
WHERE coalesce(b.valid_from <= $as_of, true) AND coalesce($as_of < b.valid_to, true)
WITH d, c.recorded_on.year AS year, count(DISTINCT c) AS size
ORDER BY year IS NULL, year DESC
WITH d, collect({key: {recordedOnYear: year}, count: size})[..$three] AS groups
ORDER BY d.id LIMIT $page
RETURN {nodes: collect({name: d.name, contributed: {groups: groups}})} AS departments
