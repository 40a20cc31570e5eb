MATCH (i:Inspection)
USING INDEX i:Inspection(result)
WHERE i.result = $result AND i.inspected_on >= $from AND i.inspected_on < $until
WITH i ORDER BY i.inspected_on DESC, i.id
WITH collect(i) AS found
RETURN {totalCount: size(found), nodes: COLLECT {
  UNWIND found[..$page] AS i
  RETURN {
    kind: i.kind,
    inspectedOn: toString(i.inspected_on),
    product: head(COLLECT { MATCH (i)-[:INSPECTS_PRODUCT]->(p) RETURN {name: p.name} })
  }
}} AS inspections
