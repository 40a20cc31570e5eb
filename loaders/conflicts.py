"""Conflicts: in which fields live claims about one thing differ, and the nodes that say so.

A conflict follows from the live claims alone, so it is the same whatever came first, and it goes when they
agree again. Only the run that met it first is remembered.
Not here: which claim is served (`claims`), and what counts as the same (`equality`).
"""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from graph.database import Database, Transaction
from graph.model import Kind, KindEdge, Link, Model
from graph.model.declaration import camel
from graph.model.kinds import DISPUTED
from graph.model.provenance import Conflict, ConflictKind, DecidedBy, LoadRun, SourceRecord, System
from loaders.authority import PLAIN, Authority, FieldRule, Policy
from loaders.claims import Claim, Entity, WeighedLink, believed, settle, weighed, weighed_links
from loaders.entities import Row, ask, drop_edges, merge
from loaders.equality import meaning
from loaders.hearing import Said
from loaders.values import stored

SHOWN = 50  # what a conflict holds of all that is claimed
STORED = """\
UNWIND $entities AS entity
MATCH (c:Conflict {entity: entity})
RETURN c.id AS id, properties(c) AS properties, head([(c)-[:OPENED_IN]->(run) | run.id]) AS run,
  [(c)-[between:BETWEEN]->(record) | [between.key, record.id, between.value, between.is_served,
    between.record_count]] AS claims,
  [(c)-[:INVOLVES]->(system) | system.id] AS systems
"""
DELETE = """\
UNWIND $ids AS id
MATCH (c:Conflict {id: id})
DETACH DELETE c
"""
OPEN = """\
MATCH (c:Conflict)
WHERE coalesce(c.of_kind = $kind, true)
  AND ($system IS NULL OR EXISTS { (c)-[:INVOLVES]->(:System {key: $system}) })
"""
COUNT = f"{OPEN}RETURN count(c) AS n"
LISTED = f"""\
{OPEN}WITH c
ORDER BY c.id
LIMIT $limit
RETURN c.entity AS entity, c.field AS field, c.of_kind AS of_kind, c.kind AS kind, c.served AS served,
  c.decided_by AS decided_by, c.values AS values, head([(c)-[:OPENED_IN]->(run) | run.key]) AS since,
  COLLECT {{
    MATCH (c)-[between:BETWEEN]->(record:SourceRecord)
    RETURN {{value: between.value, served: between.is_served, records: between.record_count,
      system: record.system, department: record.department, record: record.record_key, place: record.place}}
    ORDER BY between.place
  }} AS claims
"""
Conflicts = Mapping[str, Mapping[str, Conflict]]


def conflicts_among(model: Model, authority: Authority, said: Said) -> Conflicts:
    """Return the conflicts among claims, by the thing that they are about and their own id.

    Args:
        model: the kinds that the claims are of.
        authority: whom to believe.
        said: all live claims about each thing.
    """
    found: dict[str, dict[str, Conflict]] = {}
    fields: dict[str, list[str]] = {}
    for entity, claims in said.items():
        if len(claims) > 1:
            kind = model.kinds[type(claims[0].said).__name__]
            if kind.label not in fields:
                fields[kind.label] = fields_decided(kind)
            rules = authority.rules_of(kind)
            of_values = (
                _of_values(kind, each, claims, rules) for each in _differing(fields[kind.label], claims)
            )
            of_times = (_of_times(kind, each, claims, rules) for each in kind.edges if each.single)
            for conflict in (*of_values, *of_times):
                if conflict:
                    found.setdefault(entity, {})[conflict.id] = conflict
    return found


def _differing(fields: list[str], claims: list[Claim]) -> Iterator[str]:
    """The fields about which claims differ; most do not, and are known by their plain values."""
    for field in fields:
        said = [claim.says(field) for claim in claims if field in claim.given]
        if any(value != said[0] for value in said) and len({meaning(value) for value in said}) > 1:
            yield field


def fields_decided(kind: Kind) -> list[str]:
    """Return the fields of which one value is served, and not several links."""
    edges = (edge.name for edge in kind.edges if not (edge.many or edge.dated or edge.key))
    return [*(prop.name for prop in kind.properties if not prop.key), *edges]


