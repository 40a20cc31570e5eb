"""What the differential tests share: the house with its small sample, its rows, and the reference."""

from collections.abc import Iterator

import pytest
from graphql import GraphQLSchema

from cli.golden import filled
from graph.database import Database
from graph.model import quality_model
from queries.compiler import straight
from schema.executor import Executor
from tests.differential.arguments import World
from tests.differential.reference import Reference, published_schema
from tests.differential.rows import read_rows


@pytest.fixture(scope="session")
def executor(neo4j: Database) -> Executor:
    neo4j.run("MATCH (n) DETACH DELETE n")
    return filled(neo4j)


@pytest.fixture(scope="module", autouse=True)
def straight_at_once() -> Iterator[None]:
    """Shape the first answer by a written function already: hardly a generated request comes again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(straight, "WRITTEN_AT", 1)
        yield


@pytest.fixture(scope="session")
def published() -> GraphQLSchema:
    return published_schema()


@pytest.fixture(scope="session")
def reference(neo4j: Database, executor: Executor, published: GraphQLSchema) -> Reference:
    return Reference(published, read_rows(neo4j, quality_model()))


@pytest.fixture(scope="session")
def world(reference: Reference) -> World:
    return World(reference.schema, reference.rows)
