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
