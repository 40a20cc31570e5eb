"""What tests share: the packages of Neo4j, and one running server a run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import database

CACHE = Path(os.environ.get("QG_CACHE_DIR", Path.home() / ".cache" / "qualitygraph")) / "jars"


@pytest.fixture(scope="session")
def class_path() -> list[Path]:
    return database.fetch(database.locked_jars(), CACHE)


@pytest.fixture(scope="session")
def neo4j(class_path: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[database.Database]:
    data = tmp_path_factory.mktemp("数据 directory")
    running, _ = database.start(data, class_path, owned=True, short_lived=True)
    opened = database.Database(database.address_of(running))
    yield opened
    opened.close()
    database.stop(data)
