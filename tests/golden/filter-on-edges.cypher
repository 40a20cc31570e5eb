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
    WHERE CASE WHEN r2.valid_to <= $as_of THEN false ELSE coalesce(r2.valid_from <= $as_of, true) END AND r2.part = $p3 AND n3.name CONTAINS $p2
  } AND n1.id IS NOT NULL
  WITH n1 ORDER BY n1.id LIMIT $p1
  RETURN [n1.name, COLLECT {
    MATCH (n1)-[r4:HAS_PARTICIPANT]->(n5)
    WHERE CASE WHEN r4.valid_to <= $as_of THEN false ELSE coalesce(r4.valid_from <= $as_of, true) END AND r4.part = $p5 AND r4.position <= $p6
    WITH n5, r4 ORDER BY n5.id, coalesce(r4.key, '') LIMIT $p4
    RETURN [r4.position, [n5.name]] AS row
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
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (n1:Enterprise)
    WHERE EXISTS {
      MATCH (n1)-[r2:LOCATED_IN]->(n3)
      WHERE CASE WHEN r2.valid_to <= $as_of THEN false ELSE coalesce(r2.valid_from <= $as_of, true) END AND r2.valid_from >= $p2
    } AND n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p1
    RETURN [n1.name, COLLECT {
      MATCH (n1)-[r7:LOCATED_IN]->(n8)
      WHERE CASE WHEN r7.valid_to <= $as_of THEN false ELSE coalesce(r7.valid_from <= $as_of, true) END
      WITH n8, r7 ORDER BY n8.id, coalesce(r7.key, '') LIMIT $p4
      RETURN [toString(r7.valid_from)] AS row
    }] AS row
  } AS l9
  RETURN [l9, COUNT {
    WITH DISTINCT size(l9) AS l9s
    WHERE l9s >= $p1
    MATCH (n4:Enterprise)
    WHERE EXISTS {
      MATCH (n4)-[r5:LOCATED_IN]->(n6)
      WHERE CASE WHEN r5.valid_to <= $as_of THEN false ELSE coalesce(r5.valid_from <= $as_of, true) END AND r5.valid_from >= $p3
    }
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
