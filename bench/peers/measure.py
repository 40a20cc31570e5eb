"""Measuring: answers compared first, then every way in turn, round after round, and the ratios of each round.

Ratios of one round compare; absolute times belong to the machine. Not here: printing (`report`).
"""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.peers.answers import compare
from bench.peers.data import Plan, drawn
from bench.peers.shapes import SHAPES, Shape
from bench.peers.ways import Way

CLIENTS = (1, 16)
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Effort:
    """How long everything is measured: rounds, and the seconds of one load and of one warming up."""

    rounds: int
    seconds: float
    warm_seconds: float
    compared: int


FULL = Effort(rounds=5, seconds=2.0, warm_seconds=2.0, compared=12)
QUICK = Effort(rounds=2, seconds=0.5, warm_seconds=0.5, compared=3)


@dataclass(frozen=True)
class Cell:
    """One way's load of one shape in one round; `work` is what its own process took of a processor, in ms.

    That is what a busy machine changes least.
    """

    p50: float
    p95: float
    rate: float
    refused: int
    work: float


@dataclass
class Measured:
    """Every cell, by shape, way and number of clients, in the order of the rounds; and each way's memory."""

    cells: dict[tuple[str, str, int], list[Cell]] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)

    def median(self, shape: str, way: str, clients: int, of: str) -> float:
        """Return the median over the rounds of a p50, p95, rate or work."""
        return float(statistics.median(getattr(cell, of) for cell in self.cells[shape, way, clients]))

    def refused(self, way: str) -> int:
        """Return how many requests a way did not answer."""
        return sum(cell.refused for key, rounds in self.cells.items() if key[1] == way for cell in rounds)

    def ratio(self, shape: str, over: str, under: str, of: str) -> "Ratio":
        """Return how many times larger one way's median latency, or rate at 16 clients, is than another's."""
        clients = CLIENTS[0] if of == "p50" else CLIENTS[-1]
        pairs = zip(self.cells[shape, over, clients], self.cells[shape, under, clients], strict=True)
        each = [getattr(one, of) / getattr(other, of) for one, other in pairs]
        return Ratio(statistics.median(each), min(each), max(each))

    def mean(self, shapes: Sequence[str], over: str, under: str, of: str) -> float:
        """Return the geometric mean over shapes of the ratio of two ways."""
        ratios = [self.ratio(shape, over, under, of).median for shape in shapes]
        return math.exp(statistics.fmean(map(math.log, ratios)))


@dataclass(frozen=True)
class Ratio:
    """The median of the rounds' ratios, and the interval in which all of them lie."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.least:.2f}–{self.most:.2f})"


def compare_all(ways: Sequence[Way], plan: Plan, many: int, tell: Tell) -> None:
    """Compare the answers of all ways to every shape.

    Raises:
        Different: two of them differ.
    """
    for shape in SHAPES:
        rows = [
            compare(shape, variables, {way.name: way.answer(shape, variables) for way in ways})
            for variables in drawn(shape.variables(plan), many, 3)
        ]
        tell(f"{shape.name}: {len(rows)} answers of {len(ways)} ways are equal ({sum(rows):,} rows)")


def measure(ways: Sequence[Way], plan: Plan, effort: Effort, tell: Tell) -> Measured:
    """Measure every way on every shape: warm first, then in turn, in the other order every other round."""
    found = Measured()
    for shape in SHAPES:
        for way in ways:
            for clients in CLIENTS:
                way.run(shape, shape.variables(plan), clients, effort.warm_seconds)
    for number in range(effort.rounds):
        for shape in SHAPES:
            tell(f"round {number + 1} of {effort.rounds}, {shape.name}\r")
            for way in reversed(ways) if number % 2 else ways:
                _round(found, shape, way, plan, effort)
    found.memory = {way.name: used for way in ways if (used := way.memory()) is not None}
    return found


def _round(found: Measured, shape: Shape, way: Way, plan: Plan, effort: Effort) -> None:
    variables = shape.variables(plan)
    for clients in CLIENTS:
        before = way.worked()
        load = way.run(shape, variables, clients, effort.seconds)
        work = (way.worked() - before) * 1000 / max(len(load.taken), 1)
        cell = Cell(load.p50, load.p95, load.rate, load.refused, work)
        found.cells.setdefault((shape.name, way.name, clients), []).append(cell)
