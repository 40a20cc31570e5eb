CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Region {id: $p1})
WITH before, [COLLECT {
  WITH COLLECT {
    MATCH (n1)<-[r2:HAS_JURISDICTION]-(n3)
    WHERE CASE WHEN r2.valid_to <= $as_of THEN false ELSE coalesce(r2.valid_from <= $as_of, true) END AND n3.name CONTAINS $p3
    WITH n3, r2 ORDER BY n3.id, coalesce(r2.key, '') LIMIT $p2
    RETURN CASE WHEN n3:Body THEN ['Body', [n3.name]] WHEN n3:Department THEN ['Department', [n3.name, COLLECT {
      WITH COLLECT {
        MATCH (n3)-[r5:HAS_REMIT]->(n6)
        WHERE CASE WHEN r5.valid_to <= $as_of THEN false ELSE coalesce(r5.valid_from <= $as_of, true) END
        WITH n6, r5 ORDER BY n6.id, coalesce(r5.key, '') LIMIT $p5
        RETURN CASE WHEN n6:Mechanism OR n6:ProductClass THEN [head([label IN labels(n6) WHERE label IN ['Mechanism', 'ProductClass']]), [n6.name]] WHEN n6:Sector THEN ['Sector', [n6.name, n6.code]] END AS row
      } AS l8
      RETURN [l8, COUNT {
        WITH DISTINCT size(l8) AS l8s
        WHERE l8s >= $p5
        MATCH (n3)-[r5:HAS_REMIT]->(n7)
        WHERE CASE WHEN r5.valid_to <= $as_of THEN false ELSE coalesce(r5.valid_from <= $as_of, true) END
      }] AS row
    }]] WHEN n3:Government THEN ['Government', [n3.name, [null, COUNT {
      MATCH (n3)<-[r9:UNIT_OF]-(n11)
      WHERE CASE WHEN r9.valid_to <= $as_of THEN false ELSE coalesce(r9.valid_from <= $as_of, true) END
    }]]] END AS row
  } AS l12
  RETURN [l12, COUNT {
    WITH DISTINCT size(l12) AS l12s
    WHERE l12s >= $p2
    MATCH (n1)<-[r2:HAS_JURISDICTION]-(n4)
    WHERE CASE WHEN r2.valid_to <= $as_of THEN false ELSE coalesce(r2.valid_from <= $as_of, true) END AND n4.name CONTAINS $p4
  }] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
