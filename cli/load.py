"""`./qg load SOURCE [PATHS…]`: bring the graph in step with what a source says.

Not here: the sources (`loaders.sources`), the loading (`loaders`), and how a report is told (`cli.account`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from cli.account import Account
from cli.problems import Problem, told
from cli.settings import DataDir, Settings, opened
from graph.database import DatabaseProblem, prepare
from graph.model import quality_model
from loaders import (
    BatchFailed,
    DatabaseUnready,
    Delivery,
    DeliveryRefused,
    LoadProblem,
    deliver,
    rehearse,
    run_key,
)
from loaders.contract import declared_source
from loaders.extracts import TakenIn, take_in
from loaders.ledger import CHINA
from loaders.reading.refused import ExtractRefused
from loaders.sources.catalogue import SOURCES, SourceRefused, declaration_of, deliveries_of
from loaders.sources.policy.delivery import DocumentUnreadable
from loaders.sources.policy.document import DocumentRefused
from loaders.sources.rows import RowRefused

NAMES = ", ".join(SOURCES)


class FileUnusable(Problem):
    """The system refuses a file of the delivery, or one of what is kept aside."""


# What is told by the exit status, beside 0, 1 and 3, which are those of a report (`cli.account`).
STATUS: tuple[tuple[int, tuple[type[Exception], ...]], ...] = (
    (2, (DeliveryRefused, DocumentRefused, RowRefused)),
    (5, (ExtractRefused, DocumentUnreadable, FileUnusable)),
    (6, (DatabaseProblem, DatabaseUnready, BatchFailed)),
)
CONFIGURATION = 4


@dataclass(frozen=True)
class _Asked:
    """One delivery, and how it is to be loaded."""

    delivery: Delivery
    run: str | None = None
    taken: TakenIn | None = None
    max_delete_percent: Decimal | None = None


def load(
    source: Annotated[str, typer.Argument(help=f"{NAMES}, or the system of a department's source.")],
    paths: Annotated[
        list[str] | None, typer.Argument(help="The files of one whole delivery; for SQL the database's URL.")
    ] = None,
    sources: Annotated[
        list[Path] | None, typer.Option(help="A folder with further sources; may be given again.")
    ] = None,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day of the extract. [today]")
    ] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Mark what is loaded as invented.")] = False,
    max_delete_percent: Annotated[
        int | None,
        typer.Option(min=0, max=100, help="How much of what is stored may be withdrawn. [as declared, or 5]"),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be done, and write nothing to the graph.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON, one line for a delivery.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Load what a source says, as a whole: what it no longer says is taken back. Again changes nothing.

    Exit status: 0 all is loaded; 1 some rows are kept aside, or links lead nowhere yet; 2 the delivery is not
    what is expected, or an option is wrong; 3 loaded, but what is missing was not withdrawn; 4 a setting or
    declaration is wrong; 5 a file cannot be read or written; 6 the database failed.

    Example: ./qg load industry-and-commerce 2013-06.csv --on 2013-06-30
    """
    status = 0
    with told(_status):
        settings = Settings.of(data_dir=data_dir)
        runs = settings.data_dir / "runs"
        if source in SOURCES:
            if sources or on or sample or max_delete_percent is not None:
                raise SourceRefused(
                    f"{source} is no department's source: leave out --sources, --on, --sample and"
                    " --max-delete-percent."
                )
            asked = _own(source, paths or [])
        else:
            day = on.date() if on else datetime.now(CHINA).date()
            most = None if max_delete_percent is None else Decimal(max_delete_percent)
            asked = [_of_department(source, paths or [], sources or [], day, sample, most, runs)]
        model = quality_model()
        with opened(settings) as database:  # a file that is refused needs none
            if not dry_run:
                prepare(database, model)
            for each in asked:
                most = each.max_delete_percent
                if dry_run:
                    report = rehearse(database, model, each.delivery, max_delete_percent=most)
                else:
                    report = deliver(database, model, each.delivery, max_delete_percent=most, run=each.run)
                account = Account(report, each.taken, runs / each.run if each.run else None)
                typer.echo(account.as_json() if as_json else str(account))
                status = max(status, account.status)
    raise typer.Exit(status)


def _own(source: str, paths: list[str]) -> list[_Asked]:
    if len(paths) > 1:
        raise SourceRefused(f"{source} takes one file at most; give one.")
    return [_Asked(each) for each in deliveries_of(source, Path(paths[0]) if paths else None)]


def _of_department(
    system: str,
    paths: list[str],
    sources: list[Path],
    on: date,
    sample: bool,
    max_delete_percent: Decimal | None,
    runs: Path,
) -> _Asked:
    model = quality_model()
    source = declared_source(declaration_of(system, sources), model)
    if not paths:
        raise SourceRefused(f"The source {system} needs the files of a delivery; write {system} FILE….")
    run = run_key(system)
    try:
        taken = take_in(source, model, paths, on, runs / run, sample=sample)
    except LoadProblem:
        if (runs / run).exists():
            typer.echo(f"What was kept aside until then lies in {runs / run}.", err=True)
        raise
    except OSError as wrong:
        raise FileUnusable(
            f"{wrong.filename or runs / run} cannot be used ({wrong.strerror}), and nothing was loaded: see"
            " to its rights and to the room on the disk, and load again."
        ) from wrong
    most = source.expect.max_delete_percent if max_delete_percent is None else max_delete_percent
    return _Asked(taken.delivery, run, taken, most)


def _status(problem: Exception) -> int:
    return next((status for status, kinds in STATUS if isinstance(problem, kinds)), CONFIGURATION)
