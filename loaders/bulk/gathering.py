"""Gathering: the deliveries that go into one import, in a file, each record with what it claims of what.

A system's delivery takes the place of the one that was gathered of it before. All that one command does is
one transaction, so a command that is cut short leaves what was there.

Not here: what the claims add up to (`emission`).
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import Self

import orjson

from graph.model import Kind, Model, Node
from loaders.acceptance import Accepted
from loaders.bulk.limits import too_long
from loaders.errors import LoadProblem, StreamHeld
from loaders.ledger import Run
from loaders.order import order_of
from loaders.payload import claims_in, payload_of
from loaders.records import Recording
from loaders.staging import Staged, Step
from loaders.writing import BATCH

FILE = "gathered.sqlite"
TABLES = """\
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS systems (number INTEGER PRIMARY KEY, key TEXT UNIQUE, department TEXT, run TEXT,
  started TEXT, delivery TEXT, steps INTEGER, parts TEXT, day TEXT);
CREATE TABLE IF NOT EXISTS records (id TEXT PRIMARY KEY, system INTEGER, key TEXT, place TEXT,
  sample INTEGER, payload TEXT, version TEXT, part TEXT, cells TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claims (entity TEXT, record TEXT, position INTEGER, system INTEGER, said TEXT,
  PRIMARY KEY (entity, record, position)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS missing (record TEXT, target TEXT, PRIMARY KEY (record, target)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS own (system INTEGER, said TEXT);
DELETE FROM missing;
"""
FORGET = (
    "DELETE FROM records WHERE system = (SELECT number FROM systems WHERE key = ?)",
    "DELETE FROM claims WHERE system = (SELECT number FROM systems WHERE key = ?)",
    "DELETE FROM own WHERE system = (SELECT number FROM systems WHERE key = ?)",
    "DELETE FROM systems WHERE key = ?",
)
SYSTEM = """\
INSERT INTO systems (key, department, run, started, delivery, steps, parts, day)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
CLAIMS = "SELECT entity, record, position, system, said FROM claims ORDER BY entity"
RECORDS = """\
SELECT id, system, key, place, sample, payload, version, part, cells,
  (SELECT json_group_array(target) FROM (SELECT target FROM missing WHERE record = id ORDER BY target))
FROM records ORDER BY id
"""
LOST = """\
SELECT r.key, r.payload, m.target FROM missing m JOIN records r ON r.id = m.record
WHERE r.system = ? ORDER BY r.key, m.target
"""
MEMORY = 65_536  # KiB of pages that are held in memory
THINGS_KNOWN = 100_000  # many things point to the same few


class FolderRefused(LoadProblem):
    """What lies in a folder is none of ours, or of another version."""


@dataclass(frozen=True)
class Source:
    """A system of which a delivery was gathered.

    Args:
        number: of two systems, the greater was gathered later.
        recording: under what its records are taken up.
        run: its run.
        steps: how many of its records are taken up or buried.
        parts: those that were delivered; one without a name where nothing is told apart.
        day: of the delivery, where it has one.
    """

    number: int
    recording: Recording
    run: Run
    steps: int
    parts: tuple[str, ...]
    day: date | None


@dataclass(frozen=True)
class Told:
    """What one record says of one thing.

    Args:
        record: its id.
        position: of the claim in its record.
        source: the number of its system.
        said: the claim.
    """

    record: str
    position: int
    source: int
    said: Node


@dataclass(frozen=True)
class Kept:
    """A record that was gathered.

    Args:
        accepted: it, without its claims.
        source: the number of its system.
        sample: whether it claims anything that is invented.
        buried: it says that it has ended, and nothing else.
        missing: the ids of what its links lead to and is not there, in order.
    """

    accepted: Accepted
    source: int
    sample: bool
    buried: bool
    missing: tuple[str, ...]


class Gathered:
    """What was gathered in a folder; used as a context, which keeps what was done unless it ends by an error.

    Args:
        model: the kinds that the claims are of.
        folder: where; made if it is not there.
        system: whose delivery is to be gathered, for the message that another process is at it.

    Raises:
        StreamHeld: another process gathers in the folder.
        FolderRefused: what lies there was gathered under another model.
    """

    def __init__(self, model: Model, folder: Path, system: str) -> None:
        self.model, self.folder = model, folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / FILE
        file.touch(mode=0o600)
        self._database = sqlite3.connect(file, isolation_level=None, timeout=0)
        try:
            self._database.execute(f"PRAGMA cache_size = -{MEMORY}")
            self._database.execute("BEGIN EXCLUSIVE")
            for statement in filter(str.strip, TABLES.split(";\n")):
                self._database.execute(statement)
            self._check_model()
        except BaseException as wrong:
            self._database.close()
            if isinstance(wrong, sqlite3.OperationalError) and "locked" in str(wrong):
                raise StreamHeld(system, f"one that writes to {folder}") from wrong
            if isinstance(wrong, sqlite3.DatabaseError) and not isinstance(wrong, sqlite3.OperationalError):
                raise FolderRefused(f"{file} is not what was gathered there: remove it.") from wrong
            raise
        self.has = lru_cache(THINGS_KNOWN)(self._has)

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Keep what was done, or undo it, and close the file."""
        try:
            self._database.execute("ROLLBACK" if kind else "COMMIT")
        finally:
            self._database.close()

    def take(self, ready: Staged, run: Run, progress: Callable[[int], None]) -> Source:
        """Take in a delivery that was planned, in place of what was gathered of its system before.

        Its records that no index could hold are refused.

        Args:
            ready: the delivery.
            run: that loads it.
            progress: told how many of its records are done; what it raises ends it.
        """
        for statement in FORGET:
            self._database.execute(statement, (ready.system,))
        parts = orjson.dumps(ready.parts()).decode()
        day = ready.on.isoformat() if ready.on else None
        said = (ready.system, ready.department, run.key, run.started.isoformat(), run.delivery, ready.planned)
        number = self._database.execute(SYSTEM, (*said, parts, day)).lastrowid
        assert number is not None
        done = 0
        while steps := ready.steps(done, BATCH):
            whys = {each.applied.id: too_long(self.model, each.applied) for each in steps if each.applied}
            for record, why in whys.items():
                if why:
                    ready.refuse(record, why)
            self._add(number, (each for each in steps if not (each.applied and whys[each.applied.id])))
            done += len(steps)
            progress(done)
        return next(each for each in self.sources() if each.number == number)

    def write_down(self, source: int, nodes: Iterable[Node]) -> None:
        """Keep what the loader itself says of a delivery: its system, run and issues."""
        rows = [(source, payload_of(self.model, [node])) for node in nodes]
        self._database.execute("DELETE FROM own WHERE system = ?", (source,))
        self._database.executemany("INSERT INTO own VALUES (?, ?)", rows)

    def sources(self) -> list[Source]:
        """Return the systems, in the order in which they were gathered."""
        order = order_of(self.model)
        found = []
        for row in self._database.execute("SELECT * FROM systems ORDER BY number"):
            number, key, department, run_key, started, delivery, steps, parts, day = row
            run = Run(run_key, datetime.fromisoformat(started), delivery)
            recording = Recording(self.model, order, key, department, run.id, run.started.date())
            on = date.fromisoformat(day) if day else None
            found.append(Source(number, recording, run, steps, tuple(orjson.loads(parts)), on))
        return found

    def counts(self) -> tuple[int, int]:
        """Return how many claims there are, and how many records."""
        both = "SELECT (SELECT count(*) FROM claims), (SELECT count(*) FROM records)"
        claims, records = self._database.execute(both).fetchone()
        return claims, records

    def things(self) -> Iterator[tuple[str, list[Told]]]:
        """Give each thing, by its id, with all that is claimed of it."""
        for thing, rows in groupby(self._database.execute(CLAIMS), key=lambda row: row[0]):
            yield (
                thing,
                [
                    Told(record, position, source, claims_in(self.model, f"[{said}]")[0])
                    for _, record, position, source, said in rows
                ],
            )

    def _has(self, thing: str) -> bool:
        """Whether anything is claimed of a thing."""
        found = self._database.execute("SELECT 1 FROM claims WHERE entity = ? LIMIT 1", (thing,))
        return found.fetchone() is not None

    def miss(self, record: str, targets: Iterable[str]) -> None:
        """Remember that links of a record lead to what is not there."""
        rows = [(record, target) for target in targets]
        self._database.executemany("INSERT OR IGNORE INTO missing VALUES (?, ?)", rows)

    def miss_nothing(self) -> None:
        """Forget what links miss, before it is found anew."""
        self._database.execute("DELETE FROM missing")

    def lost(self, source: int) -> Iterator[tuple[str, str, str]]:
        """Give each link of a system's records to nothing: the record's key and payload, and the target."""
        yield from self._database.execute(LOST, (source,))

    def records(self) -> Iterator[Kept]:
        """Give each record, by its id."""
        for row in self._database.execute(RECORDS):
            id_, source, key, place, sample, payload, version, part, cells, missing = row
            accepted = Accepted(id_, key, place, (), payload or "", version, part, cells)
            lost = tuple(orjson.loads(missing))
            yield Kept(accepted, source, bool(sample), payload is None, lost)

    def own(self) -> Iterator[Node]:
        """Give what the loader itself says."""
        for (said,) in self._database.execute("SELECT said FROM own ORDER BY rowid"):
            yield from claims_in(self.model, said)

    def _add(self, number: int, steps: Iterable[Step]) -> None:
        records: list[tuple[object, ...]] = []
        claims: list[tuple[object, ...]] = []
        for step in steps:
            if (taken := step.applied) is None:
                assert step.before is not None
                gone = step.before
                records.append((gone.id, number, gone.key, None, 0, None, gone.version, None, None))
                continue
            sample = any(claim.sample for claim in taken.claims)
            said = (taken.id, number, taken.key, taken.place, sample, taken.payload)
            records.append((*said, taken.version, taken.part, taken.cells))
            # As canonical as the whole that it is taken from: keys stay in their order.
            each = (orjson.dumps(claim).decode() for claim in orjson.loads(taken.payload))
            about = zip(taken.about, each, strict=True)
            claims += [(thing, taken.id, n, number, text) for n, (thing, text) in enumerate(about)]
        self._database.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", records)
        self._database.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?)", claims)

    def _check_model(self) -> None:
        digest = blake2b(digest_size=16)
        for kind in self.model.kinds.values():
            digest.update(f"{_described(kind)}\n".encode())
        self._database.execute("INSERT OR IGNORE INTO facts VALUES ('model', ?)", (digest.hexdigest(),))
        found = self._database.execute("SELECT value FROM facts WHERE name = 'model'").fetchone()[0]
        if found != digest.hexdigest():
            raise FolderRefused(
                f"{self.folder} was gathered under another version of the model: remove the folder, and load"
                " its deliveries into a new one."
            )


def _described(kind: Kind) -> tuple[object, ...]:
    fields = ((prop.name, str(prop.type), prop.nullable) for prop in kind.properties)
    edges = ((edge.name, edge.type, edge.direction.name, edge.target, edge.dated) for edge in kind.edges)
    return kind.label, kind.interfaces, *fields, *edges
