"""Java's AOT cache: made in the background, used when whole, and never in the way."""

import hashlib
from pathlib import Path

import psutil
import pytest

from graph import database
from graph.database import aot

pytestmark = pytest.mark.faults  # each starts servers without a cache


@pytest.fixture
def own_cache(class_path: list[Path], tmp_path: Path) -> list[Path]:
    """The same packages at a place of the test's own, beside which no cache lies yet."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "jars").symlink_to(class_path[0].parent)
    return [tmp_path / "cache" / "jars" / jar.name for jar in class_path]


def test_a_lasting_server_makes_the_cache_beside_it_and_leaves_no_process_when_it_ends_first(
    own_cache: list[Path], data: Path
) -> None:
    running, _ = database.start(data, own_cache, owned=True)
    family = psutil.Process(running.supervisor).children(recursive=True)
    training = [process for process in family if "graph.database.aot" in process.cmdline()]
    assert len(training) == 1

    database.stop(data)

    assert not [process for process in family if _lives(process)]
    assert not aot.archive_of(own_cache, "2026.09").exists()


def test_the_cache_is_made_once_and_servers_use_it(class_path: list[Path], data: Path) -> None:
    archive = aot.archive_of(class_path, "2026.09")
    assert aot.is_whole(archive)
    assert [file for file in archive.parent.iterdir() if file.is_dir()] == []

    made = archive.stat().st_mtime_ns
    aot.train(archive.parent, "2026.09", class_path)

    assert archive.stat().st_mtime_ns == made
    assert f"-XX:AOTCache={archive}" in _command_of_a_server(data, class_path)


def test_a_cache_with_other_bytes_than_were_written_is_not_whole(own_cache: list[Path]) -> None:
    assert not aot.is_whole(_planted(own_cache, said=b"what was written"))
    assert not aot.is_whole(Path("/nowhere"))


def test_a_cache_that_java_cannot_read_only_costs_time(own_cache: list[Path], data: Path) -> None:
    archive = _planted(own_cache, said=b"damaged")

    assert f"-XX:AOTCache={archive}" in _command_of_a_server(data, own_cache)


def _lives(process: psutil.Process) -> bool:
    # What was killed may still wait for the system to take its status.
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def _planted(jars: list[Path], said: bytes) -> Path:
    archive = aot.archive_of(jars, "2026.09")
    archive.parent.mkdir()
    archive.write_bytes(b"damaged")
    archive.with_suffix(".sha256").write_text(hashlib.sha256(said).hexdigest())
    return archive


def _command_of_a_server(data: Path, jars: list[Path]) -> list[str]:
    running, _ = database.start(data, jars, owned=True, short_lived=True)
    command = psutil.Process(running.java).cmdline()
    with database.Database(database.address_of(running)) as opened:
        assert opened.one("RETURN 1", {}) == [1]
    database.stop(data)
    return command
