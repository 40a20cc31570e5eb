"""Data directories for servers of a test's own."""

import shutil
from pathlib import Path

import pytest

from graph.database.launch import Wanted, configure, ensure_password
from graph.database.release import NEWEST


@pytest.fixture(scope="session")
def _fresh(class_path: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh")
    configure(folder, class_path, Wanted(NEWEST), port=0)
    ensure_password(folder)
    return folder


@pytest.fixture
def data(_fresh: Path, tmp_path: Path) -> Path:
    """A data directory that has its first password, which takes a Java of its own to set."""
    (tmp_path / "data" / "data").parent.mkdir()
    shutil.copy2(_fresh / "password", tmp_path / "data")
    shutil.copytree(_fresh / "data", tmp_path / "data" / "data")
    return tmp_path / "data"
