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
  MATCH (named:Mechanism)-[takes:HAS_PARTICIPANT]->(department:Department)
  USING SCAN named:Mechanism  // as many as a policy sets up; departments grow with the registers
  WHERE takes.part = 'SHARES' AND named = coalesce(shares, named)
  WITH named, department, takes,
    coalesce(takes.valid_from <= $as_of, true) AND coalesce($as_of < takes.valid_to, true) AS holds
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
WITH before, [toString(as_of), CASE WHEN record IS NULL THEN null ELSE head([x1 IN [record] | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.category, toString(x1p.public_until), x1p.record_key, toString(x1p.recorded_on), coalesce(x1p.sample, false), x1p.summary, x1p.system]])]) END, CASE WHEN mechanism IS NULL THEN null ELSE head([x1 IN [mechanism] | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.english, x1p.key, x1p.kind, x1p.name, coalesce(x1p.open, false), coalesce(x1p.sample, false), x1p.stated_as, x1p.summary, x1p.weight]])]) END, open, [x1 IN basis | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.end, x1p.heading, x1p.locator, x1p.order, coalesce(x1p.sample, false), x1p.start, x1p.text]])], [x1 IN contributed_by | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.key, x1p.name, coalesce(x1p.sample, false), x1p.short_name]])], [x1 IN shared_with | [CASE WHEN x1.department IS NULL THEN null ELSE head([x2 IN [x1.department] | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.key, x2p.name, coalesce(x2p.sample, false), x2p.short_name]])]) END, toString(x1.since), [x2 IN x1.basis | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.end, x2p.heading, x2p.locator, x2p.order, coalesce(x2p.sample, false), x2p.start, x2p.text]])], [x2 IN x1.evidence | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.department, x2p.place, x2p.record_key, toString(x2p.recorded_from), coalesce(x2p.sample, false), x2p.system, toString(x2p.withdrawn_on)]])]]], [x1 IN not_shared_with | [CASE WHEN x1.department IS NULL THEN null ELSE head([x2 IN [x1.department] | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.key, x2p.name, coalesce(x2p.sample, false), x2p.short_name]])]) END, x1.reason]], [x1 IN gaps | [x1.code, x1.message]], [x1 IN provenance | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.department, x1p.place, x1p.record_key, toString(x1p.recorded_from), coalesce(x1p.sample, false), x1p.system, toString(x1p.withdrawn_on)]])]] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
