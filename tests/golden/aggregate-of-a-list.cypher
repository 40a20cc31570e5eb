CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [null, null, COLLECT {
  MATCH (n2:Enterprise)
  WHERE n2.size IN $p1
  WITH DISTINCT n2
  RETURN [count(n2), [sum(n2.employees), avg(n2.employees), min(n2.employees), max(n2.employees)], [toString(min(n2.founded_on)), toString(max(n2.founded_on))]] AS row
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
WITH before, [null, null, COLLECT {
  MATCH (n2:Target)
  WHERE n2.quantified = $p1
  WITH DISTINCT n2
  RETURN [count(n2), [min(toFloat(n2.value)), max(toFloat(n2.value)), avg(toFloat(n2.value))], [max(n2.year)]] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
