// Who answers, on a day, for the quality of one enterprise, of one product, or of what one incident involves?
// Every block answers in one row, so each is a barrier: nothing multiplies, and planning stays short.

// The enterprises whose chains are wanted, each with the products whose classes count.
CALL () {
  MATCH (enterprise:Enterprise {id: $for})
  OPTIONAL MATCH (enterprise)<-[:MADE_BY]-(product:Product)
  RETURN enterprise, product
  UNION ALL
  MATCH (product:Product {id: $for})-[:MADE_BY]->(enterprise:Enterprise)
  RETURN enterprise, product
  UNION ALL
  MATCH (incident:Incident {id: $for})
  OPTIONAL MATCH (incident)-[:INVOLVES]->(enterprise:Enterprise)
  RETURN enterprise, null AS product
  UNION ALL
  MATCH (incident:Incident {id: $for})-[:INVOLVES_PRODUCT]->(product:Product)-[:MADE_BY]->(enterprise:Enterprise)
  RETURN enterprise, product
}
WITH enterprise, collect(product) AS products
ORDER BY enterprise.id
WITH collect({enterprise: enterprise, products: products}) AS makers
UNWIND [maker IN makers WHERE maker.enterprise IS NOT NULL OR size(makers) = 1] AS maker
WITH maker.enterprise AS enterprise, maker.products AS products

// What the policy demands: the duties of each grade, and those of the leading group, which have none.
CALL () {
  MATCH (duty:Duty)-[bears:BORNE_BY]->(bearer:Actor)
  MATCH (duty)-[:DEFINED_IN]->(clause:Clause)
  WHERE duty.grade IS NOT NULL OR (bearer:Body AND clause.locator = '四.（一）.¶1')
  OPTIONAL MATCH (duty)-[:SUPERVISES]->(supervised:Actor)
  WITH duty, bears, bearer, clause, supervised
  ORDER BY clause.order, clause.id, supervised.id
  WITH coalesce(duty.grade, 'NONE') AS grade, bearer, collect(DISTINCT bears) AS edges,
    collect(DISTINCT clause) AS basis, collect(DISTINCT supervised) AS supervises
  ORDER BY bearer.id
  RETURN collect({grade: grade, bearer: bearer, edges: edges, basis: basis, supervises: supervises}) AS duties
}

// The regions that it lies in, nearest first, and the authorities of each.
CALL (enterprise, duties) {
  MATCH (enterprise)-[located:LOCATED_IN]->(home:Region)
  WHERE (located.valid_from IS NULL OR located.valid_from <= $as_of)
    AND (located.valid_to IS NULL OR $as_of < located.valid_to)
  MATCH (home) (
    (part:Region)-[within:PART_OF]->(whole:Region)
    WHERE (within.valid_from IS NULL OR within.valid_from <= $as_of)
      AND (within.valid_to IS NULL OR $as_of < within.valid_to)
  ){0,3} (region:Region)
  OPTIONAL MATCH (region)<-[serves:HAS_JURISDICTION]-(authority:Authority)
  WHERE (serves.valid_from IS NULL OR serves.valid_from <= $as_of)
    AND (serves.valid_to IS NULL OR $as_of < serves.valid_to)
  OPTIONAL MATCH (authority)-[joins:MEMBER_OF]->(class:OrgClass)
  WHERE class IN [duty IN duties | duty.bearer]
    AND (joins.valid_from IS NULL OR joins.valid_from <= $as_of)
    AND (joins.valid_to IS NULL OR $as_of < joins.valid_to)
  WITH region, [located] + within AS path, authority, serves, collect(joins) AS joined
  ORDER BY size(path), authority.id
  WITH region, path, collect({
    actor: authority,
    edges: path + [serves] + joined,
    member: joined <> []
  }) AS authorities
  ORDER BY size(path), region.id
  RETURN collect({region: region, path: path, authorities: authorities}) AS places
}

