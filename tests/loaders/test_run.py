"""Deliveries into a real graph: loaded, loaded again, changed, contradicted, withdrawn.

Not here: the pure rules by which claims add up (`test_claims`).
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, ClassVar

import pytest
from pydantic import BaseModel, Field

import loaders
from graph.database import Database
from graph.model import Edge, Key, Link, Model, Node, Zh, constraints
from graph.model.provenance import Delivery, LoadRun, SourceRecord, System
from loaders import Record, Report

RANKS = {"register": 1, "copy": 5}


class Depth(BaseModel):
    """How deep a root goes."""

    metres: int
    note: str | None = None


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
    evergreen: Annotated[bool, Zh("常绿")] = False
    beside: Annotated[list[Link[Living]], Edge("BESIDE", inverse="neighbours"), Zh("相邻")] = Field(
        default_factory=list
    )
    keeper: Annotated[Link[Garden] | None, Edge("KEPT_BY", inverse="keeps"), Zh("养护")] = None


MODEL = Model([Garden, Living, Tree, System, Delivery, LoadRun, SourceRecord])
SERVED = """\
MATCH (n)
WHERE NOT n:GraphVersion AND NOT n:LoadRun AND NOT n:Delivery
RETURN labels(n) AS labels, properties(n) AS properties
"""
EDGES = """\
MATCH (a)-[r]->(b)
WHERE NOT b:LoadRun AND NOT a:LoadRun AND NOT a:Delivery
RETURN a.id AS a, type(r) AS type, properties(r) AS properties, b.id AS b
"""


@pytest.fixture
def database(neo4j: Database) -> Iterator[Database]:
    for statement in constraints(MODEL):
        neo4j.run(statement)
    neo4j.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
    yield neo4j
    neo4j.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())


def load(database: Database, system: str, records: dict[str, list[Node]], **options: Any) -> Report:
    made = [
        Record(key, tuple(claims), f"list.csv:{line}")
        for line, (key, claims) in enumerate(records.items(), 1)
    ]
    delivery = loaders.Delivery(system, f"list of {system}", made)
    return loaders.deliver(database, MODEL, delivery, authority=RANKS, **options)


def snapshot(database: Database) -> list[str]:
    return sorted(repr(row) for row in [*database.read(SERVED, {}), *database.read(EDGES, {})])


def tree(database: Database, code: str = "1") -> dict[str, Any] | None:
    rows = database.read("MATCH (t:Tree {code: $code}) RETURN properties(t) AS t", {"code": code})
    return rows[0]["t"] if rows else None


def edges(database: Database, edge: str) -> list[tuple[str, str, str]]:
    rows = database.read(f"MATCH (a)-[r:{edge}]->(b) RETURN a.id AS a, r.key AS key, b.id AS b", {})
    return sorted((row["a"], row["key"], row["b"]) for row in rows)


def versions(database: Database) -> dict[str, int]:
    rows = database.read("MATCH (v:GraphVersion) RETURN v.area AS area, v.n AS n", {})
    return {row["area"]: row["n"] for row in rows}


OAK = Tree(
    code="1",
    name="oak",
    height=7,
    rooted=[Link("garden:g", date(2001, 1, 1), None, False, None, {"metres": 3})],
)
GARDEN = Garden(code="g", name="palace garden")


def test_loading_twice_is_loading_once(database: Database) -> None:
    records: dict[str, list[Node]] = {"t": [OAK], "g": [GARDEN]}
    first = load(database, "register", records)
    after_one = snapshot(database)

    second = load(database, "register", records)

    assert (
        str(first)
        == "register: 2 rows = 2 applied + 0 unchanged + 0 quarantined + 0 stale; 0 withdrawn, 0 dangling"
    )
    assert (second.applied, second.unchanged) == (0, 2)
    assert snapshot(database) == after_one
    assert edges(database, "ROOTED_IN") == [("tree:1", "2001-01-01", "garden:g")]
