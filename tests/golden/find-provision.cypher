CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
CALL () {
// Which provisions does a document call so, or, if none, which are called most like it?

// Letter for letter, by its own term or by one of another clause; quotation marks around a term may be left out.
CALL () {
  UNWIND $terms AS name
  CALL (name) {
    MATCH (provision:Mechanism {name: name})
    RETURN provision, 'EXACT' AS how
    UNION
    MATCH (provision:Duty {name: name})
    RETURN provision, 'EXACT' AS how
    UNION
    MATCH (provision:Target {name: name})
    RETURN provision, 'EXACT' AS how
    UNION
    MATCH (restatement:Restatement {term: name})-[:RESTATES]->(provision:Provision)
    RETURN provision, 'RESTATED' AS how
  }
  WITH DISTINCT provision, how, name
  ORDER BY how, provision.id
  RETURN collect({provision: provision, match: how, term: name, score: null}) AS named
}

CALL (named) {
  UNWIND CASE named WHEN [] THEN $indexes ELSE [] END AS index
  CALL db.index.fulltext.queryNodes(index, $query, {limit: 20}) YIELD node, score
  WITH node AS found, score
  OPTIONAL MATCH (found)-[:RESTATES]->(meant:Provision)
  WITH coalesce(meant, found) AS provision, coalesce(found.term, found.name) AS term, score
  ORDER BY score DESC, provision.id
  WITH provision, collect({term: term, score: score})[0] AS best
  ORDER BY best.score DESC, provision.id
  LIMIT 10
  RETURN collect({provision: provision, match: 'TEXT', term: best.term, score: best.score}) AS like
}

CALL (named, like) {
  UNWIND named + like AS each
  WITH each, each.provision AS provision
  OPTIONAL MATCH (provision)-[:DEFINED_IN]->(clause:Clause)
  WITH each, clause
  ORDER BY clause.order, clause.id
  WITH each, collect(DISTINCT clause) AS basis
  ORDER BY each.match, each.score DESC, each.provision.id
  RETURN collect(each {.*, basis: basis}) AS items
}
RETURN
  $as_of AS as_of,
  CASE
    WHEN named <> [] THEN named[0].match
    WHEN like <> [] THEN 'TEXT'
    ELSE null
  END AS match,
  items AS items,
  CASE
    WHEN items = []
      THEN [{code: 'NO_SUCH_TERM', message: 'no provision is called so, nor anything like it'}]
    WHEN named = []
      THEN [{code: 'NOT_LETTER_FOR_LETTER', message: 'no provision is called so; these are called most like it'}]
    ELSE []
  END AS gaps
}
WITH before, [toString(as_of), match, [x1 IN items | [CASE WHEN x1.provision IS NULL THEN null ELSE head([x2 IN [x1.provision] | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.domain, x2p.english, x2p.grade, x2p.key, x2p.kind, coalesce(x2p.maintain, false), x2p.name, coalesce(x2p.open, false), x2p.operator, x2p.phrase, x2p.population, coalesce(x2p.quantified, false), coalesce(x2p.relative, false), x2p.remark, coalesce(x2p.sample, false), x2p.stated_as, coalesce(x2p.strict, false), x2p.summary, x2p.unit, x2p.value, x2p.weight, x2p.year]])]) END, x1.match, x1.term, x1.score, [x2 IN x1.basis | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.end, x2p.heading, x2p.locator, x2p.order, coalesce(x2p.sample, false), x2p.start, x2p.text]])]]], [x1 IN gaps | [x1.code, x1.message]]] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after

CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
CALL () {
// Which provisions does a document call so, or, if none, which are called most like it?

// Letter for letter, by its own term or by one of another clause; quotation marks around a term may be left out.
CALL () {
  UNWIND $terms AS name
  CALL (name) {
    MATCH (provision:Mechanism {name: name})
    RETURN provision, 'EXACT' AS how
    UNION
    MATCH (provision:Duty {name: name})
    RETURN provision, 'EXACT' AS how
    UNION
    MATCH (provision:Target {name: name})
    RETURN provision, 'EXACT' AS how
    UNION
    MATCH (restatement:Restatement {term: name})-[:RESTATES]->(provision:Provision)
    RETURN provision, 'RESTATED' AS how
  }
  WITH DISTINCT provision, how, name
  ORDER BY how, provision.id
  RETURN collect({provision: provision, match: how, term: name, score: null}) AS named
}

CALL (named) {
  UNWIND CASE named WHEN [] THEN $indexes ELSE [] END AS index
  CALL db.index.fulltext.queryNodes(index, $query, {limit: 20}) YIELD node, score
  WITH node AS found, score
  OPTIONAL MATCH (found)-[:RESTATES]->(meant:Provision)
  WITH coalesce(meant, found) AS provision, coalesce(found.term, found.name) AS term, score
  ORDER BY score DESC, provision.id
  WITH provision, collect({term: term, score: score})[0] AS best
  ORDER BY best.score DESC, provision.id
  LIMIT 10
  RETURN collect({provision: provision, match: 'TEXT', term: best.term, score: best.score}) AS like
}

CALL (named, like) {
  UNWIND named + like AS each
  WITH each, each.provision AS provision
  OPTIONAL MATCH (provision)-[:DEFINED_IN]->(clause:Clause)
  WITH each, clause
  ORDER BY clause.order, clause.id
  WITH each, collect(DISTINCT clause) AS basis
  ORDER BY each.match, each.score DESC, each.provision.id
  RETURN collect(each {.*, basis: basis}) AS items
}
RETURN
  $as_of AS as_of,
  CASE
    WHEN named <> [] THEN named[0].match
    WHEN like <> [] THEN 'TEXT'
    ELSE null
  END AS match,
  items AS items,
  CASE
    WHEN items = []
      THEN [{code: 'NO_SUCH_TERM', message: 'no provision is called so, nor anything like it'}]
    WHEN named = []
      THEN [{code: 'NOT_LETTER_FOR_LETTER', message: 'no provision is called so; these are called most like it'}]
    ELSE []
  END AS gaps
}
WITH before, [toString(as_of), match, [x1 IN items | [CASE WHEN x1.provision IS NULL THEN null ELSE head([x2 IN [x1.provision] | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.domain, x2p.english, x2p.grade, x2p.key, x2p.kind, coalesce(x2p.maintain, false), x2p.name, coalesce(x2p.open, false), x2p.operator, x2p.phrase, x2p.population, coalesce(x2p.quantified, false), coalesce(x2p.relative, false), x2p.remark, coalesce(x2p.sample, false), x2p.stated_as, coalesce(x2p.strict, false), x2p.summary, x2p.unit, x2p.value, x2p.weight, x2p.year]])]) END, x1.match, x1.term, x1.score, [x2 IN x1.basis | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.end, x2p.heading, x2p.locator, x2p.order, coalesce(x2p.sample, false), x2p.start, x2p.text]])]]], [x1 IN gaps | [x1.code, x1.message]]] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after

CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
CALL () {
// Which provisions does a document call so, or, if none, which are called most like it?

// Letter for letter, by its own term or by one of another clause; quotation marks around a term may be left out.
CALL () {
  UNWIND $terms AS name
  CALL (name) {
    MATCH (provision:Mechanism {name: name})
    RETURN provision, 'EXACT' AS how
    UNION
    MATCH (provision:Duty {name: name})
    RETURN provision, 'EXACT' AS how
    UNION
    MATCH (provision:Target {name: name})
    RETURN provision, 'EXACT' AS how
    UNION
    MATCH (restatement:Restatement {term: name})-[:RESTATES]->(provision:Provision)
    RETURN provision, 'RESTATED' AS how
  }
  WITH DISTINCT provision, how, name
  ORDER BY how, provision.id
  RETURN collect({provision: provision, match: how, term: name, score: null}) AS named
}

CALL (named) {
  UNWIND CASE named WHEN [] THEN $indexes ELSE [] END AS index
  CALL db.index.fulltext.queryNodes(index, $query, {limit: 20}) YIELD node, score
  WITH node AS found, score
  OPTIONAL MATCH (found)-[:RESTATES]->(meant:Provision)
  WITH coalesce(meant, found) AS provision, coalesce(found.term, found.name) AS term, score
  ORDER BY score DESC, provision.id
  WITH provision, collect({term: term, score: score})[0] AS best
  ORDER BY best.score DESC, provision.id
  LIMIT 10
  RETURN collect({provision: provision, match: 'TEXT', term: best.term, score: best.score}) AS like
}

CALL (named, like) {
  UNWIND named + like AS each
  WITH each, each.provision AS provision
  OPTIONAL MATCH (provision)-[:DEFINED_IN]->(clause:Clause)
  WITH each, clause
  ORDER BY clause.order, clause.id
  WITH each, collect(DISTINCT clause) AS basis
  ORDER BY each.match, each.score DESC, each.provision.id
  RETURN collect(each {.*, basis: basis}) AS items
}
RETURN
  $as_of AS as_of,
  CASE
    WHEN named <> [] THEN named[0].match
    WHEN like <> [] THEN 'TEXT'
    ELSE null
  END AS match,
  items AS items,
  CASE
    WHEN items = []
      THEN [{code: 'NO_SUCH_TERM', message: 'no provision is called so, nor anything like it'}]
    WHEN named = []
      THEN [{code: 'NOT_LETTER_FOR_LETTER', message: 'no provision is called so; these are called most like it'}]
    ELSE []
  END AS gaps
}
WITH before, [toString(as_of), match, [x1 IN items | [CASE WHEN x1.provision IS NULL THEN null ELSE head([x2 IN [x1.provision] | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.domain, x2p.english, x2p.grade, x2p.key, x2p.kind, coalesce(x2p.maintain, false), x2p.name, coalesce(x2p.open, false), x2p.operator, x2p.phrase, x2p.population, coalesce(x2p.quantified, false), coalesce(x2p.relative, false), x2p.remark, coalesce(x2p.sample, false), x2p.stated_as, coalesce(x2p.strict, false), x2p.summary, x2p.unit, x2p.value, x2p.weight, x2p.year]])]) END, x1.match, x1.term, x1.score, [x2 IN x1.basis | head([x2p IN [properties(x2)] | [labels(x2), x2p.id, x2p.end, x2p.heading, x2p.locator, x2p.order, coalesce(x2p.sample, false), x2p.start, x2p.text]])]]], [x1 IN gaps | [x1.code, x1.message]]] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
