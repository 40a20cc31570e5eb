MATCH (document:Document {id: $document})
CALL (document) {
  MATCH (document)<-[:CLAUSE_OF]-(clause)
  WITH clause ORDER BY clause.order, clause.id
  WITH clause,
    head(COLLECT { MATCH (clause)-[:WITHIN]->(parent) RETURN parent }) AS parent,
    COLLECT { MATCH (clause)<-[:DEFINED_IN]-(provision:Provision) RETURN DISTINCT provision ORDER BY provision.id } AS own
  RETURN collect({clause: clause, parent: parent, own: own}) AS found
}
CALL (found) {
  UNWIND found AS one
  WITH one, head([up IN found WHERE up.clause = one.parent]).parent AS second
  WITH one, second, head([up IN found WHERE up.clause = second]).parent AS third
  RETURN collect(one {.*, path: [up IN [one.clause, one.parent, second, third] WHERE up IS NOT NULL]}) AS placed
}
RETURN {
  document: {slug: document.slug, title: document.title, clauses: {totalCount: size(placed)}},
  entries: COLLECT {
    UNWIND placed AS one
    WITH one, one.clause AS clause, head(one.own) AS provision
    RETURN {depth: size(one.path), clause: {locator: clause.locator, provisions: {nodes: CASE
      WHEN provision IS NULL THEN []
      ELSE [{name: provision.name}]
    END}}}
  },
  gaps: CASE WHEN placed = [] THEN [{code: 'NO_CLAUSES'}] ELSE [] END
} AS outline
