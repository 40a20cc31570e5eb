CALL () {
  //: credit_record_sharing.cypher
}
RETURN {
  asOf: toString(as_of),
  open: open,
  record: {id: record.id, category: record.category, recordedOn: toString(record.recorded_on)},
  mechanism: CASE WHEN mechanism IS NULL THEN null ELSE {name: mechanism.name} END,
  contributedBy: [d IN contributed_by | {name: d.name}],
  sharedWith: [one IN shared_with | {
    department: {name: one.department.name},
    since: toString(one.since),
    basis: [c IN one.basis | {locator: c.locator}]
  }],
  notSharedWith: [one IN not_shared_with | {department: {name: one.department.name}, reason: one.reason}],
  basis: [c IN basis | {locator: c.locator}],
  gaps: gaps
} AS creditRecordSharing
