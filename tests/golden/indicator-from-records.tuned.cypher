CALL () {
  //: indicator_from_records.cypher
}
RETURN {
  indicator: {name: indicator.name},
  definition: definition,
  years: [each IN years | {
    year: each.year, passed: each.passed, counted: each.counted, value: each.value, reported: each.reported,
    difference: each.difference,
    observation: CASE WHEN each.observation IS NULL THEN null ELSE {id: each.observation.id} END
  }],
  gaps: [gap IN gaps | {code: gap.code, year: gap.year}],
  basis: [c IN basis | {locator: c.locator}]
} AS indicatorFromRecords
