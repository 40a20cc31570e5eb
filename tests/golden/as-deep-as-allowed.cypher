CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Finding {id: $p1})
WITH before, [head(COLLECT {
  MATCH (n1)-[r2:FOUND_IN]->(n3)
  WITH n3 ORDER BY n3.id LIMIT 1
  RETURN [head(COLLECT {
    MATCH (n3)-[r4:INSPECTS_PRODUCT]->(n5)
    WITH n5 ORDER BY n5.id LIMIT 1
    RETURN [head(COLLECT {
      MATCH (n5)-[r6:MADE_BY]->(n7)
      WITH n7 ORDER BY n7.id LIMIT 1
      RETURN [COLLECT {
        MATCH (n7)-[r8:IN_SECTOR]->(n9)
        WHERE (r8.valid_from IS NULL OR r8.valid_from <= $as_of) AND (r8.valid_to IS NULL OR $as_of < r8.valid_to)
        WITH n9, r8 ORDER BY n9.id, coalesce(r8.key, '') LIMIT $p2
        RETURN [COLLECT {
          MATCH (n9)<-[r10:HAS_REMIT]-(n11)
          WHERE (r10.valid_from IS NULL OR r10.valid_from <= $as_of) AND (r10.valid_to IS NULL OR $as_of < r10.valid_to)
          WITH n11, r10 ORDER BY n11.id, coalesce(r10.key, '') LIMIT $p3
          RETURN [COLLECT {
            MATCH (n11)-[r12:HAS_JURISDICTION]->(n13)
            WHERE (r12.valid_from IS NULL OR r12.valid_from <= $as_of) AND (r12.valid_to IS NULL OR $as_of < r12.valid_to)
            WITH n13, r12 ORDER BY n13.id, coalesce(r12.key, '') LIMIT $p4
            RETURN [COLLECT {
              MATCH (n13)-[r14:PART_OF]->(n15)
              WHERE (r14.valid_from IS NULL OR r14.valid_from <= $as_of) AND (r14.valid_to IS NULL OR $as_of < r14.valid_to)
              WITH n15, r14 ORDER BY n15.id, coalesce(r14.key, '') LIMIT $p5
              RETURN [COLLECT {
                MATCH (n15)<-[r16:HAS_JURISDICTION]-(n17)
                WHERE (r16.valid_from IS NULL OR r16.valid_from <= $as_of) AND (r16.valid_to IS NULL OR $as_of < r16.valid_to)
                WITH n17, r16 ORDER BY n17.id, coalesce(r16.key, '') LIMIT $p6
                RETURN CASE WHEN n17:Body OR n17:Department OR n17:Government THEN [head([label IN labels(n17) WHERE label IN ['Body', 'Department', 'Government']]), [n17.name]] END AS row
              }] AS row
            }] AS row
          }] AS row
        }] AS row
      }] AS row
    })] AS row
  })] AS row
})] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
