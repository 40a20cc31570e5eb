"""The commands of `./qg neo4j`, run as processes on a real server."""

import json
import os
import subprocess
import sys
from pathlib import Path

from graph import database


def test_a_server_is_started_described_and_stopped(class_path: list[Path], tmp_path: Path) -> None:
    cache = str(class_path[0].parents[1])

    # The captured pipes must close although the server goes on: a caller may read them to the end.
    assert "answers on bolt://127.0.0.1:" in _run(tmp_path, "start", cache=cache).stdout
    assert _run(tmp_path, "start", cache=cache).returncode == 0
    assert _run(tmp_path, "status", cache=cache).returncode == 0
    told = json.loads(_run(tmp_path, "info", "--json").stdout)
    assert set(told) == {"uri", "user", "password", "version", "pid", "data_directory"}
    database.Database(database.Address(told["uri"], told["user"], told["password"])).check()
    assert "follows version 1" in _run(tmp_path, "migrate", "--to", "1", cache=cache).stdout
    assert _run(tmp_path, "migrate", "--to", "99", cache=cache).returncode == 2

    assert _run(tmp_path, "stop").stdout == "stopped\n"
    assert _run(tmp_path, "stop").stdout == "none was running\n"
    assert _run(tmp_path, "status").returncode == 1
    _is_told(_run(tmp_path, "info"), "run ./qg neo4j start first")


def test_a_directory_that_cannot_be_written_is_one_sentence(class_path: list[Path], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = str(class_path[0].parents[1])

    _is_told(_run(tmp_path / "file" / "data", "start", cache=cache), "choose another --data-dir")
    _is_told(_run(tmp_path / "file" / "data", "start"), "choose another --data-dir")


def test_packages_that_cannot_be_had_are_one_sentence_and_what_has_arrived_stays(tmp_path: Path) -> None:
    (tmp_path / "cache" / "jars").mkdir(parents=True)
    (tmp_path / "cache" / "jars" / "kept").touch()

    failed = _run(tmp_path, "start", QG_JAR_MIRROR="http://127.0.0.1:9/nothing")

    _is_told(failed, "could not be downloaded from http://127.0.0.1:9/nothing: check the network and QG_JAR")
    assert sorted(file.name for file in (tmp_path / "cache" / "jars").iterdir()) == [".lock", "kept"]


def test_a_wrong_setting_and_an_unknown_release_are_one_sentence(tmp_path: Path) -> None:
    _is_told(_run(tmp_path, "status", QG_PORT="many"), "A setting is wrong: port")
    _is_told(_run(tmp_path, "start", "--version", "4.4"), "choose 5.26 or 2026.09")


def _is_told(failed: "subprocess.CompletedProcess[str]", sentence: str) -> None:
    assert failed.returncode == 2
    assert sentence in failed.stderr
    assert "Traceback" not in failed.stderr
    assert failed.stderr.count("\n") == 1


def _run(
    data: Path, *arguments: str, cache: str | None = None, **settings: str
) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "cli", "neo4j", *arguments, "--data-dir", str(data)]
    environment = {**os.environ, **settings}
    environment.pop("QG_CACHE_DIR", None)
    if cache:
        environment["QG_CACHE_DIR"] = cache
    return subprocess.run(
        command,
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
