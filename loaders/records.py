"""Source records in the graph: what is stored of a system, and how records are taken up and given up.

A source record carries, beside what the model declares, its `payload` and `row_hash`, and `version`,
`part` and `cells` where its source has them; and while a target of
its links is not in the graph, the label `Unresolved` with the list `missing`. A record that is withdrawn
keeps its node, emptied, with the day: that something was said and taken back is itself evidence, and what it
said is gone. One that comes back begins anew: `recorded_from` is the day of its return.

Not here: the entities that records describe (`entities`).
"""

from collections.abc import Iterable, Iterator, Mapping
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
MATCH (s:SourceRecord)
WHERE s.id > $after AND s.id < $end
WITH s ORDER BY s.id LIMIT $page
RETURN s.id AS id, s.record_key AS key, s.row_hash AS row_hash, s.department AS department,
  toString(s.recorded_from) AS recorded_from, s.version AS version, s.part AS part, s.cells AS cells,
  s.withdrawn_on IS NULL AS live
ORDER BY id
"""
PAGE = 10_000
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
UNWIND $rows AS row
MERGE (s:SourceRecord {id: row.id})
ON CREATE SET s.system = $system, s.record_key = row.key, s.recorded_from = $day, s.sample = false
SET s.withdrawn_on = $day, s.version = row.version
REMOVE s.payload, s.row_hash, s.cells
"""


@dataclass(frozen=True)
class Stored:
    """What the graph holds of a record of an earlier delivery; one that is not live was withdrawn.

    `version`, `part` and `cells` are those of `Accepted`; of a record that is to be withdrawn, `version` is
    that of what ends it.
    """

    id: str
    key: str
    row_hash: str | None
    department: str | None
    recorded_from: date
    version: str | None = None
    part: str | None = None
    live: bool = True
    cells: str | None = None


@dataclass(frozen=True)
class Recording:
    """Under what records are taken up: the system, its department, the run and the day."""

    model: Model
    order: Mapping[str, int]
    system: str
    department: str | None
    run: str
    today: date


def stored_records(database: Database, system: str) -> Iterator[Stored]:
    """Give the records of a system, by their ids; a page of them is in memory at a time."""
    after, end = _span(system)
    while rows := database.read(STORED, {"after": after, "end": end, "page": PAGE}, seconds=120):
        yield from (_stored(**row) for row in rows)
        after = rows[-1]["id"]


def _span(system: str) -> tuple[str, str]:
    """What the ids of a system's records lie between: the key stands behind the system's and a tilde."""
    first = SourceRecord(system=system, record_key="~").id.removesuffix("%7E")
    return first, first[:-1] + chr(ord(first[-1]) + 1)


def _stored(recorded_from: str, **said: Any) -> Stored:
    return Stored(**said, recorded_from=date.fromisoformat(recorded_from))


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


def withdraw_records(transaction: Transaction, under: Recording, records: Iterable[Stored]) -> None:
    """Empty the records that their system no longer delivers; one that was never there is empty at once."""
    rows = [{"id": each.id, "key": each.key, "version": each.version} for each in records]
    ask(transaction, WITHDRAW, rows=rows, system=under.system, day=under.today)


def take_up(
    transaction: Transaction, under: Recording, records: tuple[Accepted, ...], before: Mapping[str, Stored]
) -> None:
    """Write the source records of accepted records; `before` is what was stored of them."""
    entities = {each.id: _taken_up(under, each, before.get(each.id)) for each in records}
    own = {each.id: own_of(each) for each in records}
    again = [entities[record] for record in sorted(entities) if record in before]
    drop_edges(transaction, again, under.order)
    merge(transaction, entities, under.order, {under.run}, own)


def _taken_up(under: Recording, accepted: Accepted, before: Stored | None) -> Entity:
    since = before.recorded_from if before else under.today
    return source_record(under, accepted, since, sample=any(claim.sample for claim in accepted.claims))


def source_record(under: Recording, accepted: Accepted, since: date, *, sample: bool) -> Entity:
    """Return the source record of a record, as the model declares it.

    Args:
        under: its run.
        accepted: the record; what it claims is not looked at.
        since: the day from which on it has been there.
        sample: whether it claims anything that is invented.
    """
    said = SourceRecord(
        system=under.system,
        record_key=accepted.key,
        department=under.department,
        place=accepted.place,
        recorded_from=since,
        run=Link[LoadRun](under.run),
        sample=sample,
    )
    return settle(under.model.kinds["SourceRecord"], [Claim(said)])


def own_of(accepted: Accepted) -> Row:
    """Return the properties of a source record that only the loader reads."""
    return {
        "payload": accepted.payload,
        "row_hash": accepted.row_hash,
        "version": accepted.version,
        "part": accepted.part,
        "cells": accepted.cells,
    }


def describe(transaction: Transaction, model: Model, records: tuple[Accepted, ...]) -> None:
    """Let source records describe the entities that they make claims about."""
    by: dict[str, list[Row]] = {}
    for record in records:
        for entity in record.about:
            by.setdefault(entity, []).append({"record": record.id, "id": entity})
    for kind, ids in by_kind(model, by):
        ask(transaction, describe_nodes(kind), rows=[row for each in ids for row in by[each]])
