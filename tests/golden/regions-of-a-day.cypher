CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  MATCH (n1:Region)
  WHERE n1.name = $p2
  WITH n1 ORDER BY n1.id LIMIT $p1
  RETURN [n1.id, COLLECT {
    MATCH (n1)-[r2:PART_OF]->(n3)
    WHERE CASE WHEN r2.valid_to <= $as_of THEN false ELSE coalesce(r2.valid_from <= $as_of, true) END
    WITH n3, r2 ORDER BY n3.id, coalesce(r2.key, '') LIMIT $p3
    RETURN [n3.name] AS row
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
  MATCH (n1:Region)
  WHERE n1.name = $p2
  WITH n1 ORDER BY n1.id LIMIT $p1
  RETURN [n1.id, COLLECT {
    MATCH (n1)-[r2:PART_OF]->(n3)
    WHERE CASE WHEN r2.valid_to <= $as_of THEN false ELSE coalesce(r2.valid_from <= $as_of, true) END
    WITH n3, r2 ORDER BY n3.id, coalesce(r2.key, '') LIMIT $p3
    RETURN [n3.name] AS row
  }] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
