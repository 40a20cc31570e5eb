CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Region {id: $p1})
WITH before, [[COLLECT {
  MATCH (n1)<-[r2:HAS_JURISDICTION]-(n3:Authority)
  WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to) AND n3.name CONTAINS $p3
  WITH n3, r2 ORDER BY n3.id, r2.key LIMIT $p4
  RETURN [[n3.id, r2.key], CASE WHEN n3:Body THEN ['Body', [n3.name]] WHEN n3:Department THEN ['Department', [n3.name, [COLLECT {
    MATCH (n3)-[r4:HAS_REMIT]->(n5:Scope)
    WHERE (r4.valid_from IS NULL OR r4.valid_from <= $as_of) AND (r4.valid_to IS NULL OR $as_of < r4.valid_to)
    WITH n5, r4 ORDER BY n5.id, r4.key LIMIT $p2
    RETURN [[n5.id, r4.key], CASE WHEN n5:Mechanism OR n5:ProductClass THEN [head([label IN labels(n5) WHERE label IN ['Mechanism', 'ProductClass']]), [n5.name]] WHEN n5:Sector THEN ['Sector', [n5.name, n5.code]] END] AS row
  }, COUNT {
    MATCH (n3)-[r4:HAS_REMIT]->(n6:Scope)
    WHERE (r4.valid_from IS NULL OR r4.valid_from <= $as_of) AND (r4.valid_to IS NULL OR $as_of < r4.valid_to)
  }]]] WHEN n3:Government THEN ['Government', [n3.name, [null, COUNT {
    MATCH (n3)<-[r7:UNIT_OF]-(n9:Department)
    WHERE (r7.valid_from IS NULL OR r7.valid_from <= $as_of) AND (r7.valid_to IS NULL OR $as_of < r7.valid_to)
  }]]] END] AS row
}, COUNT {
  MATCH (n1)<-[r2:HAS_JURISDICTION]-(n10:Authority)
  WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to) AND n10.name CONTAINS $p5
}]] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
