// What falls to one actor on a day: each duty that it bears and each part that it has in a provision?
MATCH (actor:Actor {id: $actor})

// As whom it acts: as itself, in a post that it holds, as the department that a document names.
CALL (actor) {
  CALL (actor) {
    RETURN actor AS self, [] AS edges
    UNION ALL
    MATCH (actor)-[holds:HOLDS]->(post:Post)
    WHERE coalesce(holds.valid_from <= $as_of, true) AND coalesce($as_of < holds.valid_to, true)
    RETURN post AS self, [holds] AS edges
    UNION ALL
    MATCH (actor)-[same:SAME_AS]->(named:Department)
    WHERE coalesce(same.valid_from <= $as_of, true) AND coalesce($as_of < same.valid_to, true)
    RETURN named AS self, [same] AS edges
  }
  WITH self, edges
  OPTIONAL MATCH (self)<-[lends:HELD_EX_OFFICIO_BY]-(office:Post)
  WITH self, edges, collect({self: office, edges: edges + lends}) AS offices
  UNWIND [{self: self, edges: edges}] + [lent IN offices WHERE lent.self IS NOT NULL] AS each
  RETURN collect(each) AS selves
}

// The classes and roles in which those are: by record, by their post, by definition, or by a rule.
CALL (actor, selves) {
  UNWIND selves AS each
  WITH actor, each, each.self AS self
  CALL (actor, self) {
    RETURN self AS bearer, 'OWN' AS via, [] AS edges, null AS rule
    UNION ALL
    MATCH (self)-[joins:MEMBER_OF]->(class:OrgClass)
    WHERE coalesce(joins.valid_from <= $as_of, true) AND coalesce($as_of < joins.valid_to, true)
    RETURN class AS bearer, 'MEMBERSHIP' AS via, [joins] AS edges, null AS rule
    UNION ALL
    MATCH (self)-[plays:HAS_ROLE]->(role:OrgClass)
    RETURN role AS bearer, 'ROLE' AS via, [plays] AS edges, null AS rule
    UNION ALL
    MATCH (class:OrgClass)
    WHERE class.covers_kind IN labels(self) AND coalesce(actor.founded_on <= $as_of, true)
      AND NOT EXISTS {
        MATCH (self)-[joins:MEMBER_OF]->(class)
        WHERE coalesce(joins.valid_from <= $as_of, true) AND coalesce($as_of < joins.valid_to, true)
      }
    RETURN class AS bearer, 'DEFINITION' AS via, [] AS edges, 'DEFINITION' AS rule
    UNION ALL
    MATCH (self)-[serves:HAS_JURISDICTION]->(region:Region)
    WHERE coalesce(serves.valid_from <= $as_of, true) AND coalesce($as_of < serves.valid_to, true)
    WITH self, collect(serves) AS served
    MATCH (self)-[remit:HAS_REMIT]->(scope:Scope)
    WHERE coalesce(remit.valid_from <= $as_of, true) AND coalesce($as_of < remit.valid_to, true)
    WITH self, served, collect(remit) AS remits
    MATCH (duty:Duty {grade: 'SECTORAL'})-[:BORNE_BY]->(class:OrgClass)
    WHERE NOT EXISTS {
        MATCH (self)-[joins:MEMBER_OF]->(class)
        WHERE coalesce(joins.valid_from <= $as_of, true) AND coalesce($as_of < joins.valid_to, true)
      }
    WITH DISTINCT class, served, remits
    RETURN class AS bearer, 'REMIT' AS via, served + remits AS edges, 'JURISDICTION_AND_REMIT' AS rule
  }
  RETURN collect({
    bearer: bearer,
    self: self,
    via: via,
    edges: each.edges + edges,
    rule: rule
  }) AS bearers
}

