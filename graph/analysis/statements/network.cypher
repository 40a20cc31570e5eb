// The responsibility network on a day: who acts, over what and where, and whom the policy names for it.
// Enterprises, persons and posts are no part of it unless the policy names them: they are counted, not drawn.
CALL () {
  MATCH (source:Authority)-[edge:HAS_JURISDICTION]->(target:Region)
  RETURN source.id AS source, edge, target.id AS target
  UNION ALL
  MATCH (source:Department)-[edge:HAS_REMIT]->(target:Scope)
  RETURN source.id AS source, edge, target.id AS target
  UNION ALL
  MATCH (source:Authority)-[edge:MEMBER_OF|UNIT_OF|HAS_MEMBER|SUBORDINATE_TO|HOSTED_BY|SAME_AS]->(target:Actor)
  WHERE NOT (target:Enterprise OR target:Person OR target:Post)
  RETURN source.id AS source, edge, target.id AS target
  UNION ALL
  MATCH (source:Provision)-[edge:HAS_PARTICIPANT|BORNE_BY|SUPERVISES]->(target:Actor)
  RETURN source.id AS source, edge, target.id AS target
  UNION ALL
  MATCH (source:Mechanism)-[edge:SERVES]->(target:Duty)
  RETURN source.id AS source, edge, target.id AS target
  UNION ALL
  MATCH (source:Region)-[edge:PART_OF]->(target:Region)
  RETURN source.id AS source, edge, target.id AS target
  UNION ALL
  MATCH (source:Scope)-[edge:BROADER]->(target:Scope)
  RETURN source.id AS source, edge, target.id AS target
}
WITH source, edge, target
WHERE coalesce(edge.valid_from <= $as_of, true) AND coalesce($as_of < edge.valid_to, true)
RETURN DISTINCT source AS source, type(edge) AS type, target AS target, edge.part AS part
ORDER BY source, type, target, part
