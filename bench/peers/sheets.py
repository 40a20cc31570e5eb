"""Sheets: the generated graph as CSV for bulk import, in exactly what the loaders would store.

Processes write its parts beside each other. Not here: what is generated (`data`), importing (`fill`).
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bench.peers.data import SYSTEM, Plan, enterprises, shared
from graph.database import Sheet as Whole
from graph.model import OUT, Model, Node, quality_model
from loaders.claims import Claim, Entity, settle

PART = 5_000  # enterprises
TYPES = {str: "string", bool: "boolean", int: "long", date: "date", list: "string[]"}
UNSAID = "IGNORE"  # the importer's type of a column in which nothing stands
Columns = dict[str, str]  # the type of each property


@dataclass
class Sheet:
    """The rows of one part."""

    columns: Columns = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def add(self, ids: list[str], properties: dict[str, Any]) -> None:
        """Add a row; every row has the same properties in the same order."""
        for name, value in properties.items():
            if self.columns.get(name, UNSAID) == UNSAID:
                self.columns[name] = UNSAID if value is None else TYPES[type(value)]
        self.lines.append(",".join(map(_cell, (*ids, *properties.values()))) + "\n")


def write_sheets(
    plan: Plan, seed: int, folder: Path, tell: Callable[[str], None]
) -> tuple[list[Whole], list[Whole]]:
    """Write the whole graph into a folder, and return the sheets of nodes and of relationships."""
    parts = [None, *(range(n, min(n + PART, plan.enterprises)) for n in range(0, plan.enterprises, PART))]
    found: dict[tuple[str, str], Columns] = {}
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        begun = [pool.submit(_write, plan, seed, folder, place, part) for place, part in enumerate(parts)]
        for many, ended in enumerate(as_completed(begun), start=1):
            for sheet, columns in ended.result().items():
                said = {name: kind for name, kind in columns.items() if kind != UNSAID}
                found[sheet] = {**columns, **found.get(sheet, {}), **said}
            tell(f"  {many:,} of {len(parts):,} parts written\r")
    sheets = [(bool(edge), _headed(folder, kind, edge, found[kind, edge])) for kind, edge in sorted(found)]
    return [each for is_edge, each in sheets if not is_edge], [each for is_edge, each in sheets if is_edge]


def entity_of(model: Model, node: Node) -> Entity:
    """Return what the loaders make of a node: the only claim about it, with a record of its own."""
    record = f"sourceRecord:{SYSTEM}~{node.id.partition(':')[2]}"
    return settle(model.kinds[type(node).__name__], [Claim(node, record)])


def _write(
    plan: Plan, seed: int, folder: Path, place: int, part: range | None
) -> dict[tuple[str, str], Columns]:
    """Write one part, in a process of its own, and return the columns of its sheets."""
    model, sheets = _model(), dict[tuple[str, str], Sheet]()
    for node in shared(plan, seed) if part is None else enterprises(plan, seed, part):
        entity = entity_of(model, node)
        own = sheets.setdefault((entity.kind.label, ""), Sheet())
        own.add([entity.id], entity.row)
        for (edge, ends), properties in _edges(entity):
            sheets.setdefault((entity.kind.label, edge), Sheet()).add(ends, properties)
    for (kind, edge), sheet in sheets.items():
        (folder / f"{kind}.{edge or 'nodes'}.{place:05d}").write_text("".join(sheet.lines), "utf-8")
    return {name: sheet.columns for name, sheet in sheets.items()}


def _edges(entity: Entity) -> Iterator[tuple[tuple[str, list[str]], dict[str, Any]]]:
    for name, rows in entity.edge_rows.items():
        for row in rows:
            out = entity.kind.edge(name).direction is OUT
            ends = [row["id"], row["to"]] if out else [row["to"], row["id"]]
            yield (name, ends), {"key": row["key"], **row["properties"]}


def _headed(folder: Path, kind: str, edge: str, columns: Columns) -> Whole:
    declared, name = _model().kinds[kind], f"{kind}.{edge or 'nodes'}"
    ids = [":START_ID", ":END_ID"] if edge else ["id:ID"]
    header = ",".join([*ids, *(f"{column}:{type_}" for column, type_ in columns.items())])
    (folder / f"{name}.header").write_text(f"{header}\n", "utf-8")
    labels = ":".join([kind, *declared.interfaces])
    return Whole(declared.edge(edge).type if edge else labels, (f"{name}.header", f"{name}.[0-9]+"))


@cache
def _model() -> Model:
    return quality_model()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return _cell(";".join(value))
    return '"{}"'.format(value.replace('"', '""')) if isinstance(value, str) else str(value)
