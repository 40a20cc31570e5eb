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
WITH before, [toString(as_of), CASE WHEN $chosen.indicator IS NOT NULL THEN CASE WHEN indicator IS NULL THEN null ELSE head([x1 IN [indicator] | [CASE WHEN $chosen.indicator.labels THEN labels(x1) END, CASE WHEN $chosen.indicator.id THEN x1.id END, CASE WHEN $chosen.indicator.computed_from THEN x1.computed_from END, CASE WHEN $chosen.indicator.english THEN x1.english END, CASE WHEN $chosen.indicator.key THEN x1.key END, CASE WHEN $chosen.indicator.name THEN x1.name END, CASE WHEN $chosen.indicator.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.indicator.unit THEN x1.unit END]]) END END, CASE WHEN $chosen.region IS NOT NULL THEN CASE WHEN region IS NULL THEN null ELSE head([x1 IN [region] | [CASE WHEN $chosen.region.labels THEN labels(x1) END, CASE WHEN $chosen.region.id THEN x1.id END, CASE WHEN $chosen.region.began THEN x1.began END, CASE WHEN $chosen.region.code THEN x1.code END, CASE WHEN $chosen.region.ended THEN x1.ended END, CASE WHEN $chosen.region.level THEN x1.level END, CASE WHEN $chosen.region.name THEN x1.name END, CASE WHEN $chosen.region.sample THEN coalesce(x1.sample, false) END]]) END END, definition, CASE WHEN $chosen.years IS NOT NULL THEN [x1 IN years | [x1.year, x1.passed, x1.counted, x1.value, x1.reported, x1.difference, CASE WHEN $chosen.years.observation IS NOT NULL THEN CASE WHEN x1.observation IS NULL THEN null ELSE head([x2 IN [x1.observation] | [CASE WHEN $chosen.years.observation.labels THEN labels(x2) END, CASE WHEN $chosen.years.observation.id THEN x2.id END, CASE WHEN $chosen.years.observation.benchmark THEN x2.benchmark END, CASE WHEN $chosen.years.observation.observed_on THEN toString(x2.observed_on) END, CASE WHEN $chosen.years.observation.record_key THEN x2.record_key END, CASE WHEN $chosen.years.observation.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.years.observation.system THEN x2.system END, CASE WHEN $chosen.years.observation.unit THEN x2.unit END, CASE WHEN $chosen.years.observation.value THEN x2.value END, CASE WHEN $chosen.years.observation.year THEN x2.year END]]) END END]] END, CASE WHEN $chosen.gaps IS NOT NULL THEN [x1 IN gaps | [x1.code, x1.message, x1.year]] END, CASE WHEN $chosen.basis IS NOT NULL THEN [x1 IN basis | [CASE WHEN $chosen.basis.labels THEN labels(x1) END, CASE WHEN $chosen.basis.id THEN x1.id END, CASE WHEN $chosen.basis.end THEN x1.end END, CASE WHEN $chosen.basis.heading THEN x1.heading END, CASE WHEN $chosen.basis.locator THEN x1.locator END, CASE WHEN $chosen.basis.order THEN x1.order END, CASE WHEN $chosen.basis.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.basis.start THEN x1.start END, CASE WHEN $chosen.basis.text THEN x1.text END]] END, CASE WHEN $chosen.provenance IS NOT NULL THEN [x1 IN provenance | [CASE WHEN $chosen.provenance.labels THEN labels(x1) END, CASE WHEN $chosen.provenance.id THEN x1.id END, CASE WHEN $chosen.provenance.department THEN x1.department END, CASE WHEN $chosen.provenance.place THEN x1.place END, CASE WHEN $chosen.provenance.record_key THEN x1.record_key END, CASE WHEN $chosen.provenance.recorded_from THEN toString(x1.recorded_from) END, CASE WHEN $chosen.provenance.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.provenance.system THEN x1.system END, CASE WHEN $chosen.provenance.withdrawn_on THEN toString(x1.withdrawn_on) END]] END] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after

CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
WITH before, [COLLECT {
  UNWIND $ids0 AS id
  MATCH (n1:Indicator {id: id})
  RETURN [id, [n1.name, COLLECT {
    MATCH (n1)<-[r2:MEASURED_BY]-(n3)
    WITH n3, r2 ORDER BY n3.id LIMIT $p1
    RETURN [n3.name, n3.value] AS row
  }]] AS row
}, COLLECT {
  UNWIND $ids1 AS id
  MATCH (n4:Region {id: id})
  RETURN [id, [n4.name, COLLECT {
    MATCH (n4)-[r5:PART_OF]->(n6)
    WHERE CASE WHEN r5.valid_to <= $as_of THEN false ELSE coalesce(r5.valid_from <= $as_of, true) END
    WITH n6, r5 ORDER BY n6.id, coalesce(r5.key, '') LIMIT $p2
    RETURN [n6.name] AS row
  }]] AS row
}, COLLECT {
  UNWIND $ids2 AS id
  MATCH (n7:Observation {id: id})
  RETURN [id, [COLLECT {
    MATCH (n7)-[r8:REPORTED_BY]->(n9)
    WITH n9 ORDER BY n9.id LIMIT 1
    RETURN [n9.name] AS row
  }]] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
