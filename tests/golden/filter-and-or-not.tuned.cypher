CALL () {
  MATCH (e:Enterprise)
  WHERE e.id IS NOT NULL AND e.employees >= $least AND e.employees <= $most
    AND (e.name CONTAINS $one OR e.name CONTAINS $other OR e.size = $size)
    AND coalesce(e.founded_on >= $founded, true)
  WITH e ORDER BY e.id LIMIT $first
  RETURN collect({
    name: e.name, size: e.size, employees: e.employees, foundedOn: toString(e.founded_on)
  }) AS page
}
CALL () {
  MATCH (e:Enterprise)
  WHERE e.employees >= $least AND e.employees <= $most
    AND (e.name CONTAINS $one OR e.name CONTAINS $other OR e.size = $size)
    AND coalesce(e.founded_on >= $founded, true)
  RETURN count(*) AS total
}
RETURN {totalCount: total, nodes: page} AS enterprises
