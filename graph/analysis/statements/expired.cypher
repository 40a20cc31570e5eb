// Certificates and licences that have run out by the day and that something still rests on.
// Not one that was withdrawn, and not one that a later one of the same sort has taken the place of.
// What a paper named or covered at any time counts where its own end is why it names it no more.
CALL () {
  MATCH (paper:Certificate)-[names:CERTIFIES]->(product:Product)
  WHERE paper.expires_on < $as_of AND coalesce(paper.status <> 'WITHDRAWN', true)
    AND coalesce(names.valid_from <= $as_of, true) AND coalesce($as_of < names.valid_to, true)
    AND NOT EXISTS {
      MATCH (paper)-[:UNDER_SCHEME]->(scheme:CertificationScheme)<-[:UNDER_SCHEME]-(later:Certificate)-[also:CERTIFIES]->(product)
      WHERE coalesce(later.status <> 'WITHDRAWN', true) AND coalesce(later.issued_on <= $as_of, true)
        AND coalesce(later.expires_on > paper.expires_on, true)
        AND coalesce(also.valid_from <= $as_of, true) AND coalesce($as_of < also.valid_to, true)
    }
  RETURN paper.id AS paper, product.id AS product, 'STILL_NAMED' AS reason
  UNION
  MATCH (scheme:CertificationScheme)<-[:UNDER_SCHEME]-(paper:Certificate)-[named:CERTIFIES]->(product:Product)
  WHERE scheme.mandatory AND paper.expires_on < $as_of AND coalesce(paper.status <> 'WITHDRAWN', true)
    AND coalesce(named.valid_from <= $as_of, true)  // whenever it named the product
    AND EXISTS {
      MATCH (product)-[sorted:OF_CLASS]->(leaf:ProductClass) ((narrow:ProductClass)-[:BROADER]->(broad:ProductClass)){0,5} (class:ProductClass)<-[covers:COVERS]-(scheme)
      WHERE coalesce(sorted.valid_from <= $as_of, true) AND coalesce($as_of < sorted.valid_to, true)
        AND coalesce(covers.valid_from <= $as_of, true) AND coalesce($as_of < covers.valid_to, true)
    }
    AND NOT EXISTS {
      MATCH (scheme)<-[:UNDER_SCHEME]-(later:Certificate)-[once:CERTIFIES]->(product)
      WHERE coalesce(later.status <> 'WITHDRAWN', true) AND coalesce(later.issued_on <= $as_of, true)
        AND coalesce(later.expires_on > paper.expires_on, true)
        AND coalesce(once.valid_from <= $as_of, true)
    }
  RETURN paper.id AS paper, product.id AS product, 'REQUIRED' AS reason
  UNION
  MATCH (paper:Certificate)
  WHERE paper.expires_on < $as_of AND paper.status = 'VALID'
    AND NOT EXISTS {
      MATCH (scheme:CertificationScheme)<-[:UNDER_SCHEME]-(paper)-[:HELD_BY]->(holder:Enterprise)<-[:HELD_BY]-(later:Certificate)-[:UNDER_SCHEME]->(scheme)
      WHERE coalesce(later.status <> 'WITHDRAWN', true) AND coalesce(later.issued_on <= $as_of, true)
        AND coalesce(later.expires_on > paper.expires_on, true)
    }
  RETURN paper.id AS paper, null AS product, 'RECORDED_AS_VALID' AS reason
  UNION
  MATCH (paper:Licence)-[:LICENSES]->(product:Product)
  WHERE paper.expires_on < $as_of AND coalesce(paper.status <> 'WITHDRAWN', true)
    AND NOT EXISTS {
      MATCH (later:Licence)-[:LICENSES]->(product)
      WHERE coalesce(later.status <> 'WITHDRAWN', true) AND coalesce(later.issued_on <= $as_of, true)
        AND coalesce(later.expires_on > paper.expires_on, true)
        AND coalesce(later.kind = paper.kind, true)
    }
  RETURN paper.id AS paper, product.id AS product, 'STILL_NAMED' AS reason
  UNION
  MATCH (paper:Licence)-[covered:COVERS]->(scope:Scope)
  WHERE paper.expires_on < $as_of AND coalesce(paper.status <> 'WITHDRAWN', true)
    AND coalesce(covered.valid_from <= $as_of, true)  // whenever it covered the class
  MATCH (paper)-[:HELD_BY]->(holder:Enterprise)<-[:MADE_BY]-(product:Product)
  WHERE EXISTS {
      MATCH (product)-[sorted:OF_CLASS]->(leaf:Scope) ((narrow:Scope)-[:BROADER]->(broad:Scope)){0,5} (scope)
      WHERE coalesce(sorted.valid_from <= $as_of, true) AND coalesce($as_of < sorted.valid_to, true)
    }
    AND NOT EXISTS {
      MATCH (holder)<-[:HELD_BY]-(later:Licence)-[once:COVERS]->(scope)
      WHERE coalesce(later.status <> 'WITHDRAWN', true) AND coalesce(later.issued_on <= $as_of, true)
        AND coalesce(later.expires_on > paper.expires_on, true)
        AND coalesce(once.valid_from <= $as_of, true)
    }
  RETURN paper.id AS paper, product.id AS product, 'REQUIRED' AS reason
  UNION
  MATCH (paper:Licence)
  WHERE paper.expires_on < $as_of AND paper.status = 'VALID'
    AND NOT EXISTS {
      MATCH (paper)-[:HELD_BY]->(holder:Enterprise)<-[:HELD_BY]-(later:Licence)
      WHERE coalesce(later.status <> 'WITHDRAWN', true) AND coalesce(later.issued_on <= $as_of, true)
        AND coalesce(later.expires_on > paper.expires_on, true)
        AND coalesce(later.kind = paper.kind, true)
    }
  RETURN paper.id AS paper, null AS product, 'RECORDED_AS_VALID' AS reason
}
WITH paper, collect(DISTINCT product) AS products, collect(DISTINCT reason) AS reasons
ORDER BY paper
WITH collect({paper: paper, products: products[..20], reasons: reasons}) AS papers
RETURN size(papers) AS count, papers[..$most] AS first
