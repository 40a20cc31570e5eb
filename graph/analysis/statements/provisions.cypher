// What the policy sets up for somebody to do, and who else bears a duty of the same clause.
MATCH (provision:Mechanism)
WHERE NOT provision.kind IN $asks_nobody
CALL (provision) {
  MATCH (provision)-[:DEFINED_IN]->(clause:Clause)
  WITH DISTINCT clause
  MATCH (clause)<-[:DEFINED_IN]-(duty:Duty)-[bears:BORNE_BY]->(actor:Actor)
  WHERE coalesce(bears.named_in = clause.id, true)
  RETURN collect(DISTINCT actor.id) AS same_clause
}
RETURN provision.id AS provision, same_clause AS same_clause
ORDER BY provision
