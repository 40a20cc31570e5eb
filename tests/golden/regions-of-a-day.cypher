CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  MATCH (n1:Region)
  WHERE n1.name = $p1
  WITH n1 ORDER BY n1.id LIMIT $p2
  RETURN [n1.id, COLLECT {
    MATCH (n1)-[r2:PART_OF]->(n3)
    WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to)
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
  WHERE n1.name = $p1
  WITH n1 ORDER BY n1.id LIMIT $p2
  RETURN [n1.id, COLLECT {
    MATCH (n1)-[r2:PART_OF]->(n3)
    WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to)
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
