"""Source records in the graph: what is stored of a system, and how records are taken up and given up.

A source record carries, beside what the model declares, its `payload` and `row_hash`, and `version`,
`part` and `cells` where its source has them; and while a target of
its links is not in the graph, the label `Unresolved` with the list `missing`. A record that is withdrawn
keeps its node, emptied, with the day: that something was said and taken back is itself evidence, and what it
said is gone. One that comes back begins anew: `recorded_from` is the day of its return.

Not here: the entities that records describe (`entities`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from graph.database import Database, Transaction
from graph.model import Link, Model
from graph.model.provenance import LoadRun, SourceRecord
from graph.model.statements import PLAN_KEPT
from loaders.acceptance import Accepted
from loaders.entities import Row, ask

# One row: the driver takes as long for each as for a list. Of a record of the very same cells little is told.
LOOK_UP = f"""\
{PLAN_KEPT}
UNWIND range(0, size($ids) - 1) AS number
MATCH (s:SourceRecord {{id: $ids[number]}})
WITH number, s, s.withdrawn_on IS NULL AS live, [s.row_hash, s.version, s.part] AS said
RETURN collect(CASE
  WHEN live AND s.cells = $cells[number] THEN [number, said, null]
  ELSE [number, said, [s.record_key, s.department, toString(s.recorded_from), live]] END) AS records
"""
OF_SYSTEM = "MATCH (s:SourceRecord) WHERE s.id > $first AND s.id < $end"
SPOKEN = f"{PLAN_KEPT} {OF_SYSTEM} RETURN true AS spoken LIMIT 1"
NEWEST = f"{OF_SYSTEM} RETURN max(s.version) AS newest"
LIVE = f"""\
{PLAN_KEPT}
{OF_SYSTEM} AND s.withdrawn_on IS NULL
RETURN count(*) AS live,
  count(CASE WHEN $parts IS NULL OR coalesce(s.part, '') IN $parts THEN true END) AS within
"""
LIVE_IDS = f"""\
{OF_SYSTEM} AND s.withdrawn_on IS NULL AND ($parts IS NULL OR coalesce(s.part, '') IN $parts)
WITH s.id AS id ORDER BY id LIMIT $page
RETURN collect(id) AS ids
"""
PAGE = 5_000
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
TAKE_UP = f"""\
{PLAN_KEPT}
MATCH (run:LoadRun {{id: $run}})
UNWIND $rows AS row
MERGE (s:SourceRecord {{id: row.id}})
SET s += $all, s += row.said
MERGE (s)-[r:RECORDED_IN {{key: $edge.key}}]->(run)
SET r += $edge.properties
"""
LEAVE = """\
UNWIND $ids AS id
MATCH (s:SourceRecord {id: id})-[r:RECORDED_IN]->(run)
WHERE run.id <> $run
DELETE r
"""
KNOW_AGAIN = f"""\
{PLAN_KEPT}
UNWIND keys($cells) AS id
MATCH (s:SourceRecord {{id: id}})
SET s.cells = $cells[id]
"""
WITHDRAW = """\
UNWIND $rows AS row
MERGE (s:SourceRecord {id: row.id})
ON CREATE SET s.system = $system, s.record_key = row.key, s.recorded_from = $day, s.sample = false
SET s.withdrawn_on = $day, s.version = row.version
REMOVE s.payload, s.row_hash, s.cells
"""


class Same(NamedTuple):
    """What the graph holds of a live record of the very same cells; as those of `Stored`."""

    row_hash: str | None
    version: str | None
    part: str | None


class Stored(NamedTuple):
    """What the graph holds of a record of an earlier delivery; one that is not live was withdrawn.

    `version` and `part` are those of `Accepted`; of a record that is to be withdrawn, `version` is that of
    what ends it.
    """

    id: str
    key: str
    row_hash: str | None
    department: str | None
    recorded_from: date
    version: str | None = None
    part: str | None = None
    live: bool = True


Found = Same | Stored | None


@dataclass(frozen=True)
class Recording:
    """Under what records are taken up: the system, its department, the run and the day."""

    model: Model
    order: Mapping[str, int]
    system: str
    department: str | None
    run: str
    today: date


def looked_up(database: Database, ids: Sequence[str], cells: Sequence[str | None]) -> list[Found]:
    """Return what the graph holds of each of some records; None: it has no such record.

    Args:
        database: where they are looked up.
        ids: of the source records.
        cells: as that of `Accepted`, of each; None: not known.
    """
    found: list[Found] = [None] * len(ids)
    (page,) = database.read(LOOK_UP, {"ids": ids, "cells": cells}, seconds=120)
    for number, said, more in page["records"]:
        found[number] = Same(*said) if more is None else _stored(ids[number], *said, *more)
    return found


def stored_of(database: Database, ids: Sequence[str]) -> list[Stored]:
    """Return what the graph holds of some records, of those that it has."""
    found = looked_up(database, ids, [None] * len(ids))
    return [each for each in found if isinstance(each, Stored)]


def has_spoken(database: Database, system: str) -> bool:
    """Return whether the graph has any record of a system, be it withdrawn."""
    return bool(database.read(SPOKEN, _span(system), seconds=60))


def newest_version(database: Database, system: str) -> str | None:
    """Return the newest version that the graph has of any record of a system; None: it has none."""
    (row,) = database.read(NEWEST, _span(system), seconds=120)
    newest: str | None = row["newest"]
    return newest


def count_live(database: Database, system: str, parts: Sequence[str] | None) -> tuple[int, int]:
    """Return how many live records a system has, and how many of them in some parts; None: in all."""
    (row,) = database.read(LIVE, {**_span(system), "parts": parts}, seconds=120)
    return row["live"], row["within"]


def live_ids(database: Database, system: str, parts: Sequence[str] | None) -> Iterator[list[str]]:
    """Give the ids of a system's live records in some parts, a page at a time; None: in all."""
    asked = {**_span(system), "parts": parts, "page": PAGE}
    while ids := database.read(LIVE_IDS, asked, seconds=120)[0]["ids"]:
        yield ids
        asked["first"] = ids[-1]


