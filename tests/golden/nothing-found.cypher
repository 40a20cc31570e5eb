CYPHER 5
MATCH (n1:Enterprise {id: $p1})
RETURN [n1.name] AS answer

CYPHER 5
RETURN [COLLECT {
  MATCH (n1:Enterprise)
  WHERE n1.name = $p1
  WITH n1 ORDER BY n1.id LIMIT $p2
  RETURN [[n1.id], [n1.id]] AS row
}, COUNT {
  MATCH (n2:Enterprise)
  WHERE n2.name = $p3
}] AS answer
