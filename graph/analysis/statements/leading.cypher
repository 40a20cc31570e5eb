// The bodies at the head of every chain: they bear a duty of the clause that sets the leading group up.
MATCH (clause:Clause)<-[:DEFINED_IN]-(duty:Duty)-[:BORNE_BY]->(body:Body)
WHERE clause.locator = '四.（一）.¶1'
RETURN DISTINCT body.id AS body
ORDER BY body
