CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
CALL () {
// Who answers, on a day, for one target or one mechanism that the policy sets up?
MATCH (provision:Provision {id: $for})

// Whom the text names, in one of three ways, and in which clauses (all of the thing's, where no edge says one);
// the nearest way that names anybody counts.
CALL (provision) {
  CALL (provision) {
    MATCH (provision)-[takes:HAS_PARTICIPANT]->(actor:Actor)
    WHERE coalesce(takes.valid_from <= $as_of, true) AND coalesce($as_of < takes.valid_to, true)
    WITH DISTINCT provision, takes, actor
    MATCH (provision)-[:DEFINED_IN]->(clause:Clause)
    WHERE coalesce(takes.named_in = clause.id, true)
    RETURN 1 AS way, null AS rule, actor, clause, takes AS edge, takes.part AS part, null AS grade
    UNION ALL
    MATCH (provision)-[:SERVES]->(duty:Duty)
    WITH DISTINCT duty
    MATCH (duty)-[bears:BORNE_BY]->(actor:Actor)
    WITH DISTINCT duty, bears, actor
    MATCH (duty)-[:DEFINED_IN]->(clause:Clause)
    WHERE coalesce(bears.named_in = clause.id, true)
    RETURN 1 AS way, null AS rule, actor, clause, bears AS edge, null AS part, duty.grade AS grade
    UNION ALL
    MATCH (provision)-[:DEFINED_IN]->(clause:Clause)
    WITH DISTINCT clause
    MATCH (clause)<-[:DEFINED_IN]-(duty:Duty)-[bears:BORNE_BY]->(actor:Actor)
    WHERE coalesce(bears.named_in = clause.id, true)
    RETURN 2 AS way, 'SAME_CLAUSE' AS rule, actor, clause, bears AS edge, null AS part, duty.grade AS grade
    UNION ALL
    MATCH (clause:Clause)<-[:DEFINED_IN]-(duty:Duty)-[bears:BORNE_BY]->(actor:Actor)
    WHERE clause.locator = '四.（一）.¶1' OR (clause.locator = '四.（一）.¶2' AND actor:OrgClass)
    RETURN 3 AS way, 'GENERAL_RULE' AS rule, actor, clause, bears AS edge, null AS part, duty.grade AS grade
  }
  WITH way, rule, actor, clause, edge, part, grade
  ORDER BY way, edge.position, clause.order, clause.id
  WITH way, actor, part, head(collect(rule)) AS rule, head(collect(grade)) AS grade,
    collect(DISTINCT edge) AS edges, collect(DISTINCT clause) AS basis
  RETURN min(way) AS nearest, collect({
    way: way,
    rule: rule,
    actor: actor,
    part: part,
    grade: grade,
    edges: edges,
    basis: basis,
    tier: CASE
      WHEN grade = 'PRIMARY' THEN 'FIRST_RESPONSIBLE_PERSON'
      WHEN grade = 'DIRECT' THEN 'QUALITY_MANAGER'
      WHEN grade = 'FIRST' OR actor:Enterprise THEN 'ENTERPRISE'
      WHEN grade = 'SECTORAL' OR actor:Department THEN 'DEPARTMENT'
      WHEN grade = 'OVERALL' OR actor:Government THEN 'GOVERNMENT'
      WHEN actor:Body AND any(clause IN basis WHERE clause.locator = '四.（一）.¶1') THEN 'LEADING_GROUP'
      ELSE 'STATED'
    END
  }) AS named
}

// The chain, in order; that the text itself names nobody is a gap in front of what the general rule says.
CALL (provision, nearest, named) {
  UNWIND [step IN named WHERE step.way = nearest]
    + CASE WHEN coalesce(nearest, 3) = 3 THEN [{tier: 'STATED', gap: 'NOT_STATED', edges: []}] ELSE [] END AS step
  UNWIND step.edges + [null] AS edge
  UNWIND coalesce(edge.records, []) + [null] AS record
  OPTIONAL MATCH (source:SourceRecord {id: record})
  WITH provision, step, edge, source
  ORDER BY source.id, startNode(edge).id
  WITH provision, step, min(edge.position) AS position, max(edge.valid_from) AS valid_from,
    min(edge.valid_to) AS valid_to, collect(DISTINCT source) AS evidence,
    collect(DISTINCT startNode(edge)) AS provisions,
    coalesce(head(collect(CASE WHEN edge.inferred THEN edge.rule ELSE null END)), step.rule) AS rule
  ORDER BY CASE step.tier
    WHEN 'FIRST_RESPONSIBLE_PERSON' THEN 1
    WHEN 'QUALITY_MANAGER' THEN 2
    WHEN 'ENTERPRISE' THEN 3
    WHEN 'DEPARTMENT' THEN 4
    WHEN 'GOVERNMENT' THEN 5
    WHEN 'LEADING_GROUP' THEN 7
    ELSE 6
  END, step.actor IS NOT NULL, position, step.actor.id
  RETURN collect({
    tier: step.tier,
    grade: step.grade,
    part: step.part,
    actor: step.actor,
    scopes: [],
    supervises: [],
    provisions: provisions,
    basis: coalesce(step.basis, COLLECT {
      MATCH (provision)-[:DEFINED_IN]->(clause:Clause)
      RETURN clause
      ORDER BY clause.order, clause.id
    }),
    evidence: evidence,
    inferred: rule IS NOT NULL,
    rule: rule,
    valid_from: valid_from,
    valid_to: valid_to,
    gap: step.gap,
    message: 'the text names nobody for it'
  }) AS chain
}
RETURN
  $as_of AS as_of,
  $for AS subject,
  chain AS chain,
  [step IN chain WHERE step.gap IS NOT NULL | step {.*, code: step.gap}] AS gaps,
  [] AS actions,
  reduce(all = [], step IN chain | all + [source IN step.evidence WHERE NOT source IN all]) AS provenance
}
WITH before, [toString(as_of), subject, CASE WHEN $chosen.chain IS NOT NULL THEN [x1 IN chain | [x1.tier, x1.grade, x1.part, CASE WHEN $chosen.chain.enterprise IS NOT NULL THEN CASE WHEN x1.enterprise IS NULL THEN null ELSE head([x2 IN [x1.enterprise] | [CASE WHEN $chosen.chain.enterprise.labels THEN labels(x2) END, CASE WHEN $chosen.chain.enterprise.id THEN x2.id END, CASE WHEN $chosen.chain.enterprise.employees THEN x2.employees END, CASE WHEN $chosen.chain.enterprise.founded_on THEN toString(x2.founded_on) END, CASE WHEN $chosen.chain.enterprise.name THEN x2.name END, CASE WHEN $chosen.chain.enterprise.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.chain.enterprise.size THEN x2.size END, CASE WHEN $chosen.chain.enterprise.uscc THEN x2.uscc END]]) END END, CASE WHEN $chosen.chain.actor IS NOT NULL THEN CASE WHEN x1.actor IS NULL THEN null ELSE head([x2 IN [x1.actor] | [CASE WHEN $chosen.chain.actor.labels THEN labels(x2) END, CASE WHEN $chosen.chain.actor.id THEN x2.id END, CASE WHEN $chosen.chain.actor.covers_kind THEN x2.covers_kind END, CASE WHEN $chosen.chain.actor.employees THEN x2.employees END, CASE WHEN $chosen.chain.actor.founded_on THEN toString(x2.founded_on) END, CASE WHEN $chosen.chain.actor.key THEN x2.key END, CASE WHEN $chosen.chain.actor.key_post THEN x2.key_post END, CASE WHEN $chosen.chain.actor.kind THEN x2.kind END, CASE WHEN $chosen.chain.actor.name THEN x2.name END, CASE WHEN $chosen.chain.actor.organisation THEN x2.organisation END, CASE WHEN $chosen.chain.actor.register_key THEN x2.register_key END, CASE WHEN $chosen.chain.actor.role THEN coalesce(x2.role, false) END, CASE WHEN $chosen.chain.actor.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.chain.actor.short_name THEN x2.short_name END, CASE WHEN $chosen.chain.actor.size THEN x2.size END, CASE WHEN $chosen.chain.actor.tier THEN x2.tier END, CASE WHEN $chosen.chain.actor.uscc THEN x2.uscc END]]) END END, x1.role, CASE WHEN $chosen.chain.holder IS NOT NULL THEN CASE WHEN x1.holder IS NULL THEN null ELSE [CASE WHEN $chosen.chain.holder.person IS NOT NULL THEN CASE WHEN x1.holder.person IS NULL THEN null ELSE head([x2 IN [x1.holder.person] | [CASE WHEN $chosen.chain.holder.person.labels THEN labels(x2) END, CASE WHEN $chosen.chain.holder.person.id THEN x2.id END, CASE WHEN $chosen.chain.holder.person.name THEN x2.name END, CASE WHEN $chosen.chain.holder.person.organisation THEN x2.organisation END, CASE WHEN $chosen.chain.holder.person.register_key THEN x2.register_key END, CASE WHEN $chosen.chain.holder.person.sample THEN coalesce(x2.sample, false) END]]) END END, x1.holder.name, toString(x1.holder.since)] END END, CASE WHEN $chosen.chain.region IS NOT NULL THEN CASE WHEN x1.region IS NULL THEN null ELSE head([x2 IN [x1.region] | [CASE WHEN $chosen.chain.region.labels THEN labels(x2) END, CASE WHEN $chosen.chain.region.id THEN x2.id END, CASE WHEN $chosen.chain.region.began THEN x2.began END, CASE WHEN $chosen.chain.region.code THEN x2.code END, CASE WHEN $chosen.chain.region.ended THEN x2.ended END, CASE WHEN $chosen.chain.region.level THEN x2.level END, CASE WHEN $chosen.chain.region.name THEN x2.name END, CASE WHEN $chosen.chain.region.sample THEN coalesce(x2.sample, false) END]]) END END, CASE WHEN $chosen.chain.scopes IS NOT NULL THEN [x2 IN x1.scopes | [CASE WHEN $chosen.chain.scopes.labels THEN labels(x2) END, CASE WHEN $chosen.chain.scopes.id THEN x2.id END, CASE WHEN $chosen.chain.scopes.code THEN x2.code END, CASE WHEN $chosen.chain.scopes.edition THEN x2.edition END, CASE WHEN $chosen.chain.scopes.english THEN x2.english END, CASE WHEN $chosen.chain.scopes.key THEN x2.key END, CASE WHEN $chosen.chain.scopes.kind THEN x2.kind END, CASE WHEN $chosen.chain.scopes.name THEN x2.name END, CASE WHEN $chosen.chain.scopes.open THEN coalesce(x2.open, false) END, CASE WHEN $chosen.chain.scopes.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.chain.scopes.stated_as THEN x2.stated_as END, CASE WHEN $chosen.chain.scopes.summary THEN x2.summary END, CASE WHEN $chosen.chain.scopes.weight THEN x2.weight END]] END, CASE WHEN $chosen.chain.supervises IS NOT NULL THEN [x2 IN x1.supervises | [CASE WHEN $chosen.chain.supervises.labels THEN labels(x2) END, CASE WHEN $chosen.chain.supervises.id THEN x2.id END, CASE WHEN $chosen.chain.supervises.covers_kind THEN x2.covers_kind END, CASE WHEN $chosen.chain.supervises.employees THEN x2.employees END, CASE WHEN $chosen.chain.supervises.founded_on THEN toString(x2.founded_on) END, CASE WHEN $chosen.chain.supervises.key THEN x2.key END, CASE WHEN $chosen.chain.supervises.key_post THEN x2.key_post END, CASE WHEN $chosen.chain.supervises.kind THEN x2.kind END, CASE WHEN $chosen.chain.supervises.name THEN x2.name END, CASE WHEN $chosen.chain.supervises.organisation THEN x2.organisation END, CASE WHEN $chosen.chain.supervises.register_key THEN x2.register_key END, CASE WHEN $chosen.chain.supervises.role THEN coalesce(x2.role, false) END, CASE WHEN $chosen.chain.supervises.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.chain.supervises.short_name THEN x2.short_name END, CASE WHEN $chosen.chain.supervises.size THEN x2.size END, CASE WHEN $chosen.chain.supervises.tier THEN x2.tier END, CASE WHEN $chosen.chain.supervises.uscc THEN x2.uscc END]] END, CASE WHEN $chosen.chain.provisions IS NOT NULL THEN [x2 IN x1.provisions | [CASE WHEN $chosen.chain.provisions.labels THEN labels(x2) END, CASE WHEN $chosen.chain.provisions.id THEN x2.id END, CASE WHEN $chosen.chain.provisions.domain THEN x2.domain END, CASE WHEN $chosen.chain.provisions.english THEN x2.english END, CASE WHEN $chosen.chain.provisions.grade THEN x2.grade END, CASE WHEN $chosen.chain.provisions.key THEN x2.key END, CASE WHEN $chosen.chain.provisions.kind THEN x2.kind END, CASE WHEN $chosen.chain.provisions.maintain THEN coalesce(x2.maintain, false) END, CASE WHEN $chosen.chain.provisions.name THEN x2.name END, CASE WHEN $chosen.chain.provisions.open THEN coalesce(x2.open, false) END, CASE WHEN $chosen.chain.provisions.operator THEN x2.operator END, CASE WHEN $chosen.chain.provisions.phrase THEN x2.phrase END, CASE WHEN $chosen.chain.provisions.population THEN x2.population END, CASE WHEN $chosen.chain.provisions.quantified THEN coalesce(x2.quantified, false) END, CASE WHEN $chosen.chain.provisions.relative THEN coalesce(x2.relative, false) END, CASE WHEN $chosen.chain.provisions.remark THEN x2.remark END, CASE WHEN $chosen.chain.provisions.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.chain.provisions.stated_as THEN x2.stated_as END, CASE WHEN $chosen.chain.provisions.strict THEN coalesce(x2.strict, false) END, CASE WHEN $chosen.chain.provisions.summary THEN x2.summary END, CASE WHEN $chosen.chain.provisions.unit THEN x2.unit END, CASE WHEN $chosen.chain.provisions.value THEN x2.value END, CASE WHEN $chosen.chain.provisions.weight THEN x2.weight END, CASE WHEN $chosen.chain.provisions.year THEN x2.year END]] END, CASE WHEN $chosen.chain.basis IS NOT NULL THEN [x2 IN x1.basis | [CASE WHEN $chosen.chain.basis.labels THEN labels(x2) END, CASE WHEN $chosen.chain.basis.id THEN x2.id END, CASE WHEN $chosen.chain.basis.end THEN x2.end END, CASE WHEN $chosen.chain.basis.heading THEN x2.heading END, CASE WHEN $chosen.chain.basis.locator THEN x2.locator END, CASE WHEN $chosen.chain.basis.order THEN x2.order END, CASE WHEN $chosen.chain.basis.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.chain.basis.start THEN x2.start END, CASE WHEN $chosen.chain.basis.text THEN x2.text END]] END, CASE WHEN $chosen.chain.evidence IS NOT NULL THEN [x2 IN x1.evidence | [CASE WHEN $chosen.chain.evidence.labels THEN labels(x2) END, CASE WHEN $chosen.chain.evidence.id THEN x2.id END, CASE WHEN $chosen.chain.evidence.department THEN x2.department END, CASE WHEN $chosen.chain.evidence.place THEN x2.place END, CASE WHEN $chosen.chain.evidence.record_key THEN x2.record_key END, CASE WHEN $chosen.chain.evidence.recorded_from THEN toString(x2.recorded_from) END, CASE WHEN $chosen.chain.evidence.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.chain.evidence.system THEN x2.system END, CASE WHEN $chosen.chain.evidence.withdrawn_on THEN toString(x2.withdrawn_on) END]] END, x1.inferred, x1.rule, toString(x1.valid_from), toString(x1.valid_to), x1.gap]] END, CASE WHEN $chosen.gaps IS NOT NULL THEN [x1 IN gaps | [x1.tier, x1.code, x1.message, CASE WHEN $chosen.gaps.enterprise IS NOT NULL THEN CASE WHEN x1.enterprise IS NULL THEN null ELSE head([x2 IN [x1.enterprise] | [CASE WHEN $chosen.gaps.enterprise.labels THEN labels(x2) END, CASE WHEN $chosen.gaps.enterprise.id THEN x2.id END, CASE WHEN $chosen.gaps.enterprise.employees THEN x2.employees END, CASE WHEN $chosen.gaps.enterprise.founded_on THEN toString(x2.founded_on) END, CASE WHEN $chosen.gaps.enterprise.name THEN x2.name END, CASE WHEN $chosen.gaps.enterprise.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.gaps.enterprise.size THEN x2.size END, CASE WHEN $chosen.gaps.enterprise.uscc THEN x2.uscc END]]) END END, CASE WHEN $chosen.gaps.basis IS NOT NULL THEN [x2 IN x1.basis | [CASE WHEN $chosen.gaps.basis.labels THEN labels(x2) END, CASE WHEN $chosen.gaps.basis.id THEN x2.id END, CASE WHEN $chosen.gaps.basis.end THEN x2.end END, CASE WHEN $chosen.gaps.basis.heading THEN x2.heading END, CASE WHEN $chosen.gaps.basis.locator THEN x2.locator END, CASE WHEN $chosen.gaps.basis.order THEN x2.order END, CASE WHEN $chosen.gaps.basis.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.gaps.basis.start THEN x2.start END, CASE WHEN $chosen.gaps.basis.text THEN x2.text END]] END]] END, CASE WHEN $chosen.actions IS NOT NULL THEN [x1 IN actions | [CASE WHEN $chosen.actions.labels THEN labels(x1) END, CASE WHEN $chosen.actions.id THEN x1.id END, CASE WHEN $chosen.actions.category THEN x1.category END, CASE WHEN $chosen.actions.completed_on THEN toString(x1.completed_on) END, CASE WHEN $chosen.actions.decided_on THEN toString(x1.decided_on) END, CASE WHEN $chosen.actions.due_on THEN toString(x1.due_on) END, CASE WHEN $chosen.actions.kind THEN x1.kind END, CASE WHEN $chosen.actions.record_key THEN x1.record_key END, CASE WHEN $chosen.actions.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.actions.system THEN x1.system END]] END, CASE WHEN $chosen.provenance IS NOT NULL THEN [x1 IN provenance | [CASE WHEN $chosen.provenance.labels THEN labels(x1) END, CASE WHEN $chosen.provenance.id THEN x1.id END, CASE WHEN $chosen.provenance.department THEN x1.department END, CASE WHEN $chosen.provenance.place THEN x1.place END, CASE WHEN $chosen.provenance.record_key THEN x1.record_key END, CASE WHEN $chosen.provenance.recorded_from THEN toString(x1.recorded_from) END, CASE WHEN $chosen.provenance.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.provenance.system THEN x1.system END, CASE WHEN $chosen.provenance.withdrawn_on THEN toString(x1.withdrawn_on) END]] END] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
