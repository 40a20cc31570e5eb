// The enterprises of a day in which nobody holds a post whose role bears a duty of a grade.
MATCH (enterprise:Enterprise)
WHERE coalesce(enterprise.founded_on <= $as_of, true)
  AND NOT EXISTS {
    MATCH (enterprise)<-[:POST_IN]-(post:Post)-[:HAS_ROLE]->(role:OrgClass)<-[:BORNE_BY]-(duty:Duty)
    WHERE duty.grade = $grade
      AND EXISTS {
        MATCH (post)<-[holds:HOLDS]-(person:Person)
        WHERE coalesce(holds.valid_from <= $as_of, true) AND coalesce($as_of < holds.valid_to, true)
      }
  }
WITH enterprise.id AS enterprise
ORDER BY enterprise
WITH collect(enterprise) AS enterprises
RETURN size(enterprises) AS count, enterprises[..$most] AS first