class _Side(NamedTuple):
    """A claim of a conflict, what it means, that as text, and whether it is served."""

    claim: Claim
    means: Hashable
    text: str | None
    served: bool


def _of_values(kind: Kind, field: str, claims: list[Claim], rules: Mapping[str, FieldRule]) -> Conflict:
    """Return the conflict of a field about which claims differ."""
    speaking = weighed(field, claims, rules)
    meant = [meaning(claim.says(field)) for claim in speaking]
    first = believed(field, speaking, rules)
    served = meaning(first.says(field)) if first else None
    sides = [
        _Side(claim, means, text_of(claim.says(field)), first is not None and means == served)
        for claim, means in zip(speaking, meant, strict=True)
    ]
    told = text_of(first.says(field)) if first else None
    decided = decided_by(speaking, meant, rules.get(field, PLAIN))
    what = ConflictKind.EXISTENCE if None in meant and len(set(meant)) == 2 else ConflictKind.VALUE
    return _conflict(kind, field, sides, told, decided, what)


def _of_times(
    kind: Kind, edge: KindEdge, claims: list[Claim], rules: Mapping[str, FieldRule]
) -> Conflict | None:
    """Return the conflict of an edge of which one holds at a time; None: all that is claimed is served."""
    links = [*weighed_links(edge, weighed(edge.name, claims, rules))]
    decided = links_decided_by(links, rules.get(edge.name, PLAIN))
    if decided is None:
        return None
    said = [(each, text_of_link(each.link)) for each in links]
    sides = [_Side(each.claim, text, text, each.served) for each, text in said]
    told = "; ".join(dict.fromkeys(text for each, text in said if each.served))
    return _conflict(kind, edge.name, sides, told, decided, ConflictKind.VALUE)


def _conflict(
    kind: Kind, field: str, sides: list[_Side], served: str | None, decided: DecidedBy, what: ConflictKind
) -> Conflict:
    alike: dict[tuple[str, Hashable], list[_Side]] = {}
    for side in sides:
        alike.setdefault((side.claim.system, side.means), []).append(side)
    links = [
        Link[SourceRecord](
            some[0].claim.record or "",
            properties={
                "place": place,
                "value": some[0].text,
                "is_served": some[0].served,
                "record_count": len({side.claim.record for side in some}),
            },
        )
        for place, some in enumerate(alike.values(), 1)
    ]
    return Conflict(
        entity=sides[0].claim.about,
        field=camel(field),
        of_kind=kind.label,
        kind=what,
        served=served,
        decided_by=decided,
        values=len({side.means for side in sides}),
        claims=links[:SHOWN],
        systems=[Link(System(key=system).id) for system in sorted({side.claim.system for side in sides})],
        sample=all(side.claim.said.sample for side in sides),
    )


def decided_by(speaking: Sequence[Claim], meant: Sequence[Hashable], rule: FieldRule) -> DecidedBy:
    """Return the rule that sets the first of claims above the first that means something else.

    Args:
        speaking: the claims, the best first; two of them at least differ.
        meant: what each of them means.
        rule: of the field.
    """
    if rule.policy is Policy.MUST_AGREE:
        return DecidedBy.MUST_AGREE
    other = next(claim for claim, means in zip(speaking, meant, strict=True) if means != meant[0])
    age, place, rank, _, _ = (
        mine != its for mine, its in zip(speaking[0].standing(rule), other.standing(rule), strict=True)
    )
    if age:
        return DecidedBy.NEWEST
    if place:
        return DecidedBy.FIELD_RANK
    return DecidedBy.RANK if rank else DecidedBy.RECORD


def links_decided_by(links: Sequence[WeighedLink], rule: FieldRule) -> DecidedBy | None:
    """Return the rule by which some links are not served; None: all are.

    Args:
        links: all of an edge (`weighed_links`).
        rule: of the edge.
    """
    served = [each.served for each in links]
    return None if all(served) else decided_by([each.claim for each in links], served, rule)


