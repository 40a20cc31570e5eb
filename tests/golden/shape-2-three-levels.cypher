CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Enterprise {id: $p1})
WITH before, [n1.name, COLLECT {
  MATCH (n1)<-[r2:MADE_BY]-(n3)
  WITH n3, r2 ORDER BY n3.id LIMIT $p2
  RETURN [n3.name, COLLECT {
    MATCH (n3)-[r4:OF_CLASS]->(n5)
    WHERE CASE WHEN r4.valid_to <= $as_of THEN false ELSE coalesce(r4.valid_from <= $as_of, true) END
    WITH n5, r4 ORDER BY n5.id, coalesce(r4.key, '') LIMIT $p3
    RETURN [n5.name, COLLECT {
      MATCH (n5)<-[r6:APPLIES_TO]-(n7)
      WHERE CASE WHEN r6.valid_to <= $as_of THEN false ELSE coalesce(r6.valid_from <= $as_of, true) END
      WITH n7, r6 ORDER BY n7.id, coalesce(r6.key, '') LIMIT $p4
      RETURN [n7.number, n7.title, COLLECT {
        MATCH (n7)-[r8:ADOPTS]->(n9)
        WITH n9, r8 ORDER BY n9.id LIMIT $p5
        RETURN [n9.number] AS row
      }] AS row
    }] AS row
  }] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
