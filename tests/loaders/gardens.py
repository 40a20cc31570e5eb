"""A small model of gardens and trees, for tests of the loader, and the ways to load and look at it."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field

import loaders
from graph.database import Database
from graph.model import Edge, Key, Link, Model, Node, Zh
from graph.model.provenance import Conflict, Delivery, LoadRun, QuarantineIssue, SourceRecord, System
from loaders import Record, Report
from loaders.authority import Authority

RANKS = Authority({"register": 1, "copy": 5})


class Bark(Enum):
    """What bark is like."""

    SMOOTH = "SMOOTH"
    ROUGH = "ROUGH"


class Depth(BaseModel):
    """How deep a root goes."""

    metres: int
    seen_on: date | None = None


class Garden(Node):
    """A garden that plants stand in."""

    zh: ClassVar[str] = "园"
    plural: ClassVar[str] = "gardens"
    area: ClassVar[str] = "places"

    code: Annotated[str, Key(), Zh("编号")]
    name: Annotated[str | None, Zh("名称")] = None
    lies_in: Annotated[Link["Garden"] | None, Edge("LIES_IN", inverse="gardens"), Zh("位于")] = None


class Living(Node):
    """Whatever grows."""

    zh: ClassVar[str] = "生物"
    plural: ClassVar[str] = "livings"
    area: ClassVar[str] = "growth"
    abstract: ClassVar[bool] = True

    rooted: Annotated[
        list[Link[Garden]], Edge("ROOTED_IN", inverse="plants", dated=True, properties=Depth), Zh("生于")
    ] = Field(default_factory=list)


class Tree(Living):
    """A tree."""

    zh: ClassVar[str] = "树"
    plural: ClassVar[str] = "trees"
    area: ClassVar[str] = "growth"

    code: Annotated[str, Key(), Zh("编号")]
    name: Annotated[str | None, Zh("名称")] = None
    height: Annotated[int | None, Zh("高")] = None
    girth: Annotated[Decimal | None, Zh("围")] = None
    bark: Annotated[Bark | None, Zh("皮")] = None
    planted_on: Annotated[date | None, Zh("栽于")] = None
    evergreen: Annotated[bool, Zh("常绿")] = False
    beside: Annotated[list[Link[Living]], Edge("BESIDE", inverse="neighbours"), Zh("相邻")] = Field(
        default_factory=list
    )
    keeper: Annotated[Link[Garden] | None, Edge("KEPT_BY", inverse="keeps"), Zh("养护")] = None
    stands: Annotated[
        list[Link[Garden]], Edge("STANDS_IN", inverse="standing", dated=True, single=True), Zh("栽种地")
    ] = Field(default_factory=list)


OWN = (System, Delivery, LoadRun, SourceRecord, Conflict, QuarantineIssue)
MODEL = Model([Garden, Living, Tree, *OWN])
# Everything but the ledger, which grows with each run.
NODES = """\
MATCH (n)
WHERE NOT n:GraphVersion AND NOT n:GraphFence AND NOT n:LoadStream AND NOT n:LoadRun AND NOT n:Delivery
RETURN [labels(n), properties(n)] AS node
"""
EDGES = """\
MATCH (a)-[r]->(b)
WHERE NOT b:LoadRun AND NOT a:LoadRun AND NOT a:Delivery
RETURN [a.id, type(r), properties(r), b.id] AS edge
"""
SERVED = """\
MATCH (n:Living|Garden)
OPTIONAL MATCH (n)-[r]->(m:Living|Garden)
RETURN labels(n) AS labels, properties(n) AS n, type(r) AS type, properties(r) AS r, m.id AS m
"""


def rooted(garden: str, since: date, metres: int) -> Link[Garden]:
    return Link(f"garden:{garden}", since, properties={"metres": metres})


def delivery(system: str, records: dict[str, list[Node]], department: str | None = None) -> loaders.Delivery:
    made = [
        Record(key, tuple(claims), f"list.csv, line {line}")
        for line, (key, claims) in enumerate(records.items(), 1)
    ]
    return loaders.Delivery(system, f"list of {system}", made, department)


def load(database: Database, system: str, records: dict[str, list[Node]], **options: Any) -> Report:
    return loaders.deliver(database, MODEL, delivery(system, records), authority=RANKS, **options)


def whole(database: Database) -> list[str]:
    """Everything that stays when a delivery is loaded again."""
    rows = [*database.read(NODES, {}), *database.read(EDGES, {})]
    return sorted(repr([_sorted(part) for value in row.values() for part in value]) for row in rows)


def served(database: Database) -> list[str]:
    """What is served of gardens and trees."""
    rows = database.read(SERVED, {})
    return sorted(repr([(name, _sorted(value)) for name, value in sorted(row.items())]) for row in rows)


def _sorted(value: Any) -> Any:
    return sorted(value.items()) if isinstance(value, dict) else value


def tree(database: Database, code: str = "1") -> dict[str, Any] | None:
    rows = database.read("MATCH (t:Tree {code: $code}) RETURN properties(t) AS t", {"code": code})
    return rows[0]["t"] if rows else None


def edges(database: Database, edge: str) -> list[tuple[str, str, str]]:
    rows = database.read(f"MATCH (a)-[r:{edge}]->(b) RETURN a.id AS a, r.key AS key, b.id AS b", {})
    return sorted((row["a"], row["key"], row["b"]) for row in rows)


def edge(database: Database, edge: str) -> dict[str, Any]:
    (row,) = database.read(f"MATCH ()-[r:{edge}]->() RETURN properties(r) AS r", {})
    return dict(row["r"])


def versions(database: Database) -> dict[str, int]:
    rows = database.read("MATCH (v:GraphVersion) RETURN v.area AS area, v.n AS n", {})
    return {row["area"]: row["n"] for row in rows}


def record(database: Database, key: str) -> dict[str, Any]:
    """A source record, with its labels and what it describes."""
    found = "MATCH (s:SourceRecord {record_key: $key}) RETURN properties(s) AS said, labels(s) AS labels, "
    (row,) = database.read(
        f"{found} COLLECT {{ MATCH (s)-[:DESCRIBES]->(n) RETURN n.id }} AS of", {"key": key}
    )
    return {**row["said"], "labels": row["labels"], "of": sorted(row["of"])}
