"""The embedded Neo4j, started, stopped and killed for real."""

import os
import signal
import stat
from pathlib import Path
from typing import Any

import psutil
import pytest

from graph import database
from graph.database.server import end_orphan


def test_what_is_written_in_one_transaction_is_read_back(neo4j: database.Database) -> None:
    neo4j.write(lambda tx: tx.run("CREATE (:Note {text: $text})", text="宁夏").consume())

    rows = neo4j.read("MATCH (note:Note) RETURN note.text AS text", {})

    assert rows == [{"text": "宁夏"}]


def test_a_transaction_that_fails_leaves_nothing(neo4j: database.Database) -> None:
    def fails(tx: Any) -> None:
        tx.run("CREATE (:Half)").consume()
        raise RuntimeError("stopped half way")

    with pytest.raises(RuntimeError):
        neo4j.write(fails)

    assert neo4j.read("MATCH (half:Half) RETURN count(half) AS n", {}) == [{"n": 0}]


def test_a_read_session_refuses_to_write(neo4j: database.Database) -> None:
    with pytest.raises(Exception, match="read access mode"):
        neo4j.read("CREATE (:Forbidden)", {})


def test_a_server_stops_clean_keeps_its_data_and_hides_its_password(
    class_path: list[Path], tmp_path: Path
) -> None:
    running, _ = database.start(tmp_path, class_path, short_lived=True)
    _write(running)
    assert stat.S_IMODE((tmp_path / "password").stat().st_mode) == 0o600

    assert database.stop(tmp_path)

    assert not psutil.pid_exists(running.java)
    again, _ = database.start(tmp_path, class_path, owned=True, short_lived=True)
    assert _count(again) == 1
    assert database.stop(tmp_path)
    assert not database.stop(tmp_path)


def test_a_second_server_on_one_directory_is_refused_and_the_first_goes_on(
    class_path: list[Path], tmp_path: Path
) -> None:
    running, _ = database.start(tmp_path, class_path, owned=True, short_lived=True)

    with pytest.raises(database.DatabaseProblem, match=f"process {running.supervisor}"):
        database.start(tmp_path, class_path, short_lived=True)

    assert _count(running) == 0
    database.stop(tmp_path)


def test_the_orphan_of_a_killed_supervisor_is_ended_and_a_new_server_has_its_data(
    class_path: list[Path], tmp_path: Path
) -> None:
    running, child = database.start(tmp_path, class_path, short_lived=True)
    _write(running)
    os.kill(running.supervisor, signal.SIGKILL)
    child.wait()
    assert psutil.pid_exists(running.java)

    end_orphan(tmp_path)
    again, _ = database.start(tmp_path, class_path, owned=True, short_lived=True)

    assert not psutil.pid_exists(running.java)
    assert _count(again) == 1
    database.stop(tmp_path)


def test_acknowledged_data_survives_a_killed_java(class_path: list[Path], tmp_path: Path) -> None:
    running, child = database.start(tmp_path, class_path, short_lived=True)
    _write(running)
    os.kill(running.java, signal.SIGKILL)
    child.wait()

    again, _ = database.start(tmp_path, class_path, owned=True, short_lived=True)

    assert _count(again) == 1
    database.stop(tmp_path)


def test_an_owned_server_ends_when_its_owner_does(class_path: list[Path], tmp_path: Path) -> None:
    running, child = database.start(tmp_path, class_path, owned=True, short_lived=True)
    assert child.stdin is not None

    child.stdin.close()
    child.wait()

    assert not psutil.pid_exists(running.java)


def test_a_directory_that_cannot_be_made_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(database.DatabaseProblem, match=r"cannot be written .* choose another --data-dir"):
        database.start(tmp_path / "file" / "data", [])


def _write(running: Any) -> None:
    opened = database.Database(database.address_of(running))
    opened.write(lambda tx: tx.run("CREATE (:Kept)").consume())
    opened.close()


def _count(running: Any) -> int:
    opened = database.Database(database.address_of(running))
    rows = opened.read("MATCH (kept:Kept) RETURN count(kept) AS n", {})
    opened.close()
    return int(rows[0]["n"])
