"""What must become of each delivery, in plain Python and nothing of the loader's.

The rules, as docs/loading.md tells them. A delivery is whole, or of some parts, or of changes. A bad row
keeps its record as it was; the first good row of a key stands, or the newest version of it. What is missing
goes, unless it is too much, or a row is bad in its very key. Too many bad rows refuse the whole. Of an older
day nothing counts any more. Not here: what the graph must be then (`settled`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.faults.year.carriers import TORN, Extract, Line, carrier_of, declared
from tests.faults.year.region import Row, Said, Source

FEW, USUAL = 5, 5
Says = tuple[Said, ...]
Issue = tuple[int | None, str, str]


@dataclass(frozen=True)
class Told:
    """What must be told of a delivery.

    Args:
        status: the exit status.
        numbers: those of the report; None: nothing of the delivery was loaded.
        issues: line, code and severity of all that must be told.
    """

    status: int
    numbers: dict[str, int] | None = None
    issues: tuple[Issue, ...] = ()

    @property
    def kept(self) -> bool:
        """Whether records that are missing were not withdrawn."""
        return self.status == 3


REFUSED, UNREADABLE = Told(2), Told(5)


@dataclass
class Judged:
    """What the rows of a delivery come to; where rows have a version, the newest of a key stands."""

    versioned: bool
    good: dict[str, Row] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)
    bad: int = 0
    unnamed: int = 0
    again: int = 0
    older: int = 0
    lines: dict[str, int] = field(default_factory=dict)
    _first: dict[str, Row] = field(default_factory=dict)

    def take(self, number: int, line: Line, carrier: str) -> None:
        """Judge one row."""
        row = line.row
        if line.torn or line.code:
            code = TORN[carrier][line.torn] if line.torn else line.code or ""
            named = line.named and not line.torn
            self._keep_aside(number, code, row.key if named else None)
        elif row.key not in self.good:
            self.good[row.key] = self._first[row.key] = row
            self.lines[row.key] = number
        elif alike(self._first[row.key], row):
            self.again += 1
            self.issues.append((number, "duplicate_key_same", "warn"))
        elif self.versioned:
            self.older += 1
            if str(self.good[row.key].version) <= str(row.version):
                self.good[row.key] = row
                self.lines[row.key], number = number, self.lines[row.key]
            self.issues.append((number, "stale_version", "warn"))
        else:
            self._keep_aside(number, "duplicate_key_conflict", row.key)

    def _keep_aside(self, number: int, code: str, key: str | None) -> None:
        self.bad += 1
        self.issues.append((number, code, "error"))
        if key is None:
            self.unnamed += 1
        else:
            self.kept.add(key)


@dataclass
class Region:
    """What all systems say now, by system and key, and what has ended, with the version of its end."""

    live: dict[str, dict[str, Row]] = field(default_factory=dict)
    gone: dict[str, dict[str, str | None]] = field(default_factory=dict)
    newest: dict[tuple[str, str], date] = field(default_factory=dict)

    def found(self, system: str, rows: Iterable[Row]) -> None:
        """Take in what is there beforehand."""
        self.live[system] = {row.key: row for row in rows}

    def day_of(self, system: str) -> date:
        """The newest day of a system's deliveries."""
        return max(day for (whose, _), day in self.newest.items() if whose == system)

    def delivered(
        self, source: Source, extract: Extract, on: date, whole: str = "", most: int = USUAL
    ) -> Told:
        """Take in a delivery.

        Args:
            source: whose.
            extract: its rows with their places.
            on: its day.
            whole: what happened to the file as a whole.
            most: what part of the records may go, in percent.
        """
        frozen = declared(source)["contract"]["extra_columns"] == "freeze"
        # Of JSON Lines an empty file is a file without rows.
        if whole in ("codec", "cut") or (whole == "empty" and carrier_of(source) != "jsonl"):
            return UNREADABLE
        if whole in ("column", "empty") or (whole == "extra" and frozen):
            return REFUSED
        judged = self._judged(source, extract.lines)
        if whole == "extra":
            judged.issues.append((None, "header_extra", "warn"))
        if not judged.good or self._too_bad(source, judged, len(extract.lines)):
            return REFUSED
        before = self.live.setdefault(source.system, {})
        missing = self._missing_from(source, judged, on)
        stay = bool(missing) and not _may_go(len(missing), len(before), judged.unnamed, most)
        told = self._taken(source, judged, on, [] if stay else missing)
        told |= {"retained": len(missing) if stay else 0}
        return _told(judged, told, len(extract.lines), stay=stay)

    def replayed(self, source: Source, rows: Sequence[Row], on: date) -> Told:
        """Take in rows that were kept aside, as corrected; nothing follows from what is missing."""
        first = 2 if carrier_of(source) == "csv" else 1
        judged = self._judged(source, [(n, Line(row, row.cells)) for n, row in enumerate(rows, first)])
        told = {**self._taken(source, judged, on, []), "retained": 0}
        return _told(judged, told, len(rows), stay=False)

    def things(self) -> set[str]:
        """Whatever anyone speaks of."""
        records = (row.says for records in self.live.values() for row in records.values())
        return {said.id for says in records for said in says}

    def missing(self, says: Says, things: set[str]) -> set[str]:
        """What the links of a record lead to, and is not there."""
        return _ends(says) - things

    def _judged(self, source: Source, lines: Iterable[tuple[int, Line]]) -> Judged:
        judged, carrier = Judged("version" in declared(source)), carrier_of(source)
        for number, line in lines:
            judged.take(number, line, carrier)
        return judged

    def _too_bad(self, source: Source, judged: Judged, rows: int) -> bool:
        most = declared(source)["expect"].get("max_bad_percent")
        few = judged.bad <= FEW and judged.bad * 2 < rows
        return most is not None and judged.bad * 100 > most * rows and not few

    def _missing_from(self, source: Source, judged: Judged, on: date) -> list[str]:
        """The records that a delivery should have and has not: of all, of its parts, or of nothing."""
        mode, before = declared(source)["mode"], self.live[source.system]
        if mode not in ("snapshot", "partition_snapshot"):
            return []
        parts = {row.part for row in judged.good.values()}
        parts = {part for part in parts if not self._is_late(source.system, part, on)}
        out = judged.good.keys() | judged.kept
        return [key for key, row in before.items() if row.part in parts and key not in out]

    def _is_late(self, system: str, part: str, on: date) -> bool:
        return self.newest.get((system, part), on) > on

    def _is_stale(self, system: str, row: Row, on: date) -> bool:
        if row.version is None:
            return self._is_late(system, row.part, on)
        known = self.live[system].get(row.key)
        last = known.version if known else self.gone[system].get(row.key)
        return last is not None and last > row.version

    def _taken(self, source: Source, judged: Judged, on: date, going: list[str]) -> dict[str, int]:
        """Say what is new, take back what goes or has ended, and return the numbers of that."""
        system = source.system
        records, gone = self.live.setdefault(system, {}), self.gone.setdefault(system, {})
        there = self.things()
        stale = {key for key, row in judged.good.items() if self._is_stale(system, row, on)}
        judged.issues += [(judged.lines[key], "stale_version", "warn") for key in stale]
        fresh = {key: row for key, row in judged.good.items() if key not in stale}
        ended = [key for key, row in fresh.items() if row.ends and key in records]
        said = {key: row for key, row in fresh.items() if not row.ends}
        applied = {key: row for key, row in said.items() if not alike(records.get(key), row)}
        added = sum(key not in records for key in applied)
        leaving = [records[key] for key in [*applied, *going, *ended] if key in records]
        touched = {said.id for row in [*leaving, *applied.values()] for said in row.says}
        gone |= {key: row.version for key, row in fresh.items() if row.ends} | dict.fromkeys(going)
        for key in [*going, *ended]:
            del records[key]
        for key, row in said.items():
            records[key] = row
            gone.pop(key, None)
        for part in {row.part for row in judged.good.values()}:
            self.newest[system, part] = max(on, self.newest.get((system, part), on))
        return {
            "applied": len(applied) + len(ended),
            "added": added,
            "unchanged": len(fresh) - len(applied) - len(ended),
            "withdrawn": len(going) + len(ended),
            "stale": len(stale) + judged.older,
            "dangling": self._dangling(system, there, touched),
        }

    def _dangling(self, system: str, before: set[str], touched: set[str]) -> int:
        """All links of the system that lead nowhere, and of others those that this delivery had to do with.

        It has to do with what it speaks of, with what ended by it, and with what the records speak of that
        waited for something that came by it.
        """
        things, count = self.things(), 0
        ended, came = before - things, things - before
        every = [(whose, row.says) for whose, records in self.live.items() for row in records.values()]
        touched = touched | {said.id for _, says in every if came & _ends(says) for said in says}
        for whose, says in every:
            met = any(said.id in touched and _ends([said]) - things for said in says)
            mine = whose == system or met or bool(ended & _ends(says))
            count += len(self.missing(says, things)) if mine else 0
        return count


def alike(one: Row | None, other: Row) -> bool:
    """Whether two rows say the same of the same version and part."""
    told = (other.says, other.version, other.part, other.ends)
    return one is not None and (one.says, one.version, one.part, one.ends) == told


def _ends(says: Iterable[Said]) -> set[str]:
    return {link.to for said in says for link in said.links}


def _may_go(missing: int, stored: int, unnamed: int, most: int) -> bool:
    few = missing <= FEW and missing * 2 <= stored
    return not unnamed and (missing * 100 <= most * stored or few)


def _told(judged: Judged, told: dict[str, int], rows: int, *, stay: bool) -> Told:
    numbers: dict[str, Any] = {**told, "quarantined": judged.bad, "left_out": judged.again}
    numbers |= {"rows": rows - judged.again, "issues": len(judged.issues)}
    status = 3 if stay else int(bool(judged.bad or told["dangling"]))
    return Told(status, numbers, tuple(judged.issues))