// What it does and makes: its sectors, the classes of its products, and all above them.
CALL (enterprise, products) {
  CALL (enterprise, products) {
    MATCH (enterprise)-[sorted:IN_SECTOR]->(leaf:Scope)
    WHERE (sorted.valid_from IS NULL OR sorted.valid_from <= $as_of)
      AND (sorted.valid_to IS NULL OR $as_of < sorted.valid_to)
    RETURN leaf, sorted
    UNION ALL
    UNWIND products AS product
    MATCH (product:Product)-[sorted:OF_CLASS]->(leaf:Scope)
    WHERE (sorted.valid_from IS NULL OR sorted.valid_from <= $as_of)
      AND (sorted.valid_to IS NULL OR $as_of < sorted.valid_to)
    RETURN leaf, sorted
  }
  WITH leaf, sorted
  ORDER BY sorted.valid_from
  WITH leaf, head(collect(sorted)) AS sorted  // one product is proof enough of a class
  MATCH (leaf) ((narrow:Scope)-[up:BROADER]->(broad:Scope)){0,5} (scope:Scope)
  RETURN collect({scope: scope, edges: [sorted] + up}) AS scopes
}

// The departments of those regions with a remit over any of that.
CALL (places, scopes) {
  UNWIND places AS place
  UNWIND place.authorities AS served
  WITH place, served, served.actor AS department, scopes
  MATCH (department:Department)-[remit:HAS_REMIT]->(scope:Scope)
  WHERE scope IN [each IN scopes | each.scope]
    AND (remit.valid_from IS NULL OR remit.valid_from <= $as_of)
    AND (remit.valid_to IS NULL OR $as_of < remit.valid_to)
  WITH place, served, scope, [remit] + head([each IN scopes WHERE each.scope = scope | each.edges]) AS edges
  ORDER BY scope.id
  WITH place, served, collect(scope) AS over, reduce(all = [], some IN collect(edges) | all + some) AS edges
  ORDER BY size(place.path), served.actor.id
  RETURN collect({
    grade: 'SECTORAL',
    filled: true,
    actor: served.actor,
    region: place.region,
    scopes: over,
    edges: served.edges + edges,
    rule: CASE WHEN served.member THEN null ELSE 'JURISDICTION_AND_REMIT' END
  }) AS departments
}

// The posts in it whose role bears a duty, and who holds them.
CALL (enterprise, duties) {
  MATCH (enterprise)<-[seat:POST_IN]-(post:Post)-[plays:HAS_ROLE]->(role:OrgClass)
  OPTIONAL MATCH (post)<-[holds:HOLDS]-(person:Person)
  WHERE (holds.valid_from IS NULL OR holds.valid_from <= $as_of)
    AND (holds.valid_to IS NULL OR $as_of < holds.valid_to)
  UNWIND [duty IN duties WHERE duty.bearer = role | duty.grade] AS grade
  WITH grade, post, person, seat, plays, holds
  ORDER BY holds.valid_from, post.id, person.id
  RETURN collect({
    grade: grade,
    filled: person IS NOT NULL,
    actor: post,
    holder: CASE
      WHEN person IS NULL THEN null
      ELSE {person: person, name: person.name, since: holds.valid_from}
    END,
    edges: [seat, plays, holds]
  }) AS posts
}

WITH enterprise, duties, posts + departments
  + CASE
    WHEN enterprise IS NULL THEN []
    ELSE [{
      grade: 'FIRST',
      filled: true,
      actor: enterprise,
      edges: [],
      records: COLLECT {
        MATCH (enterprise)<-[:DESCRIBES]-(source:SourceRecord)
        RETURN source.id
      },
      rule: 'DEFINITION'
    }]
  END
  + reduce(all = [], place IN places | all + [served IN place.authorities WHERE served.actor:Government | {
    grade: 'OVERALL',
    filled: true,
    actor: served.actor,
    region: place.region,
    edges: served.edges,
    rule: CASE WHEN served.member THEN null ELSE 'DEFINITION' END
  }])
  + [duty IN duties WHERE duty.grade = 'NONE' | {
    grade: 'NONE',
    filled: true,
    actor: duty.bearer,
    edges: duty.edges
  }] AS found

