MATCH (p:Product)
WHERE p.name IS NOT NULL
WITH p ORDER BY p.name, p.id LIMIT $five
RETURN {nodes: collect({code: p.code, name: p.name})} AS products

MATCH (r:Rating)
WHERE r.grade IS NOT NULL
WITH r ORDER BY r.grade DESC, r.id LIMIT $three
RETURN {nodes: collect({grade: r.grade, ratedOn: toString(r.rated_on)})} AS ratings
