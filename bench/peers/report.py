"""The report: what was measured, as tables and as JSON, beside what is promised.

Not here: measuring (`measure`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bench.peers.measure import CLIENTS, Measured
from bench.peers.shapes import SHAPES

NAMES = [shape.name for shape in SHAPES]
MIB = 130.0  # of one worker
# What a peer written well takes over the tuned statements behind HTTP, and over the driver alone, measured
# apart from this program: geometric means over the shapes. Ours must lie near, or it is a straw man.
STRAWBERRY_OVER = {"bare": 5.6, "driver": 6.6}
NEAR = 0.30


@dataclass(frozen=True)
class Promise:
    """One thing that is promised, what was found, and whether it holds."""

    says: str
    found: str
    holds: bool


def tables(found: Measured, ways: Sequence[str]) -> Iterator[str]:
    """Return the lines of the tables."""
    yield _row("p50 / p95 ms, 1 client", ways)
    for name in NAMES:
        yield _row(name, [f"{_of(found, name, way, 1, 'p50'):.2f} / {_of(found, name, way, 1, 'p95'):.2f}"
                          for way in ways])  # fmt: skip
    for clients in CLIENTS:
        yield ""
        yield _row(f"requests/s, {clients} client{'s' * (clients > 1)}", ways)
        for name in NAMES:
            yield _row(name, [f"{_of(found, name, way, clients, 'rate'):.0f}" for way in ways])
    yield ""
    yield _row("own processor ms a request", ways)
    for name in NAMES:
        yield _row(name, [f"{_of(found, name, way, 1, 'work'):.2f}" for way in ways])
    yield ""
    yield _row("MiB after load", [f"{found.memory[way]:.0f}" if way in found.memory else "–" for way in ways])
    yield _row("not answered", [str(found.refused(way)) for way in ways])
    yield ""
    yield from _ratios(found, ways)


def _ratios(found: Measured, ways: Sequence[str]) -> Iterator[str]:
    pairs = [("apollo", "ours"), ("strawberry", "ours"), ("ours", "bare"), ("strawberry", "bare"),
             ("strawberry", "driver"), ("bare", "driver")]  # fmt: skip
    pairs = [pair for pair in pairs if set(pair) <= set(ways)]
    for title, of in (("median latency, 1 client", "p50"), ("requests/s, 16 clients", "rate")):
        # Of rates the other way round, so that a larger number is always the better one of the second way.
        turned = [pair if of == "p50" else pair[::-1] for pair in pairs]
        yield _row(title, [" : ".join(pair) for pair in turned])
        for name in NAMES:
            yield _row(name, [str(found.ratio(name, *pair, of)) for pair in turned])
        yield _row("geometric mean", [f"{found.mean(NAMES, *pair, of):.2f}" for pair in turned])
        yield ""


def _of(found: Measured, shape: str, way: str, clients: int, of: str) -> float:
    return found.median(shape, way, clients, of)


def _row(first: str, cells: Sequence[str]) -> str:
    return f"{first:28}" + "".join(f"{cell:>22}" for cell in cells)


def promises(found: Measured, ways: Sequence[str]) -> Iterator[Promise]:
    """Return what is promised of the ways that were measured."""
    for peer, latency, rate in (("apollo", 3.0, 3.0), ("strawberry", 4.5, 5.0)):
        if peer in ways:
            yield _at_least(f"median latency against {peer}", found.mean(NAMES, peer, "ours", "p50"), latency)
            yield _at_least(f"requests/s against {peer}", found.mean(NAMES, "ours", peer, "rate"), rate)
            slower = [*_slower(found, peer)]
            yield Promise(f"never slower than {peer}", ", ".join(slower) or "on no shape", not slower)
    if "bare" in ways:
        over = {name: found.ratio(name, "ours", "bare", "p50") for name in NAMES}
        late = [f"{name} {ratio}" for name, ratio in over.items() if ratio.least > 1.15]
        mean = found.mean(NAMES, "ours", "bare", "p50")
        says = "at most 1.15 times the latency of the same statements behind a bare endpoint"
        yield Promise(says, f"{mean:.2f}" + (f"; {', '.join(late)}" if late else ""), mean <= 1.15)
    for way, wanted in STRAWBERRY_OVER.items():
        if {"strawberry", way} <= set(ways):
            mean = found.mean(NAMES, "strawberry", way, "p50")
            says = f"the peer strawberry takes {wanted} times what {way} does, within {NEAR:.0%}"
            yield Promise(says, f"{mean:.2f}", abs(mean / wanted - 1) <= NEAR)
    refused = found.refused("ours")
    yield Promise("every request answered", f"{refused} were not", refused == 0)
    memory = found.memory["ours"]
    yield Promise(f"at most {MIB:.0f} MiB for each worker", f"{memory:.0f} MiB", memory <= MIB)


def _at_least(says: str, value: float, wanted: float) -> Promise:
    return Promise(f"{says}: {wanted} times better", f"{value:.2f}", value >= wanted)


def _slower(found: Measured, peer: str) -> Iterator[str]:
    """The shapes on which we are slower in every round: within the interval of the rounds counts as equal."""
    for name in NAMES:
        latency, rate = found.ratio(name, peer, "ours", "p50"), found.ratio(name, "ours", peer, "rate")
        if latency.most < 1:
            yield f"{name} latency {latency}"
        if rate.most < 1:
            yield f"{name} requests/s {rate}"


def as_json(found: Measured, kept: list[Promise], facts: dict[str, Any]) -> dict[str, Any]:
    """Return everything that was measured."""
    cells = [
        {"shape": shape, "way": way, "clients": clients, "rounds": [asdict(cell) for cell in rounds]}
        for (shape, way, clients), rounds in found.cells.items()
    ]
    return {
        "facts": facts,
        "cells": cells,
        "memory": found.memory,
        "promises": [asdict(promise) for promise in kept],
    }
