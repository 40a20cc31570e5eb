CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:CreditRecord)
  WHERE n1.recorded_on >= $p1 AND EXISTS {
    MATCH (n1)-[r4:CONTRIBUTED_BY]->(n5:Department)
    WHERE (r4.valid_from IS NULL OR r4.valid_from <= $as_of) AND (r4.valid_to IS NULL OR $as_of < r4.valid_to) AND n5.key = $p2
  }
  WITH n1 ORDER BY n1.recorded_on DESC, n1.id LIMIT $p3
  RETURN [[toString(n1.recorded_on), n1.id], [n1.category, toString(n1.recorded_on), head(COLLECT {
    MATCH (n1)-[r2:CONCERNS]->(n3:Enterprise)
    WITH n3 ORDER BY n3.id LIMIT 1
    RETURN [n3.name] AS value
  })]] AS row
}, COUNT {
  MATCH (n6:CreditRecord)
  WHERE n6.recorded_on >= $p4 AND EXISTS {
    MATCH (n6)-[r7:CONTRIBUTED_BY]->(n8:Department)
    WHERE (r7.valid_from IS NULL OR r7.valid_from <= $as_of) AND (r7.valid_to IS NULL OR $as_of < r7.valid_to) AND n8.key = $p5
  }
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
