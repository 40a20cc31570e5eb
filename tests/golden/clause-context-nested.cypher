CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
CALL () {
// What stands around one clause, and what does it set up?
MATCH (clause:Clause {id: $of})-[:CLAUSE_OF]->(document:Document)

// What it lies within, from the chapter down.
CALL (clause) {
  MATCH (clause) ((part:Clause)-[:WITHIN]->(whole:Clause)){1,3} (above:Clause)
  WITH above, size(part) AS distance
  ORDER BY distance DESC
  RETURN collect(above) AS path
}

CALL (clause, document) {
  MATCH (document)<-[:CLAUSE_OF]-(before:Clause)
  WHERE before.order < clause.order
  WITH before
  ORDER BY before.order DESC
  LIMIT 1
  RETURN collect(before) AS before
}

CALL (clause, document) {
  MATCH (document)<-[:CLAUSE_OF]-(after:Clause)
  WHERE after.order > clause.order
  WITH after
  ORDER BY after.order
  LIMIT 1
  RETURN collect(after) AS after
}

CALL (clause) {
  MATCH (clause)<-[:WITHIN]-(child:Clause)
  WITH child
  ORDER BY child.order, child.id
  LIMIT 1000
  RETURN collect(child) AS children
}

CALL (clause) {
  MATCH (clause)<-[:DEFINED_IN]-(provision:Provision)
  WITH DISTINCT provision
  ORDER BY provision.weight, provision.id
  LIMIT 1000
  RETURN collect(provision) AS provisions
}

// Whom it names for those: an edge that says no clause counts for each clause of its provision.
CALL (clause) {
  MATCH (clause)<-[:DEFINED_IN]-(provision:Provision)-[names:BORNE_BY|HAS_PARTICIPANT]->(actor:Actor)
  WHERE coalesce(names.named_in = clause.id, true)
    AND coalesce(names.valid_from <= $as_of, true) AND coalesce($as_of < names.valid_to, true)
  WITH DISTINCT provision, names, actor
  ORDER BY provision.weight, provision.id, names.part, names.position, actor.id
  LIMIT 1000
  RETURN collect({
    provision: provision,
    actor: actor,
    part: names.part,
    inferred: names.rule IS NOT NULL,
    rule: names.rule
  }) AS actors
}

CALL (clause) {
  MATCH (clause)<-[:DEFINED_IN]-(figure:Figure)
  WITH DISTINCT figure
  ORDER BY figure.id
  LIMIT 1000
  RETURN collect(figure) AS figures
}

CALL (clause) {
  MATCH (clause)<-[:SILENT_IN]-(omission:Omission)
  WITH DISTINCT omission
  ORDER BY omission.id
  LIMIT 1000
  RETURN collect(omission) AS not_stated
}

CALL (clause) {
  MATCH (clause)<-[:DESCRIBES]-(source:SourceRecord)
  WITH source
  ORDER BY source.id
  RETURN collect(source) AS provenance
}
RETURN
  $as_of AS as_of,
  clause AS clause,
  document AS document,
  path AS path,
  path[-1] AS parent,
  head(before) AS previous,
  head(after) AS next,
  children AS children,
  provisions AS provisions,
  actors AS actors,
  figures AS figures,
  not_stated AS not_stated,
  CASE
    WHEN clause.text IS NULL
      THEN [{code: 'NO_WORDING', message: 'the wording is not loaded; supply the document'}]
    ELSE []
  END AS gaps,
  provenance AS provenance
}
WITH before, [toString(as_of), CASE WHEN clause IS NULL THEN null ELSE head([x1 IN [clause] | [labels(x1), x1.id, x1.end, x1.heading, x1.locator, x1.order, coalesce(x1.sample, false), x1.start, x1.text]]) END, CASE WHEN document IS NULL THEN null ELSE head([x1 IN [document] | [labels(x1), x1.id, toString(x1.issued_on), x1.number, coalesce(x1.sample, false), x1.slug, x1.title]]) END, [x1 IN path | [labels(x1), x1.id, x1.end, x1.heading, x1.locator, x1.order, coalesce(x1.sample, false), x1.start, x1.text]], CASE WHEN parent IS NULL THEN null ELSE head([x1 IN [parent] | [labels(x1), x1.id, x1.end, x1.heading, x1.locator, x1.order, coalesce(x1.sample, false), x1.start, x1.text]]) END, CASE WHEN previous IS NULL THEN null ELSE head([x1 IN [previous] | [labels(x1), x1.id, x1.end, x1.heading, x1.locator, x1.order, coalesce(x1.sample, false), x1.start, x1.text]]) END, CASE WHEN next IS NULL THEN null ELSE head([x1 IN [next] | [labels(x1), x1.id, x1.end, x1.heading, x1.locator, x1.order, coalesce(x1.sample, false), x1.start, x1.text]]) END, [x1 IN children | [labels(x1), x1.id, x1.end, x1.heading, x1.locator, x1.order, coalesce(x1.sample, false), x1.start, x1.text]], [x1 IN provisions | [labels(x1), x1.id, x1.domain, x1.english, x1.grade, x1.key, x1.kind, coalesce(x1.maintain, false), x1.name, coalesce(x1.open, false), x1.operator, x1.phrase, x1.population, coalesce(x1.quantified, false), coalesce(x1.relative, false), x1.remark, coalesce(x1.sample, false), x1.stated_as, coalesce(x1.strict, false), x1.summary, x1.unit, x1.value, x1.weight, x1.year]], [x1 IN actors | [CASE WHEN x1.provision IS NULL THEN null ELSE head([x2 IN [x1.provision] | [labels(x2), x2.id, x2.domain, x2.english, x2.grade, x2.key, x2.kind, coalesce(x2.maintain, false), x2.name, coalesce(x2.open, false), x2.operator, x2.phrase, x2.population, coalesce(x2.quantified, false), coalesce(x2.relative, false), x2.remark, coalesce(x2.sample, false), x2.stated_as, coalesce(x2.strict, false), x2.summary, x2.unit, x2.value, x2.weight, x2.year]]) END, CASE WHEN x1.actor IS NULL THEN null ELSE head([x2 IN [x1.actor] | [labels(x2), x2.id, x2.covers_kind, x2.employees, toString(x2.founded_on), x2.key, x2.key_post, x2.kind, x2.name, x2.organisation, x2.register_key, coalesce(x2.role, false), coalesce(x2.sample, false), x2.short_name, x2.size, x2.tier, x2.uscc]]) END, x1.part, x1.inferred, x1.rule]], [x1 IN figures | [labels(x1), x1.id, x1.key, x1.name, x1.operator, x1.phrase, x1.remark, coalesce(x1.sample, false), x1.since, x1.unit, x1.value, x1.year]], [x1 IN not_stated | [labels(x1), x1.id, x1.key, x1.reason, coalesce(x1.sample, false), x1.what]], [x1 IN gaps | [x1.code, x1.message]], [x1 IN provenance | [labels(x1), x1.id, x1.department, x1.place, x1.record_key, toString(x1.recorded_from), coalesce(x1.sample, false), x1.system, toString(x1.withdrawn_on)]]] AS answer
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
  MATCH (n1:Clause {id: id})
  RETURN [id, [n1.locator, [null, COUNT {
    MATCH (n1)<-[r2:DEFINED_IN]-(n4:Provision)
  }]]] AS row
}, COLLECT {
  UNWIND $ids1 AS id
  MATCH (n5:Clause {id: id})
  RETURN [id, [n5.locator, COLLECT {
    MATCH (n5)<-[r6:DEFINED_IN]-(n7:Provision)
    WITH n7, r6 ORDER BY n7.id LIMIT $p1
    RETURN CASE WHEN n7:Duty OR n7:Mechanism OR n7:Target THEN [head([label IN labels(n7) WHERE label IN ['Duty', 'Mechanism', 'Target']]), [n7.name, COLLECT {
      MATCH (n7)-[r8:HAS_PARTICIPANT]->(n9)
      WHERE (r8.valid_from IS NULL OR r8.valid_from <= $as_of) AND (r8.valid_to IS NULL OR $as_of < r8.valid_to)
      WITH n9, r8 ORDER BY n9.id, coalesce(r8.key, '') LIMIT $p2
      RETURN CASE WHEN n9:Body OR n9:ConformityBody OR n9:Department OR n9:Enterprise OR n9:Government OR n9:OrgClass OR n9:Person OR n9:Post THEN [head([label IN labels(n9) WHERE label IN ['Body', 'ConformityBody', 'Department', 'Enterprise', 'Government', 'OrgClass', 'Person', 'Post']]), [n9.name]] END AS row
    }]] END AS row
  }]] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
