CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
CALL () {
// How far has a region come with each target, by what had been reported by a day?
MATCH (region:Region {id: $region})

// The targets, each with its indicator, its clauses and the year in which its document was issued.
CALL () {
  MATCH (target:Target)
  OPTIONAL MATCH (target)-[:DEFINED_IN]->(clause:Clause)
  WITH clause, collect(target) AS targets  // many share one: go on from each clause once
  OPTIONAL MATCH (clause)-[:CLAUSE_OF]->(document)
  UNWIND targets AS target
  WITH target, clause, document
  ORDER BY clause.order, clause.id
  WITH target, collect(clause) AS basis, min(document.issued_on.year) AS issued
  OPTIONAL MATCH (target)-[:MEASURED_BY]->(indicator)
  WITH target, basis, issued, head(collect(indicator)) AS indicator
  ORDER BY NOT target.quantified, basis[0].order, target.key
  RETURN collect({target: target, basis: basis, issued: issued, indicator: indicator}) AS targets
}

// What had been reported of each indicator for the whole region, one value a year: the latest report of it.
CALL (region) {
  MATCH (region)<-[:OBSERVED_IN]-(observation:Observation)
  WHERE observation.value IS NOT NULL
    AND coalesce(observation.observed_on <= $as_of, observation.year < $as_of.year)
    AND NOT EXISTS {
      MATCH (observation)-[:OBSERVED_FOR]->(scope)
    }
    AND NOT EXISTS {
      MATCH (observation)-[:OBSERVED_AT]->(site)
    }
    AND NOT EXISTS {
      MATCH (observation)-[:OBSERVED_OF]->(subject)
    }
  MATCH (observation)-[:OBSERVES]->(indicator)
  OPTIONAL MATCH (observation)<-[:DESCRIBES]-(source:SourceRecord)
  WITH indicator, observation, source
  ORDER BY source.id
  WITH indicator, observation, collect(source) AS sources
  ORDER BY observation.observed_on DESC, observation.id
  WITH indicator, observation.year AS year, collect({observation: observation, sources: sources}) AS reports
  ORDER BY year DESC
  WITH indicator, collect({
    year: year,
    observation: reports[0].observation,
    sources: reports[0].sources,
    value: toFloat(reports[0].observation.value),
    contradicted: any(other IN reports WHERE toFloat(other.observation.value) <> toFloat(reports[0].observation.value))
  }) AS reported
  RETURN collect({indicator: indicator, reported: reported}) AS known
}

// Each value held against the target, strictly or not.
CALL (targets, known) {
  UNWIND targets AS each
  WITH each, each.target AS target,
    coalesce(head([one IN known WHERE one.indicator = each.indicator]).reported, []) AS reported
  WITH each, target, toFloat(target.value) AS wanted, reported
  WITH each, target, wanted, [report IN reported | report {
    .*,
    met: CASE
      WHEN target.relative OR wanted IS NULL THEN null
      WHEN target.operator = 'AT_LEAST' THEN report.value >= wanted
      WHEN target.operator = 'ABOVE' THEN report.value > wanted
      WHEN target.operator = 'EQUAL' THEN report.value = wanted
      ELSE null
    END
  }] AS history
  WITH each, target, wanted, history, [report IN history
    WHERE report.year <= coalesce(target.year, report.year) AND report.year > coalesce(each.issued, 0)
  ] AS counted
  WITH each, target, wanted, history, counted, head(counted) AS last, [report IN counted WHERE report.met = false | report.year] AS below
  WITH each, target, wanted, history, counted, last, reverse(below) AS below, CASE
      WHEN target.maintain AND last IS NOT NULL
        THEN [year IN range(coalesce(each.issued + 1, counted[-1].year), last.year)
          WHERE none(report IN counted WHERE report.year = year)]
      ELSE []
    END AS missing
  WITH each, target, wanted, history, counted, last, below, missing, CASE
      WHEN NOT target.quantified THEN 'NO_NUMBER'
      WHEN target.relative THEN 'NO_BASELINE'
      WHEN last IS NULL THEN 'NO_OBSERVATION'
      WHEN last.met IS NULL THEN 'NO_COMPARISON'
      WHEN target.maintain AND below = [] AND missing <> [] THEN 'YEARS_MISSING'
      ELSE null
    END AS reason
  RETURN collect({
    target: target,
    indicator: each.indicator,
    status: CASE
      WHEN reason IN ['NO_NUMBER', 'NO_BASELINE', 'NO_COMPARISON'] THEN 'NOT_SCORABLE'
      WHEN reason IS NOT NULL THEN 'NO_DATA'
      WHEN target.maintain AND below <> [] THEN 'NOT_MET'
      WHEN last.met THEN 'MET'
      WHEN $as_of.year <= target.year AND last.year < target.year THEN 'NOT_DUE'
      ELSE 'NOT_MET'
    END,
    reason: reason,
    message: CASE reason
      WHEN 'NO_NUMBER' THEN 'the document gives no number, so nothing can be held against it'
      WHEN 'NO_BASELINE' THEN 'the rise is over a present base whose value and year the document does not give'
      WHEN 'NO_OBSERVATION' THEN 'no value is on file for a year that counts'
      WHEN 'NO_COMPARISON' THEN 'the target does not say how a value is held against it'
      WHEN 'YEARS_MISSING' THEN 'the level is to be kept every year, and for some years no value is on file'
      ELSE CASE
        WHEN target.maintain AND below <> [] THEN 'the level is to be kept every year, and in some it was not'
        WHEN NOT last.met AND $as_of.year <= target.year AND last.year < target.year
          THEN 'it is not reached yet, and the year of the target is not over'
        ELSE null
      END
    END,
    observed: last.observation.value,
    year: last.year,
    final: coalesce(last.year = target.year, false),
    distance: CASE
      WHEN target.relative THEN null
      ELSE toString(round((last.value - wanted) * 10000) / 10000)
    END,
    trend: CASE
      WHEN size(counted) < 2 THEN 'UNKNOWN'
      WHEN counted[0].value > counted[1].value THEN 'RISING'
      WHEN counted[0].value < counted[1].value THEN 'FALLING'
      ELSE 'STEADY'
    END,
    years_below: CASE WHEN target.maintain THEN below ELSE [] END,
    years_missing: missing,
    history: [report IN history | {
      year: report.year,
      value: report.observation.value,
      met: report.met,
      contradicted: report.contradicted,
      observation: report.observation
    }],
    basis: each.basis,
    evidence: coalesce(last.sources, [])
  }) AS items
}

CALL (known) {
  UNWIND [one IN known | one.reported] AS reported
  UNWIND reported AS report
  UNWIND report.sources AS source
  WITH DISTINCT source
  ORDER BY source.id
  RETURN collect(source) AS provenance
}

RETURN
  $as_of AS as_of,
  region AS region,
  items AS items,
  [item IN items WHERE item.status = 'NO_DATA' | {
    code: item.reason,
    message: item.message,
    target: item.target
  }] AS gaps,
  provenance AS provenance
}
WITH before, [toString(as_of), CASE WHEN $chosen.region IS NOT NULL THEN CASE WHEN region IS NULL THEN null ELSE head([x1 IN [region] | [CASE WHEN $chosen.region.labels THEN labels(x1) END, CASE WHEN $chosen.region.id THEN x1.id END, CASE WHEN $chosen.region.began THEN x1.began END, CASE WHEN $chosen.region.code THEN x1.code END, CASE WHEN $chosen.region.ended THEN x1.ended END, CASE WHEN $chosen.region.level THEN x1.level END, CASE WHEN $chosen.region.name THEN x1.name END, CASE WHEN $chosen.region.sample THEN coalesce(x1.sample, false) END]]) END END, CASE WHEN $chosen.items IS NOT NULL THEN [x1 IN items | [CASE WHEN $chosen.items.target IS NOT NULL THEN CASE WHEN x1.target IS NULL THEN null ELSE head([x2 IN [x1.target] | [CASE WHEN $chosen.items.target.labels THEN labels(x2) END, CASE WHEN $chosen.items.target.id THEN x2.id END, CASE WHEN $chosen.items.target.domain THEN x2.domain END, CASE WHEN $chosen.items.target.english THEN x2.english END, CASE WHEN $chosen.items.target.key THEN x2.key END, CASE WHEN $chosen.items.target.kind THEN x2.kind END, CASE WHEN $chosen.items.target.maintain THEN coalesce(x2.maintain, false) END, CASE WHEN $chosen.items.target.name THEN x2.name END, CASE WHEN $chosen.items.target.open THEN coalesce(x2.open, false) END, CASE WHEN $chosen.items.target.operator THEN x2.operator END, CASE WHEN $chosen.items.target.phrase THEN x2.phrase END, CASE WHEN $chosen.items.target.population THEN x2.population END, CASE WHEN $chosen.items.target.quantified THEN coalesce(x2.quantified, false) END, CASE WHEN $chosen.items.target.relative THEN coalesce(x2.relative, false) END, CASE WHEN $chosen.items.target.remark THEN x2.remark END, CASE WHEN $chosen.items.target.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.target.stated_as THEN x2.stated_as END, CASE WHEN $chosen.items.target.strict THEN coalesce(x2.strict, false) END, CASE WHEN $chosen.items.target.summary THEN x2.summary END, CASE WHEN $chosen.items.target.unit THEN x2.unit END, CASE WHEN $chosen.items.target.value THEN x2.value END, CASE WHEN $chosen.items.target.weight THEN x2.weight END, CASE WHEN $chosen.items.target.year THEN x2.year END]]) END END, CASE WHEN $chosen.items.indicator IS NOT NULL THEN CASE WHEN x1.indicator IS NULL THEN null ELSE head([x2 IN [x1.indicator] | [CASE WHEN $chosen.items.indicator.labels THEN labels(x2) END, CASE WHEN $chosen.items.indicator.id THEN x2.id END, CASE WHEN $chosen.items.indicator.computed_from THEN x2.computed_from END, CASE WHEN $chosen.items.indicator.english THEN x2.english END, CASE WHEN $chosen.items.indicator.key THEN x2.key END, CASE WHEN $chosen.items.indicator.name THEN x2.name END, CASE WHEN $chosen.items.indicator.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.indicator.unit THEN x2.unit END]]) END END, x1.status, x1.reason, x1.message, x1.observed, x1.year, x1.final, x1.distance, x1.trend, x1.years_below, x1.years_missing, CASE WHEN $chosen.items.history IS NOT NULL THEN [x2 IN x1.history | [x2.year, x2.value, x2.met, x2.contradicted, CASE WHEN $chosen.items.history.observation IS NOT NULL THEN CASE WHEN x2.observation IS NULL THEN null ELSE head([x3 IN [x2.observation] | [CASE WHEN $chosen.items.history.observation.labels THEN labels(x3) END, CASE WHEN $chosen.items.history.observation.id THEN x3.id END, CASE WHEN $chosen.items.history.observation.benchmark THEN x3.benchmark END, CASE WHEN $chosen.items.history.observation.observed_on THEN toString(x3.observed_on) END, CASE WHEN $chosen.items.history.observation.record_key THEN x3.record_key END, CASE WHEN $chosen.items.history.observation.sample THEN coalesce(x3.sample, false) END, CASE WHEN $chosen.items.history.observation.system THEN x3.system END, CASE WHEN $chosen.items.history.observation.unit THEN x3.unit END, CASE WHEN $chosen.items.history.observation.value THEN x3.value END, CASE WHEN $chosen.items.history.observation.year THEN x3.year END]]) END END]] END, CASE WHEN $chosen.items.basis IS NOT NULL THEN [x2 IN x1.basis | [CASE WHEN $chosen.items.basis.labels THEN labels(x2) END, CASE WHEN $chosen.items.basis.id THEN x2.id END, CASE WHEN $chosen.items.basis.end THEN x2.end END, CASE WHEN $chosen.items.basis.heading THEN x2.heading END, CASE WHEN $chosen.items.basis.locator THEN x2.locator END, CASE WHEN $chosen.items.basis.order THEN x2.order END, CASE WHEN $chosen.items.basis.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.basis.start THEN x2.start END, CASE WHEN $chosen.items.basis.text THEN x2.text END]] END, CASE WHEN $chosen.items.evidence IS NOT NULL THEN [x2 IN x1.evidence | [CASE WHEN $chosen.items.evidence.labels THEN labels(x2) END, CASE WHEN $chosen.items.evidence.id THEN x2.id END, CASE WHEN $chosen.items.evidence.department THEN x2.department END, CASE WHEN $chosen.items.evidence.place THEN x2.place END, CASE WHEN $chosen.items.evidence.record_key THEN x2.record_key END, CASE WHEN $chosen.items.evidence.recorded_from THEN toString(x2.recorded_from) END, CASE WHEN $chosen.items.evidence.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.evidence.system THEN x2.system END, CASE WHEN $chosen.items.evidence.withdrawn_on THEN toString(x2.withdrawn_on) END]] END]] END, CASE WHEN $chosen.gaps IS NOT NULL THEN [x1 IN gaps | [x1.code, x1.message, CASE WHEN $chosen.gaps.target IS NOT NULL THEN CASE WHEN x1.target IS NULL THEN null ELSE head([x2 IN [x1.target] | [CASE WHEN $chosen.gaps.target.labels THEN labels(x2) END, CASE WHEN $chosen.gaps.target.id THEN x2.id END, CASE WHEN $chosen.gaps.target.domain THEN x2.domain END, CASE WHEN $chosen.gaps.target.english THEN x2.english END, CASE WHEN $chosen.gaps.target.key THEN x2.key END, CASE WHEN $chosen.gaps.target.kind THEN x2.kind END, CASE WHEN $chosen.gaps.target.maintain THEN coalesce(x2.maintain, false) END, CASE WHEN $chosen.gaps.target.name THEN x2.name END, CASE WHEN $chosen.gaps.target.open THEN coalesce(x2.open, false) END, CASE WHEN $chosen.gaps.target.operator THEN x2.operator END, CASE WHEN $chosen.gaps.target.phrase THEN x2.phrase END, CASE WHEN $chosen.gaps.target.population THEN x2.population END, CASE WHEN $chosen.gaps.target.quantified THEN coalesce(x2.quantified, false) END, CASE WHEN $chosen.gaps.target.relative THEN coalesce(x2.relative, false) END, CASE WHEN $chosen.gaps.target.remark THEN x2.remark END, CASE WHEN $chosen.gaps.target.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.gaps.target.stated_as THEN x2.stated_as END, CASE WHEN $chosen.gaps.target.strict THEN coalesce(x2.strict, false) END, CASE WHEN $chosen.gaps.target.summary THEN x2.summary END, CASE WHEN $chosen.gaps.target.unit THEN x2.unit END, CASE WHEN $chosen.gaps.target.value THEN x2.value END, CASE WHEN $chosen.gaps.target.weight THEN x2.weight END, CASE WHEN $chosen.gaps.target.year THEN x2.year END]]) END END]] END, CASE WHEN $chosen.provenance IS NOT NULL THEN [x1 IN provenance | [CASE WHEN $chosen.provenance.labels THEN labels(x1) END, CASE WHEN $chosen.provenance.id THEN x1.id END, CASE WHEN $chosen.provenance.department THEN x1.department END, CASE WHEN $chosen.provenance.place THEN x1.place END, CASE WHEN $chosen.provenance.record_key THEN x1.record_key END, CASE WHEN $chosen.provenance.recorded_from THEN toString(x1.recorded_from) END, CASE WHEN $chosen.provenance.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.provenance.system THEN x1.system END, CASE WHEN $chosen.provenance.withdrawn_on THEN toString(x1.withdrawn_on) END]] END] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
