MATCH (e:Enterprise)
RETURN {totalCount: count(*)} AS enterprises

MATCH (a:Actor)
RETURN {totalCount: count(*)} AS actors

MATCH (i:Inspection {result: $result})
RETURN {totalCount: count(*)} AS inspections

MATCH (c:OrgClass {id: $class})
RETURN {members: {totalCount: COUNT {
  MATCH (c)<-[m:MEMBER_OF]-()
  WHERE coalesce(m.valid_from <= $as_of, true) AND coalesce($as_of < m.valid_to, true)
}}} AS orgClass

MATCH (m:Mechanism {id: $mechanism})
RETURN {creditRecords: {totalCount: COUNT { (m)<-[:SHARED_UNDER]-() }}} AS mechanism
