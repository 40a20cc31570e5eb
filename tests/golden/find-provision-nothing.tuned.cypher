CALL () {
  //: find_provision.cypher
}
RETURN {match: match, items: [item IN items | {term: item.term}], gaps: gaps} AS findProvision
