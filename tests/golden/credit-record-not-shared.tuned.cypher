CALL () {
  //: credit_record_sharing.cypher
}
RETURN {
  record: {category: record.category, enterprise: head(COLLECT {
    MATCH (record)-[:CONCERNS]->(e)
    RETURN {name: e.name}
  })},
  sharedWith: [one IN shared_with | {department: {name: one.department.name}}],
  notSharedWith: [one IN not_shared_with | {department: {name: one.department.name}, reason: one.reason}],
  gaps: [gap IN gaps | {code: gap.code}]
} AS creditRecordSharing
