"""Graphs to analyse: with the policy's facts, or empty; what each test says is taken back after it.

A module uses one of the two, since each begins by emptying the database.
"""

from collections.abc import Iterator

import pytest

import loaders
from graph.database import Database, prepare
from graph.model import quality_model
from tests.queries.questions.conftest import graph, policy
from tests.queries.questions.register import Graph

__all__ = ["graph", "policy"]


@pytest.fixture(scope="module")
def empty(neo4j: Database) -> Database:
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, quality_model())
    return neo4j


@pytest.fixture
def bare(empty: Database) -> Iterator[Graph]:
    """A graph without the policy: nothing is in it but what the test says."""
    yield Graph(empty)
    loaders.withdraw(empty, quality_model(), "register")
