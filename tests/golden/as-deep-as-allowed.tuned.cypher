MATCH (f:Finding {id: $finding})
RETURN {inspection: head(COLLECT {
  MATCH (f)-[:FOUND_IN]->(i)
  RETURN {product: head(COLLECT {
    MATCH (i)-[:INSPECTS_PRODUCT]->(p)
    RETURN {maker: head(COLLECT {
      MATCH (p)-[:MADE_BY]->(e)
      RETURN {sectors: {nodes: COLLECT {
        MATCH (e)-[o:IN_SECTOR]->(s)
        WHERE coalesce(o.valid_from <= $as_of, true) AND coalesce($as_of < o.valid_to, true)
        WITH s ORDER BY s.id LIMIT $one
        RETURN {inRemitOf: {nodes: COLLECT {
          MATCH (s)<-[r:HAS_REMIT]-(d)
          WHERE coalesce(r.valid_from <= $as_of, true) AND coalesce($as_of < r.valid_to, true)
          WITH d ORDER BY d.id LIMIT $two
          RETURN {jurisdiction: {nodes: COLLECT {
            MATCH (d)-[j:HAS_JURISDICTION]->(g)
            WHERE coalesce(j.valid_from <= $as_of, true) AND coalesce($as_of < j.valid_to, true)
            WITH g ORDER BY g.id LIMIT $one
            RETURN {partOf: {nodes: COLLECT {
              MATCH (g)-[x:PART_OF]->(h)
              WHERE coalesce(x.valid_from <= $as_of, true) AND coalesce($as_of < x.valid_to, true)
              WITH h ORDER BY h.id LIMIT $one
              RETURN {authorities: {nodes: COLLECT {
                MATCH (h)<-[y:HAS_JURISDICTION]-(a)
                WHERE coalesce(y.valid_from <= $as_of, true) AND coalesce($as_of < y.valid_to, true)
                WITH a ORDER BY a.id LIMIT $two
                RETURN {name: a.name}
              }}}
            }}}
          }}}
        }}}
      }}}
    })}
  })}
})} AS finding
