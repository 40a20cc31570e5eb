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
}, [COLLECT {
  MATCH (n1)-[r4:HAS_PARTICIPANT]->(n5)
  WHERE (r4.valid_from IS NULL OR r4.valid_from <= $as_of) AND (r4.valid_to IS NULL OR $as_of < r4.valid_to)
  WITH n5, r4 ORDER BY n5.id, coalesce(r4.key, '') LIMIT $p3
  RETURN [r4.part, r4.position, coalesce(r4.inferred, false), CASE WHEN n5:Body OR n5:ConformityBody OR n5:Enterprise OR n5:Government OR n5:OrgClass OR n5:Person OR n5:Post THEN [head([label IN labels(n5) WHERE label IN ['Body', 'ConformityBody', 'Enterprise', 'Government', 'OrgClass', 'Person', 'Post']]), [n5.name]] WHEN n5:Department THEN ['Department', [n5.name, [null, COUNT {
    MATCH (n5)-[r7:UNIT_OF]->(n9)
    WHERE (r7.valid_from IS NULL OR r7.valid_from <= $as_of) AND (r7.valid_to IS NULL OR $as_of < r7.valid_to)
  }]]] END] AS row
}, COUNT {
  MATCH (n1)-[r4:HAS_PARTICIPANT]->(n6)
  WHERE (r4.valid_from IS NULL OR r4.valid_from <= $as_of) AND (r4.valid_to IS NULL OR $as_of < r4.valid_to)
}]] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