// What the documents lay on those, once where several clauses do; by its remit alone, a department has the duty
// of the sector only.
CALL (bearers) {
  UNWIND bearers AS each
  WITH each, each.bearer AS bearer
  CALL (bearer) {
    MATCH (bearer)<-[bears:BORNE_BY]-(duty:Duty)
    WITH duty, bears.rule AS told, collect(bears) AS laid
    RETURN duty AS provision, laid, duty.grade AS grade, null AS part
    UNION ALL
    MATCH (bearer)<-[takes:HAS_PARTICIPANT]-(provision:Provision)
    WHERE coalesce(takes.valid_from <= $as_of, true) AND coalesce($as_of < takes.valid_to, true)
    WITH provision, takes.part AS part, takes.rule AS told,
      takes.valid_from AS valid_from, takes.valid_to AS valid_to, collect(takes) AS laid
    RETURN provision, laid, null AS grade, part
  }
  WITH each, provision, laid, grade, part
  WHERE each.via <> 'REMIT' OR grade = 'SECTORAL'
  RETURN collect(each {
    .*,
    provision: provision,
    named_in: [edge IN laid | edge.named_in],
    edges: each.edges + laid,
    grade: grade,
    part: part
  }) AS found
}

// The actor itself, with the records that describe it.
CALL (actor) {
  MATCH (actor)<-[:DESCRIBES]-(source:SourceRecord)
  RETURN collect(source.id) AS described
}

// Each with the clauses that name the actor (all, where none is said), its records and the days on which all of it holds.
CALL (actor, found, described) {
  UNWIND found AS each
  UNWIND each.edges AS edge
  UNWIND coalesce(edge.records, [])
    + CASE each.via WHEN 'DEFINITION' THEN described ELSE [] END
    + [null] AS record
  OPTIONAL MATCH (source:SourceRecord {id: record})
  WITH actor, each, edge, source
  ORDER BY source.id
  WITH actor, each, max(edge.valid_from) AS valid_from, min(edge.valid_to) AS valid_to,
    collect(DISTINCT source) AS evidence,
    coalesce(head(collect(CASE WHEN edge.inferred THEN edge.rule ELSE null END)), each.rule) AS rule
  WITH actor, each, each.provision AS provision, each.part AS part, valid_from, valid_to, evidence, rule
  OPTIONAL MATCH (provision)-[:DEFINED_IN]->(clause:Clause)
  WHERE coalesce(clause.id IN each.named_in, true)
  WITH actor, each, provision, part, valid_from, valid_to, evidence, rule, clause
  ORDER BY clause.order, clause.id
  WITH actor, each, provision, part, valid_from, valid_to, evidence, rule, collect(DISTINCT clause) AS basis
  ORDER BY basis[0].order, provision.id, part, each.via, each.self.id, each.bearer.id
  RETURN collect({
    provision: provision,
    grade: each.grade,
    part: part,
    via: each.via,
    acting_as: CASE WHEN each.self = actor THEN null ELSE each.self END,
    through: CASE WHEN each.bearer = each.self THEN null ELSE each.bearer END,
    supervises: COLLECT {
      WITH provision, part
      WHERE part IS NULL
      MATCH (provision)-[:SUPERVISES]->(supervised:Actor)
      RETURN supervised
      ORDER BY supervised.id
    },
    basis: basis,
    evidence: evidence,
    inferred: rule IS NOT NULL,
    rule: rule,
    valid_from: valid_from,
    valid_to: valid_to
  }) AS items
}
RETURN
  $as_of AS as_of,
  actor AS actor,
  items AS items,
  CASE
    WHEN $as_of < actor.founded_on
      THEN [{code: 'NOT_YET_FOUNDED', message: 'the enterprise was founded after this day'}]
    ELSE []
  END
  + CASE
    WHEN actor:Person AND size(selves) = 1
      THEN [{code: 'NO_POST', message: 'no post is on file that the person held on this day'}]
    ELSE []
  END
  + CASE
    WHEN items = []
      THEN [{code: 'NO_DUTY', message: 'no duty and no part in a provision on file falls to it'}]
    ELSE []
  END AS gaps,
  reduce(all = [], item IN items | all + [source IN item.evidence WHERE NOT source IN all]) AS provenance
