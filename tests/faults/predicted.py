"""What the graph must be after deliveries to three departments' systems, in plain Python and nothing of ours.

The rules, as docs/loading.md tells them: a delivery is whole; a bad row keeps its record as it was; the first
good row of a key stands; what is missing is withdrawn unless the guards forbid it; a thing ends with its last
claim, and what points to it dangles. Not here: loading, and reading the graph (`test_machine`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.faults.markets import CHECKS, REGISTER, STAFF, Cells, code

SYSTEMS = (REGISTER, STAFF, CHECKS)
DAY = "2001-02-03"
FEW, USUAL, ANY = 5, 5, 100
Value = tuple[str | int | None, ...]


@dataclass(frozen=True)
class Row:
    """One row: what is written, and what it says.

    Args:
        cells: as they are written.
        key: what the system calls the record; None where that cannot be read.
        value: what it says of it; None where something is wrong.
    """

    cells: Cells
    key: str | None
    value: Value | None


def row_of(system: str, number: int, variant: int = 0, wrong: str = "") -> Row:
    """Make a row.

    Args:
        system: whose.
        number: which enterprise, or which check.
        variant: which of the things that it may say.
        wrong: what is wrong with it: `key`, `value` or nothing.
    """
    mistyped = wrong == "key"
    key, bad = code(number), wrong == "value"
    if system == CHECKS:
        key, of, result = f"CC-{number}", variant % 5 + 1, ("PASS", "FAIL")[variant % 2]
        day = "2013-02-30" if bad else DAY
        cells: Cells = ("" if mistyped else key, code(of), day, ("合格", "不合格")[variant % 2], "", "")
        value: Value = (DAY, result, code(of))
    elif system == STAFF:
        cells = ("9164" if mistyped else key, "许多" if bad else str(variant))
        value = (variant,)
    else:
        name = f"样例{variant}商行"
        cells, value = ("9164" if mistyped else key, "" if bad else name, DAY), (name, DAY)
    return Row(cells, None if mistyped else key, None if wrong else value)


@dataclass(frozen=True)
class Told:
    """What the report of a delivery must say; None for the numbers: nothing of it was loaded."""

    status: int
    numbers: dict[str, int] | None


@dataclass
class Market:
    """What the three systems say now: by system and key."""

    said: dict[str, dict[str, Value]] = field(default_factory=lambda: {system: {} for system in SYSTEMS})

    def delivered(self, system: str, rows: Sequence[Row], most: int = USUAL, *, dry: bool = False) -> Told:
        """Take in a delivery, and return what must be told; a dry one changes nothing."""
        good, bad, unnamed, again = self._judged(rows)
        if not good:
            return Told(2, None)
        before = self.said[system]
        known = self.enterprises()
        missing = [key for key in before if key not in good and key not in bad]
        stay = bool(missing) and not _may_go(len(missing), len(before), unnamed, most)
        kept = before if stay else {key: before[key] for key in before if key not in missing}
        applied = [key for key in good if before.get(key) != good[key]]
        if not dry:
            self.said[system] = {**kept, **good}
        numbers = {
            "applied": len(applied),
            "added": sum(key not in before for key in applied),
            "unchanged": len(good) - len(applied),
            "quarantined": len(rows) - len(good) - again,
            "left_out": again,
            "withdrawn": 0 if stay else len(missing),
            "retained": len(missing) if stay else 0,
            "dangling": 0 if dry else self._dangling(system, known),
        }
        return Told(3 if stay else int(bool(numbers["quarantined"] or numbers["dangling"])), numbers)

    def withdrawn(self, system: str) -> None:
        """Take back all that a system said."""
        self.said[system] = {}

    def enterprises(self) -> set[str]:
        """Whom anyone speaks of."""
        return {*self.said[REGISTER], *self.said[STAFF]}

    def graph(self) -> dict[str, set[Value]]:
        """What must be in the graph."""
        there = self.enterprises()
        names, staff = self.said[REGISTER], self.said[STAFF]
        return {
            "enterprises": {
                (each, *names.get(each, (None, None)), *staff.get(each, (None,))) for each in there
            },
            "checks": {(key, day, result) for key, (day, result, _) in self.said[CHECKS].items()},
            "edges": {(key, of) for key, (_, _, of) in self.said[CHECKS].items() if of in there},
            "dangling": {(key, of) for key, (_, _, of) in self.said[CHECKS].items() if of not in there},
            "records": {(system, key) for system, records in self.said.items() for key in records},
        }

    def _judged(self, rows: Iterable[Row]) -> tuple[dict[str, Value], set[str], int, int]:
        good: dict[str, Value] = {}
        bad, unnamed, again = set[str](), 0, 0
        for row in rows:
            if row.key is None:
                unnamed += 1
            elif row.value is None:
                bad.add(row.key)
            elif row.key in good:
                again += good[row.key] == row.value
            else:
                good[row.key] = row.value
        return good, bad, unnamed, again

    def _dangling(self, system: str, known: set[str]) -> int:
        """Of the inspectors all links that lead nowhere; of others those that this delivery cut off."""
        there = self.enterprises()
        ends = [of for _, _, of in self.said[CHECKS].values()]
        return sum(of not in there and (system == CHECKS or of in known) for of in ends)


def _may_go(missing: int, stored: int, unnamed: int, most: int) -> bool:
    few = missing <= FEW and missing * 2 <= stored
    return not unnamed and (missing * 100 <= most * stored or few)