def _stored(
    id_: str,
    row_hash: str | None,
    version: str | None,
    part: str | None,
    key: str,
    department: str | None,
    since: str,
    live: bool,
) -> Stored:
    return Stored(id_, key, row_hash, department, date.fromisoformat(since), version, part, live)


def _span(system: str) -> dict[str, Any]:
    """What the ids of a system's records lie between: the key stands behind the system's and a tilde."""
    first = SourceRecord(system=system, record_key="~").id.removesuffix("%7E")
    return {"first": first, "end": first[:-1] + chr(ord(first[-1]) + 1)}


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


def taken_up(records: Iterable[Accepted], before: Mapping[str, Stored]) -> list[Row]:
    """Return the rows of `take_up` for accepted records; `before` is what was stored of them."""
    return [{"id": each.id, "said": _taken_up(each, before.get(each.id))} for each in records]


def take_up(transaction: Transaction, under: Recording, rows: list[Row], known: list[str]) -> None:
    """Write the source records of accepted records; `known` are the ids of those that were there before."""
    ask(transaction, LEAVE, ids=known, run=under.run)
    ask(transaction, TAKE_UP, rows=rows, all=said_of_all(under), run=under.run, edge=edge_to_run(under))


def know_again(transaction: Transaction, cells: Mapping[str, str]) -> None:
    """Let records be known by these cells from now on; what they say stays.

    Args:
        transaction: in which it is written.
        cells: as that of `Accepted`, by the ids of the records.
    """
    ask(transaction, KNOW_AGAIN, cells=cells)


def _taken_up(accepted: Accepted, before: Stored | None) -> Row:
    said = said_of(accepted, sample=any(claim.sample for claim in accepted.claims))
    return {**said, "recorded_from": before.recorded_from} if before else said


def said_of_all(under: Recording) -> Row:
    """Return the properties that the source records of a run have in common, unless one has its own.

    A null takes away what a record of before may have.

    Args:
        under: the run.
    """
    gone = dict.fromkeys(("place", "withdrawn_on", "version", "part", "cells"))
    return {
        **gone,
        "system": under.system,
        "department": under.department,
        "recorded_from": under.today,
    }


def said_of(accepted: Accepted, *, sample: bool) -> Row:
    """Return the properties that the source record of a record has of its own; its claims are not looked at.

    Args:
        accepted: the record.
        sample: whether it claims anything that is invented.
    """
    said = {
        "record_key": accepted.key,
        "place": accepted.place,
        "sample": sample,
        "payload": accepted.payload,
        "row_hash": accepted.row_hash,
        "version": accepted.version,
        "part": accepted.part,
        "cells": accepted.cells,
    }
    return {name: value for name, value in said.items() if value is not None}


def edge_to_run(under: Recording) -> Row:
    """Return the edge of a source record to its run; it is no claim, so no record claims it."""
    run = Link[LoadRun](under.run)
    return run.row("", run.key)
