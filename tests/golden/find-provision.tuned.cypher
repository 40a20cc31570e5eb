CALL () {
  //: find_provision.cypher
}
RETURN {
  match: match,
  items: [item IN items | {
    term: item.term,
    provision: {id: item.provision.id, english: item.provision.english},
    basis: [c IN item.basis | {locator: c.locator}]
  }],
  gaps: [gap IN gaps | {code: gap.code}]
} AS veto

CALL () {
  //: find_provision.cypher
}
RETURN {
  match: match,
  items: [item IN items | {
    term: item.term,
    provision: {id: item.provision.id},
    basis: [c IN item.basis | {locator: c.locator}]
  }]
} AS restated

CALL () {
  //: find_provision.cypher
}
RETURN {match: match, gaps: gaps} AS near
