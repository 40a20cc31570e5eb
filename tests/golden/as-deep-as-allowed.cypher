CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Finding {id: $p1})
WITH before, [head(COLLECT {
  MATCH (n1)-[r2:FOUND_IN]->(n3:Inspection)
  WITH n3 ORDER BY n3.id LIMIT 1
  RETURN [head(COLLECT {
    MATCH (n3)-[r4:INSPECTS_PRODUCT]->(n5:Product)
    WITH n5 ORDER BY n5.id LIMIT 1
    RETURN [head(COLLECT {
      MATCH (n5)-[r6:MADE_BY]->(n7:Enterprise)
      WITH n7 ORDER BY n7.id LIMIT 1
      RETURN [[COLLECT {
        MATCH (n7)-[r8:IN_SECTOR]->(n9:Sector)
        WHERE (r8.valid_from IS NULL OR r8.valid_from <= $as_of) AND (r8.valid_to IS NULL OR $as_of < r8.valid_to)
        WITH n9, r8 ORDER BY n9.id, r8.key LIMIT $p6
        RETURN [[n9.id, r8.key], [[COLLECT {
          MATCH (n9)<-[r10:HAS_REMIT]-(n11:Department)
          WHERE (r10.valid_from IS NULL OR r10.valid_from <= $as_of) AND (r10.valid_to IS NULL OR $as_of < r10.valid_to)
          WITH n11, r10 ORDER BY n11.id, r10.key LIMIT $p5
          RETURN [[n11.id, r10.key], [[COLLECT {
            MATCH (n11)-[r12:HAS_JURISDICTION]->(n13:Region)
            WHERE (r12.valid_from IS NULL OR r12.valid_from <= $as_of) AND (r12.valid_to IS NULL OR $as_of < r12.valid_to)
            WITH n13, r12 ORDER BY n13.id, r12.key LIMIT $p4
            RETURN [[n13.id, r12.key], [[COLLECT {
              MATCH (n13)-[r14:PART_OF]->(n15:Region)
              WHERE (r14.valid_from IS NULL OR r14.valid_from <= $as_of) AND (r14.valid_to IS NULL OR $as_of < r14.valid_to)
              WITH n15, r14 ORDER BY n15.id, r14.key LIMIT $p3
              RETURN [[n15.id, r14.key], [[COLLECT {
                MATCH (n15)<-[r16:HAS_JURISDICTION]-(n17:Authority)
                WHERE (r16.valid_from IS NULL OR r16.valid_from <= $as_of) AND (r16.valid_to IS NULL OR $as_of < r16.valid_to)
                WITH n17, r16 ORDER BY n17.id, r16.key LIMIT $p2
                RETURN [[n17.id, r16.key], CASE WHEN n17:Body OR n17:Department OR n17:Government THEN [head([label IN labels(n17) WHERE label IN ['Body', 'Department', 'Government']]), [n17.name]] END] AS row
              }, null]]] AS row
            }, null]]] AS row
          }, null]]] AS row
        }, null]]] AS row
      }, null]] AS value
    })] AS value
  })] AS value
})] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
