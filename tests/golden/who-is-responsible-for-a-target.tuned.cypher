CALL () {
  //: who_is_responsible/target-mechanism.cypher
}
RETURN {
  chain: [step IN chain | {
    tier: step.tier,
    actor: CASE WHEN step.actor IS NULL THEN null ELSE {name: step.actor.name} END,
    basis: [c IN step.basis | {locator: c.locator}],
    inferred: step.inferred, rule: step.rule, gap: step.gap
  }],
  gaps: [gap IN gaps | {tier: gap.tier, code: gap.code}]
} AS whoIsResponsible
