CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
CALL () {
// What do the records in the graph say of an indicator, year by year, beside what was reported?
MATCH (indicator:Indicator {id: $indicator})
MATCH (region:Region {id: $region})

// The region and all within it.
CALL (region) {
  MATCH (region) (
    (whole:Region)<-[within:PART_OF]-(part:Region)
    WHERE coalesce(within.valid_from <= $as_of, true) AND coalesce($as_of < within.valid_to, true)
  ){0,3} (place:Region)
  RETURN collect(DISTINCT place) AS places
}

// Each thing counts once, in the year of its day; by the one rule that the indicator names.
CALL (indicator, places) {
  CALL (indicator, places) {
    UNWIND places AS place
    MATCH (place)<-[located:LOCATED_IN]-(maker:Enterprise)<-[:INSPECTS]-(inspection:Inspection)
    WHERE indicator.computed_from = 'SPOT_CHECK_PASS_RATE'
      AND inspection.kind = 'SPOT_CHECK' AND inspection.result IS NOT NULL AND inspection.inspected_on <= $as_of
      AND coalesce(located.valid_from <= $as_of, true) AND coalesce($as_of < located.valid_to, true)
    WITH DISTINCT inspection
    RETURN inspection.inspected_on.year AS year, inspection.result AS result
    UNION ALL
    WITH indicator, places
    UNWIND places AS place
    MATCH (place)<-[:BUILT_IN]-(project:Project)<-[:INSPECTS_PROJECT]-(inspection:Inspection)
    WHERE project.scale = CASE indicator.computed_from
        WHEN 'LARGE_PROJECT_ACCEPTANCE_RATE' THEN 'LARGE_OR_MEDIUM'
        WHEN 'OTHER_PROJECT_FIRST_ACCEPTANCE_RATE' THEN 'OTHER'
        ELSE null
      END
      AND inspection.kind = 'ACCEPTANCE' AND inspection.result IS NOT NULL AND inspection.inspected_on <= $as_of
    WITH indicator, project, inspection
    ORDER BY inspection.inspected_on, inspection.id
    WITH indicator, project, collect(inspection) AS acceptances
    WITH CASE indicator.computed_from
        WHEN 'LARGE_PROJECT_ACCEPTANCE_RATE' THEN acceptances[-1]
        ELSE acceptances[0]
      END AS decided
    RETURN decided.inspected_on.year AS year, decided.result AS result
  }
  WITH year, count(result) AS counted, count(CASE result WHEN 'PASS' THEN 1 ELSE null END) AS passed
  ORDER BY year DESC
  RETURN collect({year: year, counted: counted, passed: passed, rate: 100.0 * passed / counted}) AS rates
}

// What was reported for the whole region, the latest report of each year.
CALL (indicator, region) {
  MATCH (region)<-[:OBSERVED_IN]-(observation:Observation)-[:OBSERVES]->(indicator)
  WHERE observation.value IS NOT NULL
    AND coalesce(observation.observed_on <= $as_of, observation.year < $as_of.year)
  WITH DISTINCT observation  // few are of the indicator: only of them is asked what else they are of
  WHERE NOT EXISTS {
      MATCH (observation)-[:OBSERVED_FOR]->(scope:Scope)
    }
    AND NOT EXISTS {
      MATCH (observation)-[:OBSERVED_AT]->(site:Site)
    }
    AND NOT EXISTS {
      MATCH (observation)-[:OBSERVED_OF]->(subject:Actor)
    }
  OPTIONAL MATCH (observation)<-[:DESCRIBES]-(source:SourceRecord)
  WITH observation, source
  ORDER BY observation.observed_on DESC, observation.id, source.id
  RETURN collect(DISTINCT observation) AS observations, collect(DISTINCT source) AS provenance
}

CALL (indicator) {
  MATCH (indicator)<-[:MEASURED_BY]-(target:Target)-[:DEFINED_IN]->(clause:Clause)
  WITH DISTINCT clause
  ORDER BY clause.order, clause.id
  RETURN collect(clause) AS basis
}

WITH *, [rate IN rates |
    rate {.*, observation: head([one IN observations WHERE one.year = rate.year])}
  ] AS years
RETURN
  $as_of AS as_of,
  indicator AS indicator,
  region AS region,
  CASE indicator.computed_from
    WHEN 'SPOT_CHECK_PASS_RATE'
      THEN 'supervision spot checks with a result, of enterprises in the region on the day asked about: '
        + 'those passed of all, by the year of the check; each check counts once, self-inspections do not'
    WHEN 'LARGE_PROJECT_ACCEPTANCE_RATE'
      THEN 'large and medium projects in the region that were inspected for acceptance: '
        + 'those whose last acceptance passed of all, by the year of it'
    WHEN 'OTHER_PROJECT_FIRST_ACCEPTANCE_RATE'
      THEN 'other projects in the region that were inspected for acceptance: '
        + 'those whose first acceptance passed of all, by the year of it'
    ELSE null
  END AS definition,
  [each IN years | {
    year: each.year,
    passed: each.passed,
    counted: each.counted,
    value: toString(round(each.rate * 100) / 100),
    reported: each.observation.value,
    difference: toString(round((each.rate - toFloat(each.observation.value)) * 100) / 100),
    observation: each.observation
  }] AS years,
  CASE
    WHEN indicator.computed_from IS NULL
      THEN [{code: 'NO_RULE', message: 'no record in the graph tells this indicator', year: null}]
    WHEN rates = []
      THEN [{code: 'NO_RECORDS', message: 'no record that counts is on file for the region', year: null}]
    ELSE [each IN years WHERE each.observation IS NULL | {
      code: 'NOT_REPORTED',
      message: 'records of the year are on file and no reported value',
      year: each.year
    }]
  END AS gaps,
  basis AS basis,
  provenance AS provenance
}
WITH before, [toString(as_of), CASE WHEN indicator IS NULL THEN null ELSE head([x1 IN [indicator] | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.computed_from, x1p.english, x1p.key, x1p.name, coalesce(x1p.sample, false), x1p.unit]])]) END, CASE WHEN region IS NULL THEN null ELSE head([x1 IN [region] | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.began, x1p.code, x1p.ended, x1p.level, x1p.name, coalesce(x1p.sample, false)]])]) END, definition, [x1 IN years | [x1.year, x1.passed, x1.counted, x1.value, x1.reported, x1.difference, CASE WHEN x1.observation IS NULL THEN null ELSE head([x2 IN [x1.observation] | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.benchmark, toString(x2p.observed_on), x2p.record_key, coalesce(x2p.sample, false), x2p.system, x2p.unit, x2p.value, x2p.year]])]) END]], [x1 IN gaps | [x1.code, x1.message, x1.year]], [x1 IN basis | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.end, x1p.heading, x1p.locator, x1p.order, coalesce(x1p.sample, false), x1p.start, x1p.text]])], [x1 IN provenance | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.department, x1p.place, x1p.record_key, toString(x1p.recorded_from), coalesce(x1p.sample, false), x1p.system, toString(x1p.withdrawn_on)]])]] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
