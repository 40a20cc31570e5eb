CALL () {
  //: who_is_responsible/enterprise-incident-product.cypher
}
RETURN {
  chain: [step IN chain | {
    tier: step.tier, grade: step.grade,
    actor: CASE WHEN step.actor IS NULL THEN null ELSE {name: step.actor.name} END,
    gap: step.gap
  }],
  gaps: [gap IN gaps | {
    tier: gap.tier, code: gap.code, message: gap.message, basis: [c IN gap.basis | {locator: c.locator}]
  }]
} AS whoIsResponsible
