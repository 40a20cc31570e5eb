"""A small generated graph, imported once for all measurements' tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.peers.data import Plan
from bench.peers.fill import Filled, filled
from cli.settings import Settings

SMALL = Plan(150)


@pytest.fixture(scope="session")
def small(class_path: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    folder = tmp_path_factory.mktemp("bench")
    settings = Settings.of(data_dir=folder, cache_dir=class_path[0].parents[1])
    with filled(SMALL, settings, lambda line: None) as found:
        yield found
