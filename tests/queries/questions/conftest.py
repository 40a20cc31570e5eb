"""A graph to ask: the policy's facts loaded once a module, and what each test says, taken back after it."""

from collections.abc import Iterator

import pytest

import loaders
from graph.database import Database, prepare
from graph.model import quality_model
from loaders.sources.policy.facts import facts_delivery
from tests.queries.questions.register import Graph


@pytest.fixture(scope="module")
def policy(neo4j: Database) -> Iterator[Database]:
    neo4j.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
    prepare(neo4j, quality_model())
    loaders.deliver(neo4j, quality_model(), facts_delivery())
    yield neo4j
    neo4j.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())


@pytest.fixture
def graph(policy: Database) -> Iterator[Graph]:
    yield Graph(policy)
    loaders.withdraw(policy, quality_model(), "register")
