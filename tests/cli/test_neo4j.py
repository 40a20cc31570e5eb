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
    assert "answers on bolt://127.0.0.1:" in _run(cache, tmp_path, "start").stdout
    assert _run(cache, tmp_path, "start").returncode == 0
    assert _run(cache, tmp_path, "status").returncode == 0
    told = json.loads(_run(cache, tmp_path, "info", "--json").stdout)
    database.Database(database.Address(told["uri"], told["user"], told["password"])).check()

    assert _run(cache, tmp_path, "stop").stdout == "stopped\n"
    assert _run(cache, tmp_path, "stop").stdout == "none was running\n"
    assert _run(cache, tmp_path, "status").returncode == 1
    missing = _run(cache, tmp_path, "info")
    assert missing.returncode == 2
    assert "run ./qg neo4j start first" in missing.stderr


def _run(cache: str, data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cli", "neo4j", *arguments, "--data-dir", str(data)]
    environment = {**os.environ, "QG_CACHE_DIR": cache}
    return subprocess.run(
        command,
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
