CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:Enterprise)
  WHERE EXISTS {
    MATCH (n1)<-[r2:INSPECTS]-(n3)
    WHERE n3.category = $p1 AND n3.result = $p2
  }
  WITH n1 ORDER BY n1.id LIMIT $p3
  RETURN [n1.name] AS row
}, COUNT {
  MATCH (n4:Enterprise)
  WHERE EXISTS {
    MATCH (n4)<-[r5:INSPECTS]-(n6)
    WHERE n6.category = $p4 AND n6.result = $p5
  }
}] AS answer
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
  MATCH (a2:Scope)
  WHERE a2.id = $p1
  WITH DISTINCT a2
  MATCH (a2)<-[r3:APPLIES_TO]-(n1)
  WHERE (r3.valid_from IS NULL OR r3.valid_from <= $as_of) AND (r3.valid_to IS NULL OR $as_of < r3.valid_to)
  WITH DISTINCT n1
  WITH n1 ORDER BY n1.id LIMIT $p2
  RETURN [n1.number, n1.title] AS row
} AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
