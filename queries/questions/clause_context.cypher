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
