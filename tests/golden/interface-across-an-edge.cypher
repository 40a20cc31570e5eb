CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Region {id: $p1})
WITH before, [[COLLECT {
  MATCH (n1)<-[r2:HAS_JURISDICTION]-(n3)
  WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to) AND n3.name CONTAINS $p2
  WITH n3, r2 ORDER BY n3.id, coalesce(r2.key, '') LIMIT $p3
  RETURN CASE WHEN n3:Body THEN ['Body', [n3.name]] WHEN n3:Department THEN ['Department', [n3.name, [COLLECT {
    MATCH (n3)-[r5:HAS_REMIT]->(n6)
    WHERE (r5.valid_from IS NULL OR r5.valid_from <= $as_of) AND (r5.valid_to IS NULL OR $as_of < r5.valid_to)
    WITH n6, r5 ORDER BY n6.id, coalesce(r5.key, '') LIMIT $p5
    RETURN CASE WHEN n6:Mechanism OR n6:ProductClass THEN [head([label IN labels(n6) WHERE label IN ['Mechanism', 'ProductClass']]), [n6.name]] WHEN n6:Sector THEN ['Sector', [n6.name, n6.code]] END AS row
  }, COUNT {
    MATCH (n3)-[r5:HAS_REMIT]->(n7)
    WHERE (r5.valid_from IS NULL OR r5.valid_from <= $as_of) AND (r5.valid_to IS NULL OR $as_of < r5.valid_to)
  }]]] WHEN n3:Government THEN ['Government', [n3.name, [null, COUNT {
    MATCH (n3)<-[r8:UNIT_OF]-(n10)
    WHERE (r8.valid_from IS NULL OR r8.valid_from <= $as_of) AND (r8.valid_to IS NULL OR $as_of < r8.valid_to)
  }]]] END AS row
}, COUNT {
  MATCH (n1)<-[r2:HAS_JURISDICTION]-(n4)
  WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to) AND n4.name CONTAINS $p4
}]] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
