MATCH (e:Enterprise {id: $from})
MATCH (g:Region {id: $to})
WITH e, g LIMIT $one
MATCH p = SHORTEST 1 (e)(()-[r:LOCATED_IN|PART_OF]-()
  WHERE coalesce(r.valid_from <= $as_of, true) AND coalesce($as_of < r.valid_to, true)){1,6}(g)
WITH nodes(p) AS things, [null] + relationships(p) AS edges
RETURN {length: size(edges) - 1, steps: [i IN range(0, size(edges) - 1) | {
  relation: type(edges[i]),
  against: coalesce(startNode(edges[i]) = things[i], false),
  validFrom: toString(edges[i].valid_from),
  inferred: coalesce(edges[i].inferred, false),
  node: CASE WHEN i = 0 THEN {id: things[i].id, company: things[i].name} ELSE {id: things[i].id, name: things[i].name} END
}]} AS path

MATCH (e:Enterprise {id: $from})
MATCH (g:Region {id: $to})
WITH e, g LIMIT $one
OPTIONAL MATCH (e)-[r:LOCATED_IN|PART_OF]-(g)
WHERE coalesce(r.valid_from <= $as_of, true) AND coalesce($as_of < r.valid_to, true)
WITH r LIMIT $one
RETURN CASE WHEN r IS NULL THEN {length: null, steps: []} ELSE {length: 1, steps: [{relation: null}, {relation: type(r)}]} END AS none
