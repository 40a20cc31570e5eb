// The enterprises of a day, counted by where they lie and by what they do and make.
MATCH (enterprise:Enterprise)
WHERE coalesce(enterprise.founded_on <= $as_of, true)
CALL (enterprise) {
  MATCH (enterprise)-[located:LOCATED_IN]->(home:Region)
  WHERE coalesce(located.valid_from <= $as_of, true) AND coalesce($as_of < located.valid_to, true)
  WITH DISTINCT home.id AS home
  ORDER BY home
  RETURN collect(home) AS homes
}
CALL (enterprise) {
  CALL (enterprise) {
    MATCH (enterprise)-[sorted:IN_SECTOR]->(scope:Scope)
    WHERE coalesce(sorted.valid_from <= $as_of, true) AND coalesce($as_of < sorted.valid_to, true)
    RETURN scope.id AS scope
    UNION
    MATCH (enterprise)<-[:MADE_BY]-(product:Product)-[sorted:OF_CLASS]->(scope:Scope)
    WHERE coalesce(sorted.valid_from <= $as_of, true) AND coalesce($as_of < sorted.valid_to, true)
    RETURN scope.id AS scope
  }
  WITH scope
  ORDER BY scope
  RETURN collect(scope) AS scopes
}
WITH homes, scopes, enterprise.id AS enterprise
ORDER BY enterprise
WITH homes, scopes, collect(enterprise) AS enterprises
RETURN homes AS homes, scopes AS scopes, size(enterprises) AS enterprises, enterprises[..$most] AS first
ORDER BY homes, scopes
