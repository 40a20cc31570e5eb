"""A database brought to the model, and kept there, on a real server."""

from collections.abc import Iterator
from typing import Annotated

import pytest

from graph import database
from graph.model import FullText, Index, Key, Model, Node, Zh, quality_model


class Gauge(Node):
    """An instrument."""

    zh = "量具"
    plural = "gauges"
    area = "test"
    number: Annotated[str, Key(), Zh("编号")]
    name: Annotated[str | None, Zh("名称"), FullText()] = None
    place: Annotated[str | None, Zh("地点"), Index()] = None


def gauge_with_words_in_its_place() -> type[Node]:
    """The same kind as a later model would declare it: the place is searched, the name is not."""

    class Gauge(Node):
        """An instrument."""

        zh = "量具"
        plural = "gauges"
        area = "test"
        number: Annotated[str, Key(), Zh("编号")]
        name: Annotated[str | None, Zh("名称")] = None
        place: Annotated[str | None, Zh("地点"), FullText()] = None

    return Gauge


@pytest.fixture
def bare(neo4j: database.Database) -> Iterator[database.Database]:
    """The shared server without data and gauges; what the whole model made on it stays for other tests."""
    _strip(neo4j)
    yield neo4j
    _strip(neo4j)


def test_the_whole_model_is_prepared_and_a_second_time_changes_nothing(bare: database.Database) -> None:
    bare.run("DROP CONSTRAINT Enterprise_id IF EXISTS")
    assert "Enterprise_id" in database.missing(bare, quality_model())

    database.prepare(bare, quality_model())

    assert database.missing(bare, quality_model()) == []
    made = _index_ids(bare)
    database.prepare(bare, quality_model())
    assert _index_ids(bare) == made


def test_a_prepared_kind_is_unique_by_its_id(bare: database.Database) -> None:
    database.prepare(bare, Model([Gauge]))

    with pytest.raises(database.StatementRefused, match="already exists"):
        bare.run("UNWIND [1, 1] AS n CREATE (:Gauge {id: 'gauge:1'})")


def test_a_constraint_that_was_dropped_is_missing_until_prepared_again(bare: database.Database) -> None:
    database.prepare(bare, Model([Gauge]))

    bare.run("DROP CONSTRAINT Gauge_id")

    assert database.missing(bare, Model([Gauge])) == ["Gauge_id"]
    database.prepare(bare, Model([Gauge]))
    assert database.missing(bare, Model([Gauge])) == []


def test_what_a_later_model_no_longer_declares_is_dropped_and_what_it_changed_is_made_again(
    bare: database.Database,
) -> None:
    database.prepare(bare, Model([Gauge]))

    database.prepare(bare, Model([gauge_with_words_in_its_place()]))

    indexes = bare.read("SHOW INDEXES YIELD name, properties WHERE name STARTS WITH 'Gauge'", {})
    assert {row["name"]: row["properties"] for row in indexes} == {
        "Gauge_id": ["id"],
        "Gauge_fulltext": ["place"],
    }


def test_data_that_contradicts_a_constraint_is_told_and_nothing_is_lost(bare: database.Database) -> None:
    bare.run("UNWIND [1, 2] AS n CREATE (:Gauge {id: 'gauge:1'})")

    with pytest.raises(database.DatabaseProblem, match="Gauge"):
        database.prepare(bare, Model([Gauge]))

    assert bare.one("MATCH (gauge:Gauge) RETURN count(gauge)", {}) == [2]


def _index_ids(bare: database.Database) -> list[int]:
    return [row["id"] for row in bare.read("SHOW INDEXES YIELD id ORDER BY id", {})]


def _strip(neo4j: database.Database) -> None:
    neo4j.run("MATCH (n) DETACH DELETE n")
    neo4j.run("DROP CONSTRAINT Gauge_id IF EXISTS")
    for name in ("Gauge_fulltext", "Gauge_place_range"):
        neo4j.run(f"DROP INDEX {name} IF EXISTS")
