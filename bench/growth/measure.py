"""Measuring one size: every shape in turn, round after round, asked of the service by one client.

Not here: comparing sizes (`report`).
"""

import statistics
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bench.growth.shapes import ASKED, DRAWN
from bench.peers import ways
from bench.peers.data import Plan, drawn
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

ROUNDS = 3
PROFILED = 5  # requests whose hits are counted


@dataclass(frozen=True)
class Found:
    """What one shape came to on one graph: the medians of its rounds in ms, and of its database hits."""

    p50: float
    p95: float
    hits: float
    refused: int = 0


@dataclass(frozen=True)
class Size:
    """One graph, and what was found on it, by shape."""

    nodes: int
    edges: int
    found: dict[str, Found]


def measure(plan: Plan, graph: Filled, cache: Path, seconds: float, tell: Tell) -> Size:
    """Measure all shapes on one graph.

    Args:
        plan: what the graph was generated from.
        graph: it, opened.
        cache: where packages are kept.
        seconds: how long one round of one shape lasts; twice as long it is warmed up.
        tell: is given the progress.
    """
    values = {shape.name: drawn(shape.variables(plan), DRAWN, 3) for shape in ASKED}
    loads: dict[str, list[Load]] = {shape.name: [] for shape in ASKED}
    hits = _hits(graph.database, values)
    with ways.opened(("ours",), graph.address, cache) as (ours,):
        for number in range(ROUNDS + 1):
            for shape in ASKED:
                if not number:
                    _read_once(ours, shape, values[shape.name])
                tell(f"{graph.nodes:,} nodes, round {number} of {ROUNDS}, {shape.name}\r")
                load = ours.run(shape, values[shape.name], 1, seconds if number else 2 * seconds)
                if number:
                    loads[shape.name].append(load)
    found = {name: _found(rounds, hits[name]) for name, rounds in loads.items()}
    return Size(graph.nodes, graph.edges, found)


def _read_once(way: Way, shape: Shape, values: list[Variables]) -> None:
    """Bring what each answer needs from the disk, which would else be what its slowest answers tell."""
    for each in values:
        with suppress(Unanswered):  # told by the rounds
            way.answer(shape, each)


def _found(rounds: list[Load], hits: float) -> Found:
    p50, p95 = (statistics.median(getattr(load, of) for load in rounds) for of in ("p50", "p95"))
    return Found(p50, p95, hits, sum(load.refused for load in rounds))


def _hits(database: Database, values: dict[str, list[Variables]]) -> dict[str, float]:
    executor = executor_of(database, times=PATIENT, limits=replace(LIMITS, page=PAGE))

    def of(shape: Shape, variables: Variables) -> int:
        _, sent = executor.explain(shape.document("ours"), variables, shape.name)
        return sum(each.step.total for each in sent)

    return {
        shape.name: statistics.median(of(shape, each) for each in values[shape.name][:PROFILED])
        for shape in ASKED
    }
