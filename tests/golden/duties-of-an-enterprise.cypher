CYPHER 5
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS before
}
CALL () {
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
}
WITH before, [toString(as_of), CASE WHEN $chosen.actor IS NOT NULL THEN CASE WHEN actor IS NULL THEN null ELSE head([x1 IN [actor] | [CASE WHEN $chosen.actor.labels THEN labels(x1) END, CASE WHEN $chosen.actor.id THEN x1.id END, CASE WHEN $chosen.actor.covers_kind THEN x1.covers_kind END, CASE WHEN $chosen.actor.employees THEN x1.employees END, CASE WHEN $chosen.actor.founded_on THEN toString(x1.founded_on) END, CASE WHEN $chosen.actor.key THEN x1.key END, CASE WHEN $chosen.actor.key_post THEN x1.key_post END, CASE WHEN $chosen.actor.kind THEN x1.kind END, CASE WHEN $chosen.actor.name THEN x1.name END, CASE WHEN $chosen.actor.organisation THEN x1.organisation END, CASE WHEN $chosen.actor.register_key THEN x1.register_key END, CASE WHEN $chosen.actor.role THEN coalesce(x1.role, false) END, CASE WHEN $chosen.actor.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.actor.short_name THEN x1.short_name END, CASE WHEN $chosen.actor.size THEN x1.size END, CASE WHEN $chosen.actor.tier THEN x1.tier END, CASE WHEN $chosen.actor.uscc THEN x1.uscc END]]) END END, CASE WHEN $chosen.items IS NOT NULL THEN [x1 IN items | [CASE WHEN $chosen.items.provision IS NOT NULL THEN CASE WHEN x1.provision IS NULL THEN null ELSE head([x2 IN [x1.provision] | [CASE WHEN $chosen.items.provision.labels THEN labels(x2) END, CASE WHEN $chosen.items.provision.id THEN x2.id END, CASE WHEN $chosen.items.provision.domain THEN x2.domain END, CASE WHEN $chosen.items.provision.english THEN x2.english END, CASE WHEN $chosen.items.provision.grade THEN x2.grade END, CASE WHEN $chosen.items.provision.key THEN x2.key END, CASE WHEN $chosen.items.provision.kind THEN x2.kind END, CASE WHEN $chosen.items.provision.maintain THEN coalesce(x2.maintain, false) END, CASE WHEN $chosen.items.provision.name THEN x2.name END, CASE WHEN $chosen.items.provision.open THEN coalesce(x2.open, false) END, CASE WHEN $chosen.items.provision.operator THEN x2.operator END, CASE WHEN $chosen.items.provision.phrase THEN x2.phrase END, CASE WHEN $chosen.items.provision.population THEN x2.population END, CASE WHEN $chosen.items.provision.quantified THEN coalesce(x2.quantified, false) END, CASE WHEN $chosen.items.provision.relative THEN coalesce(x2.relative, false) END, CASE WHEN $chosen.items.provision.remark THEN x2.remark END, CASE WHEN $chosen.items.provision.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.provision.stated_as THEN x2.stated_as END, CASE WHEN $chosen.items.provision.strict THEN coalesce(x2.strict, false) END, CASE WHEN $chosen.items.provision.summary THEN x2.summary END, CASE WHEN $chosen.items.provision.unit THEN x2.unit END, CASE WHEN $chosen.items.provision.value THEN x2.value END, CASE WHEN $chosen.items.provision.weight THEN x2.weight END, CASE WHEN $chosen.items.provision.year THEN x2.year END]]) END END, x1.grade, x1.part, x1.via, CASE WHEN $chosen.items.acting_as IS NOT NULL THEN CASE WHEN x1.acting_as IS NULL THEN null ELSE head([x2 IN [x1.acting_as] | [CASE WHEN $chosen.items.acting_as.labels THEN labels(x2) END, CASE WHEN $chosen.items.acting_as.id THEN x2.id END, CASE WHEN $chosen.items.acting_as.covers_kind THEN x2.covers_kind END, CASE WHEN $chosen.items.acting_as.employees THEN x2.employees END, CASE WHEN $chosen.items.acting_as.founded_on THEN toString(x2.founded_on) END, CASE WHEN $chosen.items.acting_as.key THEN x2.key END, CASE WHEN $chosen.items.acting_as.key_post THEN x2.key_post END, CASE WHEN $chosen.items.acting_as.kind THEN x2.kind END, CASE WHEN $chosen.items.acting_as.name THEN x2.name END, CASE WHEN $chosen.items.acting_as.organisation THEN x2.organisation END, CASE WHEN $chosen.items.acting_as.register_key THEN x2.register_key END, CASE WHEN $chosen.items.acting_as.role THEN coalesce(x2.role, false) END, CASE WHEN $chosen.items.acting_as.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.acting_as.short_name THEN x2.short_name END, CASE WHEN $chosen.items.acting_as.size THEN x2.size END, CASE WHEN $chosen.items.acting_as.tier THEN x2.tier END, CASE WHEN $chosen.items.acting_as.uscc THEN x2.uscc END]]) END END, CASE WHEN $chosen.items.through IS NOT NULL THEN CASE WHEN x1.through IS NULL THEN null ELSE head([x2 IN [x1.through] | [CASE WHEN $chosen.items.through.labels THEN labels(x2) END, CASE WHEN $chosen.items.through.id THEN x2.id END, CASE WHEN $chosen.items.through.covers_kind THEN x2.covers_kind END, CASE WHEN $chosen.items.through.key THEN x2.key END, CASE WHEN $chosen.items.through.name THEN x2.name END, CASE WHEN $chosen.items.through.role THEN coalesce(x2.role, false) END, CASE WHEN $chosen.items.through.sample THEN coalesce(x2.sample, false) END]]) END END, CASE WHEN $chosen.items.supervises IS NOT NULL THEN [x2 IN x1.supervises | [CASE WHEN $chosen.items.supervises.labels THEN labels(x2) END, CASE WHEN $chosen.items.supervises.id THEN x2.id END, CASE WHEN $chosen.items.supervises.covers_kind THEN x2.covers_kind END, CASE WHEN $chosen.items.supervises.employees THEN x2.employees END, CASE WHEN $chosen.items.supervises.founded_on THEN toString(x2.founded_on) END, CASE WHEN $chosen.items.supervises.key THEN x2.key END, CASE WHEN $chosen.items.supervises.key_post THEN x2.key_post END, CASE WHEN $chosen.items.supervises.kind THEN x2.kind END, CASE WHEN $chosen.items.supervises.name THEN x2.name END, CASE WHEN $chosen.items.supervises.organisation THEN x2.organisation END, CASE WHEN $chosen.items.supervises.register_key THEN x2.register_key END, CASE WHEN $chosen.items.supervises.role THEN coalesce(x2.role, false) END, CASE WHEN $chosen.items.supervises.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.supervises.short_name THEN x2.short_name END, CASE WHEN $chosen.items.supervises.size THEN x2.size END, CASE WHEN $chosen.items.supervises.tier THEN x2.tier END, CASE WHEN $chosen.items.supervises.uscc THEN x2.uscc END]] END, CASE WHEN $chosen.items.basis IS NOT NULL THEN [x2 IN x1.basis | [CASE WHEN $chosen.items.basis.labels THEN labels(x2) END, CASE WHEN $chosen.items.basis.id THEN x2.id END, CASE WHEN $chosen.items.basis.end THEN x2.end END, CASE WHEN $chosen.items.basis.heading THEN x2.heading END, CASE WHEN $chosen.items.basis.locator THEN x2.locator END, CASE WHEN $chosen.items.basis.order THEN x2.order END, CASE WHEN $chosen.items.basis.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.basis.start THEN x2.start END, CASE WHEN $chosen.items.basis.text THEN x2.text END]] END, CASE WHEN $chosen.items.evidence IS NOT NULL THEN [x2 IN x1.evidence | [CASE WHEN $chosen.items.evidence.labels THEN labels(x2) END, CASE WHEN $chosen.items.evidence.id THEN x2.id END, CASE WHEN $chosen.items.evidence.department THEN x2.department END, CASE WHEN $chosen.items.evidence.place THEN x2.place END, CASE WHEN $chosen.items.evidence.record_key THEN x2.record_key END, CASE WHEN $chosen.items.evidence.recorded_from THEN toString(x2.recorded_from) END, CASE WHEN $chosen.items.evidence.sample THEN coalesce(x2.sample, false) END, CASE WHEN $chosen.items.evidence.system THEN x2.system END, CASE WHEN $chosen.items.evidence.withdrawn_on THEN toString(x2.withdrawn_on) END]] END, x1.inferred, x1.rule, toString(x1.valid_from), toString(x1.valid_to)]] END, CASE WHEN $chosen.gaps IS NOT NULL THEN [x1 IN gaps | [x1.code, x1.message]] END, CASE WHEN $chosen.provenance IS NOT NULL THEN [x1 IN provenance | [CASE WHEN $chosen.provenance.labels THEN labels(x1) END, CASE WHEN $chosen.provenance.id THEN x1.id END, CASE WHEN $chosen.provenance.department THEN x1.department END, CASE WHEN $chosen.provenance.place THEN x1.place END, CASE WHEN $chosen.provenance.record_key THEN x1.record_key END, CASE WHEN $chosen.provenance.recorded_from THEN toString(x1.recorded_from) END, CASE WHEN $chosen.provenance.sample THEN coalesce(x1.sample, false) END, CASE WHEN $chosen.provenance.system THEN x1.system END, CASE WHEN $chosen.provenance.withdrawn_on THEN toString(x1.withdrawn_on) END]] END] AS answer
CALL () {
  MATCH (f:GraphFence)
  WHERE f.area IN $areas
  RETURN [sum(f.begun), sum(size([each IN f.open WHERE each > timestamp() * 1000 - 600000000]))] AS after
}
RETURN answer, before, after
