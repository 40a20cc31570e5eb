"""`./qg load SOURCE [PATHS…]`: bring the graph in step with what a source says, or write its first load.

Not here: the sources (`loaders.sources`), the loading (`loaders`), and how a report is told (`cli.account`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from cli.account import Account
from cli.planned import told_as_json, told_in_words
from cli.problems import told, usable
from cli.progress import Watched, watched
from cli.settings import DataDir, Settings, opened
from cli.status import status_of
from cli.stopping import told_to_stop
from graph.database import Database, prepare
from graph.model import quality_model
from loaders import (
    Delivery,
    LoadProblem,
    Report,
    deliver,
    rehearse,
    run_key,
)
from loaders.bulk import IMPORT, Gathered, gather, write_import
from loaders.contract import declared_source
from loaders.extracts import (
    Asked,
    TakenIn,
    alone,
    issues_of,
    keep_aside,
    left_over,
    look_at,
    take_in,
)
from loaders.issues import write_issues
from loaders.ledger import CHINA
from loaders.patience import patiently
from loaders.plan import Planned, planned
from loaders.reading import SqlFormat
from loaders.reading.query import has_password
from loaders.sources.catalogue import SOURCES, SourceRefused, declaration_of, deliveries_of
from loaders.staging import Staged, staged
from loaders.writing import Manner

NAMES = ", ".join(SOURCES)
SEEN = (
    "While this runs, everybody on this machine can read the password in the address: leave it out, and let"
    " the database's own client find it, as PostgreSQL's does in the file that PGPASSFILE names."
)
Show = Callable[[Planned], str]


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
    plan: Annotated[
        bool, typer.Option("--plan", help="As --dry-run, and tell record by record what would be done.")
    ] = False,
    patience: Annotated[
        int, typer.Option(min=0, help="For how many seconds a database that is away is waited for.")
    ] = 600,
    emit: Annotated[
        Path | None,
        typer.Option(
            help="Write the files of a first bulk import to this folder, beside what is in it, and nothing to"
            " the graph."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON, one line for a delivery.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Load what a source says, as a whole: what it no longer says is taken back. Again changes nothing.

    Exit status: 0 all is loaded; 1 some rows are kept aside, or links lead nowhere yet; 2 the delivery is not
    what is expected, or an option is wrong; 3 loaded, but what is missing was not withdrawn; 4 a setting or
    declaration is wrong; 5 a file cannot be read or written; 6 the database failed; 7 the same source is
    being loaded already; 130 stopped by a signal: the same command goes on from there.

    Example: ./qg load industry-and-commerce 2013-06.csv --on 2013-06-30
    """
    status = 0
    with told(status_of):
        settings = Settings.of(data_dir=data_dir)
        show = (told_as_json if as_json else told_in_words) if plan else None
        dry_run = dry_run or plan
        if emit and (dry_run or max_delete_percent is not None):
            raise SourceRefused(
                "--emit writes files for a graph that has nothing yet: leave out --dry-run, --plan"
                " and --max-delete-percent."
            )
        if source in SOURCES:
            if sources or on or sample or max_delete_percent is not None:
                raise SourceRefused(
                    f"{source} is no department's source: leave out --sources, --on, --sample and"
                    " --max-delete-percent."
                )
            deliveries = _deliveries(source, paths or [])
            accounts = (
                _emit_own(deliveries, emit)
                if emit
                else _own(settings, deliveries, paths or [], dry_run=dry_run, patience=patience, show=show)
            )
        else:
            declaration = declaration_of(source, sources or [])
            declared = declared_source(declaration, quality_model())
            if not paths:
                raise SourceRefused(
                    f"The source {source} needs the files of a delivery; write {source} FILE…."
                )
            if isinstance(declared.format.reading, SqlFormat) and any(map(has_password, paths)):
                typer.echo(SEEN, err=True)
            day = on.date() if on else datetime.now(CHINA).date()
            asked = Asked(declared, quality_model(), tuple(paths), day, sample, declaration)
            most = declared.expect.max_delete_percent if max_delete_percent is None else max_delete_percent
            accounts = [
                emit_extracts(settings, asked, emit)
                if emit
                else load_extracts(
                    settings, asked, Decimal(most), dry_run=dry_run, patience=patience, show=show
                )
            ]
        for account in accounts:
            typer.echo(account.as_json() if as_json else str(account))
            status = max(status, account.status)
    raise typer.Exit(status)


def _deliveries(source: str, paths: list[str]) -> list[Delivery]:
    if len(paths) > 1:
        raise SourceRefused(f"{source} takes one file at most; give one.")
    return deliveries_of(source, Path(paths[0]) if paths else None)


