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
WITH before, [toString(as_of), CASE WHEN clause IS NULL THEN null ELSE head([x1 IN [clause] | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.end, x1p.heading, x1p.locator, x1p.order, coalesce(x1p.sample, false), x1p.start, x1p.text]])]) END, CASE WHEN document IS NULL THEN null ELSE head([x1 IN [document] | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, toString(x1p.issued_on), x1p.number, coalesce(x1p.sample, false), x1p.slug, x1p.title]])]) END, [x1 IN path | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.end, x1p.heading, x1p.locator, x1p.order, coalesce(x1p.sample, false), x1p.start, x1p.text]])], CASE WHEN parent IS NULL THEN null ELSE head([x1 IN [parent] | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.end, x1p.heading, x1p.locator, x1p.order, coalesce(x1p.sample, false), x1p.start, x1p.text]])]) END, CASE WHEN previous IS NULL THEN null ELSE head([x1 IN [previous] | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.end, x1p.heading, x1p.locator, x1p.order, coalesce(x1p.sample, false), x1p.start, x1p.text]])]) END, CASE WHEN next IS NULL THEN null ELSE head([x1 IN [next] | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.end, x1p.heading, x1p.locator, x1p.order, coalesce(x1p.sample, false), x1p.start, x1p.text]])]) END, [x1 IN children | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.end, x1p.heading, x1p.locator, x1p.order, coalesce(x1p.sample, false), x1p.start, x1p.text]])], [x1 IN provisions | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.domain, x1p.english, x1p.grade, x1p.key, x1p.kind, coalesce(x1p.maintain, false), x1p.name, coalesce(x1p.open, false), x1p.operator, x1p.phrase, x1p.population, coalesce(x1p.quantified, false), coalesce(x1p.relative, false), x1p.remark, coalesce(x1p.sample, false), x1p.stated_as, coalesce(x1p.strict, false), x1p.summary, x1p.unit, x1p.value, x1p.weight, x1p.year]])], [x1 IN actors | [CASE WHEN x1.provision IS NULL THEN null ELSE head([x2 IN [x1.provision] | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.domain, x2p.english, x2p.grade, x2p.key, x2p.kind, coalesce(x2p.maintain, false), x2p.name, coalesce(x2p.open, false), x2p.operator, x2p.phrase, x2p.population, coalesce(x2p.quantified, false), coalesce(x2p.relative, false), x2p.remark, coalesce(x2p.sample, false), x2p.stated_as, coalesce(x2p.strict, false), x2p.summary, x2p.unit, x2p.value, x2p.weight, x2p.year]])]) END, CASE WHEN x1.actor IS NULL THEN null ELSE head([x2 IN [x1.actor] | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.covers_kind, x2p.employees, toString(x2p.founded_on), x2p.key, x2p.key_post, x2p.kind, x2p.name, x2p.organisation, x2p.register_key, coalesce(x2p.role, false), coalesce(x2p.sample, false), x2p.short_name, x2p.size, x2p.tier, x2p.uscc]])]) END, x1.part, x1.inferred, x1.rule]], [x1 IN figures | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.key, x1p.name, x1p.operator, x1p.phrase, x1p.remark, coalesce(x1p.sample, false), x1p.since, x1p.unit, x1p.value, x1p.year]])], [x1 IN not_stated | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.key, x1p.reason, coalesce(x1p.sample, false), x1p.what]])], [x1 IN gaps | [x1.code, x1.message]], [x1 IN provenance | head([x1p IN [properties(x1)] | [labels(x1), x1p.id, x1p.department, x1p.place, x1p.record_key, toString(x1p.recorded_from), coalesce(x1p.sample, false), x1p.system, toString(x1p.withdrawn_on)]])]] AS answer
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
      WHERE CASE WHEN r8.valid_to <= $as_of THEN false ELSE coalesce(r8.valid_from <= $as_of, true) END
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
