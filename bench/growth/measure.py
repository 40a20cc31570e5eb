"""Measuring: every shape on every graph in turn, round after round, asked of its service by one client.

Not here: comparing the graphs (`report`).
"""

import statistics
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bench.growth.shapes import ASKED, DRAWN
from bench.peers import ways
from bench.peers.data import drawn
from bench.peers.fill import Filled
from bench.peers.limits import PAGE
from bench.peers.load import Load, Unanswered
from bench.peers.measure import Tell
from bench.peers.shapes import Shape, Variables
from bench.peers.ways import Way
from graph.database import Database
from queries.compiler import LIMITS
from schema.service import executor_of
from schema.times import PATIENT

ROUNDS = 5
PROFILED = 5  # requests whose hits are counted


@dataclass(frozen=True)
class Found:
    """What one shape came to on one graph.

    Args:
        medians: of each round, in ms.
        p95: what nineteen of twenty stayed below, in ms, the median of the rounds.
        hits: the database hits of one request, a median too.
        refused: how many requests were not answered.
    """

    medians: tuple[float, ...]
    p95: float
    hits: float
    refused: int = 0

    @property
    def p50(self) -> float:
        """The median of the rounds' medians in ms."""
        return statistics.median(self.medians)

    def over(self, other: "Found") -> float:
        """Return how many times the other's median this one is: the median of the rounds' ratios."""
        pairs = zip(self.medians, other.medians, strict=True)
        return statistics.median(one / another for one, another in pairs)


@dataclass(frozen=True)
class Size:
    """One graph, and what was found on it, by shape."""

    nodes: int
    edges: int
    found: dict[str, Found]


def measure(graphs: Sequence[Filled], cache: Path, seconds: float, tell: Tell) -> list[Size]:
    """Measure all shapes on graphs that are all open, in turn, so that a busy moment hits each of them.

    Args:
        graphs: the graphs.
        cache: where packages are kept.
        seconds: how long one round of one shape lasts; twice as long it is warmed up.
        tell: is given the progress.
    """
    with ExitStack() as ending:
        asked = [_Asked(graph, *ending.enter_context(ways.opened(("ours",), graph.address, cache)))
                 for graph in graphs]  # fmt: skip
        for number in range(ROUNDS + 1):
            for shape in ASKED:
                tell(f"round {number} of {ROUNDS}, {shape.name}\r")
                for each in reversed(asked) if number % 2 else asked:
                    each.round(shape, seconds) if number else each.warm(shape, 2 * seconds)
        return [each.size() for each in asked]


class _Asked:
    """One graph, the service on it, and how it did so far."""

    def __init__(self, graph: Filled, way: Way) -> None:
        self._graph, self._way = graph, way
        self._values = {shape.name: drawn(shape.variables(graph.plan), DRAWN, 3) for shape in ASKED}
        self._loads: dict[str, list[Load]] = {shape.name: [] for shape in ASKED}

    def warm(self, shape: Shape, seconds: float) -> None:
        """Ask everything once, so that no answer waits for the disk later, and then for some seconds."""
        for each in self._values[shape.name]:
            with suppress(Unanswered):  # told by the rounds
                self._way.answer(shape, each)
        self._way.run(shape, self._values[shape.name], 1, seconds)

    def round(self, shape: Shape, seconds: float) -> None:
        """Ask for some seconds by one client."""
        self._loads[shape.name].append(self._way.run(shape, self._values[shape.name], 1, seconds))

    def size(self) -> Size:
        """Return what was found, with the hits, which are counted now."""
        hits = _hits(self._graph.database, self._values)
        found = {name: _found(loads, hits[name]) for name, loads in self._loads.items()}
        return Size(self._graph.nodes, self._graph.edges, found)


def _found(loads: list[Load], hits: float) -> Found:
    medians, p95 = tuple(load.p50 for load in loads), statistics.median(load.p95 for load in loads)
    return Found(medians, p95, hits, sum(load.refused for load in loads))


def _hits(database: Database, values: dict[str, list[Variables]]) -> dict[str, float]:
    executor = executor_of(database, times=PATIENT, limits=replace(LIMITS, page=PAGE))

    def of(shape: Shape, variables: Variables) -> int:
        _, sent = executor.explain(shape.document("ours"), variables, shape.name)
        return sum(each.step.total for each in sent)

    return {
        shape.name: statistics.median(of(shape, each) for each in values[shape.name][:PROFILED])
        for shape in ASKED
    }
