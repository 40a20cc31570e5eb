"""Plans of the loader that are kept: made while the graph is empty, they are good when it is full.

Not here: what the statements do (`tests.loaders`).
"""

from collections.abc import Iterator
from typing import Any

import pytest

from graph.database import Database, Transaction
from graph.model import constraints, merge_edges, merge_nodes, quality_model
from graph.model.statements import PLAN_KEPT, find_nodes
from loaders import batch, fence, records, stream

MODEL = quality_model()
KINDS = [kind for kind in MODEL.kinds.values() if not kind.abstract]
KEPT = {
    **{f"nodes of {kind.label}": merge_nodes(kind) for kind in KINDS},
    **{f"those of {kind.label}": find_nodes(kind) for kind in KINDS},
    **{f"{kind.label}.{edge.name}": merge_edges(kind, edge) for kind in KINDS for edge in kind.edges[:1]},
    "records looked up": records.LOOK_UP,
    "records taken up": records.TAKE_UP,
    "any record of a system": records.SPOKEN,
    "live records of a system": records.LIVE,
    "a stream held": stream.TAKE,
    "who holds it": stream.HOLDER,
    "a stream moved on": stream.ADVANCE,
    "a stream let go": stream.RELEASE,
    "days": stream.DAYS,
    "days written": stream.SET_DAYS,
    "a commit marked": fence.BEGIN,
    "a commit done": fence.END,
    "counters raised": batch.RAISE_VERSION,
    "a counter alone": batch.ALONE,
}
GIVEN = {"rows": [], "ids": [], "targets": [], "cells": [], "all": {}, "run": "", "edge": {}}


@pytest.fixture(scope="module")
def empty(neo4j: Database) -> Database:
    neo4j.run("MATCH (n) DETACH DELETE n")
    for statement in constraints(MODEL):
        neo4j.run(statement)
    return neo4j


def operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for below in plan.get("children", ()):
        yield from operators(below)


def test_a_plan_that_is_kept_finds_every_node_by_its_id(empty: Database) -> None:
    def scanned(transaction: Transaction) -> dict[str, list[str]]:
        found = {}
        for name, statement in KEPT.items():
            anew = statement.replace(PLAN_KEPT, "CYPHER replan=force EXPLAIN", 1)
            plan = transaction.run(anew, GIVEN).consume().plan
            found[name] = [each for each in operators(plan) if "Scan" in each or "Hash" in each]
        return found

    assert {name: some for name, some in empty.write(scanned).items() if some} == {}


def test_only_statements_whose_plan_is_kept_are_looked_at() -> None:
    assert all(statement.startswith(PLAN_KEPT) for statement in KEPT.values())
