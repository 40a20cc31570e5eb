CALL () {
  //: duties_of.cypher
}
RETURN {
  asOf: toString(as_of),
  items: [item IN items | {
    provision: {id: item.provision.id, name: item.provision.name},
    grade: item.grade, part: item.part, via: item.via,
    through: CASE WHEN item.through IS NULL THEN null ELSE {name: item.through.name} END,
    basis: [c IN item.basis | {locator: c.locator}],
    inferred: item.inferred, rule: item.rule, validFrom: toString(item.valid_from),
    evidence: [s IN item.evidence | {recordKey: s.record_key}]
  }],
  gaps: gaps
} AS dutiesOf
