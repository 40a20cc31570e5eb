CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (a2:Department)
  WHERE a2.id = $p1
  WITH DISTINCT a2
  MATCH (a2)<-[r3:CONTRIBUTED_BY]-(n1)
  WHERE (r3.valid_from IS NULL OR r3.valid_from <= $as_of) AND (r3.valid_to IS NULL OR $as_of < r3.valid_to) AND n1.recorded_on >= $p2
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.recorded_on DESC, n1.id LIMIT $p3
  RETURN [n1.category, toString(n1.recorded_on), head(COLLECT {
    MATCH (n1)-[r7:CONCERNS]->(n8)
    WITH n8 ORDER BY n8.id LIMIT 1
    RETURN [n8.name] AS row
  })] AS row
}, COUNT {
  MATCH (a5:Department)
  WHERE a5.id = $p4
  WITH DISTINCT a5
  MATCH (a5)<-[r6:CONTRIBUTED_BY]-(n4)
  WHERE (r6.valid_from IS NULL OR r6.valid_from <= $as_of) AND (r6.valid_to IS NULL OR $as_of < r6.valid_to) AND n4.recorded_on >= $p5
  RETURN DISTINCT n4 AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
