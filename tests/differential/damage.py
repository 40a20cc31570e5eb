"""Damage: a graph in which something is missing that must be there, for as long as a test needs it.

Not here: what then becomes of an answer.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from graph.database import Database
from tests.differential.rows import Rows, read_rows

EVERY = 3  # one thing of so many of each kind is damaged


@contextmanager
def damaged(database: Database, rows: Rows) -> Iterator[Rows]:
    """Take a required value from some things, and give the rows as they then are; all is put back."""
    lost = [
        {"id": row.id, "name": prop.name, "value": row.values[prop.name]}
        for kind in rows.model.kinds.values()
        for prop in kind.properties
        if not prop.nullable and not prop.key and prop.type is not bool
        for row in sorted(rows.by_label.get(kind.label, ()), key=lambda row: row.id)[::EVERY]
        if prop.name in row.values
    ]
    put = "UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n += row.values"
    by_kind: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for each in lost:
        label = rows.kind_of(rows.by_id[each["id"]]).label
        by_kind.setdefault(label, []).append((each["id"], {each["name"]: each["value"]}))
    try:
        for label, those in by_kind.items():
            without = [{"id": node, "values": dict.fromkeys(values)} for node, values in those]
            database.run(put.format(label=label), {"rows": without})
        yield read_rows(database, rows.model)
    finally:
        for label, those in by_kind.items():
            database.run(put.format(label=label), {"rows": [{"id": n, "values": v} for n, v in those]})
