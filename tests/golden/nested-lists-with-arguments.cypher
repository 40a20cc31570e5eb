CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
MATCH (n1:Region {id: $p1})
WITH before, [n1.name, COLLECT {
  WITH COLLECT {
    MATCH (n1)<-[r2:LOCATED_IN]-(n3)
    WHERE CASE WHEN r2.valid_to <= $as_of THEN false ELSE coalesce(r2.valid_from <= $as_of, true) END AND n3.size IN $p3
    WITH n3, r2 ORDER BY n3.employees DESC, n3.id, coalesce(r2.key, '') LIMIT $p2
    RETURN [n3.name, n3.employees, [COLLECT {
      MATCH (n3)<-[r5:MADE_BY]-(n6)
      WITH n6, r5 ORDER BY n6.name, n6.id LIMIT $p5
      RETURN [n6.name] AS row
    }, COUNT {
      MATCH (n3)<-[r5:MADE_BY]-(n7)
    }], COLLECT {
      MATCH (n3)<-[r8:INSPECTS]-(n9)
      WHERE n9.result = $p7
      WITH n9, r8 ORDER BY n9.inspected_on DESC, n9.id LIMIT $p6
      RETURN [toString(n9.inspected_on), n9.kind] AS row
    }] AS row
  } AS l10
  RETURN [l10, COUNT {
    WITH DISTINCT size(l10) AS l10s
    WHERE l10s >= $p2
    MATCH (n1)<-[r2:LOCATED_IN]-(n4)
    WHERE CASE WHEN r2.valid_to <= $as_of THEN false ELSE coalesce(r2.valid_from <= $as_of, true) END AND n4.size IN $p4
  }] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
