import pytest

from graph.database import Address, Database, prepare
from graph.model import quality_model
from schema.readiness import readiness_of


@pytest.mark.timeout(120)
def test_a_database_that_was_prepared_is_ready(neo4j: Database) -> None:
    prepare(neo4j, quality_model())

    assert readiness_of(neo4j, quality_model()).body() == {
        "ready": True,
        "database": "reachable",
        "missing": [],
    }


@pytest.mark.timeout(120)
def test_what_a_database_lacks_is_named(neo4j: Database) -> None:
    prepare(neo4j, quality_model())
    neo4j.run("DROP CONSTRAINT Region_id")

    found = readiness_of(neo4j, quality_model())

    assert not found.ready
    assert found.missing == ("Region_id",)
    prepare(neo4j, quality_model())
    assert readiness_of(neo4j, quality_model()).ready


def test_a_database_that_does_not_answer_is_unreachable() -> None:
    with Database(Address("bolt://127.0.0.1:1", "neo4j", "nothing")) as database:
        found = readiness_of(database, quality_model())

    assert found.body() == {"ready": False, "database": "unreachable", "missing": []}
