"""What tests share: the packages of Neo4j, and one running server a run, whichever `--neo4j` names."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from cli.golden import filled
from graph import database
from graph.database import aot
from schema.executor import Executor
from tests.asking import Ask

LONGEST = {folder: place for place, folder in enumerate(("schema", "cli", "golden", "queries", "graph"))}
TESTS = Path(__file__).resolve().parent
CACHE = Path(os.environ.get("QG_CACHE_DIR", Path.home() / ".cache" / "qualitygraph")) / "jars"


def pytest_addoption(parser: pytest.Parser) -> None:
    said = (
        "the Neo4j to test on: embedded (default), 5.26, container, a URI (with NEO4J_USER, NEO4J_PASSWORD)"
    )
    parser.addoption("--neo4j", default="embedded", help=said)
    parser.addoption("--faults", action="store_true", help="run the long tests too, most of them of faults")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "faults: takes long; runs with --faults alone")
    config.addinivalue_line("markers", "lts: runs Neo4j 5.26 too, whose packages are fetched once")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests for `--faults`; what takes longest goes first, so that workers end together."""
    if not config.getoption("--faults"):
        long = [item for item in items if item.get_closest_marker("faults")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
    items.sort(key=lambda item: LONGEST.get(_folder_of(item.nodeid), len(LONGEST)))


class FolderScheduling(LoadScopeScheduling):
    """Gives a worker the tests of a folder together: they share what is in its database.

    By a scheduler of our own, since xdist 3.8 no longer groups tests by their marks under pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        return _folder_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return FolderScheduling(config, log)


def _folder_of(nodeid: str) -> str:
    _, folder, *below = nodeid.partition("::")[0].split("/")
    # The loaders' are the most, and half of them need no database.
    return f"{folder}/{below[0]}" if folder == "loaders" else folder


@pytest.fixture(scope="session")
def class_path() -> list[Path]:
    jars = database.fetch(database.locked_jars(), CACHE)
    aot.train(CACHE.with_name("aot"), database.NEWEST.name, jars)  # once; each of the many starts is faster
    return jars


@pytest.fixture(scope="session")
def lts_class_path() -> list[Path]:
    try:
        return database.fetch(database.locked_jars(database.LTS.list), CACHE)
    except database.DatabaseProblem as problem:
        pytest.skip(f"the packages of Neo4j {database.LTS.name} cannot be had: {problem}")


@pytest.fixture(scope="session")
def neo4j_address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[database.Address]:
    with _address(request, tmp_path_factory.mktemp("数据 directory")) as address:
        yield address


@pytest.fixture(scope="session")
def neo4j(neo4j_address: database.Address) -> Iterator[database.Database]:
    with database.Database(neo4j_address) as opened:
        opened.check()
        yield opened


@pytest.fixture(scope="module")
def executor(neo4j: database.Database) -> Executor:
    """What runs requests on the house with its smallest sample, where a module has no things of its own."""
    neo4j.run("MATCH (n) DETACH DELETE n")
    return filled(neo4j)


@pytest.fixture(scope="module")
def ask(executor: Executor) -> Ask:
    """Run a document with variables, and return the data of an answer without errors."""

    def data(document: str, **variables: Any) -> dict[str, Any]:
        outcome = executor.run(document, variables, None)
        assert outcome.errors == []
        assert outcome.data is not None
        return outcome.data

    return data


@pytest.fixture
def statements_sent(neo4j: database.Database) -> Callable[[Callable[[], object]], int]:
    """How many statements the server itself counted while something was done."""

    def counted(done: Callable[[], object]) -> int:
        for step in ("stop('QUERIES')", "clear('QUERIES')", "collect('QUERIES', {})"):
            neo4j.read(f"CALL db.stats.{step}", {})
        done()
        neo4j.read("CALL db.stats.stop('QUERIES')", {})
        rows = neo4j.read("CALL db.stats.retrieve('QUERIES', {})", {})
        said = [(row["data"]["query"], row["data"]["invocationSummary"]) for row in rows]
        return sum(each["invocationCount"] for text, each in said if "db.stats" not in text)

    return counted


@pytest.fixture(scope="module")
def policy_file() -> Path:
    path = os.environ.get("QG_POLICY_FILE")
    if path:
        return Path(path)
    message = "QG_POLICY_FILE is not set; set it to the path of the policy document's text"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@contextmanager
def _address(request: pytest.FixtureRequest, data: Path) -> Iterator[database.Address]:
    which = str(request.config.getoption("--neo4j"))
    if "://" in which:
        user = os.environ.get("NEO4J_USER", "neo4j")
        yield database.Address(which, user, os.environ.get("NEO4J_PASSWORD", ""))
    elif which == "container":
        yield from _container()
    else:
        version = database.NEWEST.name if which == "embedded" else which
        fixture = "lts_class_path" if version == database.LTS.name else "class_path"
        jars = request.getfixturevalue(fixture)
        running, _ = database.start(data, jars, owned=True, version=version, short_lived=True)
        yield database.address_of(running)
        database.stop(data)


def _container() -> Iterator[database.Address]:
    docker = pytest.importorskip("docker")
    from testcontainers.neo4j import Neo4jContainer

    try:
        docker.from_env().ping()
    except docker.errors.DockerException as absent:
        pytest.skip(f"no container engine answers here: {absent}")
    with Neo4jContainer(f"neo4j:{database.LTS.name}") as container:
        yield database.Address(container.get_connection_url(), container.username, container.password)
