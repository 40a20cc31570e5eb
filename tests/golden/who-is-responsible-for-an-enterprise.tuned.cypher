CALL () {
  //: who_is_responsible/enterprise-incident-product.cypher
}
RETURN {
  asOf: toString(as_of),
  subject: subject,
  chain: [step IN chain | {
    tier: step.tier, grade: step.grade, part: step.part, role: step.role, inferred: step.inferred, rule: step.rule,
    validFrom: toString(step.valid_from), validTo: toString(step.valid_to), gap: step.gap,
    enterprise: CASE WHEN step.enterprise IS NULL THEN null ELSE {id: step.enterprise.id} END,
    actor: CASE WHEN step.actor IS NULL THEN null ELSE {id: step.actor.id, name: step.actor.name} END,
    holder: CASE WHEN step.holder IS NULL THEN null ELSE {
      name: step.holder.name, since: toString(step.holder.since), person: {id: step.holder.person.id}
    } END,
    region: CASE WHEN step.region IS NULL THEN null ELSE {name: step.region.name} END,
    scopes: [s IN step.scopes | {name: s.name}],
    supervises: [a IN step.supervises | {name: a.name}],
    basis: [c IN step.basis | {locator: c.locator}],
    evidence: [s IN step.evidence | {system: s.system, recordKey: s.record_key}]
  }],
  gaps: [gap IN gaps | {
    tier: gap.tier, code: gap.code, message: gap.message, basis: [c IN gap.basis | {locator: c.locator}]
  }]
} AS whoIsResponsible
