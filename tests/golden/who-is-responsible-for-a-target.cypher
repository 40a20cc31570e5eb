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
WITH before, [toString(as_of), subject, [x1 IN chain | [x1.tier, x1.grade, x1.part, CASE WHEN x1.enterprise IS NULL THEN null ELSE head([x2 IN [x1.enterprise] | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.employees, toString(x2p.founded_on), x2p.name, coalesce(x2p.sample, false), x2p.size, x2p.uscc]])]) END, CASE WHEN x1.actor IS NULL THEN null ELSE head([x2 IN [x1.actor] | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.covers_kind, x2p.employees, toString(x2p.founded_on), x2p.key, x2p.key_post, x2p.kind, x2p.name, x2p.organisation, x2p.register_key, coalesce(x2p.role, false), coalesce(x2p.sample, false), x2p.short_name, x2p.size, x2p.tier, x2p.uscc]])]) END, x1.role, CASE WHEN x1.holder IS NULL THEN null ELSE [CASE WHEN x1.holder.person IS NULL THEN null ELSE head([x2 IN [x1.holder.person] | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.name, x2p.organisation, x2p.register_key, coalesce(x2p.sample, false)]])]) END, x1.holder.name, toString(x1.holder.since)] END, CASE WHEN x1.region IS NULL THEN null ELSE head([x2 IN [x1.region] | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.began, x2p.code, x2p.ended, x2p.level, x2p.name, coalesce(x2p.sample, false)]])]) END, [x2 IN x1.scopes | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.code, x2p.edition, x2p.english, x2p.key, x2p.kind, x2p.name, coalesce(x2p.open, false), coalesce(x2p.sample, false), x2p.stated_as, x2p.summary, x2p.weight]])], [x2 IN x1.supervises | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.covers_kind, x2p.employees, toString(x2p.founded_on), x2p.key, x2p.key_post, x2p.kind, x2p.name, x2p.organisation, x2p.register_key, coalesce(x2p.role, false), coalesce(x2p.sample, false), x2p.short_name, x2p.size, x2p.tier, x2p.uscc]])], [x2 IN x1.provisions | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.domain, x2p.english, x2p.grade, x2p.key, x2p.kind, coalesce(x2p.maintain, false), x2p.name, coalesce(x2p.open, false), x2p.operator, x2p.phrase, x2p.population, coalesce(x2p.quantified, false), coalesce(x2p.relative, false), x2p.remark, coalesce(x2p.sample, false), x2p.stated_as, coalesce(x2p.strict, false), x2p.summary, x2p.unit, x2p.value, x2p.weight, x2p.year]])], [x2 IN x1.basis | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.end, x2p.heading, x2p.locator, x2p.order, coalesce(x2p.sample, false), x2p.start, x2p.text]])], [x2 IN x1.evidence | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.department, x2p.place, x2p.record_key, toString(x2p.recorded_from), coalesce(x2p.sample, false), x2p.system, toString(x2p.withdrawn_on)]])], x1.inferred, x1.rule, toString(x1.valid_from), toString(x1.valid_to), x1.gap]], [x1 IN gaps | [x1.tier, x1.code, x1.message, CASE WHEN x1.enterprise IS NULL THEN null ELSE head([x2 IN [x1.enterprise] | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.employees, toString(x2p.founded_on), x2p.name, coalesce(x2p.sample, false), x2p.size, x2p.uscc]])]) END, [x2 IN x1.basis | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.end, x2p.heading, x2p.locator, x2p.order, coalesce(x2p.sample, false), x2p.start, x2p.text]])]]], [x1 IN actions | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.category, toString(x1p.completed_on), toString(x1p.decided_on), toString(x1p.due_on), x1p.kind, x1p.record_key, coalesce(x1p.sample, false), x1p.system]])], [x1 IN provenance | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.department, x1p.place, x1p.record_key, toString(x1p.recorded_from), coalesce(x1p.sample, false), x1p.system, toString(x1p.withdrawn_on)]])]] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
