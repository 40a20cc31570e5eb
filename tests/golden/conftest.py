"""The house as the golden cases and the README ask it: all that the repository holds, and a small sample."""

import pytest

from cli.golden import filled
from graph.database import Database
from schema.executor import Executor


@pytest.fixture(scope="session")
def executor(neo4j: Database) -> Executor:
    neo4j.run("MATCH (n) DETACH DELETE n")
    return filled(neo4j)
