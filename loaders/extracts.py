"""Extracts: the files of a department are taken in as one delivery, and what is wrong in them is kept aside.

What was taken in lies staged in a file, `SYSTEM.staged`, until its run has come to its end; a process that
finds it there for the very same extracts goes on with that run, and reads nothing again.
Not here: how rows are judged (`contract`), and bringing the delivery into the graph (`run`).
"""

import fcntl
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import blake2b, file_digest
from itertools import chain
from pathlib import Path
from typing import Any, Self

import orjson

from graph.database import Database
from graph.model import Model, quality_model
from loaders.acceptance import Accepted, Earlier, record_id
from loaders.contract import (
    AsItIs,
    ContractBroken,
    Intake,
    Issue,
    IssueCode,
    Outcome,
    Quarantine,
    Severity,
    Source,
    Unjudged,
    declared_source,
    returned,
)
from loaders.contract.columns import FieldType
from loaders.contract.masks import masked
from loaders.contract.versions import SINCE, since
from loaders.delivery import Extent
from loaders.errors import SHOWN, DeliveryRefused, Interrupted, StreamHeld
from loaders.interpreter import seldom_collected, soon_answered
from loaders.lookup import Lookup
from loaders.reading.formats import SqlFormat
from loaders.reading.opening import read
from loaders.reading.record import Extract, Place, RawRecord
from loaders.records import Same, Stored
from loaders.staging import Staged, Unchanged
from loaders.stream import seen

Reading = Callable[[str, int, int], None]
ASKED = "asked.json"
SOME = 1000  # rows, after which progress is told


