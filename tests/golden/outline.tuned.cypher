MATCH (document:Document {id: $document})
CALL (document) {
  MATCH (document)<-[:CLAUSE_OF]-(clause)
  WITH clause ORDER BY clause.order, clause.id
  WITH clause,
    head(COLLECT { MATCH (clause)-[:WITHIN]->(parent) RETURN parent }) AS parent,
    COLLECT { MATCH (clause)<-[:DEFINED_IN]-(provision:Provision) RETURN DISTINCT provision } AS own
  RETURN collect({clause: clause, parent: parent, own: own}) AS found
}
CALL (found) {
  UNWIND found AS one
  WITH one, head([up IN found WHERE up.clause = one.parent]).parent AS second
  WITH one, second, head([up IN found WHERE up.clause = second]).parent AS third
  RETURN collect(one {.*, path: [up IN [one.clause, one.parent, second, third] WHERE up IS NOT NULL]}) AS placed
}
RETURN {
  total: size(placed),
  entries: COLLECT {
    UNWIND placed AS one
    WITH one, one.clause AS clause, [part IN placed WHERE one.clause IN part.path | part.own] AS below
    RETURN {
      clause: {locator: clause.locator, heading: clause.heading},
      depth: size(one.path),
      parent: CASE WHEN one.parent IS NULL THEN null ELSE {locator: one.parent.locator} END,
      provisions: size(one.own),
      provisionsBelow: size(reduce(all = [], some IN below | all + [p IN some WHERE NOT p IN all])),
      notStated: COUNT { (clause)<-[:SILENT_IN]-() }
    }
  }
} AS outline
