"""The front door, run as a person runs it, in a folder of its own with empty locks."""

import shutil
import subprocess
import sys
from pathlib import Path

QG = Path(__file__).parents[2] / "qg"


def test_checks_and_commands_share_one_environment_and_a_changed_lock_is_installed(tmp_path: Path) -> None:
    shutil.copy(QG, tmp_path)
    (tmp_path / "cli").mkdir()
    (tmp_path / "cli" / "__main__.py").write_text("import sys; print('ran', *sys.argv[1:])")
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / lock).touch()

    first, second, third = _run(tmp_path, "test"), _run(tmp_path, "neo4j", "status"), _run(tmp_path, "neo4j")
    (tmp_path / "requirements.lock").write_text("# changed\n")
    changed = _run(tmp_path, "neo4j")

    assert first.stdout == "ran test\n"
    assert second.stdout == "ran neo4j status\n"
    assert "Making the environment" in second.stderr
    assert "Making the environment" not in third.stderr
    assert "Making the environment" in changed.stderr


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "qg", *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