def ignore(file: str, rows: int, offset: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Asked:
    """What is to be taken in.

    Args:
        source: the declaration, which fits the model.
        model: the kinds that the claims are of.
        paths: the files, or the database of a source that is read by SQL, as a URL.
        on: the day of the extracts.
        sample: the rows are invented.
        declaration: the file of the declaration, by which rows that are kept aside are judged again.
        again: the rows were kept aside before, so nothing follows from what is missing.
    """

    source: Source
    model: Model
    paths: tuple[str, ...]
    on: date
    sample: bool = False
    declaration: Path | None = None
    again: bool = False

    @property
    def digest(self) -> str:
        """What tells whether the same is asked for again; nothing where the rows are in a database."""
        digest = blake2b(digest_size=16)
        for said in (
            self.source.model_dump_json(),
            self.on,
            self.sample,
            self.again,
            self.model.outline,
        ):
            digest.update(f"{said}\n".encode())
        for path in self.paths:
            if not Path(path).is_file():
                return ""
            with Path(path).open("rb") as file:
                digest.update(f"{path}\n".encode() + file_digest(file, "sha256").digest())
        return digest.hexdigest()


@dataclass(frozen=True)
class TakenIn:
    """What was taken in; used as a context, which closes the staging.

    Args:
        staged: the records, with what is known of the rows that are none.
        run: the key of the run that loads it.
        issues: the first of them, where they were found by this process.
        issue_count: how many there are.
    """

    staged: Staged
    run: str
    issues: tuple[Issue, ...]
    issue_count: int

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the staging."""
        self.staged.close()

    @property
    def files(self) -> tuple[str, ...]:
        """What was read, in order."""
        return tuple(file for file, _, _ in orjson.loads(self.staged.facts["extracts"]))

    def forget(self) -> None:
        """Remove the staging, since its run has come to its end, or is not to be."""
        self.staged.close()
        if self.staged.file:
            _remove(self.staged.file)


@contextmanager
def alone(runs: Path, system: str) -> Iterator[Path]:
    """Be the only process that takes in a system's extracts here, and give the file to stage them in.

    Args:
        runs: the folder of runs; made if it is not there.
        system: the key of the system.

    Raises:
        StreamHeld: another process does.
    """
    runs.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (runs / f"{system}.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise StreamHeld(system, f"here, with {runs}") from held
        yield runs / f"{system}.staged"


def look_at(asked: Asked) -> None:
    """See that every extract can be opened: what cannot needs no database to be refused.

    Raises:
        ExtractRefused: one cannot.
    """
    form = asked.source.format.reading
    for path in asked.paths:
        if not isinstance(form, SqlFormat):
            with read(path, form):
                pass


def left_over(asked: Asked, file: Path, database: Database) -> TakenIn | None:
    """Return what an earlier process took in of the same extracts, if its run did not come to its end.

    What lies there of others is removed, and what another process has written over since.
    """
    if not file.exists():
        return None
    try:
        staged = Staged.again(asked.model, file)
    except ValueError:
        _remove(file)
        return None
    facts = staged.facts
    stands = seen(database, staged.system)
    ours = stands == facts.get("seen") or stands.startswith(f"{facts.get('key')} ")
    if not ours or not asked.digest or facts.get("input") != asked.digest:
        staged.close()
        _remove(file)
        return None
    return TakenIn(staged, facts["key"], (), int(facts["issues"]))


def take_in(
    asked: Asked,
    run: str,
    folder: Path,
    file: Path,
    database: Database | None,
    *,
    progress: Reading = ignore,
    patience: float = 0,
    stopping: Callable[[], bool] = lambda: False,
) -> TakenIn:
    """Read the extracts of one delivery to their end.

    Args:
        asked: what is to be read.
        run: the key of the run.
        folder: of this run alone; made when there is something to keep.
        file: where the delivery is staged.
        database: what the graph has already need not be judged again; None: there is no graph yet.
        progress: told the file, how many of its rows are read, and where reading stands in it.
        patience: the seconds for which a database that is away is waited for.
        stopping: whether to stop.

    Raises:
        ExtractRefused: a file cannot be read, or not to its end.
        ContractBroken, DeliveryRefused: the delivery as a whole is not what is expected.
        Interrupted: it was to stop.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove(file)
    file.touch(mode=0o600)
    source = asked.source
    extent = Extent.SOME if asked.again else source.extent
    staged = Staged(asked.model, source.system, source.department, file, extent, asked.on)
    try:
        if database is not None:
            staged.facts["seen"], staged.known = seen(database, source.system), True
        with seldom_collected(), soon_answered(), ExitStack() as closing:
            graph = closing.enter_context(Lookup(database, source.system, patience)) if database else None
            taken = _taken_in(asked, run, folder, staged, graph, progress, stopping)
    except BaseException:
        staged.close()
        _remove(file)
        raise
    if folder.exists():
        _write_asked(asked, folder)
    staged.facts |= {"input": asked.digest, "key": run, "issues": str(taken.issue_count)}
    staged.seal()
    return taken


def _taken_in(
    asked: Asked,
    run: str,
    folder: Path,
    staged: Staged,
    graph: Lookup | None,
    progress: Reading,
    stopping: Callable[[], bool],
) -> TakenIn:
    gathered, values = _Gathered(staged), _asked_since(asked.source, graph)
    known = partial(gathered.known, graph) if graph and graph.needed else None
    # Counted while rows are read: nobody else writes what the system says until its run has begun.
    live = graph.live() if graph and graph.needed and staged.extent is Extent.WHOLE else None
    intake = Intake(asked.source, asked.model, asked.on, sample=asked.sample, known=known, take=gathered.take)
    with Quarantine(folder, asked.source) as quarantine:
        try:
            for path in asked.paths:
                with read(path, asked.source.format.reading, parameters=values) as extract:
                    gathered.begin(extract)
                    for number, outcome in enumerate(intake.outcomes(extract), start=1):
                        if outcome.same:
                            gathered.records += 1
                        else:
                            quarantine.keep(outcome)
                            gathered.add(outcome)
                        if number % SOME == 0:
                            progress(extract.file, number, outcome.place.offset)
                            if stopping():
                                raise Interrupted(asked.source.system, 0, intake.rows)
            intake.conclude()
            staged.stored = live.result() if live else 0
        except ContractBroken as broken:
            quarantine.tell(broken.issues)
            raise
        quarantine.tell(intake.noticed)
    gathered.tell(intake.noticed)
    if intake.quarantined and not gathered.records:
        problem = f"none of its {intake.rows:,} rows can be loaded; the first: {gathered.issues[0]}"
        raise DeliveryRefused(asked.source.title, [problem])
    staged.name = ", ".join(file for file, _, _ in gathered.extracts)
    staged.quarantined, staged.left_out, staged.unnamed = (
        intake.quarantined,
        intake.left_out,
        gathered.unnamed,
    )
    staged.facts["extracts"] = orjson.dumps(gathered.extracts).decode()
    return TakenIn(staged, run, tuple(gathered.issues), gathered.issue_count)


def _asked_since(source: Source, graph: Lookup | None) -> dict[str, date | int]:
    """The value from which on a statement asks, where it asks so."""
    form = source.format
    if not form.asks_since or form.overlap is None or source.version is None:
        return {}
    days = source.fields[source.version].type is FieldType.DATE
    return {SINCE: since(graph.newest() if graph else None, form.overlap, days=days)}


def keep_aside(taken: TakenIn, asked: Asked, folder: Path) -> TakenIn:
    """Keep aside the rows that the database refused, tell of those that are stale, and return it with both.

    Args:
        taken: what was taken in, and loaded or compared.
        asked: what was asked for.
        folder: of the run.
    """
    later = _Later(asked.source, taken.staged)
    refused = [later.refused(*each) for each in taken.staged.refused()]
    for left in folder.glob("refused*") if refused else ():  # a run that went on tells them once more
        left.unlink()
    stale = (later.stale(*each) for each in taken.staged.stale())
    told, count = list(taken.issues), taken.issue_count
    with Quarantine(folder, asked.source, rejected="refused") as quarantine:
        for outcome in chain(refused, stale):
            quarantine.keep(outcome)
            count += len(outcome.issues)
            told += outcome.issues[: SHOWN - len(told)]
    if refused:
        _write_asked(asked, folder)
    return replace(taken, issues=tuple(told), issue_count=count)


def kept_aside(folder: Path) -> Asked | None:
    """Return what is asked for when the rows that a run kept aside are to be loaded; None: it kept none.

    Args:
        folder: of the run.

    Raises:
        DeclarationRefused: the declaration of their source is wrong by now.
    """
    files = sorted(file for name in ("rejected", "refused") for file in folder.glob(f"{name}*"))
    if not files or not (folder / ASKED).is_file():
        return None
    said = json.loads((folder / ASKED).read_text(encoding="utf-8"))
    declaration, model = Path(said["declaration"]), quality_model()
    source = returned(declared_source(declaration, model))
    on, paths = date.fromisoformat(said["on"]), tuple(map(str, files))
    return Asked(source, model, paths, on, said["sample"], declaration, again=True)


def issues_of(folder: Path) -> Iterator[dict[str, Any]]:
    """Give the issues that a run kept, as `Issue.as_json` tells them; none where it kept none.

    Args:
        folder: of the run.
    """
    file = folder / "issues.jsonl"
    if file.exists():
        with file.open("rb") as lines:
            yield from map(json.loads, lines)


def _write_asked(asked: Asked, folder: Path) -> None:
    """Write down by what the rows were judged, so that they can be judged again."""
    said = {"declaration": str(asked.declaration), "on": asked.on.isoformat(), "sample": asked.sample}
    (folder / ASKED).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


class _Later:
    """What became of rows of which the issue is known only after all was read."""

    def __init__(self, source: Source, staged: Staged) -> None:
        self._source = source
        read = orjson.loads(staged.facts["extracts"])
        self._extracts = [Extract(file, tuple(columns), iter(()), codec) for file, columns, codec in read]

    def refused(self, key: str, why: str, row: bytes, spot: bytes) -> Outcome:
        problem = f"the database refuses the record: {masked(why)}"
        return self._outcome(IssueCode.DB_REJECTED, problem, key, row, spot, Severity.ERROR)

    def stale(self, key: str, spot: bytes) -> Outcome:
        problem = "something newer is known of the record; it is left out"
        return self._outcome(IssueCode.STALE_VERSION, problem, key, b"", spot, Severity.WARN)

    def _outcome(
        self, code: IssueCode, problem: str, key: str, row: bytes, spot: bytes, severity: Severity
    ) -> Outcome:
        number, *at = orjson.loads(spot)  # as `_Gathered._spot` says it
        extract = self._extracts[number]
        place = Place(extract.file, *at)
        issue = Issue(self._source.system, code, problem, extract.file, place, key, severity=severity)
        return Outcome(place, row, extract, key, issues=(issue,))


class _Gathered:
    """What the outcomes of a delivery come to."""

    def __init__(self, staged: Staged) -> None:
        self._staged = staged
        self.extracts: list[tuple[str, tuple[str, ...], str | None]] = []
        self.records = self.unnamed = self.issue_count = 0
        self.issues: list[Issue] = []

    def begin(self, extract: Extract) -> None:
        self.extracts.append((extract.file, extract.columns, extract.codec))

    def known(self, graph: Lookup, rows: Sequence[Unjudged]) -> Callable[[], list[AsItIs | None]]:
        """Ask for what the graph has of rows."""
        system = self._staged.system
        ids = [record_id(system, each.key) if each.key else "" for each in rows]
        coming = graph.of(ids, [each.cells for each in rows])

        def answers() -> list[AsItIs | None]:
            found = coming.result()
            self._staged.know(each for each in found if isinstance(each, Stored))
            same = [
                self._unchanged(row, id_, each) if isinstance(each, Same) else None
                for row, id_, each in zip(rows, ids, found, strict=True)
            ]
            # All at once, unless a row of the lot has the key of another: the first of them stands.
            if len(set(ids)) == len(ids) and self._staged.add_same([each for each in same if each]):
                return [_taken if each else None for each in same]
            return [partial(self._staged.add_same, [each]) if each else None for each in same]

        return answers

    def _unchanged(self, row: Unjudged, id_: str, same: Same) -> Unchanged:
        assert row.key is not None  # it was found by it
        place, (row_hash, version, part) = row.raw.place, same
        return Unchanged(
            id_, row.key, str(place), row_hash, version, part or "", self._spot(place), row.cells
        )

    def take(self, record: Accepted, raw: RawRecord, said: bytes) -> Earlier | None:
        return self._staged.add(record, raw.raw, self._spot(raw.place), said)

    def _spot(self, at: Place) -> bytes:
        """Where a row was read, as `_Later` takes it apart again."""
        return orjson.dumps((len(self.extracts) - 1, at.number, at.offset, at.sheet, at.lines))

    def add(self, outcome: Outcome) -> None:
        self.tell(outcome.issues)
        if outcome.record is not None:
            self.records += 1
        elif outcome.quarantined and outcome.key is None:
            self.unnamed += 1
        elif outcome.key is not None:
            self._staged.keep_out(outcome.key)

    def tell(self, issues: Sequence[Issue]) -> None:
        self.issue_count += len(issues)
        self.issues += issues[: SHOWN - len(self.issues)]


def _taken() -> bool:
    return True


def _remove(file: Path) -> None:
    for name in (file, file.with_name(f"{file.name}-journal")):
        name.unlink(missing_ok=True)
