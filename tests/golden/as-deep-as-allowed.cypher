CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Finding {id: $p1})
WITH before, [COLLECT {
  MATCH (n1)-[r2:FOUND_IN]->(n3)
  WITH n3 ORDER BY n3.id LIMIT 1
  RETURN [COLLECT {
    MATCH (n3)-[r4:INSPECTS_PRODUCT]->(n5)
    WITH n5 ORDER BY n5.id LIMIT 1
    RETURN [COLLECT {
      MATCH (n5)-[r6:MADE_BY]->(n7)
      WITH n7 ORDER BY n7.id LIMIT 1
      RETURN [COLLECT {
        MATCH (n7)-[r8:IN_SECTOR]->(n9)
        WHERE CASE WHEN r8.valid_to <= $as_of THEN false ELSE coalesce(r8.valid_from <= $as_of, true) END
        WITH n9, r8 ORDER BY n9.id, coalesce(r8.key, '') LIMIT $p2
        RETURN [COLLECT {
          MATCH (n9)<-[r10:HAS_REMIT]-(n11)
          WHERE CASE WHEN r10.valid_to <= $as_of THEN false ELSE coalesce(r10.valid_from <= $as_of, true) END
          WITH n11, r10 ORDER BY n11.id, coalesce(r10.key, '') LIMIT $p3
          RETURN [COLLECT {
            MATCH (n11)-[r12:HAS_JURISDICTION]->(n13)
            WHERE CASE WHEN r12.valid_to <= $as_of THEN false ELSE coalesce(r12.valid_from <= $as_of, true) END
            WITH n13, r12 ORDER BY n13.id, coalesce(r12.key, '') LIMIT $p4
            RETURN [COLLECT {
              MATCH (n13)-[r14:PART_OF]->(n15)
              WHERE CASE WHEN r14.valid_to <= $as_of THEN false ELSE coalesce(r14.valid_from <= $as_of, true) END
              WITH n15, r14 ORDER BY n15.id, coalesce(r14.key, '') LIMIT $p5
              RETURN [COLLECT {
                MATCH (n15)<-[r16:HAS_JURISDICTION]-(n17)
                WHERE CASE WHEN r16.valid_to <= $as_of THEN false ELSE coalesce(r16.valid_from <= $as_of, true) END
                WITH n17, r16 ORDER BY n17.id, coalesce(r16.key, '') LIMIT $p6
                RETURN [n17.name] AS row
              }] AS row
            }] AS row
          }] AS row
        }] AS row
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
