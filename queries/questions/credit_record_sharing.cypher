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