// The chain, in order. What the policy demands and nobody fills is a gap in its place.
CALL (enterprise, duties, found) {
  UNWIND [
    {place: 1, tier: 'FIRST_RESPONSIBLE_PERSON', grade: 'PRIMARY', gap: 'NO_FIRST_RESPONSIBLE_PERSON'},
    {place: 2, tier: 'QUALITY_MANAGER', grade: 'DIRECT', gap: 'NO_QUALITY_MANAGER'},
    {place: 3, tier: 'ENTERPRISE', grade: 'FIRST', gap: 'NO_ENTERPRISE', kind: 'Enterprise'},
    {place: 4, tier: 'DEPARTMENT', grade: 'SECTORAL', gap: 'NO_DEPARTMENT_WITH_REMIT'},
    {place: 5, tier: 'GOVERNMENT', grade: 'OVERALL', gap: 'NO_GOVERNMENT', kind: 'Government'},
    {place: 6, tier: 'LEADING_GROUP', grade: 'NONE', gap: 'NO_LEADING_GROUP'}
  ] AS demand
  WITH demand, enterprise, [duty IN duties WHERE duty.grade = demand.grade
    AND coalesce(duty.bearer.covers_kind, demand.kind, '') = coalesce(demand.kind, '')] AS owed,
    [step IN found WHERE step.grade = demand.grade AND step.filled] AS filled,
    [step IN found WHERE step.grade = demand.grade AND NOT step.filled] AS vacant
  WITH demand, enterprise, owed, filled = [] AS is_gap,
    CASE WHEN filled = [] THEN (vacant + [{edges: []}])[..1] ELSE filled END AS steps
  UNWIND range(0, size(steps) - 1) AS number
  WITH demand, number, enterprise, owed, is_gap, steps[number] AS step
  UNWIND step.edges + [null] AS edge
  UNWIND coalesce(edge.records, step.records, []) + [null] AS record
  OPTIONAL MATCH (source:SourceRecord {id: record})
  WITH demand, number, enterprise, owed, is_gap, step, edge, source
  ORDER BY source.id
  WITH demand, number, enterprise, owed, is_gap, step,
    max(edge.valid_from) AS valid_from,
    min(edge.valid_to) AS valid_to,
    head(collect(CASE WHEN edge.inferred THEN coalesce(edge.rule, 'NOT_STATED') ELSE null END)) AS drawn,
    collect(DISTINCT source) AS evidence
  ORDER BY demand.place, number
  RETURN collect({
    tier: demand.tier,
    grade: CASE demand.grade WHEN 'NONE' THEN null ELSE demand.grade END,
    enterprise: enterprise,
    actor: step.actor,
    role: head([duty IN owed WHERE NOT coalesce(duty.bearer = step.actor, false) | duty.bearer.name]),
    holder: step.holder,
    region: step.region,
    scopes: coalesce(step.scopes, []),
    supervises: CASE
      WHEN is_gap THEN []
      ELSE [each IN reduce(all = [], duty IN owed | all + duty.supervises) |
        CASE each.covers_kind WHEN 'Enterprise' THEN coalesce(enterprise, each) ELSE each END]
    END,
    basis: reduce(all = [], duty IN owed | all + duty.basis),
    evidence: evidence,
    inferred: coalesce(drawn, step.rule) IS NOT NULL,
    rule: coalesce(drawn, step.rule),
    valid_from: valid_from,
    valid_to: valid_to,
    gap: CASE WHEN is_gap THEN demand.gap WHEN owed = [] THEN 'NO_DUTY' ELSE null END
  }) AS steps
}
WITH enterprise, steps
ORDER BY enterprise.id
WITH collect(steps) AS chains
WHERE chains <> []
WITH reduce(all = [], steps IN chains | all + steps) AS chain
RETURN
  $as_of AS as_of,
  $for AS subject,
  chain AS chain,
  [step IN chain WHERE step.gap IS NOT NULL | {
    tier: step.tier,
    code: step.gap,
    message: {
      NO_FIRST_RESPONSIBLE_PERSON: 'nobody is on file as first-responsible person',
      NO_QUALITY_MANAGER: 'nobody is on file as quality manager',
      NO_ENTERPRISE: 'no enterprise is on file for it',
      NO_DEPARTMENT_WITH_REMIT: 'no department on file serves its regions with a remit over what it does or makes',
      NO_GOVERNMENT: 'no government on file has jurisdiction over its regions',
      NO_LEADING_GROUP: 'no leading group is on file',
      NO_DUTY: 'no duty of this grade is on file'
    }[step.gap],
    enterprise: step.enterprise,
    basis: step.basis
  }] AS gaps,
  COLLECT {
    MATCH (incident:Incident {id: $for})<-[:FOLLOWS]-(action:AccountabilityAction)
    RETURN action
    ORDER BY action.decided_on, action.id
  } AS actions,
  reduce(all = [], step IN chain | all + [source IN step.evidence WHERE NOT source IN all]) AS provenance
