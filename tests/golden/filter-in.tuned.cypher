MATCH (s:Standard)
WHERE s.level IN $levels
WITH s ORDER BY s.id LIMIT $page
RETURN {nodes: collect({number: s.number, level: s.level})} AS standards

MATCH (g:Region)
WHERE g.id IN $ids
WITH g ORDER BY g.id LIMIT $page
RETURN {nodes: collect({name: g.name})} AS regions
