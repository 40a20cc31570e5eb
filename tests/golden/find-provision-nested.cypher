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
WITH before, [COLLECT {
  UNWIND $ids0 AS id
  MATCH (n1:Provision {id: id})
  RETURN [id, CASE WHEN n1:Duty OR n1:Mechanism OR n1:Target THEN [head([label IN labels(n1) WHERE label IN ['Duty', 'Mechanism', 'Target']]), [n1.name, COLLECT {
    WITH COLLECT {
      MATCH (n1)-[r2:HAS_PARTICIPANT]->(n3)
      WHERE CASE WHEN r2.valid_to <= $as_of THEN false ELSE coalesce(r2.valid_from <= $as_of, true) END
      WITH n3, r2 ORDER BY n3.id, coalesce(r2.key, '') LIMIT $p1
      RETURN [r2.part, r2.position, CASE WHEN n3:Body OR n3:ConformityBody OR n3:Department OR n3:Enterprise OR n3:Government OR n3:OrgClass OR n3:Person OR n3:Post THEN [head([label IN labels(n3) WHERE label IN ['Body', 'ConformityBody', 'Department', 'Enterprise', 'Government', 'OrgClass', 'Person', 'Post']]), [n3.name]] END] AS row
    } AS l5
    RETURN [l5, COUNT {
      WITH DISTINCT size(l5) AS l5s
      WHERE l5s >= $p1
      MATCH (n1)-[r2:HAS_PARTICIPANT]->(n4)
      WHERE CASE WHEN r2.valid_to <= $as_of THEN false ELSE coalesce(r2.valid_from <= $as_of, true) END
    }] AS row
  }]] END] AS row
}, COLLECT {
  UNWIND $ids1 AS id
  MATCH (n6:Clause {id: id})
  RETURN [id, [n6.locator, COLLECT {
    MATCH (n6)-[r7:WITHIN]->(n8)
    WITH n8 ORDER BY n8.id LIMIT 1
    RETURN [n8.locator] AS row
  }]] AS row
}] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
