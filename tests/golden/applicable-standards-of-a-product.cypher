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
WITH before, [toString(as_of), subject, CASE WHEN $chosen.items IS NOT NULL THEN [x1 IN items | [CASE WHEN $chosen.items.standard IS NOT NULL THEN CASE WHEN x1.standard IS NULL THEN null ELSE head([x2 IN [x1.standard] | [CASE WHEN $chosen.items.standard.labels THEN labels(x2) END, CASE WHEN $chosen.items.standard.id THEN x2.id END, CASE WHEN $chosen.items.standard.effective_on THEN toString(x2.effective_on) END, CASE WHEN $chosen.items.standard.ics THEN x2.ics END, CASE WHEN $chosen.items.standard.issuer THEN x2.issuer END, CASE WHEN $chosen.items.standard.level THEN x2.level END, CASE WHEN $chosen.items.standard.mandatory THEN x2.mandatory END, CASE WHEN $chosen.items.standard.number THEN x2.number END, CASE WHEN $chosen.items.standard.published THEN x2.published END, CASE WHEN $chosen.items.standard.published_on THEN toString(x2.published_on) END, CASE WHEN $chosen.items.standard.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.standard.stage THEN x2.stage END, CASE WHEN $chosen.items.standard.stage_code THEN x2.stage_code END, CASE WHEN $chosen.items.standard.title THEN x2.title END, CASE WHEN $chosen.items.standard.title_en THEN x2.title_en END, CASE WHEN $chosen.items.standard.verified THEN coalesce(x2.verified, false) END, CASE WHEN $chosen.items.standard.withdrawn_on THEN toString(x2.withdrawn_on) END]]) END END, x1.via, x1.through, x1.status, x1.mandatory, CASE WHEN $chosen.items.adopts IS NOT NULL THEN [x2 IN x1.adopts | [x2.degree, CASE WHEN $chosen.items.adopts.standard IS NOT NULL THEN CASE WHEN x2.standard IS NULL THEN null ELSE head([x3 IN [x2.standard] | [CASE WHEN $chosen.items.adopts.standard.labels THEN labels(x3) END, CASE WHEN $chosen.items.adopts.standard.id THEN x3.id END, CASE WHEN $chosen.items.adopts.standard.effective_on THEN toString(x3.effective_on) END, CASE WHEN $chosen.items.adopts.standard.ics THEN x3.ics END, CASE WHEN $chosen.items.adopts.standard.issuer THEN x3.issuer END, CASE WHEN $chosen.items.adopts.standard.level THEN x3.level END, CASE WHEN $chosen.items.adopts.standard.mandatory THEN x3.mandatory END, CASE WHEN $chosen.items.adopts.standard.number THEN x3.number END, CASE WHEN $chosen.items.adopts.standard.published THEN x3.published END, CASE WHEN $chosen.items.adopts.standard.published_on THEN toString(x3.published_on) END, CASE WHEN $chosen.items.adopts.standard.sample THEN coalesce(x3.sample, false) END, CASE WHEN $chosen.items.adopts.standard.stage THEN x3.stage END, CASE WHEN $chosen.items.adopts.standard.stage_code THEN x3.stage_code END, CASE WHEN $chosen.items.adopts.standard.title THEN x3.title END, CASE WHEN $chosen.items.adopts.standard.title_en THEN x3.title_en END, CASE WHEN $chosen.items.adopts.standard.verified THEN coalesce(x3.verified, false) END, CASE WHEN $chosen.items.adopts.standard.withdrawn_on THEN toString(x3.withdrawn_on) END]]) END END, x2.verified]] END, CASE WHEN $chosen.items.basis IS NOT NULL THEN [x2 IN x1.basis | [CASE WHEN $chosen.items.basis.labels THEN labels(x2) END, CASE WHEN $chosen.items.basis.id THEN x2.id END, CASE WHEN $chosen.items.basis.end THEN x2.end END, CASE WHEN $chosen.items.basis.heading THEN x2.heading END, CASE WHEN $chosen.items.basis.locator THEN x2.locator END, CASE WHEN $chosen.items.basis.order THEN x2.order END, CASE WHEN $chosen.items.basis.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.basis.start THEN x2.start END, CASE WHEN $chosen.items.basis.text THEN x2.text END]] END, CASE WHEN $chosen.items.superseded_by IS NOT NULL THEN [x2 IN x1.superseded_by | [CASE WHEN $chosen.items.superseded_by.labels THEN labels(x2) END, CASE WHEN $chosen.items.superseded_by.id THEN x2.id END, CASE WHEN $chosen.items.superseded_by.effective_on THEN toString(x2.effective_on) END, CASE WHEN $chosen.items.superseded_by.ics THEN x2.ics END, CASE WHEN $chosen.items.superseded_by.issuer THEN x2.issuer END, CASE WHEN $chosen.items.superseded_by.level THEN x2.level END, CASE WHEN $chosen.items.superseded_by.mandatory THEN x2.mandatory END, CASE WHEN $chosen.items.superseded_by.number THEN x2.number END, CASE WHEN $chosen.items.superseded_by.published THEN x2.published END, CASE WHEN $chosen.items.superseded_by.published_on THEN toString(x2.published_on) END, CASE WHEN $chosen.items.superseded_by.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.superseded_by.stage THEN x2.stage END, CASE WHEN $chosen.items.superseded_by.stage_code THEN x2.stage_code END, CASE WHEN $chosen.items.superseded_by.title THEN x2.title END, CASE WHEN $chosen.items.superseded_by.title_en THEN x2.title_en END, CASE WHEN $chosen.items.superseded_by.verified THEN coalesce(x2.verified, false) END, CASE WHEN $chosen.items.superseded_by.withdrawn_on THEN toString(x2.withdrawn_on) END]] END, CASE WHEN $chosen.items.evidence IS NOT NULL THEN [x2 IN x1.evidence | [CASE WHEN $chosen.items.evidence.labels THEN labels(x2) END, CASE WHEN $chosen.items.evidence.id THEN x2.id END, CASE WHEN $chosen.items.evidence.department THEN x2.department END, CASE WHEN $chosen.items.evidence.place THEN x2.place END, CASE WHEN $chosen.items.evidence.record_key THEN x2.record_key END, CASE WHEN $chosen.items.evidence.recorded_from THEN toString(x2.recorded_from) END, CASE WHEN $chosen.items.evidence.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.evidence.system THEN x2.system END, CASE WHEN $chosen.items.evidence.withdrawn_on THEN toString(x2.withdrawn_on) END]] END, x1.inferred, x1.rule]] END, CASE WHEN $chosen.gaps IS NOT NULL THEN [x1 IN gaps | [x1.code, x1.message]] END, CASE WHEN $chosen.provenance IS NOT NULL THEN [x1 IN provenance | [CASE WHEN $chosen.provenance.labels THEN labels(x1) END, CASE WHEN $chosen.provenance.id THEN x1.id END, CASE WHEN $chosen.provenance.department THEN x1.department END, CASE WHEN $chosen.provenance.place THEN x1.place END, CASE WHEN $chosen.provenance.record_key THEN x1.record_key END, CASE WHEN $chosen.provenance.recorded_from THEN toString(x1.recorded_from) END, CASE WHEN $chosen.provenance.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.provenance.system THEN x1.system END, CASE WHEN $chosen.provenance.withdrawn_on THEN toString(x1.withdrawn_on) END]] END] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
