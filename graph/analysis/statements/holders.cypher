// The persons who alone hold the posts of an enterprise whose roles bear a duty of a grade, and in how many.
MATCH (duty:Duty)-[:BORNE_BY]->(role:OrgClass)
WHERE duty.grade = $grade
WITH DISTINCT role
MATCH (role)<-[:HAS_ROLE]-(post:Post)-[:POST_IN]->(enterprise:Enterprise)
WHERE coalesce(enterprise.founded_on <= $as_of, true)
MATCH (post)<-[holds:HOLDS]-(person:Person)
WHERE coalesce(holds.valid_from <= $as_of, true) AND coalesce($as_of < holds.valid_to, true)
WITH enterprise, collect(DISTINCT person.id) AS persons
WITH persons[0] AS person, size(persons) AS number, count(*) AS enterprises
WHERE number = 1
RETURN person AS person, enterprises AS enterprises
ORDER BY enterprises DESC, person
LIMIT $most
