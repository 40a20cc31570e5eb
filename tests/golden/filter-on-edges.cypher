CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:Mechanism)
  WHERE EXISTS {
    MATCH (n1)-[r4:HAS_PARTICIPANT]->(n5:Actor)
    WHERE (r4.valid_from IS NULL OR r4.valid_from <= $as_of) AND (r4.valid_to IS NULL OR $as_of < r4.valid_to) AND r4.part = $p5 AND n5.name CONTAINS $p4
  }
  WITH n1 ORDER BY n1.id LIMIT $p6
  RETURN [[n1.id], [n1.name, [COLLECT {
    MATCH (n1)-[r2:HAS_PARTICIPANT]->(n3:Actor)
    WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to) AND r2.part = $p1 AND r2.position <= $p2
    WITH n3, r2 ORDER BY n3.id, r2.key LIMIT $p3
    RETURN [[n3.id, r2.key], [r2.position, CASE WHEN n3:Body OR n3:ConformityBody OR n3:Department OR n3:Enterprise OR n3:Government OR n3:OrgClass OR n3:Person OR n3:Post THEN [head([label IN labels(n3) WHERE label IN ['Body', 'ConformityBody', 'Department', 'Enterprise', 'Government', 'OrgClass', 'Person', 'Post']]), [n3.name]] END]] AS row
  }, null]]] AS row
}, null] AS answer
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
    MATCH (n1)-[r4:LOCATED_IN]->(n5:Region)
    WHERE (r4.valid_from IS NULL OR r4.valid_from <= $as_of) AND (r4.valid_to IS NULL OR $as_of < r4.valid_to) AND r4.valid_from >= $p2
  }
  WITH n1 ORDER BY n1.id LIMIT $p3
  RETURN [[n1.id], [n1.name, [COLLECT {
    MATCH (n1)-[r2:LOCATED_IN]->(n3:Region)
    WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to)
    WITH n3, r2 ORDER BY n3.id, r2.key LIMIT $p1
    RETURN [[n3.id, r2.key], [toString(r2.valid_from)]] AS row
  }, null]]] AS row
}, COUNT {
  MATCH (n6:Enterprise)
  WHERE EXISTS {
    MATCH (n6)-[r7:LOCATED_IN]->(n8:Region)
    WHERE (r7.valid_from IS NULL OR r7.valid_from <= $as_of) AND (r7.valid_to IS NULL OR $as_of < r7.valid_to) AND r7.valid_from >= $p4
  }
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
