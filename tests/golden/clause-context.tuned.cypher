CALL () {
  //: clause_context.cypher
}
RETURN {
  clause: {locator: clause.locator, heading: clause.heading},
  path: [c IN path | {locator: c.locator}],
  previous: CASE WHEN previous IS NULL THEN null ELSE {locator: previous.locator} END,
  next: CASE WHEN next IS NULL THEN null ELSE {locator: next.locator} END,
  children: [c IN children | {locator: c.locator}],
  provisions: [p IN provisions | {name: p.name, kind: p.kind, weight: p.weight}],
  actors: [a IN actors | {
    provision: {name: a.provision.name}, actor: {name: a.actor.name}, part: a.part, inferred: a.inferred
  }],
  figures: [f IN figures | {name: f.name, value: f.value, unit: f.unit}],
  notStated: COLLECT {
    UNWIND not_stated AS o
    RETURN {what: o.what, reason: o.reason, provision: head(COLLECT {
      MATCH (o)-[:NOT_STATED_FOR]->(p)
      RETURN {id: p.id}
    })}
  },
  gaps: [gap IN gaps | {code: gap.code}]
} AS clauseContext
