// What rests on one standard on a day.
MATCH (standard:Standard {id: $of})
CALL (standard) {
  OPTIONAL MATCH (standard)-[applies:APPLIES_TO]->(scope:Scope)
  WHERE coalesce(applies.valid_from <= $as_of, true) AND coalesce($as_of < applies.valid_to, true)
  RETURN collect(DISTINCT scope) AS scopes
}
CALL (scopes) {
  UNWIND scopes AS scope
  MATCH (scope) ((broad:Scope)<-[:BROADER]-(narrow:Scope)){0,5} (leaf:Scope)
  RETURN collect(DISTINCT leaf) AS leaves
}
CALL (leaves) {
  UNWIND leaves AS leaf
  MATCH (leaf)<-[sorted:OF_CLASS]-(product:Product)
  WHERE coalesce(sorted.valid_from <= $as_of, true) AND coalesce($as_of < sorted.valid_to, true)
  WITH DISTINCT product.id AS product
  ORDER BY product
  RETURN collect(product) AS products
}
CALL (leaves) {
  CALL (leaves) {
    UNWIND leaves AS leaf
    MATCH (leaf)<-[sorted:OF_CLASS]-(product:Product)-[:MADE_BY]->(enterprise:Enterprise)
    WHERE coalesce(sorted.valid_from <= $as_of, true) AND coalesce($as_of < sorted.valid_to, true)
    RETURN enterprise
    UNION
    UNWIND leaves AS leaf
    MATCH (leaf)<-[sorted:IN_SECTOR]-(enterprise:Enterprise)
    WHERE coalesce(sorted.valid_from <= $as_of, true) AND coalesce($as_of < sorted.valid_to, true)
    RETURN enterprise
  }
  WITH DISTINCT enterprise
  WHERE coalesce(enterprise.founded_on <= $as_of, true)
  WITH enterprise.id AS enterprise
  ORDER BY enterprise
  RETURN collect(enterprise) AS enterprises
}
RETURN
  products AS products,
  enterprises AS enterprises,
  COLLECT {
    UNWIND scopes AS scope
    RETURN scope.id AS id
    ORDER BY id
  } AS scopes,
  COLLECT {
    UNWIND scopes AS scope
    WITH scope
    WHERE NOT EXISTS {
      MATCH (scope) ((narrow:Scope)-[:BROADER]->(broad:Scope)){0,5} (above:Scope)<-[applies:APPLIES_TO]-(other:Standard)
      WHERE other <> standard
        AND coalesce(applies.valid_from <= $as_of, true) AND coalesce($as_of < applies.valid_to, true)
        AND coalesce(other.effective_on <= $as_of, true) AND coalesce($as_of < other.withdrawn_on, true)
    }
    RETURN scope.id AS id
    ORDER BY id
  } AS scopes_left,
  COLLECT {
    MATCH (standard)<-[:CONFORMS_TO]-(certificate:Certificate)
    WHERE coalesce(certificate.status = 'VALID', true)
      AND coalesce(certificate.issued_on <= $as_of, true) AND coalesce($as_of <= certificate.expires_on, true)
    RETURN certificate.id AS id
    ORDER BY id
  } AS certificates,
  COLLECT {
    MATCH (standard)<-[requires:REQUIRES]-(licence:Licence)
    WHERE coalesce(requires.valid_from <= $as_of, true) AND coalesce($as_of < requires.valid_to, true)
      AND coalesce(licence.status = 'VALID', true)
      AND coalesce(licence.issued_on <= $as_of, true) AND coalesce($as_of <= licence.expires_on, true)
    RETURN DISTINCT licence.id AS id
    ORDER BY id
  } AS licences,
  COLLECT {
    MATCH (standard)<-[requires:REQUIRES]-(scheme:CertificationScheme)
    WHERE coalesce(requires.valid_from <= $as_of, true) AND coalesce($as_of < requires.valid_to, true)
    RETURN DISTINCT scheme.id AS id
    ORDER BY id
  } AS schemes,
  COLLECT {
    MATCH (standard)<-[:ADOPTS]-(adopter:Standard)
    RETURN adopter.id AS id
    ORDER BY id
  } AS adopters,
  COLLECT {
    MATCH (standard)<-[:REPLACES]-(successor:Standard)
    RETURN successor.id AS id
    ORDER BY id
  } AS successors
