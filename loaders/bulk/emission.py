"""Emission: a delivery is gathered, and what all gathered ones add up to is written as one import.

Not here: what was gathered (`gathering`), what it adds up to (`graph`), and the form of the files (`sheets`).
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from graph.database import write_arguments
from graph.model import Node
from graph.model.provenance import System
from loaders.authority import Authority, ranking
from loaders.bulk.gathering import FolderRefused, Gathered, Source
from loaders.bulk.graph import Graph, with_missing
from loaders.bulk.sheets import SEPARATORS, SeparatorMet, Sheets
from loaders.errors import Interrupted, LoadProblem
from loaders.issues import Told as Issue
from loaders.issues import chosen, issue_node
from loaders.ledger import CHINA, Run, load_run, origin_of
from loaders.report import Report
from loaders.run import plan_first, report_of
from loaders.staging import Staged
from loaders.writing import Manner

IMPORT = "import"  # the folder of the sheets, within that of what was gathered


def gather(gathered: Gathered, ready: Staged, run: str, manner: Manner) -> Source:
    """Gather a delivery, in place of what was gathered of its system before.

    Args:
        gathered: what is in the folder.
        ready: all that the system says.
        run: the key of its run.
        manner: whom to tell how much is done, and whether to stop.

    Raises:
        Interrupted: it was to stop.
        FolderRefused: there is another folder where the import is to be.
    """
    place = gathered.folder / IMPORT
    if place.exists() and not gathered.sources():
        raise FolderRefused(f"{place} is there, and nothing that was gathered for it: give another folder.")
    plan_first(ready)
    started = datetime.now(CHINA)
    _, delivery = origin_of(ready, started)
    begun, steps = Run(run, started, delivery.id), max(1, ready.planned)
    return gathered.take(ready, begun, lambda done: _tell(manner, ready, done / steps))


def write_import(
    gathered: Gathered,
    ready: Staged,
    source: Source,
    manner: Manner,
    issues: Iterable[Issue] = (),
    authority: Authority | None = None,
) -> Report:
    """Write the import of all that is gathered, and return what became of the delivery gathered last.

    Args:
        gathered: what is in the folder.
        ready: the delivery.
        source: its system, as it was gathered.
        manner: whom to tell how much is done, and whether to stop.
        issues: what is wrong with its rows.
        authority: whom to believe; as `authority.toml` says when left out.

    Raises:
        Interrupted: it was to stop.
    """
    place, shown = gathered.folder / IMPORT, chosen(issues)
    believed = ranking() if authority is None else authority
    for separator in SEPARATORS:
        staged = _emptied(place.with_name(f"{IMPORT}.part"))
        with suppress(SeparatorMet):
            with Sheets(staged, separator) as sheets:
                graph = Graph(gathered, sheets, believed)
                for part in graph.things():
                    _tell(manner, ready, 1 + part)
                for part in graph.records():
                    _tell(manner, ready, 2 + part)
                report = with_missing(gathered, source, replace(report_of(ready), run=source.run.id))
                gathered.write_down(source.number, _ledger(ready, source, report, shown))
                graph.rest()
            write_arguments(staged, sheets.nodes, sheets.edges, sheets.reading)
            _put(staged, place)
            return report
    raise LoadProblem(f"{ready.system}: its keys hold every sign that could set them apart in a list.")


def _tell(manner: Manner, ready: Staged, part: float) -> None:
    """Say which part of gathering is done, then of the things, then of the records; or stop as told."""
    if manner.stopping():
        raise Interrupted(ready.system, 0, ready.planned)
    if manner.progress:
        manner.progress(int(part * ready.planned), 3 * ready.planned)


def _ledger(ready: Staged, source: Source, report: Report, issues: tuple[list[Issue], int]) -> Iterator[Node]:
    """What is written down of a run."""
    yield from origin_of(ready, source.run.started)
    (shown, left_out), run = issues, load_run(source.run, report)
    yield run.model_copy(update={"issues_left_out": left_out}) if shown else run
    yield from (issue_node(each, System(key=ready.system).id, run.id) for each in shown)


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def _put(staged: Path, place: Path) -> None:
    """Let a folder take the place of another."""
    before = place.with_name(f"{place.name}.before")
    shutil.rmtree(before, ignore_errors=True)
    if place.exists():
        place.rename(before)
    staged.rename(place)
    shutil.rmtree(before, ignore_errors=True)
