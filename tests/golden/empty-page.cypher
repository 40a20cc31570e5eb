CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, COLLECT {
  WITH COLLECT {
    MATCH (n1:Product)
    WHERE n1.barcode IS NULL AND n1.id IS NOT NULL
    WITH n1 ORDER BY n1.id LIMIT $p1
    RETURN [n1.id] AS row
  } AS l3
  RETURN [l3, COUNT {
    WITH DISTINCT size(l3) AS l3s
    WHERE l3s >= $p1
    MATCH (n2:Product)
    WHERE n2.barcode IS NULL
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
MATCH (n1:Region {id: $p1})
WITH before, [COLLECT {
  WITH COLLECT {
    MATCH (n1)<-[r2:PLANNED_FOR]-(n3)
    WHERE n3.title = $p3
    WITH n3, r2 ORDER BY n3.id LIMIT $p2
    RETURN [n3.id] AS row
  } AS l5
  RETURN [l5, COUNT {
    WITH DISTINCT size(l5) AS l5s
    WHERE l5s >= $p2
    MATCH (n1)<-[r2:PLANNED_FOR]-(n4)
    WHERE n4.title = $p4
  }] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
