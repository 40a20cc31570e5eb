// What one department has to do with on a day, beside the enterprises in its field.
MATCH (department:Department {id: $of})
RETURN
  COLLECT {
    MATCH (department)-[serves:HAS_JURISDICTION]->(region:Region)
    WHERE coalesce(serves.valid_from <= $as_of, true) AND coalesce($as_of < serves.valid_to, true)
    RETURN DISTINCT region.id AS id
    ORDER BY id
  } AS regions,
  COLLECT {
    MATCH (department)-[remit:HAS_REMIT]->(scope:Scope)
    WHERE coalesce(remit.valid_from <= $as_of, true) AND coalesce($as_of < remit.valid_to, true)
    RETURN DISTINCT scope.id AS id
    ORDER BY id
  } AS scopes,
  COLLECT {
    MATCH (department)<-[names:HAS_PARTICIPANT|BORNE_BY|SUPERVISES]-(provision:Provision)
    WHERE coalesce(names.valid_from <= $as_of, true) AND coalesce($as_of < names.valid_to, true)
    RETURN DISTINCT provision.id AS id
    ORDER BY id
  } AS provisions,
  COLLECT {
    MATCH (department)<-[:HOSTED_BY|POST_IN]-(actor:Actor)
    RETURN DISTINCT actor.id AS id
    ORDER BY id
  } AS actors,
  COLLECT {
    MATCH (department)<-[:ISSUED_BY]-(licence:Licence)
    WHERE coalesce(licence.status = 'VALID', true)
      AND coalesce(licence.issued_on <= $as_of, true) AND coalesce($as_of <= licence.expires_on, true)
    RETURN licence.id AS id
    ORDER BY id
  } AS licences,
  COLLECT {
    MATCH (department)<-[:HANDLED_BY]-(case:Case)
    WHERE coalesce(case.opened_on <= $as_of, true) AND coalesce($as_of < case.closed_on, true)
    RETURN case.id AS id
    ORDER BY id
  } AS cases,
  COLLECT {
    MATCH (department)-[liaises:LIAISES_WITH]->(enterprise:Enterprise)
    WHERE coalesce(liaises.valid_from <= $as_of, true) AND coalesce($as_of < liaises.valid_to, true)
    RETURN DISTINCT enterprise.id AS id
    ORDER BY id
  } AS liaisons
