// The classes of actors to which somebody on record belongs on the day.
MATCH (class:OrgClass)
WHERE EXISTS {
    MATCH (class)<-[joins:MEMBER_OF]-(member:Actor)
    WHERE coalesce(joins.valid_from <= $as_of, true) AND coalesce($as_of < joins.valid_to, true)
  }
  OR EXISTS {
    MATCH (class)<-[:HAS_ROLE]-(post:Post)<-[holds:HOLDS]-(person:Person)
    WHERE coalesce(holds.valid_from <= $as_of, true) AND coalesce($as_of < holds.valid_to, true)
  }
  OR EXISTS {
    MATCH (member:Actor)
    WHERE class.covers_kind IN labels(member)
  }
RETURN class.id AS class
