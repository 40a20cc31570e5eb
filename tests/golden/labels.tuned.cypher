WITH COLLECT {
  UNWIND $enterprises AS id
  MATCH (e:Enterprise {id: id})
  RETURN {id: e.id, label: e.name}
} + COLLECT {
  UNWIND $records AS id
  MATCH (c:CreditRecord {id: id})
  RETURN {id: c.id, label: c.category + ' ' + toString(c.recorded_on)}
} + COLLECT {
  UNWIND $standards AS id
  MATCH (s:Standard {id: id})
  RETURN {id: s.id, label: s.number + ' ' + s.title}
} AS found
RETURN [id IN $ids | head([one IN found WHERE one.id = id])] AS nodes

MATCH (e:Enterprise {id: $from})
MATCH (g:Region {id: $to})
WITH e, g LIMIT $one
MATCH p = SHORTEST 1 (e)(()-[r:LOCATED_IN|PART_OF]-()
  WHERE coalesce(r.valid_from <= $as_of, true) AND coalesce($as_of < r.valid_to, true)){1,6}(g)
WITH nodes(p) AS things, [null] + relationships(p) AS edges
RETURN {steps: [i IN range(0, size(edges) - 1) | {relation: type(edges[i]), node: {label: things[i].name}}]} AS path
