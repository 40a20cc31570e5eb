CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
CALL () {
// What does the graph hold under the words that a person typed?

// Of each index the best, and of each thing the fields in which the words stand.
CALL () {
  UNWIND $indexes AS index
  CALL db.index.fulltext.queryNodes(index, $query, {limit: $enough}) YIELD node, score
  WITH node, score,
    [field IN $fields WHERE toLower(toStringOrNull(node[field])) CONTAINS $text] AS whole
  WITH node, score, whole, CASE whole
      WHEN [] THEN [field IN $fields WHERE any(part IN $parts
        WHERE toLower(toStringOrNull(node[field])) CONTAINS part)]
      ELSE []
    END AS some
  WITH node, score, whole, some, CASE
      WHEN any(field IN whole WHERE toLower(toStringOrNull(node[field])) = $text) THEN 'EXACT'
      WHEN whole <> [] THEN 'WHOLE'
      WHEN some <> [] OR NOT $pinyin THEN 'WORDS'
      ELSE 'PINYIN'
    END AS how
  WITH node, score, how, CASE how
      WHEN 'EXACT' THEN [field IN whole WHERE toLower(toStringOrNull(node[field])) = $text]
      WHEN 'WHOLE' THEN whole
      WHEN 'WORDS' THEN some
      ELSE [field IN $names WHERE node[field] IS NOT NULL]
    END AS matched
  ORDER BY CASE how WHEN 'EXACT' THEN 1 WHEN 'WHOLE' THEN 2 ELSE 3 END, score DESC, node.id
  SKIP $skip
  LIMIT $first + 1
  WITH node, score, how, matched, toStringOrNull(node[head(matched)]) AS value
  WITH node, score, how, matched, value,
    size(head(split(toLower(value), CASE how
      WHEN 'WORDS' THEN head([part IN $parts WHERE toLower(value) CONTAINS part])
      ELSE $text
    END))) AS place
  WITH node, score, how, matched, value, CASE
      WHEN size(value) > 80 AND place < size(value) AND place > 20 THEN place - 20
      ELSE 0
    END AS start
  WITH node, score, how, matched, substring(value, start, 80) AS excerpt
  WITH node, score, how, matched, excerpt,
    CASE how
      WHEN 'PINYIN' THEN []
      WHEN 'WORDS' THEN $parts
      ELSE [$text]
    END AS sought,
    head([label IN labels(node) WHERE label IN $labels]) AS kind
  WITH node, score, how, matched, excerpt, sought, kind,
    [field IN $named_by[kind] WHERE node[field] IS NOT NULL | toString(node[field])] AS pieces
  RETURN collect({
    node: node,
    name: reduce(name = coalesce(head(pieces), node.id), piece IN tail(pieces) | name + $space + piece),
    kind: kind,
    search_kind: $kinds_named[kind],
    score: score,
    match: how,
    matched: matched,
    excerpt: excerpt,
    highlights: [part IN sought WHERE toLower(excerpt) CONTAINS part
      | substring(excerpt, size(head(split(toLower(excerpt), part))), size(part))]
  }) AS found
}
// How many of each kind, where that is asked for: an index holds one kind.
CALL () {
  UNWIND CASE WHEN coalesce($chosen.counts, $chosen.total_count) IS NULL THEN [] ELSE $indexes END AS index
  CALL db.index.fulltext.queryNodes(index, $query, {limit: $counted}) YIELD node, score
  WITH index, count(score) AS number, head(collect(node)) AS one
  WITH number, head([label IN labels(one) WHERE label IN $labels]) AS kind
  ORDER BY number DESC, kind
  RETURN collect({search_kind: $kinds_named[kind], count: number}) AS counts, sum(number) AS total
}
RETURN
  $as_of AS as_of,
  found[..$first] AS items,
  total AS total_count,
  counts AS counts,
  size(found) > $first AS has_next_page,
  CASE WHEN found <> [] THEN $cursor + toString($skip + size(found[..$first])) END AS end_cursor,
  CASE
    WHEN found = [] AND $skip = 0 THEN [{code: 'NOTHING_FOUND', message: 'nothing on file has all of these words; pinyin finds names, not texts'}]
    ELSE []
  END AS gaps
}
WITH before, [toString(as_of), CASE WHEN $chosen.items IS NOT NULL THEN [x1 IN items | [CASE WHEN $chosen.items.node IS NOT NULL THEN CASE WHEN x1.node IS NULL THEN null ELSE head([x2 IN [x1.node] | [CASE WHEN $chosen.items.node.labels THEN labels(x2) END, CASE WHEN $chosen.items.node.id THEN x2.id END, CASE WHEN $chosen.items.node.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.node.label THEN [name IN $named_by[head([label IN labels(x2) WHERE label IN keys($named_by)])] | toString(x2[name])] + x2.id END]]) END END, x1.name, x1.kind, x1.search_kind, x1.score, x1.match, x1.matched, x1.excerpt, x1.highlights]] END, total_count, CASE WHEN $chosen.counts IS NOT NULL THEN [x1 IN counts | [x1.search_kind, x1.count]] END, has_next_page, end_cursor, CASE WHEN $chosen.gaps IS NOT NULL THEN [x1 IN gaps | [x1.code, x1.message]] END] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
