CALL () {
  //: search.cypher
}
RETURN {items: [item IN items | {name: item.name, score: item.score}], gaps: gaps} AS search
