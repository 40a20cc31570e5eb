"""`./qg load` as it is run every night: to its end, or as a process that can be killed and interrupted.

The process is forked from one that has imported the command already, so it starts in a moment. A load to
which nothing happens runs here.

Not here: what is loaded (`markets`), and what must hold afterwards (`invariants`).
"""

import json
import multiprocessing
import os
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from typer.testing import CliRunner

from graph.database import Address
from tests.faults.markets import SOURCES

SECONDS = 300  # the machine may be busy
DAY = "2013-06-30"
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["cli.main", "tests.faults.loader"])


@dataclass(frozen=True)
class Ended:
    """What a command left: its exit status (as `subprocess` has it), and what it said."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> dict[str, Any]:
        """Its report, which is its last line."""
        assert self.out.strip(), f"no report, but status {self.status} and: {self.err}"
        report: dict[str, Any] = json.loads(self.out.splitlines()[-1])
        return report

    def __str__(self) -> str:
        return f"status {self.status}\n{self.out}{self.err}"


class Running:
    """A command that runs."""

    def __init__(self, arguments: tuple[str, ...], environment: Mapping[str, str], folder: Path) -> None:
        number = len(list(folder.glob("*.out")))
        self._out, self._err = folder / f"{number}.out", folder / f"{number}.err"
        self._out.touch()
        given = (arguments, dict(environment), self._out, self._err)
        self._process = _FORKS.Process(target=_run, args=given)
        self._process.start()

    @property
    def memory(self) -> int:
        """How many bytes of memory it has now; 0 when it has ended."""
        with suppress(psutil.Error):
            return int(psutil.Process(self._process.pid).memory_info().rss)
        return 0

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.is_alive()

    def kill(self) -> None:
        """End it at once, so that it cannot know; when this returns, it is gone."""
        self._process.kill()
        with suppress(psutil.NoSuchProcess):
            psutil.Process(self._process.pid).wait(SECONDS)

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def wait(self, seconds: float = SECONDS) -> Ended:
        """Wait for its end."""
        self._process.join(seconds)
        assert not self.alive, f"it has not ended within {seconds} s: {self._err.read_text('utf-8')}"
        said = (
            each.read_text("utf-8", "replace") if each.exists() else "" for each in (self._out, self._err)
        )
        return Ended(int(self._process.exitcode or 0), *said)


class Loader:
    """Runs commands on one database.

    Args:
        address: of the database.
        folder: where the data directory lies, and what the commands say.
    """

    def __init__(self, address: Address, folder: Path) -> None:
        self._address, self._folder = address, folder
        self.data = folder / "data"

    def start(self, *arguments: object, uri: str | None = None, data: Path | None = None) -> Running:
        """Start a command.

        Args:
            arguments: of `./qg`.
            uri: another way to the database.
            data: another data directory.
        """
        return Running(tuple(map(str, arguments)), self._place(uri, data), self._folder)

    def begin(self, system: str, *files: object, uri: str | None = None, data: Path | None = None) -> Running:
        """Start to load one delivery of a system, with options among the files."""
        return self.start(*_words(system, files), uri=uri, data=data)

    def load(self, system: str, *files: object, uri: str | None = None, data: Path | None = None) -> Ended:
        """Load one delivery of a system, to the end."""
        return self.run(*_words(system, files), uri=uri, data=data)

    def run(self, *arguments: object, uri: str | None = None, data: Path | None = None) -> Ended:
        """Run a command to its end, in this process."""
        from cli.main import app

        done = CliRunner().invoke(app, [*map(str, arguments)], env=self._place(uri, data))
        unforeseen = done.exc_info if done.exception and not isinstance(done.exception, SystemExit) else None
        trace = "".join(traceback.format_exception(*unforeseen)) if unforeseen else ""
        return Ended(done.exit_code, done.stdout, done.stderr + trace)

    def _place(self, uri: str | None, data: Path | None) -> dict[str, str]:
        return {
            "NEO4J_URI": uri or self._address.uri,
            "NEO4J_USER": self._address.user,
            "NEO4J_PASSWORD": self._address.password,
            "QG_DATA_DIR": str(data or self.data),
        }


def _words(system: str, files: tuple[object, ...]) -> tuple[object, ...]:
    return "load", system, "--sources", SOURCES, "--on", DAY, "--json", *files


def _run(arguments: tuple[str, ...], environment: dict[str, str], out: Path, err: Path) -> None:
    for name in [name for name in os.environ if name.startswith(("QG_", "NEO4J_"))]:
        del os.environ[name]
    os.environ.update(environment)
    for number, file in ((1, out), (2, err)):
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, number)
    from cli.main import app

    sys.argv = ["qg", *arguments]
    app(list(arguments))
