CALL () {
  //: search.cypher
}
RETURN {
  asOf: toString(as_of),
  items: [item IN items | {
    name: item.name, kind: item.kind, match: item.match, matched: item.matched, excerpt: item.excerpt,
    highlights: item.highlights,
    node: {id: item.node.id, sample: coalesce(item.node.sample, false)}
  }],
  gaps: gaps
} AS search
