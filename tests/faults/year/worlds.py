"""What each department knows night after night, and what can happen to a delivery of it; all by one seed.

Not here: loading (`nights`), and what must become of it (`predicted`).
"""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tests.faults.year.carriers import TORN, Line, carrier_of, declared
from tests.faults.year.region import COUNTIES, Flaw, Row, Source

FIRST, FEWEST, MOST = 12, 10, 16
OVERLAP = 3  # nights, for which what changed is delivered again


class World:
    """What one department knows.

    Args:
        source: what it delivers.
        seed: what all that happens follows from.
    """

    def __init__(self, source: Source, seed: str) -> None:
        self.source = source
        self.random = Random(f"{seed} {source.system}")
        self._states = dict.fromkeys(range(FIRST), (0, 0))
        self._next = FIRST
        self._touched = dict.fromkeys(self._states, 0)
        self._night = 0
        self._deck: list[str] = []

    def a_night_passes(self) -> None:
        """Some records change, appear or vanish; in some nights none."""
        self._night += 1
        if self.random.random() < 0.3:
            return
        for number in self.random.sample(sorted(self._states), self.random.randint(1, 3)):
            state, manner = self._states[number]
            self._states[number] = (state + self.random.randint(0, 1), manner + self.random.randint(0, 1))
            self._touched[number] = self._night
        for _ in range(self.random.randint(0, 2) if len(self._states) < MOST else 0):
            self._begin(self._next)
        self.lose(self.random.randint(0, 1) if len(self._states) > FEWEST else 0)

    def lose(self, many: int) -> None:
        """Forget so many records."""
        for number in self.random.sample(sorted(self._states), many):
            del self._states[number]
        while len(self._states) < FEWEST // 2:
            self._begin(self._next)

    def lines(self) -> list[Line]:
        """Its rows, in any order: all of them, those of some parts, or the latest changes and some others."""
        mode, numbers = declared(self.source)["mode"], sorted(self._states)
        if mode in ("incremental", "changelog"):
            late = {number for number in numbers if self._touched[number] > self._night - OVERLAP}
            numbers = sorted(late | set(self.random.sample(numbers, 4)))
        rows = [self.row(number) for number in numbers]
        if mode == "partition_snapshot" and self._night > 1:
            parts = self.random.sample(COUNTIES, 2)
            rows = [row for row in rows if row.part in parts]
        self.random.shuffle(rows)
        return [Line(row, row.cells) for row in rows]

    def row(self, number: int, later: int = 0, otherwise: int = 0) -> Row:
        """The row of a record: as it is, in a later state, or only written otherwise."""
        state, manner = self._states[number]
        return self.source.make(number, state + later, manner + otherwise)

    def next_of(self, kinds: Sequence[str], first: int) -> str:
        """What happens to the next delivery: each of these once, then each of them once more.

        Args:
            kinds: what can happen.
            first: with which to begin.
        """
        if not self._deck:
            at = first % len(kinds)
            self._deck = [*kinds[at:], *kinds[:at]]
        return self._deck.pop(0)

    def _begin(self, number: int) -> None:
        self._states[number], self._touched[number] = (0, number), self._night
        self._next = number + 1

    # --- What is done to the rows of a delivery -----------------------------------------------------------

    def some_wrong(self, lines: list[Line]) -> list[Line]:
        """Two rows hold what they may not."""
        return self._wrong(lines, 2, [flaw for flaw in self.source.flaws if flaw.named])

    def half_wrong(self, lines: list[Line]) -> list[Line]:
        """More than half of them do."""
        return self._wrong(lines, len(lines) // 2 + 1, [flaw for flaw in self.source.flaws if flaw.named])

    def one_unnamed(self, lines: list[Line]) -> list[Line]:
        """Of one row the key cannot be read."""
        return self._wrong(lines, 1, [flaw for flaw in self.source.flaws if not flaw.named])

    def one_torn(self, lines: list[Line]) -> list[Line]:
        """One row comes to harm on its way; where the carrier knows no such harm, its key is wrong."""
        harms = sorted(set(TORN[carrier_of(self.source)]) - {"cut"})
        if not harms:
            return self.one_unnamed(lines)
        at = self.random.randrange(len(lines))
        torn = replace(lines[at], torn=self.random.choice(harms))
        return [*lines[:at], torn, *lines[at + 1 :]]

    def last_cut(self, lines: list[Line]) -> list[Line]:
        """The last row is cut off."""
        return [*lines[:-1], replace(lines[-1], torn="cut")]

    def some_repeated(self, lines: list[Line]) -> list[Line]:
        """One row stands there twice, another once more and says otherwise, and a third was left empty."""
        same, other = self.random.sample(sorted(self._states), 2)
        again, state = self.row(same, 0, 1), 1
        while (says := self.row(other, state)).says == self.row(other).says:
            state += 1
            if state > 9:
                return [*lines, Line(again, again.cells)]
        blank = replace(lines[0], blank=carrier_of(self.source) == "csv")
        return [blank, *lines[1:], Line(again, again.cells), Line(says, says.cells)]

    def half(self, lines: list[Line]) -> list[Line]:
        """The second half is missing."""
        return lines[: len(lines) // 2]

    def nothing(self, lines: list[Line]) -> list[Line]:
        """All of them are missing."""
        return []

    def _wrong(self, lines: list[Line], many: int, flaws: Sequence[Flaw]) -> list[Line]:
        # Of a row that says that its record has ended only the key counts.
        open_ = [at for at, line in enumerate(lines) if not line.row.ends]
        made, chosen = list(lines), self.random.sample(open_, min(many, len(open_)))
        for at in chosen:
            flaw = self.random.choice(flaws)
            cells = {**lines[at].cells, flaw.column: flaw.cell}
            made[at] = replace(lines[at], cells=cells, code=flaw.code, named=flaw.named)
        return made
