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
WITH before, [toString(as_of), match, CASE WHEN $chosen.items IS NOT NULL THEN [x1 IN items | [CASE WHEN $chosen.items.provision IS NOT NULL THEN CASE WHEN x1.provision IS NULL THEN null ELSE head([x2 IN [x1.provision] | [CASE WHEN $chosen.items.provision.labels THEN labels(x2) END, CASE WHEN $chosen.items.provision.id THEN x2.id END, CASE WHEN $chosen.items.provision.domain THEN x2.domain END, CASE WHEN $chosen.items.provision.english THEN x2.english END, CASE WHEN $chosen.items.provision.grade THEN x2.grade END, CASE WHEN $chosen.items.provision.key THEN x2.key END, CASE WHEN $chosen.items.provision.kind THEN x2.kind END, CASE WHEN $chosen.items.provision.maintain THEN coalesce(x2.maintain, false) END, CASE WHEN $chosen.items.provision.name THEN x2.name END, CASE WHEN $chosen.items.provision.open THEN coalesce(x2.open, false) END, CASE WHEN $chosen.items.provision.operator THEN x2.operator END, CASE WHEN $chosen.items.provision.phrase THEN x2.phrase END, CASE WHEN $chosen.items.provision.population THEN x2.population END, CASE WHEN $chosen.items.provision.quantified THEN coalesce(x2.quantified, false) END, CASE WHEN $chosen.items.provision.relative THEN coalesce(x2.relative, false) END, CASE WHEN $chosen.items.provision.remark THEN x2.remark END, CASE WHEN $chosen.items.provision.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.provision.stated_as THEN x2.stated_as END, CASE WHEN $chosen.items.provision.strict THEN coalesce(x2.strict, false) END, CASE WHEN $chosen.items.provision.summary THEN x2.summary END, CASE WHEN $chosen.items.provision.unit THEN x2.unit END, CASE WHEN $chosen.items.provision.value THEN x2.value END, CASE WHEN $chosen.items.provision.weight THEN x2.weight END, CASE WHEN $chosen.items.provision.year THEN x2.year END]]) END END, x1.match, x1.term, x1.score, CASE WHEN $chosen.items.basis IS NOT NULL THEN [x2 IN x1.basis | [CASE WHEN $chosen.items.basis.labels THEN labels(x2) END, CASE WHEN $chosen.items.basis.id THEN x2.id END, CASE WHEN $chosen.items.basis.end THEN x2.end END, CASE WHEN $chosen.items.basis.heading THEN x2.heading END, CASE WHEN $chosen.items.basis.locator THEN x2.locator END, CASE WHEN $chosen.items.basis.order THEN x2.order END, CASE WHEN $chosen.items.basis.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.basis.start THEN x2.start END, CASE WHEN $chosen.items.basis.text THEN x2.text END]] END]] END, CASE WHEN $chosen.gaps IS NOT NULL THEN [x1 IN gaps | [x1.code, x1.message]] END] AS answer
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
WITH before, [toString(as_of), match, CASE WHEN $chosen.items IS NOT NULL THEN [x1 IN items | [CASE WHEN $chosen.items.provision IS NOT NULL THEN CASE WHEN x1.provision IS NULL THEN null ELSE head([x2 IN [x1.provision] | [CASE WHEN $chosen.items.provision.labels THEN labels(x2) END, CASE WHEN $chosen.items.provision.id THEN x2.id END, CASE WHEN $chosen.items.provision.domain THEN x2.domain END, CASE WHEN $chosen.items.provision.english THEN x2.english END, CASE WHEN $chosen.items.provision.grade THEN x2.grade END, CASE WHEN $chosen.items.provision.key THEN x2.key END, CASE WHEN $chosen.items.provision.kind THEN x2.kind END, CASE WHEN $chosen.items.provision.maintain THEN coalesce(x2.maintain, false) END, CASE WHEN $chosen.items.provision.name THEN x2.name END, CASE WHEN $chosen.items.provision.open THEN coalesce(x2.open, false) END, CASE WHEN $chosen.items.provision.operator THEN x2.operator END, CASE WHEN $chosen.items.provision.phrase THEN x2.phrase END, CASE WHEN $chosen.items.provision.population THEN x2.population END, CASE WHEN $chosen.items.provision.quantified THEN coalesce(x2.quantified, false) END, CASE WHEN $chosen.items.provision.relative THEN coalesce(x2.relative, false) END, CASE WHEN $chosen.items.provision.remark THEN x2.remark END, CASE WHEN $chosen.items.provision.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.provision.stated_as THEN x2.stated_as END, CASE WHEN $chosen.items.provision.strict THEN coalesce(x2.strict, false) END, CASE WHEN $chosen.items.provision.summary THEN x2.summary END, CASE WHEN $chosen.items.provision.unit THEN x2.unit END, CASE WHEN $chosen.items.provision.value THEN x2.value END, CASE WHEN $chosen.items.provision.weight THEN x2.weight END, CASE WHEN $chosen.items.provision.year THEN x2.year END]]) END END, x1.match, x1.term, x1.score, CASE WHEN $chosen.items.basis IS NOT NULL THEN [x2 IN x1.basis | [CASE WHEN $chosen.items.basis.labels THEN labels(x2) END, CASE WHEN $chosen.items.basis.id THEN x2.id END, CASE WHEN $chosen.items.basis.end THEN x2.end END, CASE WHEN $chosen.items.basis.heading THEN x2.heading END, CASE WHEN $chosen.items.basis.locator THEN x2.locator END, CASE WHEN $chosen.items.basis.order THEN x2.order END, CASE WHEN $chosen.items.basis.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.basis.start THEN x2.start END, CASE WHEN $chosen.items.basis.text THEN x2.text END]] END]] END, CASE WHEN $chosen.gaps IS NOT NULL THEN [x1 IN gaps | [x1.code, x1.message]] END] AS answer
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
WITH before, [toString(as_of), match, CASE WHEN $chosen.items IS NOT NULL THEN [x1 IN items | [CASE WHEN $chosen.items.provision IS NOT NULL THEN CASE WHEN x1.provision IS NULL THEN null ELSE head([x2 IN [x1.provision] | [CASE WHEN $chosen.items.provision.labels THEN labels(x2) END, CASE WHEN $chosen.items.provision.id THEN x2.id END, CASE WHEN $chosen.items.provision.domain THEN x2.domain END, CASE WHEN $chosen.items.provision.english THEN x2.english END, CASE WHEN $chosen.items.provision.grade THEN x2.grade END, CASE WHEN $chosen.items.provision.key THEN x2.key END, CASE WHEN $chosen.items.provision.kind THEN x2.kind END, CASE WHEN $chosen.items.provision.maintain THEN coalesce(x2.maintain, false) END, CASE WHEN $chosen.items.provision.name THEN x2.name END, CASE WHEN $chosen.items.provision.open THEN coalesce(x2.open, false) END, CASE WHEN $chosen.items.provision.operator THEN x2.operator END, CASE WHEN $chosen.items.provision.phrase THEN x2.phrase END, CASE WHEN $chosen.items.provision.population THEN x2.population END, CASE WHEN $chosen.items.provision.quantified THEN coalesce(x2.quantified, false) END, CASE WHEN $chosen.items.provision.relative THEN coalesce(x2.relative, false) END, CASE WHEN $chosen.items.provision.remark THEN x2.remark END, CASE WHEN $chosen.items.provision.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.provision.stated_as THEN x2.stated_as END, CASE WHEN $chosen.items.provision.strict THEN coalesce(x2.strict, false) END, CASE WHEN $chosen.items.provision.summary THEN x2.summary END, CASE WHEN $chosen.items.provision.unit THEN x2.unit END, CASE WHEN $chosen.items.provision.value THEN x2.value END, CASE WHEN $chosen.items.provision.weight THEN x2.weight END, CASE WHEN $chosen.items.provision.year THEN x2.year END]]) END END, x1.match, x1.term, x1.score, CASE WHEN $chosen.items.basis IS NOT NULL THEN [x2 IN x1.basis | [CASE WHEN $chosen.items.basis.labels THEN labels(x2) END, CASE WHEN $chosen.items.basis.id THEN x2.id END, CASE WHEN $chosen.items.basis.end THEN x2.end END, CASE WHEN $chosen.items.basis.heading THEN x2.heading END, CASE WHEN $chosen.items.basis.locator THEN x2.locator END, CASE WHEN $chosen.items.basis.order THEN x2.order END, CASE WHEN $chosen.items.basis.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.basis.start THEN x2.start END, CASE WHEN $chosen.items.basis.text THEN x2.text END]] END]] END, CASE WHEN $chosen.gaps IS NOT NULL THEN [x1 IN gaps | [x1.code, x1.message]] END] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
