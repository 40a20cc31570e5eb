"""What ends a command: a problem in one sentence for the user, with the remedy. Not here: who finds it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from cli.web import PageProblem
from graph.database import DatabaseProblem
from loaders import LoadProblem
from loaders.sources.catalogue import SourceRefused
from loaders.sources.policy.delivery import DocumentUnreadable
from loaders.sources.policy.document import DocumentRefused
from loaders.sources.rows import RowRefused
from schema.trusted import DocumentsRefused


class Problem(Exception):
    """A command cannot go on; the text says why and what to do."""


class FileUnusable(Problem):
    """The system refuses a file of the delivery, or one of what is kept aside."""


KNOWN = (
    Problem,
    DatabaseProblem,
    LoadProblem,
    PageProblem,
    SourceRefused,
    DocumentUnreadable,
    DocumentRefused,
    RowRefused,
    DocumentsRefused,
)


@contextmanager
def usable(place: Path) -> Iterator[None]:
    """Tell of a file that the system refuses.

    Args:
        place: where it lies, when the system does not say.
    """
    try:
        yield
    except (OSError, sqlite3.OperationalError) as wrong:
        where, why = getattr(wrong, "filename", None) or place, getattr(wrong, "strerror", None) or wrong
        raise FileUnusable(
            f"{where} cannot be used ({why}): see to its rights and to the room on the disk, and load again;"
            " what was written before stays."
        ) from wrong


@contextmanager
def told(status: Callable[[Exception], int] = lambda problem: 2) -> Iterator[None]:
    """Tell a known problem as its one sentence, without a traceback, and exit with its status."""
    try:
        yield
    except KNOWN as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(status(problem)) from problem
