CALL () {
  //: target_progress.cypher
}
RETURN {
  asOf: toString(as_of),
  region: {name: region.name},
  items: [item IN items | {
    target: {
      id: item.target.id, operator: item.target.operator, value: item.target.value, unit: item.target.unit,
      strict: coalesce(item.target.strict, false), maintain: coalesce(item.target.maintain, false),
      relative: coalesce(item.target.relative, false)
    },
    status: item.status, reason: item.reason, message: item.message, observed: item.observed, year: item.year,
    final: item.final, distance: item.distance, trend: item.trend,
    yearsBelow: item.years_below, yearsMissing: item.years_missing,
    history: [h IN item.history | {year: h.year, value: h.value, met: h.met, contradicted: h.contradicted}],
    basis: [c IN item.basis | {locator: c.locator}]
  }],
  gaps: [gap IN gaps | {code: gap.code, target: {id: gap.target.id}}]
} AS targetProgress