def _own(
    settings: Settings,
    deliveries: list[Delivery],
    paths: list[str],
    *,
    dry_run: bool,
    patience: float,
    show: Show | None,
) -> list[Account]:
    model = quality_model()
    with told_to_stop() as stopping, watched(paths) as progress, opened(settings) as database:
        if dry_run:
            return [Account(_rehearsed(database, staged(model, each), None, show)) for each in deliveries]
        prepare(database, model)
        done = partial(
            deliver, database, model, progress=progress.writing, patience=patience, stopping=stopping
        )
        return [Account(done(each)) for each in deliveries]


def _rehearsed(database: Database, ready: Staged, most: Decimal | None, show: Show | None) -> Report:
    report = rehearse(database, ready.model, ready, max_delete_percent=most)
    if show:
        for each in planned(database, ready, report):
            typer.echo(show(each))
    return report


def load_extracts(
    settings: Settings,
    asked: Asked,
    most: Decimal,
    *,
    dry_run: bool,
    patience: float = 600,
    show: Show | None = None,
) -> Account:
    """Take extracts in and load them, and return what became of them.

    Args:
        settings: where the graph is, and where runs are kept.
        asked: what is to be loaded.
        most: when a greater part of what is stored is missing, none of it is withdrawn.
        dry_run: only tell.
        patience: the seconds for which a database that is away is waited for.
        show: how each record of the plan is told, in a dry run.
    """
    runs = settings.data_dir / "runs"
    with usable(runs), _at_work(asked, runs, patience) as work, opened(settings) as database:
        if dry_run:  # what an unfinished run has staged stays for it
            taken = work.take_in(database, work.file.with_suffix(".rehearsed"))
            report = _rehearsed(database, taken.staged, most, show)
            folder = runs / taken.run
            account = Account(report, keep_aside(taken, asked, folder), folder)
            taken.forget()
            return account
        prepare(database, asked.model)
        with left_over(asked, work.file, database) or work.take_in(database, work.file) as taken:
            report = deliver(
                database,
                asked.model,
                taken.staged,
                progress=work.progress.writing,
                max_delete_percent=most,
                run=taken.run,
                patience=patience,
                stopping=work.stopping,
            )
            folder = runs / taken.run
            account = Account(report, keep_aside(taken, asked, folder), folder)
            patiently(
                lambda: write_issues(database, asked.model, report.run, report.system, issues_of(folder)),
                patience,
            )
            taken.forget()
    return account


@dataclass(frozen=True)
class _Work:
    """One delivery of files at hand: how patient it is, whether to stop, whom to tell, where to stage it."""

    asked: Asked
    runs: Path
    patience: float
    stopping: Callable[[], bool]
    progress: Watched
    file: Path

    def take_in(self, database: Database | None, file: Path) -> TakenIn:
        run = run_key(self.asked.source.system)
        folder, tell = self.runs / run, self.progress.reading
        try:
            return take_in(
                self.asked,
                run,
                folder,
                file,
                database,
                progress=tell,
                patience=self.patience,
                stopping=self.stopping,
            )
        except LoadProblem:
            if folder.exists():
                typer.echo(f"What was kept aside until then lies in {folder}.", err=True)
            raise


@contextmanager
def _at_work(asked: Asked, runs: Path, patience: float) -> Iterator[_Work]:
    """Be the only process at work on a system's extracts, which can all be opened."""
    with (
        told_to_stop() as stopping,
        watched(asked.paths) as progress,
        alone(runs, asked.source.system) as file,
    ):
        look_at(asked)
        yield _Work(asked, runs, patience, stopping, progress, file)


def _emit_own(deliveries: list[Delivery], folder: Path) -> list[Account]:
    model = quality_model()
    with usable(folder), told_to_stop() as stopping, watched([]) as progress:
        manner = Manner(stopping=stopping, progress=progress.writing)
        accounts = []
        for each in deliveries:
            ready = staged(model, each)
            with Gathered(model, folder, ready.system) as gathered:
                source = gather(gathered, ready, run_key(ready.system), manner)
                report = write_import(gathered, ready, source, manner)
            accounts.append(Account(report, emitted=folder / IMPORT))
    return accounts


def emit_extracts(settings: Settings, asked: Asked, folder: Path) -> Account:
    """Take extracts in, write the bulk import of them and of what the folder has, and return their account.

    Args:
        settings: where runs are kept.
        asked: what is to be taken in.
        folder: where what goes into one import is gathered.
    """
    runs = settings.data_dir / "runs"
    with usable(folder), _at_work(asked, runs, patience=0) as work:
        taken = work.take_in(None, work.file.with_suffix(".emitted"))
        manner, place = Manner(stopping=work.stopping, progress=work.progress.writing), runs / taken.run
        try:
            with Gathered(asked.model, folder, asked.source.system) as gathered:
                source = gather(gathered, taken.staged, taken.run, manner)
                whole = keep_aside(taken, asked, place)
                report = write_import(gathered, taken.staged, source, manner, issues_of(place))
        finally:
            taken.forget()
        return Account(report, whole, place, folder / IMPORT)
