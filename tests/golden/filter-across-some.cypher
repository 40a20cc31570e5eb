CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (a2:Inspection)
  WHERE a2.category = $p1 AND a2.result = $p2
  WITH DISTINCT a2
  MATCH (a2)-[r3:INSPECTS]->(n1)
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.id LIMIT $p3
  RETURN [n1.name] AS row
}, COUNT {
  MATCH (a5:Inspection)
  WHERE a5.category = $p4 AND a5.result = $p5
  WITH DISTINCT a5
  MATCH (a5)-[r6:INSPECTS]->(n4)
  RETURN DISTINCT n4 AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after

CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  MATCH (a2:Scope)
  WHERE a2.id = $p1
  WITH DISTINCT a2
  MATCH (a2)<-[r3:APPLIES_TO]-(n1)
  WHERE (r3.valid_from IS NULL OR r3.valid_from <= $as_of) AND (r3.valid_to IS NULL OR $as_of < r3.valid_to)
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.id LIMIT $p2
  RETURN [n1.number, n1.title] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
