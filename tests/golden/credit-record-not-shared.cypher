CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
CALL () {
// Which departments share one credit record on a day, and which do not?
MATCH (record:CreditRecord {id: $record})

// The mechanism that it is shared under, if any.
CALL (record) {
  MATCH (record)-[under:SHARED_UNDER]->(shares:Mechanism)
  RETURN head(collect(shares)) AS shares, coalesce(head(collect(under.records)), []) AS told
}

// The departments that the mechanism names; a record under none could be shared under any that names some.
CALL (shares) {
  CALL (shares) {
    MATCH (shares)-[takes:HAS_PARTICIPANT]->(department:Department)
    WHERE takes.part = 'SHARES'
    RETURN shares AS named, department, takes,
      coalesce(takes.valid_from <= $as_of, true) AND coalesce($as_of < takes.valid_to, true) AS holds
    UNION ALL
    WITH shares
    WHERE shares IS NULL
    MATCH (named)-[takes:HAS_PARTICIPANT]->(department)
    WHERE takes.part = 'SHARES'
    RETURN named, department, takes,
      coalesce(takes.valid_from <= $as_of, true) AND coalesce($as_of < takes.valid_to, true) AS holds
  }
  WITH named, department, takes, holds
  WHERE named:Mechanism AND department:Department  // told last, or Neo4j begins at all departments
  WITH named, department, takes, holds
  ORDER BY holds DESC
  WITH named, department, head(collect(takes)) AS takes, head(collect(holds)) AS holds
  ORDER BY takes.position, department.id
  WITH collect(named) AS naming, collect({department: department, takes: takes, holds: holds}) AS participants
  RETURN head(naming) AS any_named, participants
}

WITH record, shares, told, participants, coalesce(shares, any_named) AS mechanism

CALL (mechanism) {
  MATCH (mechanism)-[:DEFINED_IN]->(clause:Clause)
  WITH clause
  ORDER BY clause.order, clause.id
  RETURN collect(clause) AS basis
}

// Who contributed it; a department of a register may be one that the mechanism names under another name.
CALL (record) {
  MATCH (record)-[gives:CONTRIBUTED_BY]->(department:Department)
  WHERE coalesce(gives.valid_from <= $as_of, true) AND coalesce($as_of < gives.valid_to, true)
  WITH DISTINCT department, gives
  OPTIONAL MATCH (department)-[same:SAME_AS]->(named:Department)
  WHERE coalesce(same.valid_from <= $as_of, true) AND coalesce($as_of < same.valid_to, true)
  WITH department, collect(DISTINCT gives) AS gave, collect(named) AS names
  ORDER BY department.id
  RETURN collect({department: department, gave: gave, names: names + department}) AS contributors
}

CALL (record) {
  MATCH (record)<-[:DESCRIBES]-(source:SourceRecord)
  RETURN collect(source.id) AS described
}

CALL (told, described, participants, contributors) {
  UNWIND described + told
    + reduce(all = [], each IN participants | all + coalesce(each.takes.records, []))
    + reduce(all = [], each IN contributors |
      all + reduce(own = [], gives IN each.gave | own + coalesce(gives.records, []))) AS key
  MATCH (source:SourceRecord {id: key})
  WITH DISTINCT source
  ORDER BY source.id
  RETURN collect(source) AS provenance
}

WITH *, CASE
    WHEN shares IS NULL THEN 'NO_SHARING_MECHANISM'
    WHEN $as_of < record.recorded_on THEN 'NOT_YET_RECORDED'
    ELSE null
  END AS hindrance
RETURN
  $as_of AS as_of,
  record AS record,
  shares AS mechanism,
  mechanism.open AS open,
  basis AS basis,
  [each IN contributors | each.department] AS contributed_by,
  [each IN participants WHERE each.holds AND hindrance IS NULL | {
    department: each.department,
    since: CASE
      WHEN coalesce(each.takes.valid_from > record.recorded_on, true)
        THEN coalesce(each.takes.valid_from, record.recorded_on)
      ELSE record.recorded_on
    END,
    basis: basis,
    evidence: [source IN provenance WHERE source.id IN told + coalesce(each.takes.records, [])]
  }] AS shared_with,
  [each IN participants WHERE NOT each.holds OR hindrance IS NOT NULL | {
    department: each.department,
    reason: coalesce(hindrance, 'NOT_TAKING_PART')
  }]
  + [each IN contributors WHERE none(one IN participants WHERE one.department IN each.names) | {
    department: each.department,
    reason: 'NOT_NAMED_IN_SOURCE'
  }] AS not_shared_with,
  CASE
    WHEN shares IS NULL
      THEN [{code: 'NO_SHARING_MECHANISM', message: 'no source says under which mechanism it is shared'}]
    ELSE []
  END
  + CASE
    WHEN contributors = []
      THEN [{code: 'NO_CONTRIBUTOR', message: 'no department is on file as its contributor'}]
    ELSE []
  END
  + CASE
    WHEN participants = []
      THEN [{code: 'NO_PARTICIPANT', message: 'no department is on file as sharing credit records'}]
    ELSE []
  END AS gaps,
  provenance AS provenance
}
WITH before, [toString(as_of), CASE WHEN $chosen.record IS NOT NULL THEN CASE WHEN record IS NULL THEN null ELSE head([x1 IN [record] | [CASE WHEN $chosen.record.labels THEN labels(x1) END, CASE WHEN $chosen.record.id THEN x1.id END, CASE WHEN $chosen.record.category THEN x1.category END, CASE WHEN $chosen.record.public_until THEN toString(x1.public_until) END, CASE WHEN $chosen.record.record_key THEN x1.record_key END, CASE WHEN $chosen.record.recorded_on THEN toString(x1.recorded_on) END, CASE WHEN $chosen.record.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.record.summary THEN x1.summary END, CASE WHEN $chosen.record.system THEN x1.system END]]) END END, CASE WHEN $chosen.mechanism IS NOT NULL THEN CASE WHEN mechanism IS NULL THEN null ELSE head([x1 IN [mechanism] | [CASE WHEN $chosen.mechanism.labels THEN labels(x1) END, CASE WHEN $chosen.mechanism.id THEN x1.id END, CASE WHEN $chosen.mechanism.english THEN x1.english END, CASE WHEN $chosen.mechanism.key THEN x1.key END, CASE WHEN $chosen.mechanism.kind THEN x1.kind END, CASE WHEN $chosen.mechanism.name THEN x1.name END, CASE WHEN $chosen.mechanism.open THEN coalesce(x1.open, false) END, CASE WHEN $chosen.mechanism.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.mechanism.stated_as THEN x1.stated_as END, CASE WHEN $chosen.mechanism.summary THEN x1.summary END, CASE WHEN $chosen.mechanism.weight THEN x1.weight END]]) END END, open, CASE WHEN $chosen.basis IS NOT NULL THEN [x1 IN basis | [CASE WHEN $chosen.basis.labels THEN labels(x1) END, CASE WHEN $chosen.basis.id THEN x1.id END, CASE WHEN $chosen.basis.end THEN x1.end END, CASE WHEN $chosen.basis.heading THEN x1.heading END, CASE WHEN $chosen.basis.locator THEN x1.locator END, CASE WHEN $chosen.basis.order THEN x1.order END, CASE WHEN $chosen.basis.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.basis.start THEN x1.start END, CASE WHEN $chosen.basis.text THEN x1.text END]] END, CASE WHEN $chosen.contributed_by IS NOT NULL THEN [x1 IN contributed_by | [CASE WHEN $chosen.contributed_by.labels THEN labels(x1) END, CASE WHEN $chosen.contributed_by.id THEN x1.id END, CASE WHEN $chosen.contributed_by.key THEN x1.key END, CASE WHEN $chosen.contributed_by.name THEN x1.name END, CASE WHEN $chosen.contributed_by.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.contributed_by.short_name THEN x1.short_name END]] END, CASE WHEN $chosen.shared_with IS NOT NULL THEN [x1 IN shared_with | [CASE WHEN $chosen.shared_with.department IS NOT NULL THEN CASE WHEN x1.department IS NULL THEN null ELSE head([x2 IN [x1.department] | [CASE WHEN $chosen.shared_with.department.labels THEN labels(x2) END, CASE WHEN $chosen.shared_with.department.id THEN x2.id END, CASE WHEN $chosen.shared_with.department.key THEN x2.key END, CASE WHEN $chosen.shared_with.department.name THEN x2.name END, CASE WHEN $chosen.shared_with.department.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.shared_with.department.short_name THEN x2.short_name END]]) END END, toString(x1.since), CASE WHEN $chosen.shared_with.basis IS NOT NULL THEN [x2 IN x1.basis | [CASE WHEN $chosen.shared_with.basis.labels THEN labels(x2) END, CASE WHEN $chosen.shared_with.basis.id THEN x2.id END, CASE WHEN $chosen.shared_with.basis.end THEN x2.end END, CASE WHEN $chosen.shared_with.basis.heading THEN x2.heading END, CASE WHEN $chosen.shared_with.basis.locator THEN x2.locator END, CASE WHEN $chosen.shared_with.basis.order THEN x2.order END, CASE WHEN $chosen.shared_with.basis.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.shared_with.basis.start THEN x2.start END, CASE WHEN $chosen.shared_with.basis.text THEN x2.text END]] END, CASE WHEN $chosen.shared_with.evidence IS NOT NULL THEN [x2 IN x1.evidence | [CASE WHEN $chosen.shared_with.evidence.labels THEN labels(x2) END, CASE WHEN $chosen.shared_with.evidence.id THEN x2.id END, CASE WHEN $chosen.shared_with.evidence.department THEN x2.department END, CASE WHEN $chosen.shared_with.evidence.place THEN x2.place END, CASE WHEN $chosen.shared_with.evidence.record_key THEN x2.record_key END, CASE WHEN $chosen.shared_with.evidence.recorded_from THEN toString(x2.recorded_from) END, CASE WHEN $chosen.shared_with.evidence.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.shared_with.evidence.system THEN x2.system END, CASE WHEN $chosen.shared_with.evidence.withdrawn_on THEN toString(x2.withdrawn_on) END]] END]] END, CASE WHEN $chosen.not_shared_with IS NOT NULL THEN [x1 IN not_shared_with | [CASE WHEN $chosen.not_shared_with.department IS NOT NULL THEN CASE WHEN x1.department IS NULL THEN null ELSE head([x2 IN [x1.department] | [CASE WHEN $chosen.not_shared_with.department.labels THEN labels(x2) END, CASE WHEN $chosen.not_shared_with.department.id THEN x2.id END, CASE WHEN $chosen.not_shared_with.department.key THEN x2.key END, CASE WHEN $chosen.not_shared_with.department.name THEN x2.name END, CASE WHEN $chosen.not_shared_with.department.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.not_shared_with.department.short_name THEN x2.short_name END]]) END END, x1.reason]] END, CASE WHEN $chosen.gaps IS NOT NULL THEN [x1 IN gaps | [x1.code, x1.message]] END, CASE WHEN $chosen.provenance IS NOT NULL THEN [x1 IN provenance | [CASE WHEN $chosen.provenance.labels THEN labels(x1) END, CASE WHEN $chosen.provenance.id THEN x1.id END, CASE WHEN $chosen.provenance.department THEN x1.department END, CASE WHEN $chosen.provenance.place THEN x1.place END, CASE WHEN $chosen.provenance.record_key THEN x1.record_key END, CASE WHEN $chosen.provenance.recorded_from THEN toString(x1.recorded_from) END, CASE WHEN $chosen.provenance.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.provenance.system THEN x1.system END, CASE WHEN $chosen.provenance.withdrawn_on THEN toString(x1.withdrawn_on) END]] END] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after

CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  UNWIND $ids0 AS id
  MATCH (n1:CreditRecord {id: id})
  RETURN [id, [n1.category, COLLECT {
    MATCH (n1)-[r2:CONCERNS]->(n3)
    WITH n3 ORDER BY n3.id LIMIT 1
    RETURN [n3.name] AS row
  }]] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
