"""The progress of a load: a bar on a terminal, else a line now and then; always on the error stream.

Not here: the loading itself (`cli.load`).
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

EVERY = 10.0  # seconds between lines where there is no terminal


class Watched:
    """What is told of one delivery: the reading of its files, then the writing of its records."""

    def __init__(self, bars: Progress, console: Console, sizes: dict[str, int]) -> None:
        self._bars, self._console, self._sizes = bars, console, sizes
        self._reading: TaskID | None = None
        self._writing: TaskID | None = None
        self._told = time.monotonic()
        self._begun: float | None = None

    def reading(self, file: str, rows: int, offset: int) -> None:
        """Tell how far a file is read."""
        size = self._sizes.get(file)
        if self._reading is None:
            self._reading = self._bars.add_task("", total=None)
        told = f"Reading {file}, {rows:,} rows"
        done, total = (min(offset, size), size) if size else (0, None)
        self._bars.update(self._reading, description=told, completed=done, total=total)
        self._line(told + (f", {done * 100 // total} %" if total else ""))

    def writing(self, done: int, total: int) -> None:
        """Tell how many records of how many are written."""
        now = time.monotonic()
        if self._writing is None:
            if self._reading is not None:
                self._bars.remove_task(self._reading)
            self._writing = self._bars.add_task("Writing", total=total)
            self._begun, self._first = now, done
        self._bars.update(self._writing, completed=done)
        left = ""
        if self._begun and done > self._first:
            seconds = (now - self._begun) / (done - self._first) * (total - done)
            left = f", about {seconds:,.0f} s left"
        self._line(f"Writing, {done:,} of {total:,} records{left}")

    def _line(self, text: str) -> None:
        if not self._console.is_terminal and time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            self._console.print(text)


@contextmanager
def watched(paths: Iterable[str]) -> Iterator[Watched]:
    """Show the progress of a delivery while it is loaded.

    Args:
        paths: its files, whose sizes tell how much is to be read.
    """
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    sizes = {Path(path).name: Path(path).stat().st_size for path in paths if Path(path).is_file()}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bars = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with bars:
        yield Watched(bars, console, sizes)
