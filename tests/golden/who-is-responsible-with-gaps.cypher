CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
CALL () {
// Who answers, on a day, for the quality of one enterprise, of one product, or of what one incident involves?
// Each block answers in one row: so nothing multiplies, and the planner has little to weigh.

// The enterprises whose chains are wanted, each with the products whose classes count.
CALL () {
  MATCH (enterprise:Enterprise {id: $for})
  OPTIONAL MATCH (enterprise)<-[:MADE_BY]-(product:Product)
  RETURN enterprise, collect(product) AS products
  UNION ALL
  MATCH (product:Product {id: $for})-[:MADE_BY]->(enterprise:Enterprise)
  RETURN enterprise, [product] AS products
  UNION ALL
  MATCH (incident:Incident {id: $for})
  OPTIONAL MATCH (incident)-[:INVOLVES]->(enterprise:Enterprise)
  OPTIONAL MATCH (incident)-[:INVOLVES_PRODUCT]->(product:Product)-[:MADE_BY]->(enterprise)
  RETURN enterprise, collect(product) AS products
}

// What the policy demands, from the person to the leading group, whose duties have no grade: read once.
CALL () {
  MATCH (duty:Duty)-[bears:BORNE_BY]->(bearer:Actor)
  WITH bears, bearer, duty, coalesce(duty.grade, CASE WHEN bearer:Body THEN 'NONE' ELSE null END) AS grade
  WHERE grade IN ['PRIMARY', 'DIRECT', 'FIRST', 'SECTORAL', 'OVERALL', 'NONE']
  OPTIONAL MATCH (duty)-[:DEFINED_IN]->(clause:Clause)
  OPTIONAL MATCH (duty)-[:SUPERVISES]->(supervised:Actor)
  WITH grade, bearer, bears, duty, clause, supervised
  WHERE grade <> 'NONE' OR clause.locator = '四.（一）.¶1'
  ORDER BY clause.order, bearer.id, supervised.id, duty.id
  WITH grade, collect(DISTINCT bearer) AS bearers, collect(DISTINCT bears) AS edges,
    collect(DISTINCT duty) AS provisions, collect(DISTINCT clause) AS basis,
    collect(DISTINCT supervised) AS supervises
  WITH collect({
    grade: grade,
    bearers: bearers,
    edges: edges,
    provisions: provisions,
    basis: basis,
    supervises: supervises
  }) AS said
  UNWIND [
    {place: 1, tier: 'FIRST_RESPONSIBLE_PERSON', grade: 'PRIMARY', gap: 'NO_FIRST_RESPONSIBLE_PERSON',
      message: 'nobody is on file as first-responsible person'},
    {place: 2, tier: 'QUALITY_MANAGER', grade: 'DIRECT', gap: 'NO_QUALITY_MANAGER',
      message: 'nobody is on file as quality manager'},
    {place: 3, tier: 'ENTERPRISE', grade: 'FIRST', gap: 'NO_ENTERPRISE',
      message: 'no enterprise is on file for it'},
    {place: 4, tier: 'DEPARTMENT', grade: 'SECTORAL', gap: 'NO_DEPARTMENT_WITH_REMIT',
      message: 'no department on file serves its region with a remit over what it does or makes'},
    {place: 5, tier: 'GOVERNMENT', grade: 'OVERALL', gap: 'NO_GOVERNMENT',
      message: 'no government on file has jurisdiction over its region'},
    {place: 6, tier: 'LEADING_GROUP', grade: 'NONE', gap: 'NO_LEADING_GROUP',
      message: 'no leading group is on file'}
  ] AS demand
  WITH demand, head([one IN said WHERE one.grade = demand.grade]) AS one
  ORDER BY demand.place
  RETURN collect(demand {
    .*,
    bearers: coalesce(one.bearers, []),
    edges: coalesce(one.edges, []),
    provisions: coalesce(one.provisions, []),
    basis: coalesce(one.basis, []),
    supervises: coalesce(one.supervises, [])
  }) AS demands
}

// The authorities of the regions that it lies in, nearest first.
CALL (enterprise, demands) {
  MATCH (enterprise)-[located:LOCATED_IN]->(home:Region)
  WHERE coalesce(located.valid_from <= $as_of, true) AND coalesce($as_of < located.valid_to, true)
  WITH DISTINCT demands, home, located
  MATCH (home) (
    (part:Region)-[within:PART_OF]->(whole:Region)
    WHERE coalesce(within.valid_from <= $as_of, true) AND coalesce($as_of < within.valid_to, true)
  ){0,3} (region:Region)
  WITH DISTINCT demands, region, [located] + within AS path
  MATCH (region)<-[serves:HAS_JURISDICTION]-(authority:Authority)
  WHERE coalesce(serves.valid_from <= $as_of, true) AND coalesce($as_of < serves.valid_to, true)
  WITH DISTINCT demands, region, path, serves, authority
  OPTIONAL MATCH (authority)-[joins:MEMBER_OF]->(class:OrgClass)
  WHERE coalesce(joins.valid_from <= $as_of, true) AND coalesce($as_of < joins.valid_to, true)
    AND any(demand IN demands WHERE class IN demand.bearers)
  WITH region, path, serves, authority, collect(joins) AS joined
  ORDER BY size(path), authority.id
  RETURN collect({
    grade: CASE WHEN authority:Government THEN 'OVERALL' ELSE 'SECTORAL' END,
    actor: authority,
    region: region,
    edges: path + [serves] + joined,
    rule: CASE
      WHEN joined <> [] THEN null
      WHEN authority:Government THEN 'DEFINITION'
      ELSE 'JURISDICTION_AND_REMIT'
    END
  }) AS authorities
}

// What the enterprise does and makes, and all above that.
CALL (enterprise, products) {
  UNWIND [enterprise] + products AS thing
  MATCH (thing)-[sorted:IN_SECTOR|OF_CLASS]->(leaf:Scope)
  WHERE coalesce(sorted.valid_from <= $as_of, true) AND coalesce($as_of < sorted.valid_to, true)
  WITH leaf, head(collect(sorted)) AS sorted  // one product is proof enough of a class
  MATCH (leaf) ((narrow:Scope)-[up:BROADER]->(broad:Scope)){0,5} (scope:Scope)
  RETURN collect({scope: scope, edges: [sorted] + up}) AS reached
}

// The departments among the authorities with a remit over any of it.
CALL (authorities, reached) {
  UNWIND range(0, size(authorities) - 1) AS nearness
  WITH nearness, reached, authorities[nearness] AS authority, authorities[nearness].actor AS department
  MATCH (department:Department)-[remit:HAS_REMIT]->(scope:Scope)
  WHERE coalesce(remit.valid_from <= $as_of, true) AND coalesce($as_of < remit.valid_to, true)
    AND any(each IN reached WHERE each.scope = scope)
  WITH nearness, authority, scope, remit, head([each IN reached WHERE each.scope = scope]).edges AS edges
  ORDER BY scope.id
  WITH nearness, authority, collect(scope) AS scopes,
    reduce(all = [], some IN collect(edges + remit) | all + some) AS edges
  ORDER BY nearness
  RETURN collect(authority {.*, scopes: scopes, edges: authority.edges + edges}) AS departments
}

// Whoever holds a post in it whose role bears a duty.
CALL (enterprise, demands) {
  MATCH (enterprise)<-[seat:POST_IN]-(post:Post)
  WITH DISTINCT demands, seat, post
  MATCH (post)-[plays:HAS_ROLE]->(role:OrgClass)
  UNWIND [demand IN demands WHERE role IN demand.bearers] AS demand
  WITH DISTINCT demand, seat, post, plays
  MATCH (post)<-[holds:HOLDS]-(person:Person)
  WHERE coalesce(holds.valid_from <= $as_of, true) AND coalesce($as_of < holds.valid_to, true)
  WITH demand, post, person, min(holds.valid_from) AS since,
    collect(DISTINCT seat) + collect(DISTINCT plays) + collect(DISTINCT holds) AS edges
  ORDER BY since, post.id, person.id
  RETURN collect({
    grade: demand.grade,
    actor: post,
    holder: {person: person, name: person.name, since: since},
    edges: edges
  }) AS posts
}

// The enterprise itself, with the records that describe it.
CALL (enterprise) {
  MATCH (enterprise)<-[:DESCRIBES]-(source:SourceRecord)
  RETURN collect(source.id) AS described
}

// The chain, in order; what nobody fills is a gap in its place.
CALL (enterprise, demands, authorities, departments, posts, described) {
  WITH enterprise, demands, posts + departments
    + [authority IN authorities WHERE authority.grade = 'OVERALL']
    + CASE
      WHEN enterprise IS NULL OR $as_of < enterprise.founded_on THEN []
      ELSE [{
        grade: 'FIRST',
        actor: enterprise,
        since: enterprise.founded_on,
        edges: [],
        described: described,
        rule: 'DEFINITION'
      }]
    END AS found
  UNWIND range(0, size(demands) - 1) AS place
  WITH enterprise, place, demands[place] AS demand, found
  WITH enterprise, place, found, demand {
    .*,
    founding: demand.grade = 'FIRST' AND coalesce($as_of < enterprise.founded_on, false)
  } AS demand
  UNWIND CASE demand.grade
    WHEN 'NONE' THEN [group IN demand.bearers | {actor: group, edges: demand.edges}] + [null]
    ELSE [step IN found WHERE step.grade = demand.grade] + [null]
  END AS step
  WITH enterprise, place, demand, collect(step) AS steps
  UNWIND range(0, CASE steps WHEN [] THEN 0 ELSE size(steps) - 1 END) AS number
  WITH enterprise, place, number, demand, steps[number] AS step
  UNWIND coalesce(step.edges, []) + [null] AS edge
  UNWIND coalesce(edge.records, step.described, []) + [null] AS record
  OPTIONAL MATCH (source:SourceRecord {id: record})
  WITH enterprise, place, number, demand, step, edge, source
  ORDER BY source.id
  WITH enterprise, place, number, demand, step,
    coalesce(max(edge.valid_from), step.since) AS valid_from, min(edge.valid_to) AS valid_to, collect(DISTINCT source) AS evidence,
    coalesce(head(collect(CASE WHEN edge.inferred THEN edge.rule ELSE null END)), step.rule) AS rule
  ORDER BY place, number
  RETURN collect({
    tier: demand.tier,
    grade: CASE demand.grade WHEN 'NONE' THEN null ELSE demand.grade END,
    enterprise: enterprise,
    actor: step.actor,
    role: head([bearer IN demand.bearers WHERE coalesce(bearer <> step.actor, true) | bearer.name]),
    holder: step.holder,
    region: step.region,
    scopes: coalesce(step.scopes, []),
    supervises: CASE
      WHEN step IS NULL THEN []
      ELSE [each IN demand.supervises |
        CASE each.covers_kind WHEN 'Enterprise' THEN coalesce(enterprise, each) ELSE each END]
    END,
    provisions: demand.provisions,
    basis: demand.basis,
    evidence: evidence,
    inferred: rule IS NOT NULL,
    rule: rule,
    valid_from: valid_from,
    valid_to: valid_to,
    gap: CASE
      WHEN demand.founding THEN 'NOT_YET_FOUNDED'
      WHEN step IS NULL THEN demand.gap
      WHEN demand.basis = [] THEN 'NO_DUTY'
      ELSE null
    END,
    message: CASE
      WHEN demand.founding THEN 'the enterprise was founded after this day'
      WHEN step IS NULL THEN demand.message
      ELSE 'no duty of this grade is on file'
    END
  }) AS steps
}
WITH enterprise, steps
ORDER BY enterprise.id
WITH reduce(all = [], some IN collect(steps) | all + some) AS chain
WHERE chain <> []
RETURN
  $as_of AS as_of,
  $for AS subject,
  chain AS chain,
  [step IN chain WHERE step.gap IS NOT NULL | step {.*, code: step.gap}] AS gaps,
  COLLECT {
    MATCH (incident:Incident {id: $for})<-[:FOLLOWS]-(action:AccountabilityAction)
    RETURN action
    ORDER BY action.decided_on, action.id
  } AS actions,
  reduce(all = [], step IN chain | all + [source IN step.evidence WHERE NOT source IN all]) AS provenance
}
WITH before, [toString(as_of), subject, CASE WHEN $chosen.chain IS NOT NULL THEN [x1 IN chain | [x1.tier, x1.grade, x1.part, CASE WHEN $chosen.chain.enterprise IS NOT NULL THEN CASE WHEN x1.enterprise IS NULL THEN null ELSE head([x2 IN [x1.enterprise] | [CASE WHEN $chosen.chain.enterprise.labels THEN labels(x2) END, CASE WHEN $chosen.chain.enterprise.id THEN x2.id END, CASE WHEN $chosen.chain.enterprise.employees THEN x2.employees END, CASE WHEN $chosen.chain.enterprise.founded_on THEN toString(x2.founded_on) END, CASE WHEN $chosen.chain.enterprise.name THEN x2.name END, CASE WHEN $chosen.chain.enterprise.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.chain.enterprise.size THEN x2.size END, CASE WHEN $chosen.chain.enterprise.uscc THEN x2.uscc END]]) END END, CASE WHEN $chosen.chain.actor IS NOT NULL THEN CASE WHEN x1.actor IS NULL THEN null ELSE head([x2 IN [x1.actor] | [CASE WHEN $chosen.chain.actor.labels THEN labels(x2) END, CASE WHEN $chosen.chain.actor.id THEN x2.id END, CASE WHEN $chosen.chain.actor.covers_kind THEN x2.covers_kind END, CASE WHEN $chosen.chain.actor.employees THEN x2.employees END, CASE WHEN $chosen.chain.actor.founded_on THEN toString(x2.founded_on) END, CASE WHEN $chosen.chain.actor.key THEN x2.key END, CASE WHEN $chosen.chain.actor.key_post THEN x2.key_post END, CASE WHEN $chosen.chain.actor.kind THEN x2.kind END, CASE WHEN $chosen.chain.actor.name THEN x2.name END, CASE WHEN $chosen.chain.actor.organisation THEN x2.organisation END, CASE WHEN $chosen.chain.actor.register_key THEN x2.register_key END, CASE WHEN $chosen.chain.actor.role THEN coalesce(x2.role, false) END, CASE WHEN $chosen.chain.actor.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.chain.actor.short_name THEN x2.short_name END, CASE WHEN $chosen.chain.actor.size THEN x2.size END, CASE WHEN $chosen.chain.actor.tier THEN x2.tier END, CASE WHEN $chosen.chain.actor.uscc THEN x2.uscc END]]) END END, x1.role, CASE WHEN $chosen.chain.holder IS NOT NULL THEN CASE WHEN x1.holder IS NULL THEN null ELSE [CASE WHEN $chosen.chain.holder.person IS NOT NULL THEN CASE WHEN x1.holder.person IS NULL THEN null ELSE head([x2 IN [x1.holder.person] | [CASE WHEN $chosen.chain.holder.person.labels THEN labels(x2) END, CASE WHEN $chosen.chain.holder.person.id THEN x2.id END, CASE WHEN $chosen.chain.holder.person.name THEN x2.name END, CASE WHEN $chosen.chain.holder.person.organisation THEN x2.organisation END, CASE WHEN $chosen.chain.holder.person.register_key THEN x2.register_key END, CASE WHEN $chosen.chain.holder.person.sample THEN coalesce(x2.sample, false) END]]) END END, x1.holder.name, toString(x1.holder.since)] END END, CASE WHEN $chosen.chain.region IS NOT NULL THEN CASE WHEN x1.region IS NULL THEN null ELSE head([x2 IN [x1.region] | [CASE WHEN $chosen.chain.region.labels THEN labels(x2) END, CASE WHEN $chosen.chain.region.id THEN x2.id END, CASE WHEN $chosen.chain.region.began THEN x2.began END, CASE WHEN $chosen.chain.region.code THEN x2.code END, CASE WHEN $chosen.chain.region.ended THEN x2.ended END, CASE WHEN $chosen.chain.region.level THEN x2.level END, CASE WHEN $chosen.chain.region.name THEN x2.name END, CASE WHEN $chosen.chain.region.sample THEN coalesce(x2.sample, false) END]]) END END, CASE WHEN $chosen.chain.scopes IS NOT NULL THEN [x2 IN x1.scopes | [CASE WHEN $chosen.chain.scopes.labels THEN labels(x2) END, CASE WHEN $chosen.chain.scopes.id THEN x2.id END, CASE WHEN $chosen.chain.scopes.code THEN x2.code END, CASE WHEN $chosen.chain.scopes.edition THEN x2.edition END, CASE WHEN $chosen.chain.scopes.english THEN x2.english END, CASE WHEN $chosen.chain.scopes.key THEN x2.key END, CASE WHEN $chosen.chain.scopes.kind THEN x2.kind END, CASE WHEN $chosen.chain.scopes.name THEN x2.name END, CASE WHEN $chosen.chain.scopes.open THEN coalesce(x2.open, false) END, CASE WHEN $chosen.chain.scopes.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.chain.scopes.stated_as THEN x2.stated_as END, CASE WHEN $chosen.chain.scopes.summary THEN x2.summary END, CASE WHEN $chosen.chain.scopes.weight THEN x2.weight END]] END, CASE WHEN $chosen.chain.supervises IS NOT NULL THEN [x2 IN x1.supervises | [CASE WHEN $chosen.chain.supervises.labels THEN labels(x2) END, CASE WHEN $chosen.chain.supervises.id THEN x2.id END, CASE WHEN $chosen.chain.supervises.covers_kind THEN x2.covers_kind END, CASE WHEN $chosen.chain.supervises.employees THEN x2.employees END, CASE WHEN $chosen.chain.supervises.founded_on THEN toString(x2.founded_on) END, CASE WHEN $chosen.chain.supervises.key THEN x2.key END, CASE WHEN $chosen.chain.supervises.key_post THEN x2.key_post END, CASE WHEN $chosen.chain.supervises.kind THEN x2.kind END, CASE WHEN $chosen.chain.supervises.name THEN x2.name END, CASE WHEN $chosen.chain.supervises.organisation THEN x2.organisation END, CASE WHEN $chosen.chain.supervises.register_key THEN x2.register_key END, CASE WHEN $chosen.chain.supervises.role THEN coalesce(x2.role, false) END, CASE WHEN $chosen.chain.supervises.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.chain.supervises.short_name THEN x2.short_name END, CASE WHEN $chosen.chain.supervises.size THEN x2.size END, CASE WHEN $chosen.chain.supervises.tier THEN x2.tier END, CASE WHEN $chosen.chain.supervises.uscc THEN x2.uscc END]] END, CASE WHEN $chosen.chain.provisions IS NOT NULL THEN [x2 IN x1.provisions | [CASE WHEN $chosen.chain.provisions.labels THEN labels(x2) END, CASE WHEN $chosen.chain.provisions.id THEN x2.id END, CASE WHEN $chosen.chain.provisions.domain THEN x2.domain END, CASE WHEN $chosen.chain.provisions.english THEN x2.english END, CASE WHEN $chosen.chain.provisions.grade THEN x2.grade END, CASE WHEN $chosen.chain.provisions.key THEN x2.key END, CASE WHEN $chosen.chain.provisions.kind THEN x2.kind END, CASE WHEN $chosen.chain.provisions.maintain THEN coalesce(x2.maintain, false) END, CASE WHEN $chosen.chain.provisions.name THEN x2.name END, CASE WHEN $chosen.chain.provisions.open THEN coalesce(x2.open, false) END, CASE WHEN $chosen.chain.provisions.operator THEN x2.operator END, CASE WHEN $chosen.chain.provisions.phrase THEN x2.phrase END, CASE WHEN $chosen.chain.provisions.population THEN x2.population END, CASE WHEN $chosen.chain.provisions.quantified THEN coalesce(x2.quantified, false) END, CASE WHEN $chosen.chain.provisions.relative THEN coalesce(x2.relative, false) END, CASE WHEN $chosen.chain.provisions.remark THEN x2.remark END, CASE WHEN $chosen.chain.provisions.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.chain.provisions.stated_as THEN x2.stated_as END, CASE WHEN $chosen.chain.provisions.strict THEN coalesce(x2.strict, false) END, CASE WHEN $chosen.chain.provisions.summary THEN x2.summary END, CASE WHEN $chosen.chain.provisions.unit THEN x2.unit END, CASE WHEN $chosen.chain.provisions.value THEN x2.value END, CASE WHEN $chosen.chain.provisions.weight THEN x2.weight END, CASE WHEN $chosen.chain.provisions.year THEN x2.year END]] END, CASE WHEN $chosen.chain.basis IS NOT NULL THEN [x2 IN x1.basis | [CASE WHEN $chosen.chain.basis.labels THEN labels(x2) END, CASE WHEN $chosen.chain.basis.id THEN x2.id END, CASE WHEN $chosen.chain.basis.end THEN x2.end END, CASE WHEN $chosen.chain.basis.heading THEN x2.heading END, CASE WHEN $chosen.chain.basis.locator THEN x2.locator END, CASE WHEN $chosen.chain.basis.order THEN x2.order END, CASE WHEN $chosen.chain.basis.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.chain.basis.start THEN x2.start END, CASE WHEN $chosen.chain.basis.text THEN x2.text END]] END, CASE WHEN $chosen.chain.evidence IS NOT NULL THEN [x2 IN x1.evidence | [CASE WHEN $chosen.chain.evidence.labels THEN labels(x2) END, CASE WHEN $chosen.chain.evidence.id THEN x2.id END, CASE WHEN $chosen.chain.evidence.department THEN x2.department END, CASE WHEN $chosen.chain.evidence.place THEN x2.place END, CASE WHEN $chosen.chain.evidence.record_key THEN x2.record_key END, CASE WHEN $chosen.chain.evidence.recorded_from THEN toString(x2.recorded_from) END, CASE WHEN $chosen.chain.evidence.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.chain.evidence.system THEN x2.system END, CASE WHEN $chosen.chain.evidence.withdrawn_on THEN toString(x2.withdrawn_on) END]] END, x1.inferred, x1.rule, toString(x1.valid_from), toString(x1.valid_to), x1.gap]] END, CASE WHEN $chosen.gaps IS NOT NULL THEN [x1 IN gaps | [x1.tier, x1.code, x1.message, CASE WHEN $chosen.gaps.enterprise IS NOT NULL THEN CASE WHEN x1.enterprise IS NULL THEN null ELSE head([x2 IN [x1.enterprise] | [CASE WHEN $chosen.gaps.enterprise.labels THEN labels(x2) END, CASE WHEN $chosen.gaps.enterprise.id THEN x2.id END, CASE WHEN $chosen.gaps.enterprise.employees THEN x2.employees END, CASE WHEN $chosen.gaps.enterprise.founded_on THEN toString(x2.founded_on) END, CASE WHEN $chosen.gaps.enterprise.name THEN x2.name END, CASE WHEN $chosen.gaps.enterprise.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.gaps.enterprise.size THEN x2.size END, CASE WHEN $chosen.gaps.enterprise.uscc THEN x2.uscc END]]) END END, CASE WHEN $chosen.gaps.basis IS NOT NULL THEN [x2 IN x1.basis | [CASE WHEN $chosen.gaps.basis.labels THEN labels(x2) END, CASE WHEN $chosen.gaps.basis.id THEN x2.id END, CASE WHEN $chosen.gaps.basis.end THEN x2.end END, CASE WHEN $chosen.gaps.basis.heading THEN x2.heading END, CASE WHEN $chosen.gaps.basis.locator THEN x2.locator END, CASE WHEN $chosen.gaps.basis.order THEN x2.order END, CASE WHEN $chosen.gaps.basis.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.gaps.basis.start THEN x2.start END, CASE WHEN $chosen.gaps.basis.text THEN x2.text END]] END]] END, CASE WHEN $chosen.actions IS NOT NULL THEN [x1 IN actions | [CASE WHEN $chosen.actions.labels THEN labels(x1) END, CASE WHEN $chosen.actions.id THEN x1.id END, CASE WHEN $chosen.actions.category THEN x1.category END, CASE WHEN $chosen.actions.completed_on THEN toString(x1.completed_on) END, CASE WHEN $chosen.actions.decided_on THEN toString(x1.decided_on) END, CASE WHEN $chosen.actions.due_on THEN toString(x1.due_on) END, CASE WHEN $chosen.actions.kind THEN x1.kind END, CASE WHEN $chosen.actions.record_key THEN x1.record_key END, CASE WHEN $chosen.actions.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.actions.system THEN x1.system END]] END, CASE WHEN $chosen.provenance IS NOT NULL THEN [x1 IN provenance | [CASE WHEN $chosen.provenance.labels THEN labels(x1) END, CASE WHEN $chosen.provenance.id THEN x1.id END, CASE WHEN $chosen.provenance.department THEN x1.department END, CASE WHEN $chosen.provenance.place THEN x1.place END, CASE WHEN $chosen.provenance.record_key THEN x1.record_key END, CASE WHEN $chosen.provenance.recorded_from THEN toString(x1.recorded_from) END, CASE WHEN $chosen.provenance.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.provenance.system THEN x1.system END, CASE WHEN $chosen.provenance.withdrawn_on THEN toString(x1.withdrawn_on) END]] END] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
