MATCH (g:Region {id: $region})
RETURN {authorities: {nodes: COLLECT {
  MATCH (g)<-[j:HAS_JURISDICTION]-(a)
  WHERE coalesce(j.valid_from <= $as_of, true) AND coalesce($as_of < j.valid_to, true)
  WITH a ORDER BY a.id LIMIT $page
  RETURN {name: a.name, inspectionsConducted: {nodes: COLLECT {
    MATCH (a)<-[:CONDUCTED_BY]-(i)
    WITH i ORDER BY i.inspected_on DESC, i.id LIMIT $ten
    RETURN {
      inspectedOn: toString(i.inspected_on),
      result: i.result,
      product: head(COLLECT {
        MATCH (i)-[:INSPECTS_PRODUCT]->(p)
        RETURN {name: p.name, maker: head(COLLECT { MATCH (p)-[:MADE_BY]->(e) RETURN {name: e.name} })}
      })
    }
  }}}
}}} AS region
