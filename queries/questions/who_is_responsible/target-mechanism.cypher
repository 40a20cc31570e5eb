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
