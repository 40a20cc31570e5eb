CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  MATCH (n1:Mechanism)
  WHERE EXISTS {
    MATCH (n1)-[r2:HAS_PARTICIPANT]->(n3)
    WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to) AND r2.part = $p2 AND n3.name CONTAINS $p1
  } AND n1.id IS NOT NULL
  WITH n1 ORDER BY n1.id LIMIT $p3
  RETURN [n1.name, COLLECT {
    MATCH (n1)-[r4:HAS_PARTICIPANT]->(n5)
    WHERE (r4.valid_from IS NULL OR r4.valid_from <= $as_of) AND (r4.valid_to IS NULL OR $as_of < r4.valid_to) AND r4.part = $p4 AND r4.position <= $p5
    WITH n5, r4 ORDER BY n5.id, coalesce(r4.key, '') LIMIT $p6
    RETURN [r4.position, CASE WHEN n5:Body OR n5:ConformityBody OR n5:Department OR n5:Enterprise OR n5:Government OR n5:OrgClass OR n5:Person OR n5:Post THEN [head([label IN labels(n5) WHERE label IN ['Body', 'ConformityBody', 'Department', 'Enterprise', 'Government', 'OrgClass', 'Person', 'Post']]), [n5.name]] END] AS row
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
WITH before, [COLLECT {
  MATCH (n1:Enterprise)
  WHERE EXISTS {
    MATCH (n1)-[r2:LOCATED_IN]->(n3)
    WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to) AND r2.valid_from >= $p1
  } AND n1.id IS NOT NULL
  WITH n1 ORDER BY n1.id LIMIT $p2
  RETURN [n1.name, COLLECT {
    MATCH (n1)-[r7:LOCATED_IN]->(n8)
    WHERE (r7.valid_from IS NULL OR r7.valid_from <= $as_of) AND (r7.valid_to IS NULL OR $as_of < r7.valid_to)
    WITH n8, r7 ORDER BY n8.id, coalesce(r7.key, '') LIMIT $p4
    RETURN [toString(r7.valid_from)] AS row
  }] AS row
}, COUNT {
  MATCH (n4:Enterprise)
  WHERE EXISTS {
    MATCH (n4)-[r5:LOCATED_IN]->(n6)
    WHERE (r5.valid_from IS NULL OR r5.valid_from <= $as_of) AND (r5.valid_to IS NULL OR $as_of < r5.valid_to) AND r5.valid_from >= $p3
  }
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
