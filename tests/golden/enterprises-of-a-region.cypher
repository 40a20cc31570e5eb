CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:Enterprise)
  WHERE EXISTS {
    MATCH (n1)-[r2:LOCATED_IN]->(n3:Region)
    WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to) AND n3.id = $p1
  }
  WITH n1 ORDER BY n1.id LIMIT $p2
  RETURN [[n1.id], [n1.id, n1.name]] AS row
}, COUNT {
  MATCH (n4:Enterprise)
  WHERE EXISTS {
    MATCH (n4)-[r5:LOCATED_IN]->(n6:Region)
    WHERE (r5.valid_from IS NULL OR r5.valid_from <= $as_of) AND (r5.valid_to IS NULL OR $as_of < r5.valid_to) AND n6.id = $p3
  }
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
