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
WITH before, [toString(as_of), CASE WHEN $chosen.clause IS NOT NULL THEN CASE WHEN clause IS NULL THEN null ELSE head([x1 IN [clause] | [CASE WHEN $chosen.clause.labels THEN labels(x1) END, CASE WHEN $chosen.clause.id THEN x1.id END, CASE WHEN $chosen.clause.end THEN x1.end END, CASE WHEN $chosen.clause.heading THEN x1.heading END, CASE WHEN $chosen.clause.locator THEN x1.locator END, CASE WHEN $chosen.clause.order THEN x1.order END, CASE WHEN $chosen.clause.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.clause.start THEN x1.start END, CASE WHEN $chosen.clause.text THEN x1.text END]]) END END, CASE WHEN $chosen.document IS NOT NULL THEN CASE WHEN document IS NULL THEN null ELSE head([x1 IN [document] | [CASE WHEN $chosen.document.labels THEN labels(x1) END, CASE WHEN $chosen.document.id THEN x1.id END, CASE WHEN $chosen.document.issued_on THEN toString(x1.issued_on) END, CASE WHEN $chosen.document.number THEN x1.number END, CASE WHEN $chosen.document.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.document.slug THEN x1.slug END, CASE WHEN $chosen.document.title THEN x1.title END]]) END END, CASE WHEN $chosen.path IS NOT NULL THEN [x1 IN path | [CASE WHEN $chosen.path.labels THEN labels(x1) END, CASE WHEN $chosen.path.id THEN x1.id END, CASE WHEN $chosen.path.end THEN x1.end END, CASE WHEN $chosen.path.heading THEN x1.heading END, CASE WHEN $chosen.path.locator THEN x1.locator END, CASE WHEN $chosen.path.order THEN x1.order END, CASE WHEN $chosen.path.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.path.start THEN x1.start END, CASE WHEN $chosen.path.text THEN x1.text END]] END, CASE WHEN $chosen.parent IS NOT NULL THEN CASE WHEN parent IS NULL THEN null ELSE head([x1 IN [parent] | [CASE WHEN $chosen.parent.labels THEN labels(x1) END, CASE WHEN $chosen.parent.id THEN x1.id END, CASE WHEN $chosen.parent.end THEN x1.end END, CASE WHEN $chosen.parent.heading THEN x1.heading END, CASE WHEN $chosen.parent.locator THEN x1.locator END, CASE WHEN $chosen.parent.order THEN x1.order END, CASE WHEN $chosen.parent.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.parent.start THEN x1.start END, CASE WHEN $chosen.parent.text THEN x1.text END]]) END END, CASE WHEN $chosen.previous IS NOT NULL THEN CASE WHEN previous IS NULL THEN null ELSE head([x1 IN [previous] | [CASE WHEN $chosen.previous.labels THEN labels(x1) END, CASE WHEN $chosen.previous.id THEN x1.id END, CASE WHEN $chosen.previous.end THEN x1.end END, CASE WHEN $chosen.previous.heading THEN x1.heading END, CASE WHEN $chosen.previous.locator THEN x1.locator END, CASE WHEN $chosen.previous.order THEN x1.order END, CASE WHEN $chosen.previous.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.previous.start THEN x1.start END, CASE WHEN $chosen.previous.text THEN x1.text END]]) END END, CASE WHEN $chosen.next IS NOT NULL THEN CASE WHEN next IS NULL THEN null ELSE head([x1 IN [next] | [CASE WHEN $chosen.next.labels THEN labels(x1) END, CASE WHEN $chosen.next.id THEN x1.id END, CASE WHEN $chosen.next.end THEN x1.end END, CASE WHEN $chosen.next.heading THEN x1.heading END, CASE WHEN $chosen.next.locator THEN x1.locator END, CASE WHEN $chosen.next.order THEN x1.order END, CASE WHEN $chosen.next.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.next.start THEN x1.start END, CASE WHEN $chosen.next.text THEN x1.text END]]) END END, CASE WHEN $chosen.children IS NOT NULL THEN [x1 IN children | [CASE WHEN $chosen.children.labels THEN labels(x1) END, CASE WHEN $chosen.children.id THEN x1.id END, CASE WHEN $chosen.children.end THEN x1.end END, CASE WHEN $chosen.children.heading THEN x1.heading END, CASE WHEN $chosen.children.locator THEN x1.locator END, CASE WHEN $chosen.children.order THEN x1.order END, CASE WHEN $chosen.children.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.children.start THEN x1.start END, CASE WHEN $chosen.children.text THEN x1.text END]] END, CASE WHEN $chosen.provisions IS NOT NULL THEN [x1 IN provisions | [CASE WHEN $chosen.provisions.labels THEN labels(x1) END, CASE WHEN $chosen.provisions.id THEN x1.id END, CASE WHEN $chosen.provisions.domain THEN x1.domain END, CASE WHEN $chosen.provisions.english THEN x1.english END, CASE WHEN $chosen.provisions.grade THEN x1.grade END, CASE WHEN $chosen.provisions.key THEN x1.key END, CASE WHEN $chosen.provisions.kind THEN x1.kind END, CASE WHEN $chosen.provisions.maintain THEN coalesce(x1.maintain, false) END, CASE WHEN $chosen.provisions.name THEN x1.name END, CASE WHEN $chosen.provisions.open THEN coalesce(x1.open, false) END, CASE WHEN $chosen.provisions.operator THEN x1.operator END, CASE WHEN $chosen.provisions.phrase THEN x1.phrase END, CASE WHEN $chosen.provisions.population THEN x1.population END, CASE WHEN $chosen.provisions.quantified THEN coalesce(x1.quantified, false) END, CASE WHEN $chosen.provisions.relative THEN coalesce(x1.relative, false) END, CASE WHEN $chosen.provisions.remark THEN x1.remark END, CASE WHEN $chosen.provisions.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.provisions.stated_as THEN x1.stated_as END, CASE WHEN $chosen.provisions.strict THEN coalesce(x1.strict, false) END, CASE WHEN $chosen.provisions.summary THEN x1.summary END, CASE WHEN $chosen.provisions.unit THEN x1.unit END, CASE WHEN $chosen.provisions.value THEN x1.value END, CASE WHEN $chosen.provisions.weight THEN x1.weight END, CASE WHEN $chosen.provisions.year THEN x1.year END]] END, CASE WHEN $chosen.actors IS NOT NULL THEN [x1 IN actors | [CASE WHEN $chosen.actors.provision IS NOT NULL THEN CASE WHEN x1.provision IS NULL THEN null ELSE head([x2 IN [x1.provision] | [CASE WHEN $chosen.actors.provision.labels THEN labels(x2) END, CASE WHEN $chosen.actors.provision.id THEN x2.id END, CASE WHEN $chosen.actors.provision.domain THEN x2.domain END, CASE WHEN $chosen.actors.provision.english THEN x2.english END, CASE WHEN $chosen.actors.provision.grade THEN x2.grade END, CASE WHEN $chosen.actors.provision.key THEN x2.key END, CASE WHEN $chosen.actors.provision.kind THEN x2.kind END, CASE WHEN $chosen.actors.provision.maintain THEN coalesce(x2.maintain, false) END, CASE WHEN $chosen.actors.provision.name THEN x2.name END, CASE WHEN $chosen.actors.provision.open THEN coalesce(x2.open, false) END, CASE WHEN $chosen.actors.provision.operator THEN x2.operator END, CASE WHEN $chosen.actors.provision.phrase THEN x2.phrase END, CASE WHEN $chosen.actors.provision.population THEN x2.population END, CASE WHEN $chosen.actors.provision.quantified THEN coalesce(x2.quantified, false) END, CASE WHEN $chosen.actors.provision.relative THEN coalesce(x2.relative, false) END, CASE WHEN $chosen.actors.provision.remark THEN x2.remark END, CASE WHEN $chosen.actors.provision.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.actors.provision.stated_as THEN x2.stated_as END, CASE WHEN $chosen.actors.provision.strict THEN coalesce(x2.strict, false) END, CASE WHEN $chosen.actors.provision.summary THEN x2.summary END, CASE WHEN $chosen.actors.provision.unit THEN x2.unit END, CASE WHEN $chosen.actors.provision.value THEN x2.value END, CASE WHEN $chosen.actors.provision.weight THEN x2.weight END, CASE WHEN $chosen.actors.provision.year THEN x2.year END]]) END END, CASE WHEN $chosen.actors.actor IS NOT NULL THEN CASE WHEN x1.actor IS NULL THEN null ELSE head([x2 IN [x1.actor] | [CASE WHEN $chosen.actors.actor.labels THEN labels(x2) END, CASE WHEN $chosen.actors.actor.id THEN x2.id END, CASE WHEN $chosen.actors.actor.covers_kind THEN x2.covers_kind END, CASE WHEN $chosen.actors.actor.employees THEN x2.employees END, CASE WHEN $chosen.actors.actor.founded_on THEN toString(x2.founded_on) END, CASE WHEN $chosen.actors.actor.key THEN x2.key END, CASE WHEN $chosen.actors.actor.key_post THEN x2.key_post END, CASE WHEN $chosen.actors.actor.kind THEN x2.kind END, CASE WHEN $chosen.actors.actor.name THEN x2.name END, CASE WHEN $chosen.actors.actor.organisation THEN x2.organisation END, CASE WHEN $chosen.actors.actor.register_key THEN x2.register_key END, CASE WHEN $chosen.actors.actor.role THEN coalesce(x2.role, false) END, CASE WHEN $chosen.actors.actor.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.actors.actor.short_name THEN x2.short_name END, CASE WHEN $chosen.actors.actor.size THEN x2.size END, CASE WHEN $chosen.actors.actor.tier THEN x2.tier END, CASE WHEN $chosen.actors.actor.uscc THEN x2.uscc END]]) END END, x1.part, x1.inferred, x1.rule]] END, CASE WHEN $chosen.figures IS NOT NULL THEN [x1 IN figures | [CASE WHEN $chosen.figures.labels THEN labels(x1) END, CASE WHEN $chosen.figures.id THEN x1.id END, CASE WHEN $chosen.figures.key THEN x1.key END, CASE WHEN $chosen.figures.name THEN x1.name END, CASE WHEN $chosen.figures.operator THEN x1.operator END, CASE WHEN $chosen.figures.phrase THEN x1.phrase END, CASE WHEN $chosen.figures.remark THEN x1.remark END, CASE WHEN $chosen.figures.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.figures.since THEN x1.since END, CASE WHEN $chosen.figures.unit THEN x1.unit END, CASE WHEN $chosen.figures.value THEN x1.value END, CASE WHEN $chosen.figures.year THEN x1.year END]] END, CASE WHEN $chosen.not_stated IS NOT NULL THEN [x1 IN not_stated | [CASE WHEN $chosen.not_stated.labels THEN labels(x1) END, CASE WHEN $chosen.not_stated.id THEN x1.id END, CASE WHEN $chosen.not_stated.key THEN x1.key END, CASE WHEN $chosen.not_stated.reason THEN x1.reason END, CASE WHEN $chosen.not_stated.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.not_stated.what THEN x1.what END]] END, CASE WHEN $chosen.gaps IS NOT NULL THEN [x1 IN gaps | [x1.code, x1.message]] END, CASE WHEN $chosen.provenance IS NOT NULL THEN [x1 IN provenance | [CASE WHEN $chosen.provenance.labels THEN labels(x1) END, CASE WHEN $chosen.provenance.id THEN x1.id END, CASE WHEN $chosen.provenance.department THEN x1.department END, CASE WHEN $chosen.provenance.place THEN x1.place END, CASE WHEN $chosen.provenance.record_key THEN x1.record_key END, CASE WHEN $chosen.provenance.recorded_from THEN toString(x1.recorded_from) END, CASE WHEN $chosen.provenance.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.provenance.system THEN x1.system END, CASE WHEN $chosen.provenance.withdrawn_on THEN toString(x1.withdrawn_on) END]] END] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
