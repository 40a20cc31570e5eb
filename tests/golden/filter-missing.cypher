CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  MATCH (n1:BlacklistEntry)
  WHERE n1.removed_on IS NULL
  WITH n1 ORDER BY n1.id LIMIT $p1
  RETURN [[n1.id], [toString(n1.listed_on), head(COLLECT {
    MATCH (n1)-[r2:LISTS]->(n3:Enterprise)
    WITH n3 ORDER BY n3.id LIMIT 1
    RETURN [n3.name] AS value
  })]] AS row
}, null] AS answer
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
WITH before, [COLLECT {
  MATCH (n1:Observation)
  WHERE toFloat(n1.value) IS NULL
  WITH n1 ORDER BY n1.id LIMIT $p1
  RETURN [[n1.id], [n1.year, head(COLLECT {
    MATCH (n1)-[r2:OBSERVES]->(n3:Indicator)
    WITH n3 ORDER BY n3.id LIMIT 1
    RETURN [n3.name] AS value
  })]] AS row
}, COUNT {
  MATCH (n4:Observation)
  WHERE toFloat(n4.value) IS NULL
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
WITH before, [null, COUNT {
  MATCH (n2:Inspection)
  WHERE n2.result IS NULL
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
