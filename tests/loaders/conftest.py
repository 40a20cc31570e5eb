"""A small model of gardens and trees, and an empty graph that is ready for it."""

from collections.abc import Iterator

import pytest

from graph.database import Database
from graph.model import constraints
from tests.loaders.gardens import MODEL


@pytest.fixture(scope="module")
def prepared(neo4j: Database) -> Iterator[Database]:
    before = {row["name"] for row in neo4j.read("SHOW CONSTRAINTS YIELD name", {})}
    for statement in constraints(MODEL):
        neo4j.run(statement)
    yield neo4j
    for row in neo4j.read("SHOW CONSTRAINTS YIELD name", {}):
        if row["name"] not in before:
            neo4j.run(f"DROP CONSTRAINT {row['name']}")


@pytest.fixture
def database(prepared: Database) -> Iterator[Database]:
    empty(prepared)
    yield prepared
    empty(prepared)


def empty(database: Database) -> None:
    database.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
