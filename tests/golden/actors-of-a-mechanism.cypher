CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Mechanism {id: $p1})
WITH before, [n1.name, coalesce(n1.open, false), COLLECT {
  MATCH (n1)-[r2:DEFINED_IN]->(n3)
  WITH n3, r2 ORDER BY n3.id LIMIT $p2
  RETURN [n3.locator] AS row
}, COLLECT {
  WITH COLLECT {
    MATCH (n1)-[r4:HAS_PARTICIPANT]->(n5)
    WHERE CASE WHEN r4.valid_to <= $as_of THEN false ELSE coalesce(r4.valid_from <= $as_of, true) END
    WITH n5, r4 ORDER BY n5.id, coalesce(r4.key, '') LIMIT $p3
    RETURN [r4.part, r4.position, coalesce(r4.inferred, false), CASE WHEN n5:Body OR n5:ConformityBody OR n5:Enterprise OR n5:Government OR n5:OrgClass OR n5:Person OR n5:Post THEN [head([label IN labels(n5) WHERE label IN ['Body', 'ConformityBody', 'Enterprise', 'Government', 'OrgClass', 'Person', 'Post']]), [n5.name]] WHEN n5:Department THEN ['Department', [n5.name, [null, COUNT {
      MATCH (n5)-[r7:UNIT_OF]->(n9)
      WHERE CASE WHEN r7.valid_to <= $as_of THEN false ELSE coalesce(r7.valid_from <= $as_of, true) END
    }]]] END] AS row
  } AS l10
  RETURN [l10, COUNT {
    WITH DISTINCT size(l10) AS l10s
    WHERE l10s >= $p3
    MATCH (n1)-[r4:HAS_PARTICIPANT]->(n6)
    WHERE CASE WHEN r4.valid_to <= $as_of THEN false ELSE coalesce(r4.valid_from <= $as_of, true) END
  }] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
