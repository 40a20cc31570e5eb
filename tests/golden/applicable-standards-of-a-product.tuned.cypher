CALL () {
  //: applicable_standards.cypher
}
RETURN {
  asOf: toString(as_of),
  subject: subject,
  items: [item IN items | {
    standard: {number: item.standard.number, title: item.standard.title, mandatory: item.standard.mandatory},
    via: item.via, through: item.through, status: item.status, mandatory: item.mandatory, inferred: item.inferred,
    rule: item.rule,
    adopts: [one IN item.adopts | {
      degree: one.degree, verified: one.verified, standard: {number: one.standard.number}
    }],
    supersededBy: [n IN item.superseded_by | {number: n.number}],
    basis: [c IN item.basis | {locator: c.locator}],
    evidence: [s IN item.evidence | {system: s.system, recordKey: s.record_key}]
  }],
  gaps: gaps
} AS applicableStandards
