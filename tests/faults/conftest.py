"""What the tests of faults share: a night on the tests' own Neo4j, and a proxy in front of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.database import Address, Database, prepare
from graph.model import quality_model
from tests.faults import bolt_proxy
from tests.faults.bolt_proxy import BoltProxy
from tests.faults.loader import Loader
from tests.faults.night import Night, empty
from tests.faults.servers import Server, small_server


@pytest.fixture(scope="module")
def prepared(neo4j: Database) -> Iterator[Database]:
    empty(neo4j)
    prepare(neo4j, quality_model())
    yield neo4j
    empty(neo4j)


@pytest.fixture
def loader(neo4j_address: Address, tmp_path: Path) -> Loader:
    return Loader(neo4j_address, tmp_path)


@pytest.fixture
def night(prepared: Database, loader: Loader, tmp_path: Path) -> Iterator[Night]:
    empty(prepared)
    yield Night(prepared, loader, tmp_path)
    empty(prepared)


@pytest.fixture
def proxy(neo4j_address: Address) -> Iterator[BoltProxy]:
    with bolt_proxy.proxied(neo4j_address.uri) as proxy:
        yield proxy


@pytest.fixture(scope="session")
def server(class_path: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with small_server(tmp_path_factory.mktemp("server"), class_path) as server:
        yield server
