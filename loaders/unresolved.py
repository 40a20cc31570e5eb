"""Links to what is not in the graph (yet): kept with their records, named, and tried again.

Whether a record is unresolved follows from its own links alone. Not here: writing edges (`entities`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.database import Database, Transaction
from graph.model import Model
from graph.model.statements import find_nodes
from loaders.entities import ask, by_kind
from loaders.payload import links_of, readable
from loaders.report import Dangling

MARK = """\
UNWIND $rows AS row
MATCH (s:SourceRecord {id: row.id})
SET s:Unresolved, s.missing = coalesce(s.missing, []) +
  [target IN row.missing WHERE NOT target IN coalesce(s.missing, [])]
"""
UNMARK = """\
UNWIND $ids AS id
MATCH (s:SourceRecord {id: id})
WHERE s:Unresolved
REMOVE s.missing, s:Unresolved
"""
UNRESOLVED = """\
MATCH (s:Unresolved)
RETURN s.id AS id, s.system AS system, s.missing AS missing
ORDER BY id
"""
PAYLOADS = """\
UNWIND $ids AS id
MATCH (s:SourceRecord {id: id})
RETURN s.record_key AS key, s.payload AS payload
ORDER BY key
"""
EXAMPLES = 20


@dataclass(frozen=True)
class Unresolved:
    """A record with links to what is not in the graph."""

    id: str
    system: str
    missing: tuple[str, ...]


def mark(transaction: Transaction, missing: Mapping[str, set[str]]) -> None:
    """Say of records, by id, what their links miss; what was said before stays."""
    rows = [{"id": record, "missing": sorted(missing[record])} for record in sorted(missing)]
    ask(transaction, MARK, rows=rows)


def unmark(transaction: Transaction, ids: list[str]) -> None:
    """Take back what records miss, before it is found anew."""
    ask(transaction, UNMARK, ids=ids)


def unresolved(database: Database) -> list[Unresolved]:
    """Return every record of whatever system that misses something, by id."""
    rows = database.read(UNRESOLVED, {}, seconds=120)
    return [Unresolved(row["id"], row["system"], tuple(row["missing"])) for row in rows]


def resolvable(database: Database, model: Model) -> list[str]:
    """Return the ids of the unresolved records of which a target has appeared."""
    waiting = unresolved(database)
    there = _present(database, model, {target for each in waiting for target in each.missing})
    return [each.id for each in waiting if there.intersection(each.missing)]


def _present(database: Database, model: Model, ids: Iterable[str]) -> set[str]:
    found = (
        database.read(find_nodes(kind), {"ids": some}, seconds=120) for kind, some in by_kind(model, ids)
    )
    return {row["id"] for rows in found for row in rows}


def examples(database: Database, model: Model, records: list[Unresolved]) -> tuple[Dangling, ...]:
    """Return some of the links that miss their target, with the edge's name, for people."""
    missing = {target for each in records for target in each.missing}
    rows = database.read(PAYLOADS, {"ids": [each.id for each in records[:EXAMPLES]]}, seconds=60)
    found = [
        Dangling(row["key"], f"{model.kinds[type(claim).__name__].name}.{edge.name}", link.to)
        for row in rows
        for claim in readable(model, row["payload"])
        for edge, link in links_of(model.kinds[type(claim).__name__], claim)
        if link.to in missing
    ]
    return tuple(found[:EXAMPLES])