def text_of(value: Any) -> str | None:
    """Return a value as text, as the API writes it; None for none."""
    held = stored(value)
    if held is None or isinstance(held, str):
        return held
    if isinstance(held, bool):
        return "true" if held else "false"
    if isinstance(held, list):
        return ", ".join(text_of(each) or "" for each in held)
    return held.isoformat() if isinstance(held, date) else str(held)


def text_of_link(link: Link[Any]) -> str:
    """Return a link as text: where it leads, its days and what it carries."""
    since = f" from {link.valid_from}" if link.valid_from else ""
    until = f" until {link.valid_to}" if link.valid_to else ""
    carried = (
        f" {camel(name)}: {value}" for name, value in sorted(link.properties.items()) if value is not None
    )
    return f"{link.to}{since}{until}{','.join(carried)}"


def open_conflicts(
    database: Database, system: str | None = None, kind: str | None = None, limit: int = 20
) -> tuple[int, list[Row]]:
    """Return how many conflicts there are, and the first of them by the things that they are about.

    Args:
        database: where they are written down.
        system: only those that it has a part in.
        kind: only those about things of this kind, by its label.
        limit: how many to give.
    """
    asked = {"system": system, "kind": kind, "limit": limit}
    (counted,) = database.read(COUNT, asked, seconds=60)
    return counted["n"], database.read(LISTED, asked, seconds=60)


def marks_of(entities: Collection[str], conflicts: Conflicts) -> dict[str, Row]:
    """Return the mark by which the next batch knows, without asking, which things have conflicts."""
    return {each: {DISPUTED: True if each in conflicts else None} for each in entities}


def keep_conflicts(
    transaction: Transaction,
    model: Model,
    order: Mapping[str, int],
    disputed: Collection[str],
    conflicts: Conflicts,
    run: str | None,
) -> bool:
    """Write the conflicts of things, and end those that are none any more; where there are none, do nothing.

    Args:
        transaction: the one in which the things are settled.
        model: has `Conflict`.
        order: the place of each kind (`order_of`).
        disputed: the ids of those things that had conflicts before.
        conflicts: those that they have now (`conflicts_among`).
        run: the id of the run that meets them.

    Returns:
        Whether anything was written.
    """
    about = sorted({*disputed, *conflicts})
    if not about:
        return False
    kind = model.kinds["Conflict"]
    before = {row["id"]: row for row in ask(transaction, STORED, entities=about)}
    now = {each: conflict for among in conflicts.values() for each, conflict in among.items()}
    if gone := sorted(set(before) - set(now)):
        ask(transaction, DELETE, ids=gone)
    since = {each: before[each]["run"] if each in before else run for each in now}
    made = {each: settled_conflict(kind, conflict, since[each]) for each, conflict in now.items()}
    changed = {each: entity for each, entity in made.items() if not _is(before.get(each), entity)}
    drop_edges(transaction, [changed[each] for each in sorted(changed) if each in before], order)
    if changed:
        ends = {
            edge.link.to for entity in changed.values() for some in entity.edges.values() for edge in some
        }
        merge(transaction, changed, order, ends)
    return bool(gone or changed)


def settled_conflict(kind: Kind, conflict: Conflict, run: str | None) -> Entity:
    """Return a conflict as it is written.

    Args:
        kind: that of conflicts.
        conflict: one of `conflicts_among`.
        run: the id of the run that met it first; None: none did.
    """
    met = conflict.model_copy(update={"since": Link[LoadRun](run)}) if run else conflict
    return settle(kind, [Claim(met)])


def _is(before: Row | None, entity: Entity) -> bool:
    """Whether a conflict is stored already just as it is to be."""
    if before is None:
        return False
    said = ((row["key"], row["to"], row["properties"]) for row in entity.edge_rows.get("claims", ()))
    claims = [[key, to, own["value"], own["is_served"], own["record_count"]] for key, to, own in said]
    own = {name: value for name, value in entity.row.items() if value is not None}
    return (
        before["properties"] == {"id": entity.id, **own}
        and sorted(before["claims"], key=repr) == sorted(claims, key=repr)
        and sorted(before["systems"]) == sorted(edge.link.to for edge in entity.edges["systems"])
    )
