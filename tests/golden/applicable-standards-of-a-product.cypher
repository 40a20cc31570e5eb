CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
CALL () {
// Which standards apply, on a day, to one product or to one enterprise?

// The enterprise, the products that count, and the only one that counts if a product is asked about.
CALL () {
  MATCH (enterprise:Enterprise {id: $to})
  OPTIONAL MATCH (enterprise)<-[:MADE_BY]-(product:Product)
  RETURN enterprise, collect(product) AS products, null AS only
  UNION ALL
  MATCH (product:Product {id: $to})-[:MADE_BY]->(enterprise:Enterprise)
  RETURN enterprise, [product] AS products, product AS only
}

// Its sectors and classes, and all above them; what applies to the whole applies to the part by a rule.
CALL (enterprise, products) {
  UNWIND [enterprise] + products AS thing
  MATCH (thing)-[sorted:IN_SECTOR|OF_CLASS]->(leaf:Scope)
  WHERE coalesce(sorted.valid_from <= $as_of, true) AND coalesce($as_of < sorted.valid_to, true)
  WITH leaf, head(collect(sorted)) AS sorted  // one product is proof enough of a class
  MATCH (leaf) ((narrow:Scope)-[up:BROADER]->(broad:Scope)){0,5} (scope:Scope)
  WITH scope, [sorted] + up AS edges
  ORDER BY size(edges)
  WITH scope, head(collect(edges)) AS edges
  RETURN collect({
    scope: scope,
    via: CASE WHEN scope:Sector THEN 'SECTOR' ELSE 'PRODUCT_CLASS' END,
    edges: edges,
    rule: CASE WHEN size(edges) > 1 THEN 'BROADER' ELSE null END
  }) AS reached
}

// The ways in which a standard may apply, each with the edges that show it.
CALL (enterprise, only, reached) {
  CALL (enterprise, only, reached) {
    UNWIND reached AS each
    WITH each, each.scope AS scope
    MATCH (scope:Scope)<-[applies:APPLIES_TO]-(standard:Standard)
    WHERE coalesce(applies.valid_from <= $as_of, true) AND coalesce($as_of < applies.valid_to, true)
    RETURN standard, each.via AS via, scope.name AS through, each.rule AS rule, each.edges + applies AS edges
    UNION ALL
    UNWIND reached AS each
    WITH each, each.scope AS scope
    MATCH (scope:Scope)<-[covers:COVERS]-(scheme:CertificationScheme)
    WHERE coalesce(covers.valid_from <= $as_of, true) AND coalesce($as_of < covers.valid_to, true)
    WITH DISTINCT each, covers, scheme
    MATCH (scheme)-[requires:REQUIRES]->(standard:Standard)
    WHERE coalesce(requires.valid_from <= $as_of, true) AND coalesce($as_of < requires.valid_to, true)
    RETURN standard, 'SCHEME' AS via, scheme.name AS through, each.rule AS rule,
      each.edges + [covers, requires] AS edges
    UNION ALL
    MATCH (enterprise)<-[held:HELD_BY]-(licence:Licence)
    WHERE coalesce(licence.issued_on <= $as_of, true) AND coalesce($as_of <= licence.expires_on, true)
      AND coalesce(NOT licence.status IN ['SUSPENDED', 'WITHDRAWN'], true)
    WITH DISTINCT only, reached, held, licence
    MATCH (licence)-[covers:COVERS]->(scope:Scope)
    WHERE coalesce(covers.valid_from <= $as_of, true) AND coalesce($as_of < covers.valid_to, true)
      AND (only IS NULL OR any(each IN reached WHERE each.scope = scope))
    WITH DISTINCT held, licence, covers
    MATCH (licence)-[requires:REQUIRES]->(standard:Standard)
    WHERE coalesce(requires.valid_from <= $as_of, true) AND coalesce($as_of < requires.valid_to, true)
    RETURN standard, 'LICENCE' AS via, licence.number AS through, null AS rule,
      [held, covers, requires] AS edges
    UNION ALL
    MATCH (enterprise)<-[held:HELD_BY]-(certificate:Certificate)
    WHERE coalesce(certificate.issued_on <= $as_of, true) AND coalesce($as_of <= certificate.expires_on, true)
      AND coalesce(NOT certificate.status IN ['SUSPENDED', 'WITHDRAWN'], true)
    WITH DISTINCT only, held, certificate
    OPTIONAL MATCH (certificate)-[certifies:CERTIFIES]->(product:Product)
    WHERE coalesce(certifies.valid_from <= $as_of, true) AND coalesce($as_of < certifies.valid_to, true)
    WITH only, held, certificate, collect(product) AS certified
    WHERE only IS NULL OR only IN certified
    MATCH (certificate)-[conforms:CONFORMS_TO]->(standard:Standard)
    RETURN standard, 'CERTIFICATE' AS via, certificate.number AS through, null AS rule,
      [held, conforms] AS edges
  }
  WITH standard, via, through, head(collect(rule)) AS rule,
    reduce(all = [], some IN collect(edges) | all + some) AS edges
  RETURN collect({standard: standard, via: via, through: through, rule: rule, edges: edges}) AS ways
}

// The clause that binds enterprises to standards.
CALL () {
  MATCH (clause:Clause {locator: '三.（一）.2'})<-[:DEFINED_IN]-(duty:Duty)-[:BORNE_BY]->(class:OrgClass)
  WHERE class.covers_kind = 'Enterprise'
  RETURN collect(DISTINCT clause) AS basis
}

// Each standard with what replaced and what it adopts, and where it stood on the day.
CALL (ways, basis) {
  UNWIND ways AS way
  WITH basis, way, way.standard AS standard
  UNWIND way.edges + [null] AS edge
  UNWIND coalesce(edge.records, []) + [null] AS key
  OPTIONAL MATCH (source:SourceRecord {id: key})
  WITH basis, way, standard, edge, source
  ORDER BY source.id
  WITH basis, way, standard, collect(DISTINCT source) AS evidence,
    coalesce(head(collect(CASE WHEN edge.inferred THEN edge.rule ELSE null END)), way.rule) AS rule
  OPTIONAL MATCH (standard)<-[:REPLACES]-(newer:Standard)
  WHERE newer.effective_on <= $as_of
  WITH basis, way, standard, evidence, rule, collect(DISTINCT newer) AS newer
  ORDER BY standard.number, way.via, way.through
  RETURN collect({
    standard: standard,
    via: way.via,
    through: way.through,
    status: CASE
      WHEN newer <> [] THEN 'SUPERSEDED'
      WHEN standard.withdrawn_on <= $as_of THEN 'WITHDRAWN'
      WHEN $as_of < standard.effective_on OR $as_of < standard.published_on THEN 'NOT_YET_EFFECTIVE'
      WHEN standard.stage = 'DRAFT' THEN 'NOT_YET_EFFECTIVE'
      WHEN standard.stage = 'WITHDRAWN' AND standard.withdrawn_on IS NULL THEN 'WITHDRAWN'
      WHEN standard.effective_on <= $as_of OR standard.stage IN ['IN_FORCE', 'TO_BE_REVISED'] THEN 'IN_FORCE'
      ELSE 'UNKNOWN'
    END,
    mandatory: standard.mandatory,
    adopts: COLLECT {
      MATCH (standard)-[adopts:ADOPTS]->(adopted:Standard)
      RETURN {degree: adopts.degree, standard: adopted, verified: adopts.verified} AS adoption
      ORDER BY adopted.number
    },
    basis: basis,
    superseded_by: newer,
    evidence: evidence,
    inferred: rule IS NOT NULL,
    rule: rule
  }) AS items
}
RETURN
  $as_of AS as_of,
  $to AS subject,
  items AS items,
  CASE
    WHEN none(each IN reached WHERE each.via = 'PRODUCT_CLASS')
      THEN [{code: 'NO_PRODUCT_CLASS', message: 'no product class is on file for it'}]
    ELSE []
  END
  + CASE
    WHEN none(each IN reached WHERE each.via = 'SECTOR')
      THEN [{code: 'NO_SECTOR', message: 'no sector is on file for the enterprise'}]
    ELSE []
  END
  + CASE
    WHEN items = [] THEN [{code: 'NO_APPLICABLE_STANDARD', message: 'no standard on file applies to it'}]
    ELSE []
  END AS gaps,
  reduce(all = [], item IN items | all + [source IN item.evidence WHERE NOT source IN all]) AS provenance
}
WITH before, [toString(as_of), subject, [x1 IN items | [CASE WHEN x1.standard IS NULL THEN null ELSE head([x2 IN [x1.standard] | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, toString(x2p.effective_on), x2p.ics, x2p.issuer, x2p.level, x2p.mandatory, x2p.number, x2p.published, toString(x2p.published_on), coalesce(x2p.sample, false), x2p.stage, x2p.stage_code, x2p.title, x2p.title_en, coalesce(x2p.verified, false), toString(x2p.withdrawn_on)]])]) END, x1.via, x1.through, x1.status, x1.mandatory, [x2 IN x1.adopts | [x2.degree, CASE WHEN x2.standard IS NULL THEN null ELSE head([x3 IN [x2.standard] | head([x3p IN [properties(x3)] | [labels(x3), x3p.id, toString(x3p.effective_on), x3p.ics, x3p.issuer, x3p.level, x3p.mandatory, x3p.number, x3p.published, toString(x3p.published_on), coalesce(x3p.sample, false), x3p.stage, x3p.stage_code, x3p.title, x3p.title_en, coalesce(x3p.verified, false), toString(x3p.withdrawn_on)]])]) END, x2.verified]], [x2 IN x1.basis | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.end, x2p.heading, x2p.locator, x2p.order, coalesce(x2p.sample, false), x2p.start, x2p.text]])], [x2 IN x1.superseded_by | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, toString(x2p.effective_on), x2p.ics, x2p.issuer, x2p.level, x2p.mandatory, x2p.number, x2p.published, toString(x2p.published_on), coalesce(x2p.sample, false), x2p.stage, x2p.stage_code, x2p.title, x2p.title_en, coalesce(x2p.verified, false), toString(x2p.withdrawn_on)]])], [x2 IN x1.evidence | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.department, x2p.place, x2p.record_key, toString(x2p.recorded_from), coalesce(x2p.sample, false), x2p.system, toString(x2p.withdrawn_on)]])], x1.inferred, x1.rule]], [x1 IN gaps | [x1.code, x1.message]], [x1 IN provenance | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.department, x1p.place, x1p.record_key, toString(x1p.recorded_from), coalesce(x1p.sample, false), x1p.system, toString(x1p.withdrawn_on)]])]] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
