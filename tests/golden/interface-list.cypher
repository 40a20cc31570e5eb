CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:Actor)
  WHERE n1.name CONTAINS $p2
  WITH n1 ORDER BY n1.id LIMIT $p3
  RETURN [[n1.id], CASE WHEN n1:Body OR n1:ConformityBody OR n1:Department OR n1:Government OR n1:OrgClass THEN [head([label IN labels(n1) WHERE label IN ['Body', 'ConformityBody', 'Department', 'Government', 'OrgClass']]), [n1.id, n1.name]] WHEN n1:Enterprise THEN ['Enterprise', [n1.id, n1.name, n1.employees, [COLLECT {
    MATCH (n1)-[r2:LOCATED_IN]->(n3:Region)
    WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to)
    WITH n3, r2 ORDER BY n3.id, r2.key LIMIT $p1
    RETURN [[n3.id, r2.key], [n3.name]] AS row
  }, null]]] WHEN n1:Person THEN ['Person', [n1.id, n1.name, n1.register_key]] WHEN n1:Post THEN ['Post', [n1.id, n1.name, head(COLLECT {
    MATCH (n1)-[r4:HAS_ROLE]->(n5:OrgClass)
    WITH n5 ORDER BY n5.id LIMIT 1
    RETURN [n5.name] AS value
  })]] END] AS row
}, COUNT {
  MATCH (n6:Actor)
  WHERE n6.name CONTAINS $p4
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
