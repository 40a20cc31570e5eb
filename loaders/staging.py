"""Staging: one delivery, judged and set down in a file beside what the graph has stored of its records.

So a delivery of any size takes little memory, and a run that was cut short goes on behind its last
transaction without reading the extracts again. Comparing gives each record a verdict; what is to be done
follows from the verdicts and is a numbered list, the plan, in the order of writing: what is pointed at is
taken up before what points, and given up behind it.

Not here: judging rows (`acceptance`, `contract`), and how far a run has come (`stream`).
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple, Self

from graph.model import Model
from loaders.acceptance import Accepted, Earlier, accept
from loaders.delivery import Delivery, Extent
from loaders.order import order_of, place_of
from loaders.payload import claims_in
from loaders.records import Stored

TABLES = """\
CREATE TABLE delivered (id TEXT PRIMARY KEY, key TEXT, place TEXT, hash TEXT, payload TEXT, rank INTEGER,
  version TEXT, part TEXT, row BLOB, spot BLOB, cells TEXT, said BLOB);
CREATE TABLE superseded (key TEXT, spot BLOB);
CREATE TABLE kept (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE stored (id TEXT PRIMARY KEY, key TEXT, hash TEXT, department TEXT, since TEXT, version TEXT,
  part TEXT, live INTEGER) WITHOUT ROWID;
CREATE TABLE late (part TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE verdict (id TEXT PRIMARY KEY, what TEXT, rank INTEGER) WITHOUT ROWID;
CREATE TABLE plan (number INTEGER PRIMARY KEY, withdraws INTEGER, id TEXT);
CREATE TABLE refused (id TEXT PRIMARY KEY, why TEXT) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
# A record without a payload says that it ended. It is buried where there is nothing to take away: an older
# row that comes later finds that it ended. One with an empty payload is as it is in the graph, and what the
# graph has of it is not stored. Unchanged is what has no verdict.
OF_DELIVERED = """\
INSERT INTO verdict
SELECT id, what, rank FROM (SELECT d.id, CASE
  WHEN s.version > d.version OR (d.version IS NULL AND d.part IN (SELECT part FROM late)) THEN 'stale'
  WHEN d.payload IS NULL THEN CASE
    WHEN s.live THEN 'ended' WHEN s.version IS NOT d.version THEN 'buried' END
  WHEN d.payload = '' THEN NULL
  WHEN s.live IS NOT 1 THEN 'new'
  WHEN s.hash IS NOT d.hash OR s.department IS NOT :department OR s.version IS NOT d.version
    OR s.part IS NOT d.part THEN 'changed' END AS what, d.rank
FROM delivered d LEFT JOIN stored s ON s.id = d.id)
WHERE what IS NOT NULL
"""
LIVE_AMONG_DELIVERED = """\
SELECT count(*) FROM delivered d LEFT JOIN stored s ON s.id = d.id
WHERE (s.live OR (s.id IS NULL AND d.payload = ''))
  AND (:parts IS NULL OR coalesce(s.part, d.part) IN (SELECT value FROM json_each(:parts)))
"""
OF_ABSENT = """\
INSERT INTO verdict
SELECT s.id, 'absent', 0 FROM stored s
WHERE s.live
  AND NOT EXISTS (SELECT 1 FROM delivered d WHERE d.id = s.id)
  AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.key = s.key)
"""
OF_PARTS = " AND s.part IN (SELECT part FROM delivered WHERE part NOT IN (SELECT part FROM late))"
LACKING = "SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM delivered WHERE id = value)"
DELIVERED = "INTO delivered VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
UNCHANGED = "INSERT OR IGNORE INTO delivered VALUES (?, ?, ?, ?, '', 0, ?, ?, x'', ?, ?, NULL)"
EARLIER = "SELECT said, hash, place, version, part, spot FROM delivered WHERE id = ?"
VERDICTS = """\
SELECT what, count(*) FROM (
  SELECT CASE WHEN r.id IS NULL THEN v.what ELSE 'refused ' || v.what END AS what
  FROM verdict v LEFT JOIN refused r ON r.id = v.id)
GROUP BY what
"""
TAKE_UP = """\
INSERT INTO plan (withdraws, id)
SELECT 0, id FROM verdict WHERE what IN ('new', 'changed') ORDER BY rank, id
"""
GIVE_UP = """\
INSERT INTO plan (withdraws, id)
SELECT 1, id FROM verdict WHERE what IN ('ended', 'buried', ?) ORDER BY rank DESC, id
"""
NEXT = """\
SELECT p.withdraws, d.id, d.key, d.place, d.payload, d.version, d.part, d.cells,
  s.id, s.key, s.hash, s.department, s.since, coalesce(d.version, s.version), s.part
FROM plan p LEFT JOIN delivered d ON d.id = p.id LEFT JOIN stored s ON s.id = p.id AND s.live
WHERE p.number > ? ORDER BY p.number LIMIT ?
"""
# What the graph has under other cells, or judged by another declaration.
AS_BEFORE = """\
SELECT d.id, d.cells
FROM delivered d JOIN stored s ON s.id = d.id LEFT JOIN verdict v ON v.id = d.id
WHERE d.id > ? AND d.payload <> '' AND d.cells IS NOT NULL AND s.live AND v.id IS NULL
ORDER BY d.id LIMIT ?
"""
JUDGED = """\
SELECT v.what, v.id, coalesce(d.key, s.key), d.place, d.payload
FROM verdict v LEFT JOIN delivered d ON d.id = v.id LEFT JOIN stored s ON s.id = v.id
WHERE v.id > ? AND v.what IN (SELECT value FROM json_each(?)) ORDER BY v.id LIMIT ?
"""
STALE = """\
SELECT key, spot FROM superseded
UNION ALL SELECT d.key, d.spot FROM verdict v JOIN delivered d USING (id) WHERE v.what = 'stale'
"""
CACHE = 32_000  # kB at most: records come in the order of a file, and are found by their ids
COUNTED = ("quarantined", "unnamed", "left_out", "superseded", "stored")


@dataclass(frozen=True)
class Counts:
    """What a comparison comes to, in records.

    Args:
        new: to be taken up, and not there before.
        changed: to be taken up.
        unchanged: as they are, or ended before.
        ended: said to have ended.
        stale: older than what the graph has.
        absent: stored, and missing from the delivery.
        stored: live in the graph, where something may be absent.
        refused: by the database.
    """

    new: int
    changed: int
    unchanged: int
    ended: int
    stale: int
    absent: int
    stored: int
    refused: int


@dataclass(frozen=True)
class Judged:
    """A record with its verdict.

    Args:
        what: the verdict: new, changed, unchanged, ended, buried, stale or absent.
        id: of the source record.
        key: what the system calls the record.
        place: where it was read; None: it is absent.
        payload: the canonical text of what it claims; None: it is absent, or says that it ended.
    """

    what: str
    id: str
    key: str
    place: str | None
    payload: str | None


@dataclass(frozen=True)
class Step:
    """What is done about one record.

    Args:
        applied: what it says, where it is taken up; None: it is given up.
        before: what the graph has of it, if it has it.
    """

    applied: Accepted | None
    before: Stored | None


class Unchanged(NamedTuple):
    """A record that the graph has as it is delivered; as those of `Accepted`, and `spot` as that of `add`."""

    id: str
    key: str
    place: str
    row_hash: str | None
    version: str | None
    part: str
    spot: bytes
    cells: str


class Staged:
    """A delivery that is staged; used as a context, which closes its file.

    Args:
        model: the kinds that the claims are of.
        system: whose delivery it is.
        department: who stands behind the system.
        file: where it is set down; in memory when left out.
        extent: what a record's absence from it means.
        on: the day of the delivery, where it has one.

    Attributes:
        name: what was delivered, for people.
        quarantined: how many of its rows have to be corrected.
        unnamed: how many of these have no key that could be read.
        left_out: how many more rows are blank, or say the same again.
        superseded: how many rows are older than another of the same key.
        stored: how many live records the graph has of the system, where that was asked; else 0.
        known: whether it was looked up what the graph has of its records.
        labels: the kinds of its claims.
        facts: what else is known of it, and kept with it: by name, a text.
    """

    def __init__(
        self,
        model: Model,
        system: str,
        department: str | None = None,
        file: Path | None = None,
        extent: Extent = Extent.WHOLE,
        on: date | None = None,
    ) -> None:
        self.model, self.system, self.department, self.file = model, system, department, file
        self.extent, self.on = extent, on
        self.name = ""
        self.quarantined = self.unnamed = self.left_out = self.superseded = self.stored = 0
        self.known = False
        self.facts: dict[str, str] = {}
        self.labels: set[str] = set()
        self._order = order_of(model)
        self._database = _opened(file)
        self._database.executescript(TABLES)
        self._database.execute("BEGIN")

    @classmethod
    def again(cls, model: Model, file: Path) -> "Staged":
        """Open what another process staged and sealed.

        Raises:
            ValueError: it was not sealed, since the process ended before; or another version staged it.
        """
        found = cls.__new__(cls)
        found.model, found.file = model, file
        found._order, found._database = order_of(model), _opened(file)
        try:
            facts = dict(found._database.execute("SELECT name, value FROM facts"))
            found.system, found.name = facts.pop("system"), facts.pop("name")
            found.extent, found.labels = Extent[facts.pop("extent")], set(facts.pop("labels").split())
            for name in COUNTED:
                setattr(found, name, int(facts.pop(name)))
        except (sqlite3.DatabaseError, KeyError) as broken:
            found._database.close()
            raise ValueError(f"{file} is not whole") from broken
        found.department, found.on = facts.pop("department", None), _day(facts.pop("on", None))
        found.facts, found.known = facts, True
        found._database.execute("BEGIN")
        return found

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close its file."""
        self._database.close()

    def add(
        self, accepted: Accepted, row: bytes = b"", spot: bytes = b"", said: bytes | None = None
    ) -> Earlier | None:
        """Stage a record, unless an earlier one has its key, which is returned.

        Of two versions of a record that say different things the newer stays, and none is returned.

        Args:
            accepted: the record.
            row: as it was read, to be given back where the database refuses it.
            spot: where it was read, as the reader of `refused` wants it.
            said: what tells whether another row says the same; its claims do, when left out.
        """
        self.labels.update(type(claim).__name__ for claim in accepted.claims)
        rank = place_of(accepted.claims, self._order)
        payload, hashed = (None, None) if accepted.ends else (accepted.payload, accepted.row_hash)
        first = (accepted.id, accepted.key, accepted.place, hashed, payload, rank)
        values = (*first, accepted.version, accepted.part or "", row, spot, accepted.cells, said)
        if self._database.execute(f"INSERT OR IGNORE {DELIVERED}", values).rowcount:
            return None
        met = self._database.execute(EARLIER, (accepted.id,)).fetchone()
        said_before, hash_before, place, version, part, before_spot = met
        if said is None or said_before is None:  # where it is as stored, its row was not judged
            now = (accepted.row_hash, accepted.version, accepted.part or "")
            earlier = Earlier((hash_before, version, part) == now, place)
        else:
            earlier = Earlier(said_before == said, place)
        if earlier.same or accepted.version is None:
            return earlier
        self.superseded += 1
        older = version > accepted.version
        gone = (accepted.key, spot if older else before_spot)
        self._database.execute("INSERT INTO superseded VALUES (?, ?)", gone)
        if not older:
            self._database.execute(f"INSERT OR REPLACE {DELIVERED}", values)
        return None

    def know(self, stored: Iterable[Stored]) -> None:
        """Take in what the graph has of some records, those that were withdrawn too."""
        values = ", ".join("?" * 8)
        self._database.executemany(f"INSERT OR REPLACE INTO stored VALUES ({values})", map(_kept, stored))

    def forget(self) -> None:
        """Forget what the graph has: it may have something else by now."""
        self._database.execute("DELETE FROM stored")
        self.known, self.stored = False, 0

    def add_same(self, records: Sequence[Unchanged]) -> bool:
        """Stage records as the graph has them, unless any has the key of another; return whether it did."""
        self._database.execute("SAVEPOINT lot")
        whole = self._database.executemany(UNCHANGED, records).rowcount == len(records)
        if not whole:
            self._database.execute("ROLLBACK TO lot")
        self._database.execute("RELEASE lot")
        return whole

    def keep_out(self, key: str) -> None:
        """Say that a row with this key is no record, so that its record is not gone."""
        self._database.execute("INSERT OR IGNORE INTO kept VALUES (?)", (key,))

    def seal(self) -> None:
        """Say that all is staged, or that more is known of it: what was done so far stays."""
        own = {"system": self.system, "name": self.name, "extent": self.extent.name}
        own |= {"labels": " ".join(sorted(self.labels))}
        own |= {name: str(getattr(self, name)) for name in COUNTED}
        own |= {"department": self.department} if self.department else {}
        own |= {"on": self.on.isoformat()} if self.on else {}
        self._database.executemany(
            "INSERT OR REPLACE INTO facts VALUES (?, ?)", [*{**self.facts, **own}.items()]
        )
        self._database.execute("COMMIT")
        self._database.execute("BEGIN")

    def said(self) -> Iterator[str]:
        """Give the id and the hash of each record, in the order of the ids."""
        rows = self._database.execute("SELECT id, coalesce(hash, '') FROM delivered ORDER BY id")
        return (f"{id_} {hash_}" for id_, hash_ in rows)

    def parts(self) -> list[str]:
        """Return the parts that were delivered; one without a name where nothing is told apart."""
        return [row[0] for row in self._database.execute("SELECT DISTINCT part FROM delivered ORDER BY part")]

    def ids(self, size: int) -> Iterator[list[str]]:
        """Give the ids of all records, so many at a time."""
        return self._ids("SELECT id FROM delivered WHERE id > ? ORDER BY id LIMIT ?", size)

    def lacking(self, ids: Sequence[str]) -> list[str]:
        """Return those of some ids that are of no record here."""
        return [row[0] for row in self._database.execute(LACKING, (json.dumps(ids),))]

    def ending(self, late: Sequence[str]) -> list[str] | None:
        """Return the parts of which records that are missing from this delivery are gone; None: of all.

        Args:
            late: as that of `compare`.
        """
        if self.extent is Extent.WHOLE and not late:
            return None
        return [part for part in self.parts() if part not in late] if self.extent is Extent.PARTS else []

    def live(self, parts: Sequence[str] | None) -> int:
        """Return how many records are live in some parts of the graph as well; None: in all."""
        asked = {"parts": None if parts is None else json.dumps(parts)}
        number: int = self._database.execute(LIVE_AMONG_DELIVERED, asked).fetchone()[0]
        return number

    def compare(self, late: Iterable[str] = ()) -> None:
        """Judge each record by what is known of the graph.

        Args:
            late: the parts of the delivery of which the graph has a newer one.
        """
        for table in ("late", "verdict", "plan"):
            self._database.execute(f"DELETE FROM {table}")
        self._database.executemany("INSERT INTO late VALUES (?)", [(part,) for part in late])
        self._database.execute(OF_DELIVERED, {"department": self.department})
        if self.extent is Extent.PARTS:
            self._database.execute(OF_ABSENT + OF_PARTS)
        elif self.extent is Extent.WHOLE and not self._number("SELECT count(*) FROM late"):
            self._database.execute(OF_ABSENT)

    def counts(self) -> Counts:
        """Return what the comparison comes to."""
        found: dict[str, int] = dict(self._database.execute(VERDICTS).fetchall())
        refused = sum(many for what, many in found.items() if what.startswith("refused"))
        judged = sum(found.values()) - found.get("absent", 0) - found.get("buried", 0)
        unchanged = self._number("SELECT count(*) FROM delivered") - judged
        names = ("new", "changed", "ended", "stale", "absent")
        counts = {name: found.get(name, 0) for name in names}
        return Counts(**counts, unchanged=unchanged, stored=self.stored, refused=refused)

    def judged(self, verdicts: Sequence[str], size: int) -> Iterator[list[Judged]]:
        """Give the records that have one of these verdicts, in the order of their ids, so many at a time."""
        after, wanted = "", json.dumps(verdicts)
        while found := self._database.execute(JUDGED, (after, wanted, size)).fetchall():
            yield [Judged(*row) for row in found]
            after = found[-1][1]

    def as_before(self, size: int) -> Iterator[dict[str, str]]:
        """Give the cells of records that say the same as before but were judged again, by their ids.

        Args:
            size: how many at a time.
        """
        after = ""
        while found := dict(self._database.execute(AS_BEFORE, (after, size)).fetchall()):
            yield found
            after = max(found)

    def leaving(self, size: int) -> Iterator[list[str]]:
        """Give the ids of what may be given up, so many at a time."""
        query = "SELECT id FROM verdict WHERE what IN ('absent', 'ended') AND id > ? ORDER BY id LIMIT ?"
        return self._ids(query, size)

    def place(self, places: Mapping[str, int]) -> None:
        """Say of what may be given up, by id, the place of the last kind that it describes."""
        rows = [(place, record) for record, place in places.items()]
        self._database.executemany("UPDATE verdict SET rank = ? WHERE id = ?", rows)

    def plan(self, *, withdraws: bool) -> None:
        """Make the plan, in which what is absent is given up if `withdraws`."""
        self._database.execute(TAKE_UP)
        self._database.execute(GIVE_UP, ("absent" if withdraws else "ended",))

    @property
    def planned(self) -> int:
        """How many steps the plan has."""
        return self._number("SELECT count(*) FROM plan")

    def steps(self, after: int, size: int) -> list[Step]:
        """Return steps of the plan, so many at most, behind those that are done; none at its end."""
        return [self._step(*row) for row in self._database.execute(NEXT, (after, size)).fetchall()]

    def refuse(self, record: str, why: str) -> None:
        """Write down that the database refuses a record."""
        self._database.execute("INSERT OR REPLACE INTO refused VALUES (?, ?)", (record, why))
        self.seal()

    def refused(self) -> list[tuple[str, str, bytes, bytes]]:
        """Return of each record that the database refuses: its key, why, its row and its spot."""
        query = "SELECT key, why, row, spot FROM refused JOIN delivered USING (id) ORDER BY key"
        return self._database.execute(query).fetchall()

    def stale(self) -> Iterator[tuple[str, bytes]]:
        """Give the key and the spot of each row that is older than another, or than what the graph has."""
        yield from self._database.execute(STALE).fetchall()

    def _ids(self, query: str, size: int) -> Iterator[list[str]]:
        after = ""
        while found := [row[0] for row in self._database.execute(query, (after, size))]:
            yield found
            after = found[-1]

    def _number(self, query: str) -> int:
        number: int = self._database.execute(query).fetchone()[0]
        return number

    def _step(
        self,
        withdraws: int,
        id_: str,
        key: str,
        place: str,
        payload: str,
        version: str,
        part: str,
        *rest: str,
    ) -> Step:
        applied, (cells, *was) = None, rest
        if not withdraws:
            claims = claims_in(self.model, payload)
            applied = Accepted(id_, key, place, claims, payload, version, part or None, cells)
        if was[0] is None:
            return Step(applied, None if applied else _buried(id_, key, version, part))
        stored, stored_key, row_hash, department, since, last, stored_part = was
        day = date.fromisoformat(since)
        return Step(applied, Stored(stored, stored_key, row_hash, department, day, last, stored_part or None))


def staged(model: Model, delivery: Delivery) -> Staged:
    """Return a delivery whose records are at hand, staged in memory.

    Raises:
        DeliveryRefused: something in it is wrong.
    """
    found = Staged(model, delivery.system, delivery.department)
    kept = delivery.kept_out
    found.name, found.quarantined = delivery.name, kept.quarantined
    found.unnamed, found.left_out = kept.unnamed, kept.left_out
    for each in accept(model, delivery):
        found.add(each)
    for key in kept.keys:
        found.keep_out(key)
    found.seal()
    return found


def _buried(id_: str, key: str, version: str, part: str) -> Stored:
    return Stored(id_, key, None, None, date.max, version, part or None, live=False)


def _kept(each: Stored) -> tuple[str | int | None, ...]:
    own = (each.id, each.key, each.row_hash, each.department, each.recorded_from.isoformat())
    return *own, each.version, each.part or "", each.live


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _opened(file: Path | None) -> sqlite3.Connection:
    # Steps are read by a thread of their own; SQLite lets one statement run at a time.
    database = sqlite3.connect(file or ":memory:", isolation_level=None, check_same_thread=False)
    database.executescript(
        f"PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -{CACHE};"
    )
    return database
