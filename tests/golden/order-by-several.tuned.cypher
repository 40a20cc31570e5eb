MATCH (e:Enterprise)
WITH e ORDER BY e.size, e.founded_on DESC, e.id LIMIT $first
RETURN {nodes: collect({name: e.name, size: e.size, foundedOn: toString(e.founded_on)})} AS enterprises

MATCH (s:Standard)
WITH s ORDER BY s.withdrawn_on, s.number DESC, s.id LIMIT $first
RETURN {nodes: collect({number: s.number, withdrawnOn: toString(s.withdrawn_on)})} AS standards
