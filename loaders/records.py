"""Source records in the graph: what is stored of a system, and how records are taken up and given up.

A source record carries, beside what the model declares, its `payload` and `row_hash`; and while a target of
its links is not in the graph, the label `Unresolved` with the list `missing`. A record that is withdrawn
keeps its node, emptied, with the day: that something was said and taken back is itself evidence, and what it
said is gone. One that comes back begins anew: `recorded_from` is the day of its return.

Not here: the entities that records describe (`entities`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.database import Database, Transaction
from graph.model import Link, Model
from graph.model.provenance import LoadRun, SourceRecord
from graph.model.statements import describe_nodes
from loaders.acceptance import Accepted
from loaders.claims import Claim, Entity, settle
from loaders.entities import Row, ask, by_kind, drop_edges, merge

STORED = """\
MATCH (s:SourceRecord {system: $system})
WHERE s.withdrawn_on IS NULL
RETURN s.id AS id, s.record_key AS key, s.row_hash AS row_hash, s.department AS department,
  toString(s.recorded_from) AS recorded_from
"""
RELEASE = """\
UNWIND $ids AS id
MATCH (s:SourceRecord {id: id})-[d:DESCRIBES]->(n)
WITH n.id AS id, d
DELETE d
RETURN DISTINCT id
"""
DESCRIBED = """\
UNWIND $ids AS id
MATCH (s:SourceRecord {id: id})-[:DESCRIBES]->(n)
RETURN DISTINCT n.id AS id
"""
KINDS = """\
UNWIND $ids AS id
MATCH (s:SourceRecord {id: id})-[:DESCRIBES]->(n)
RETURN id AS record, collect(DISTINCT n.id) AS described
"""
WITHDRAW = """\
UNWIND $ids AS id
MATCH (s:SourceRecord {id: id})
SET s.withdrawn_on = $day
REMOVE s.payload, s.row_hash
"""


@dataclass(frozen=True)
class Stored:
    """What the graph holds of a live record of an earlier delivery."""

    id: str
    key: str
    row_hash: str | None
    department: str | None
    recorded_from: date


@dataclass(frozen=True)
class Recording:
    """Under what records are taken up: the system, its department, the run and the day."""

    model: Model
    order: Mapping[str, int]
    system: str
    department: str | None
    run: str
    today: date


def stored_records(database: Database, system: str) -> dict[str, Stored]:
    """Return the live records of a system by their ids."""
    rows = database.read(STORED, {"system": system}, seconds=120)
    return {row["id"]: _stored(row) for row in rows}


def _stored(row: Mapping[str, Any]) -> Stored:
    return Stored(**{**row, "recorded_from": date.fromisoformat(row["recorded_from"])})


def kinds_described(database: Database, model: Model, ids: list[str]) -> dict[str, set[str]]:
    """Return the labels of what each of these records describes."""
    rows = database.read(KINDS, {"ids": ids}, seconds=120)
    return {
        row["record"]: {kind.label for each in row["described"] if (kind := model.kind_of(each))}
        for row in rows
    }


def release(transaction: Transaction, ids: list[str]) -> set[str]:
    """Let records describe nothing, and return the ids of what they described."""
    return {row["id"] for row in ask(transaction, RELEASE, ids=ids)}


def described(transaction: Transaction, ids: list[str]) -> set[str]:
    """Return the ids of what records describe."""
    return {row["id"] for row in ask(transaction, DESCRIBED, ids=ids)}


def withdraw_records(transaction: Transaction, ids: list[str], today: date) -> None:
    """Empty the records that their system no longer delivers."""
    ask(transaction, WITHDRAW, ids=ids, day=today)


def take_up(
    transaction: Transaction, under: Recording, records: tuple[Accepted, ...], before: Mapping[str, Stored]
) -> None:
    """Write the source records of accepted records; `before` is what was stored of them."""
    entities = {each.id: _source_record(under, each, before.get(each.id)) for each in records}
    own = {each.id: {"payload": each.payload, "row_hash": each.row_hash} for each in records}
    again = [entities[record] for record in sorted(entities) if record in before]
    drop_edges(transaction, again, under.order)
    merge(transaction, entities, under.order, {under.run}, own)


def _source_record(under: Recording, accepted: Accepted, before: Stored | None) -> Entity:
    said = SourceRecord(
        system=under.system,
        record_key=accepted.record.key,
        department=under.department,
        place=accepted.record.place,
        recorded_from=before.recorded_from if before else under.today,
        run=Link[LoadRun](under.run),
        sample=any(claim.sample for claim in accepted.claims),
    )
    return settle(under.model.kinds["SourceRecord"], [Claim(said)])


def describe(transaction: Transaction, model: Model, records: tuple[Accepted, ...]) -> None:
    """Let source records describe the entities that they make claims about."""
    by: dict[str, list[Row]] = {}
    for record in records:
        for entity in record.about:
            by.setdefault(entity, []).append({"record": record.id, "id": entity})
    for kind, ids in by_kind(model, by):
        ask(transaction, describe_nodes(kind), rows=[row for each in ids for row in by[each]])
