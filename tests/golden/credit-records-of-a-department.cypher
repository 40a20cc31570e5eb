CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (a2:Department)
    WHERE a2.id = $p2
    WITH DISTINCT a2
    MATCH (a2)<-[r3:CONTRIBUTED_BY]-(n1)
    WHERE CASE WHEN r3.valid_to <= $as_of THEN false ELSE coalesce(r3.valid_from <= $as_of, true) END AND n1.recorded_on >= $p3
    WITH DISTINCT n1
    WITH n1 ORDER BY n1.recorded_on DESC, n1.id LIMIT $p1
    RETURN [n1.category, toString(n1.recorded_on), COLLECT {
      MATCH (n1)-[r7:CONCERNS]->(n8)
      WITH n8 ORDER BY n8.id LIMIT 1
      RETURN [n8.name] AS row
    }] AS row
  } AS l9
  RETURN [l9, COUNT {
    WITH DISTINCT size(l9) AS l9s
    WHERE l9s >= $p1
    MATCH (a5:Department)
    WHERE a5.id = $p4
    WITH DISTINCT a5
    MATCH (a5)<-[r6:CONTRIBUTED_BY]-(n4)
    WHERE CASE WHEN r6.valid_to <= $as_of THEN false ELSE coalesce(r6.valid_from <= $as_of, true) END AND n4.recorded_on >= $p5
    RETURN DISTINCT n4 AS row
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
