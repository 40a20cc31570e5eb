CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (n1:Actor)
    WHERE n1.name CONTAINS $p2
    WITH n1 ORDER BY n1.id LIMIT $p1
    RETURN CASE WHEN n1:Body OR n1:ConformityBody OR n1:Department OR n1:Government OR n1:OrgClass THEN [head([label IN labels(n1) WHERE label IN ['Body', 'ConformityBody', 'Department', 'Government', 'OrgClass']]), [n1.id, n1.name]] WHEN n1:Enterprise THEN ['Enterprise', [n1.id, n1.name, n1.employees, COLLECT {
      MATCH (n1)-[r3:LOCATED_IN]->(n4)
      WHERE CASE WHEN r3.valid_to <= $as_of THEN false ELSE coalesce(r3.valid_from <= $as_of, true) END
      WITH n4, r3 ORDER BY n4.id, coalesce(r3.key, '') LIMIT $p4
      RETURN [n4.name] AS row
    }]] WHEN n1:Person THEN ['Person', [n1.id, n1.name, n1.register_key]] WHEN n1:Post THEN ['Post', [n1.id, n1.name, COLLECT {
      MATCH (n1)-[r5:HAS_ROLE]->(n6)
      WITH n6 ORDER BY n6.id LIMIT 1
      RETURN [n6.name] AS row
    }]] END AS row
  } AS l7
  RETURN [l7, COUNT {
    WITH DISTINCT size(l7) AS l7s
    WHERE l7s >= $p1
    MATCH (n2:Actor)
    WHERE n2.name CONTAINS $p3
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
