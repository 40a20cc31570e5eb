"""What must become of each delivery, in plain Python and nothing of the loader's.

The rules, as docs/loading.md tells them. A delivery is whole, or of some parts, or of changes. A bad row
keeps its record as it was; the first good row of a key stands, or the newest version of it. What is missing
goes, unless it is too much, or a row is bad in its very key. Too many bad rows refuse the whole. Of an older
day nothing counts any more. Not here: what the graph must be then (`settled`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.faults.year.carriers import TORN, Extract, Line, carrier_of, declared
from tests.faults.year.region import Row, Said, Source

FEW, USUAL = 5, 5
Says = tuple[Said, ...]
NOTHING_READ = frozenset({2, 5})
Issue = tuple[int | None, str, str]


@dataclass(frozen=True)
class Told:
    """What must be told of a delivery.

    Args:
        statuses: one of these is the exit status.
        numbers: those of the report; None: nothing of the delivery was loaded.
        issues: line, code and severity of all that must be told; None where that is not foreseen in full.
    """

    statuses: frozenset[int]
    numbers: dict[str, int] | None = None
    issues: tuple[Issue, ...] | None = None

    @property
    def kept(self) -> bool:
        """Whether records that are missing were not withdrawn."""
        return self.statuses == {3}


REFUSED = Told(NOTHING_READ)


@dataclass
class Judged:
    """What the rows of a delivery come to."""

    good: dict[str, Row] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)
    bad: int = 0
    unnamed: int = 0
    again: int = 0

    def take(self, number: int, line: Line, carrier: str) -> None:
        """Judge one row."""
        if line.torn or line.code:
            code = TORN[carrier][line.torn] if line.torn else line.code or ""
            named = line.named and not line.torn
            self._keep_aside(number, code, line.row.key if named else None)
        elif line.row.key not in self.good:
            self.good[line.row.key] = line.row
        elif self.good[line.row.key].says == line.row.says:
            self.again += 1
            self.issues.append((number, "duplicate_key_same", "warn"))
        else:
            self._keep_aside(number, "duplicate_key_conflict", line.row.key)

    def _keep_aside(self, number: int, code: str, key: str | None) -> None:
        self.bad += 1
        self.issues.append((number, code, "error"))
        if key is None:
            self.unnamed += 1
        else:
            self.kept.add(key)


@dataclass
class Region:
    """What all systems say now, by system and key, and who has ended."""

    live: dict[str, dict[str, Says]] = field(default_factory=dict)
    gone: dict[str, set[str]] = field(default_factory=dict)
    rows: dict[str, dict[str, Row]] = field(default_factory=dict)
    newest: dict[str, date] = field(default_factory=dict)

    def found(self, system: str, rows: Iterable[Row]) -> None:
        """Take in what is there beforehand."""
        self.live[system] = {row.key: row.says for row in rows}

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
        if whole in ("codec", "cut", "column", "empty") or (whole == "extra" and frozen):
            return REFUSED
        judged = self._judged(source, extract)
        if whole == "extra":
            judged.issues.append((None, "header_extra", "warn"))
        if not judged.good or self._too_bad(source, judged, len(extract.lines)):
            return REFUSED
        system = source.system
        before = self.live.setdefault(system, {})
        late = self.newest.get(system, on) > on
        missing = [] if late else [key for key in before if key not in judged.good and key not in judged.kept]
        stay = bool(missing) and not _may_go(len(missing), len(before), judged.unnamed, most)
        taken = {} if late else judged.good
        told = self._taken(system, taken, [] if stay else missing)
        self.newest[system] = max(on, self.newest.get(system, on))
        told |= {"stale": len(judged.good) if late else 0, "retained": len(missing) if stay else 0}
        return _told(judged, told, len(extract.lines), stay=stay)

    def replayed(self, source: Source, rows: Sequence[Row], on: date) -> Told:
        """Take in rows that were kept aside, as corrected; nothing follows from what is missing."""
        system = source.system
        judged = Judged()
        carrier = carrier_of(source)
        for number, row in enumerate(rows, 2 if carrier == "csv" else 1):
            judged.take(number, Line(row, row.cells), carrier)
        late = self.newest.get(system, on) > on
        told = self._taken(system, {} if late else judged.good, [])
        told |= {"stale": len(judged.good) if late else 0, "retained": 0}
        return _told(judged, told, len(rows), stay=False)

    def things(self) -> set[str]:
        """Whatever anyone speaks of."""
        records = (says for records in self.live.values() for says in records.values())
        return {said.id for says in records for said in says}

    def missing(self, says: Says, things: set[str]) -> set[str]:
        """What the links of a record lead to, and is not there."""
        return {link.to for said in says for link in said.links} - things

    def _judged(self, source: Source, extract: Extract) -> Judged:
        judged, carrier = Judged(), carrier_of(source)
        for number, line in extract.lines:
            judged.take(number, line, carrier)
        return judged

    def _too_bad(self, source: Source, judged: Judged, rows: int) -> bool:
        most = declared(source)["expect"].get("max_bad_percent")
        few = judged.bad <= FEW and judged.bad * 2 < rows
        return most is not None and judged.bad * 100 > most * rows and not few

    def _taken(self, system: str, good: Mapping[str, Row], going: list[str]) -> dict[str, int]:
        """Say what is new and take back what goes, and return the numbers of that."""
        records, gone = self.live.setdefault(system, {}), self.gone.setdefault(system, set())
        rows = self.rows.setdefault(system, {})
        there = self.things()
        applied = [key for key, row in good.items() if records.get(key) != row.says]
        added = sum(key not in records for key in applied)
        touched = {said.id for key in [*applied, *going] for said in records.get(key, ())}
        touched |= {said.id for key in applied for said in good[key].says}
        for key in applied:
            records[key] = good[key].says
            gone.discard(key)
        rows.update(good)
        for key in going:
            del records[key], rows[key]
            gone.add(key)
        dangling = self._dangling(system, there, touched)
        unchanged = len(good) - len(applied)
        numbers = {"applied": len(applied), "added": added, "unchanged": unchanged}
        return {**numbers, "withdrawn": len(going), "dangling": dangling}

    def _dangling(self, system: str, before: set[str], touched: set[str]) -> int:
        """All links of the system that lead nowhere, and of others those that this delivery had to do with.

        It has to do with what it speaks of, with what ended by it, and with what the records speak of that
        waited for something that came by it.
        """
        things, count = self.things(), 0
        ended, came = before - things, things - before
        every = [(whose, says) for whose, records in self.live.items() for says in records.values()]
        touched = touched | {said.id for _, says in every if came & _ends(says) for said in says}
        for whose, says in every:
            met = any(said.id in touched and _ends([said]) - things for said in says)
            mine = whose == system or met or bool(ended & _ends(says))
            count += len(self.missing(says, things)) if mine else 0
        return count


def _ends(says: Iterable[Said]) -> set[str]:
    return {link.to for said in says for link in said.links}


def _may_go(missing: int, stored: int, unnamed: int, most: int) -> bool:
    few = missing <= FEW and missing * 2 <= stored
    return not unnamed and (missing * 100 <= most * stored or few)


def _told(judged: Judged, told: dict[str, int], rows: int, *, stay: bool) -> Told:
    numbers: dict[str, Any] = {**told, "quarantined": judged.bad, "left_out": judged.again}
    numbers |= {"rows": rows - judged.again, "issues": len(judged.issues)}
    status = 3 if stay else int(bool(judged.bad or told["dangling"]))
    return Told(frozenset({status}), numbers, tuple(judged.issues))
