CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:CreditRecord)
  WHERE n1.recorded_on >= $p1 AND EXISTS {
    MATCH (n1)-[r2:CONTRIBUTED_BY]->(n3)
    WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to) AND n3.key = $p2
  }
  WITH n1 ORDER BY n1.recorded_on DESC, n1.id LIMIT $p3
  RETURN [n1.category, toString(n1.recorded_on), head(COLLECT {
    MATCH (n1)-[r7:CONCERNS]->(n8)
    WITH n8 ORDER BY n8.id LIMIT 1
    RETURN [n8.name] AS row
  })] AS row
}, COUNT {
  MATCH (n4:CreditRecord)
  WHERE n4.recorded_on >= $p4 AND EXISTS {
    MATCH (n4)-[r5:CONTRIBUTED_BY]->(n6)
    WHERE (r5.valid_from IS NULL OR r5.valid_from <= $as_of) AND (r5.valid_to IS NULL OR $as_of < r5.valid_to) AND n6.key = $p5
  }
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
