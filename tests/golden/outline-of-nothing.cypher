CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
CALL () {
// Which clauses does a document have, in order, how deep does each lie, and how much does each set up?
MATCH (document:Document {id: $document})

// Each clause with those that it lies within, itself first, and what it sets up.
CALL (document) {
  MATCH (document)<-[:CLAUSE_OF]-(clause:Clause)
  OPTIONAL MATCH (clause)-[:WITHIN]->(parent:Clause)
  WITH parent, collect(clause) AS parts  // few contain many: go on from each of them once
  OPTIONAL MATCH (parent)-[:WITHIN]->(second:Clause)
  OPTIONAL MATCH (second)-[:WITHIN]->(third:Clause)
  UNWIND parts AS clause
  WITH clause, [whole IN [clause, parent, second, third] WHERE whole IS NOT NULL] AS path
  ORDER BY clause.order, clause.id
  WITH clause, path, COLLECT {
    MATCH (clause)<-[:DEFINED_IN]-(provision:Provision)
    RETURN DISTINCT provision
  } AS own
  WITH collect({clause: clause, path: path, own: own}) AS found
  RETURN size(found) AS total, found
}

// From each up to all that it lies within, so that a chapter is counted without walking down from it. The
// first thousand: more than any outline that a person reads.
CALL (found) {
  UNWIND range(0, size(found) - 1) AS place
  WITH place, found[place] AS each
  UNWIND each.path AS whole
  UNWIND each.own + [null] AS provision
  WITH whole, count(DISTINCT provision) AS below,
    head(collect(CASE WHEN each.clause = whole THEN {place: place, found: each} ELSE null END)) AS itself
  WITH itself.found AS each, itself.place AS place, below
  WHERE place < 1000
  WITH each, each.clause AS clause, below
  ORDER BY place
  RETURN collect({
    clause: clause,
    depth: size(each.path),
    parent: each.path[1],
    provisions: size(each.own),
    provisions_below: below,
    not_stated: COUNT {
      MATCH (clause)<-[:SILENT_IN]-(omission)
    }
  }) AS entries
}

CALL (document) {
  MATCH (document)<-[:DESCRIBES]-(source:SourceRecord)
  WITH source
  ORDER BY source.id
  RETURN collect(source) AS provenance
}
RETURN
  $as_of AS as_of,
  document AS document,
  total AS total,
  entries AS entries,
  CASE
    WHEN total = 0
      THEN [{code: 'NO_CLAUSES', message: 'no clause of the document is on file'}]
    WHEN total > size(entries)
      THEN [{code: 'CUT_OFF', message: 'the document has more clauses than an outline shows; page through clauses'}]
    ELSE []
  END AS gaps,
  provenance AS provenance
}
WITH before, [toString(as_of), CASE WHEN $chosen.document IS NOT NULL THEN CASE WHEN document IS NULL THEN null ELSE head([x1 IN [document] | [CASE WHEN $chosen.document.labels THEN labels(x1) END, CASE WHEN $chosen.document.id THEN x1.id END, CASE WHEN $chosen.document.issued_on THEN toString(x1.issued_on) END, CASE WHEN $chosen.document.number THEN x1.number END, CASE WHEN $chosen.document.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.document.slug THEN x1.slug END, CASE WHEN $chosen.document.title THEN x1.title END]]) END END, total, CASE WHEN $chosen.entries IS NOT NULL THEN [x1 IN entries | [CASE WHEN $chosen.entries.clause IS NOT NULL THEN CASE WHEN x1.clause IS NULL THEN null ELSE head([x2 IN [x1.clause] | [CASE WHEN $chosen.entries.clause.labels THEN labels(x2) END, CASE WHEN $chosen.entries.clause.id THEN x2.id END, CASE WHEN $chosen.entries.clause.end THEN x2.end END, CASE WHEN $chosen.entries.clause.heading THEN x2.heading END, CASE WHEN $chosen.entries.clause.locator THEN x2.locator END, CASE WHEN $chosen.entries.clause.order THEN x2.order END, CASE WHEN $chosen.entries.clause.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.entries.clause.start THEN x2.start END, CASE WHEN $chosen.entries.clause.text THEN x2.text END]]) END END, x1.depth, CASE WHEN $chosen.entries.parent IS NOT NULL THEN CASE WHEN x1.parent IS NULL THEN null ELSE head([x2 IN [x1.parent] | [CASE WHEN $chosen.entries.parent.labels THEN labels(x2) END, CASE WHEN $chosen.entries.parent.id THEN x2.id END, CASE WHEN $chosen.entries.parent.end THEN x2.end END, CASE WHEN $chosen.entries.parent.heading THEN x2.heading END, CASE WHEN $chosen.entries.parent.locator THEN x2.locator END, CASE WHEN $chosen.entries.parent.order THEN x2.order END, CASE WHEN $chosen.entries.parent.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.entries.parent.start THEN x2.start END, CASE WHEN $chosen.entries.parent.text THEN x2.text END]]) END END, x1.provisions, x1.provisions_below, x1.not_stated]] END, CASE WHEN $chosen.gaps IS NOT NULL THEN [x1 IN gaps | [x1.code, x1.message]] END, CASE WHEN $chosen.provenance IS NOT NULL THEN [x1 IN provenance | [CASE WHEN $chosen.provenance.labels THEN labels(x1) END, CASE WHEN $chosen.provenance.id THEN x1.id END, CASE WHEN $chosen.provenance.department THEN x1.department END, CASE WHEN $chosen.provenance.place THEN x1.place END, CASE WHEN $chosen.provenance.record_key THEN x1.record_key END, CASE WHEN $chosen.provenance.recorded_from THEN toString(x1.recorded_from) END, CASE WHEN $chosen.provenance.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.provenance.system THEN x1.system END, CASE WHEN $chosen.provenance.withdrawn_on THEN toString(x1.withdrawn_on) END]] END] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
