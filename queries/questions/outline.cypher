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
