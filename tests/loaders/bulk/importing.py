"""Graphs that were imported, and what of a graph must be the same however it came in.

Not here: what is loaded.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph import database
from graph.database import Database
from graph.model import Model
from loaders import Report, run_key
from loaders.authority import Authority
from loaders.bulk import IMPORT, Gathered, gather, write_import
from loaders.staging import Staged
from loaders.writing import Manner

NODES = """\
MATCH (n)
WHERE NOT n:GraphFence AND NOT n:ModelVersion
RETURN labels(n) AS labels, properties(n) AS properties
"""
EDGES = """\
MATCH (a)-[r]->(b)
RETURN a.id AS a, type(r) AS type, properties(r) AS properties, b.id AS b
"""
# What names a run and when it was; and how often an area was written, which tells of batches.
# A run counts among its dangling links those of other systems' records that it met, batch by batch.
TIMES = ("received_at", "started_at", "ended_at", "recorded_from", "withdrawn_on")
RUN = re.compile(r"-\d{8}T\d{6}-[0-9a-f]{6}")


def emitted(
    folder: Path, model: Model, deliveries: Iterable[Staged], authority: Authority | None = None
) -> list[Report]:
    """Write the import of deliveries, one after another."""
    return [_emitted(folder, model, each, authority) for each in deliveries]


def _emitted(folder: Path, model: Model, ready: Staged, authority: Authority | None) -> Report:
    with ready, Gathered(model, folder, ready.system) as gathered:
        source = gather(gathered, ready, run_key(ready.system), Manner())
        return write_import(gathered, ready, source, Manner(), authority=authority)


@contextmanager
def imported(
    folder: Path, data: Path, jars: list[Path], release: database.Release = database.NEWEST
) -> Iterator[Database]:
    """Import what was emitted into a new data directory, and open it."""
    database.import_sheets(data, jars, folder / IMPORT, release)
    running, _ = database.start(data, jars, owned=True, version=release.name, short_lived=True)
    with Database(database.address_of(running)) as opened:
        yield opened
    database.stop(data)


def told(graph: Database) -> list[str]:
    """All nodes and relationships, one line each, without what names a run and tells its times."""
    nodes = (_node(row) for row in graph.read(NODES, {}, seconds=60))
    edges = (_text(["edge", *row.values()]) for row in graph.read(EDGES, {}, seconds=60))
    return sorted([*nodes, *edges])


def _node(row: Mapping[str, Any]) -> str:
    said = {name: True if name in TIMES else value for name, value in row["properties"].items()}
    if "GraphVersion" in row["labels"]:
        del said["n"]
    if "LoadRun" in row["labels"]:
        del said["dangling"]
    if "LoadStream" in row["labels"] and "days" in said:
        # An import has no list of one empty text; that twice means the same.
        days = zip(said.pop("parts"), said.pop("days"), strict=True)
        said["days"] = {part: str(day) for part, day in days}
    return _text(["node", sorted(row["labels"]), said])


def _text(said: Any) -> str:
    return RUN.sub("", json.dumps(said, ensure_ascii=False, sort_keys=True, default=str))
