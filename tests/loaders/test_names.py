"""How names are read is derived when they are written, follows what is served, and is completed once.

Not here: how one name is read (`tests/queries/questions/test_words`).
"""

from collections.abc import Iterator
from typing import Any

import pytest

import loaders
from graph.database import Database, prepare
from graph.model import Node, quality_model
from graph.model.market import Enterprise
from graph.model.policy import Topic
from loaders import Delivery, Record

MODEL = quality_model()


@pytest.fixture
def empty(neo4j: Database) -> Iterator[Database]:
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, MODEL)
    yield neo4j
    neo4j.run("MATCH (n) DETACH DELETE n")


def deliver(database: Database, *things: Node) -> Any:
    return loaders.deliver(
        database, MODEL, Delivery("s", "test", [Record(each.id, (each,)) for each in things])
    )


def read(database: Database) -> dict[str, str | None]:
    rows = database.read(
        "MATCH (n) WHERE n:Topic OR n:Enterprise RETURN n.name AS name, n.pinyin AS read", {}
    )
    return {row["name"]: row["read"] for row in rows}


def test_a_name_is_read_as_it_is_written_and_again_when_it_changes(empty: Database) -> None:
    deliver(empty, Topic(key="t", name="银行"))
    assert read(empty) == {"银行": "yin0 hang0 y9 h9"}

    deliver(empty, Topic(key="t", name="ISO"))
    assert read(empty) == {"ISO": ""}


def test_what_is_derived_is_no_claim(empty: Database) -> None:
    deliver(empty, Topic(key="t", name="银行"))

    (row,) = empty.read("MATCH (s:SourceRecord) RETURN s.payload AS payload", {})
    assert "hang" not in row["payload"]
    again = deliver(empty, Topic(key="t", name="银行"))
    assert (again.applied, again.unchanged) == (0, 1)


def test_names_of_an_earlier_load_are_read_once(empty: Database) -> None:
    deliver(empty, Topic(key="t", name="银行"), Topic(key="u", name="ISO"), Enterprise(uscc="X1"))
    empty.run("MATCH (n) REMOVE n.pinyin")
    before = empty.read("MATCH (v:GraphVersion {area: 'policy'}) RETURN v.n AS n", {})[0]["n"]

    assert loaders.complete(empty, MODEL) == 3

    assert read(empty) == {"银行": "yin0 hang0 y9 h9", "ISO": "", None: ""}
    after = empty.read("MATCH (v:GraphVersion {area: 'policy'}) RETURN v.n AS n", {})[0]["n"]
    assert after == before + 1
    assert loaders.complete(empty, MODEL) == 0
