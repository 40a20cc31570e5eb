"""The embedded Neo4j, started, stopped and killed for real."""

import json
import os
import signal
import socket
import stat
from pathlib import Path
from typing import Any

import psutil
import pytest

from graph import database
from graph.database.server import end_orphan


def start(data: Path, class_path: list[Path]) -> tuple[database.Running, Any]:
    return database.start(data, class_path, owned=True, short_lived=True)


def test_a_server_comes_back_with_its_data_to_those_who_were_connected(
    class_path: list[Path], tmp_path: Path
) -> None:
    running, _ = start(tmp_path, class_path)
    with database.Database(database.address_of(running)) as connected:
        connected.run("CREATE (:Kept)")
        assert stat.S_IMODE((tmp_path / "password").stat().st_mode) == 0o600

        assert database.stop(tmp_path)
        assert not psutil.pid_exists(running.java)
        with pytest.raises(database.DatabaseUnavailable, match="does not answer"):
            connected.one("RETURN 1", {})

        start(tmp_path, class_path)
        assert connected.one("MATCH (kept:Kept) RETURN count(kept)", {}, seconds=60) == [1]
    assert database.stop(tmp_path)
    assert not database.stop(tmp_path)


def test_a_port_taken_after_its_choice_is_changed_and_a_second_server_on_the_directory_is_refused(
    class_path: list[Path], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        monkeypatch.setattr("graph.database.server.port_for", lambda data: taken)
        running, _ = start(data, class_path)
    assert running.uri != f"bolt://127.0.0.1:{taken}"

    with pytest.raises(database.DatabaseProblem, match=f"process {running.supervisor}"):
        start(data, class_path)

    assert _count(running) == 0
    database.stop(data)


def test_the_orphan_of_a_killed_supervisor_is_ended_and_a_new_server_has_its_data(
    class_path: list[Path], data: Path
) -> None:
    running, child = start(data, class_path)
    _write(running)
    os.kill(running.supervisor, signal.SIGKILL)
    child.wait()
    assert psutil.pid_exists(running.java)

    end_orphan(data)
    again, _ = start(data, class_path)

    assert not psutil.pid_exists(running.java)
    assert _count(again) == 1
    database.stop(data)


def test_acknowledged_data_survives_a_killed_java_and_a_taken_port(
    class_path: list[Path], data: Path
) -> None:
    running, child = start(data, class_path)
    _write(running)
    os.kill(running.java, signal.SIGKILL)
    child.wait()

    with socket.create_server(("127.0.0.1", int(running.uri.rpartition(":")[2]))):
        again, _ = start(data, class_path)

    assert again.uri != running.uri
    assert _count(again) == 1
    database.stop(data)


def test_an_owned_server_ends_when_its_owner_does(class_path: list[Path], data: Path) -> None:
    running, child = start(data, class_path)
    assert child.stdin is not None

    child.stdin.close()
    child.wait()

    assert not psutil.pid_exists(running.java)


def test_a_refusal_of_java_is_one_sentence_and_leaves_no_process(class_path: list[Path], data: Path) -> None:
    before = psutil.Process().children()

    with pytest.raises(database.DatabaseProblem, match=r"did not start on .*java\.log") as refused:
        database.start(data, class_path, heap="1k")

    assert "\n" not in str(refused.value)
    assert database.find(data) is None
    assert psutil.Process().children() == before


def test_a_directory_that_cannot_be_made_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(database.DatabaseProblem, match=r"cannot be written .* choose another --data-dir"):
        database.start(tmp_path / "file" / "data", [])


def test_a_damaged_note_of_a_server_is_no_server(tmp_path: Path) -> None:
    (tmp_path / "server.json").write_text(json.dumps({"java": 1}))

    assert database.find(tmp_path) is None


def _write(running: database.Running) -> None:
    with database.Database(database.address_of(running)) as opened:
        opened.run("CREATE (:Kept)")


def _count(running: database.Running) -> int:
    with database.Database(database.address_of(running)) as opened:
        counted = opened.one("MATCH (kept:Kept) RETURN count(kept)", {}, seconds=60)
    assert counted is not None
    return int(counted[0])
