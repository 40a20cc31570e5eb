CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  MATCH (n1:Standard)
  WHERE EXISTS {
    MATCH (n1)-[r2:ADOPTS]->(n3)
  } AND n1.id IS NOT NULL
  WITH n1 ORDER BY n1.id LIMIT $p1
  RETURN [n1.number, COLLECT {
    MATCH (n1)-[r4:ADOPTS]->(n5)
    WITH n5, r4 ORDER BY n5.id LIMIT $p2
    RETURN [r4.degree, r4.verified, coalesce(r4.inferred, false), r4.rule, [n5.number, n5.stage]] AS row
  }] AS row
} AS answer
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
MATCH (n1:Project {id: $p1})
WITH before, [n1.name, [COLLECT {
  MATCH (n1)-[r2:HAS_PARTY]->(n3)
  WITH n3, r2 ORDER BY n3.id, coalesce(r2.key, '') LIMIT $p2
  RETURN [r2.stage, CASE WHEN n3:Body OR n3:ConformityBody OR n3:Department OR n3:Enterprise OR n3:Government OR n3:OrgClass OR n3:Person OR n3:Post THEN [head([label IN labels(n3) WHERE label IN ['Body', 'ConformityBody', 'Department', 'Enterprise', 'Government', 'OrgClass', 'Person', 'Post']]), [n3.name]] END] AS row
}, COUNT {
  MATCH (n1)-[r2:HAS_PARTY]->(n4)
}]] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
