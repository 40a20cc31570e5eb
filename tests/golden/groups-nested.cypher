CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:Department)
  WHERE EXISTS {
    MATCH (n1)<-[r6:CONTRIBUTED_BY]-(n7:CreditRecord)
    WHERE (r6.valid_from IS NULL OR r6.valid_from <= $as_of) AND (r6.valid_to IS NULL OR $as_of < r6.valid_to)
  }
  WITH n1 ORDER BY n1.id LIMIT $p2
  RETURN [[n1.id], [n1.name, [null, null, COLLECT {
    MATCH (n1)<-[r2:CONTRIBUTED_BY]-(n4:CreditRecord)
    WHERE (r2.valid_from IS NULL OR r2.valid_from <= $as_of) AND (r2.valid_to IS NULL OR $as_of < r2.valid_to)
    WITH DISTINCT n4
    WITH n4.recorded_on.year AS k5, count(n4) AS size
    ORDER BY k5 IS NULL, k5 DESC LIMIT $p1
    RETURN [[k5], size] AS row
  }]]] AS row
}, null] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
