"""Shortest ways between two things, held against a search in Python over all relations of the small sample.

Not here: what is selected of the things on a way, which `test_executor` asks of other fields too.
"""

import random
from collections import deque
from dataclasses import dataclass
from typing import Any

import pytest

from graph.database import Database
from graph.model import quality_model
from queries.compiler.paths import relations_of
from schema.executor import Executor

TODAY = "2026-01-31"
DAYS = (TODAY, "2018-12-31", "1990-01-01")
VIAS: tuple[tuple[str, ...], ...] = ((), ("PART_OF",), ("PART_OF", "LOCATED_IN", "MEMBER_OF"))
WAY = """query ($from: ID!, $to: ID!, $via: [Relation!], $max: Int! = 6, $day: Date) {
  path(from: $from, to: $to, via: $via, maxLength: $max, asOf: $day) {
    length
    steps { relation against validFrom validTo inferred node { id __typename sample } }
  }
}"""


@dataclass(frozen=True)
class Edge:
    source: str
    target: str
    type: str
    start: str | None
    end: str | None
    inferred: bool

    def holds(self, day: str) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@pytest.fixture(scope="module")
def edges(neo4j: Database, executor: Executor) -> list[Edge]:
    rows = neo4j.read(
        "MATCH (a)-[r]->(b) WHERE type(r) <> 'DESCRIBES' AND a.id IS NOT NULL AND b.id IS NOT NULL "
        "RETURN a.id AS source, b.id AS target, type(r) AS type, toString(r.valid_from) AS start, "
        "toString(r.valid_to) AS end, coalesce(r.inferred, false) AS inferred",
        {},
    )
    known = set(relations_of(quality_model()))
    return [Edge(**row) for row in rows if row["type"] in known]


def lengths_from(edges: list[Edge], begin: str, via: tuple[str, ...], day: str) -> dict[str, int]:
    beside: dict[str, set[str]] = {}
    for each in edges:
        if each.holds(day) and (not via or each.type in via):
            beside.setdefault(each.source, set()).add(each.target)
            beside.setdefault(each.target, set()).add(each.source)
    found, waiting = {begin: 0}, deque([begin])
    while waiting:
        here = waiting.popleft()
        for there in beside.get(here, ()):
            if there not in found:
                found[there] = found[here] + 1
                waiting.append(there)
    return found


def asked(executor: Executor, begin: str, end: str, **more: Any) -> Any:
    outcome = executor.run(WAY, {"from": begin, "to": end, "day": TODAY, **more}, None)
    assert outcome.errors == []
    assert outcome.data is not None
    return outcome.data["path"]


def joins(edge: Edge, here: str, there: str, step: dict[str, Any], day: str) -> bool:
    ends = (there, here) if step["against"] else (here, there)
    said = (step["relation"], step["validFrom"], step["validTo"], step["inferred"])
    return (
        (edge.source, edge.target) == ends
        and said == (edge.type, edge.start, edge.end, edge.inferred)
        and edge.holds(day)
    )


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("via", VIAS, ids=lambda via: "+".join(via) or "all")
def test_a_way_is_as_short_as_a_search_finds_it_and_each_of_its_relations_is_on_record(
    executor: Executor, edges: list[Edge], via: tuple[str, ...], day: str
) -> None:
    drawn = random.Random(f"{via}{day}")
    things = sorted(
        {end for each in edges if not via or each.type in via for end in (each.source, each.target)}
    )
    lengths = set()
    for begin in drawn.sample(things, 5):
        far = lengths_from(edges, begin, via, day)
        near = sorted(each for each in far if each != begin)
        for end in {*drawn.sample(things, 3), *drawn.sample(near, min(3, len(near)))} - {begin}:
            way = asked(executor, begin, end, via=list(via) or None, day=day)
            steps = way["steps"]
            wanted = far.get(end)
            lengths.add(wanted)
            if wanted is None or wanted > 6:
                assert way == {"length": None, "steps": []}
                continue
            assert way["length"] == wanted == len(steps) - 1
            ids = [step["node"]["id"] for step in steps]
            assert (ids[0], ids[-1]) == (begin, end)
            assert (steps[0]["relation"], steps[0]["against"]) == (None, False)
            for here, there, step in zip(ids, ids[1:], steps[1:], strict=False):
                assert any(joins(each, here, there, step, day) for each in edges)
                assert not via or step["relation"] in via
    assert len(lengths) > 1  # what was drawn tells ways apart


def test_a_relation_is_against_the_way_from_one_side_and_with_it_from_the_other(
    executor: Executor, edges: list[Edge]
) -> None:
    edge = next(each for each in edges if each.type == "LOCATED_IN" and each.holds(TODAY))

    there = asked(executor, edge.source, edge.target, via=["LOCATED_IN"])
    back = asked(executor, edge.target, edge.source, via=["LOCATED_IN"])

    assert [step["against"] for step in there["steps"]] == [False, False]
    assert [step["against"] for step in back["steps"]] == [False, True]


def test_a_way_longer_than_asked_for_is_not_found(executor: Executor, edges: list[Edge]) -> None:
    begin = sorted(each.source for each in edges)[0]
    far = lengths_from(edges, begin, (), TODAY)
    end = min(each for each, length in far.items() if length == 3)

    assert asked(executor, begin, end, max=3)["length"] == 3
    assert asked(executor, begin, end, max=2) == {"length": None, "steps": []}


def test_a_thing_is_reached_from_itself_by_no_relation(executor: Executor, edges: list[Edge]) -> None:
    thing = edges[0].source

    way = asked(executor, thing, thing)

    assert way["length"] == 0
    (step,) = way["steps"]
    assert step["node"]["id"] == thing
    assert (step["relation"], step["against"], step["inferred"]) == (None, False, False)


@pytest.mark.parametrize("unknown", ["region:none", "enterprise:000000000000000000"])
def test_from_or_to_a_thing_that_is_not_there_nothing_is_found(
    executor: Executor, edges: list[Edge], unknown: str
) -> None:
    thing = edges[0].source

    assert asked(executor, thing, unknown) is None
    assert asked(executor, unknown, thing) is None
    assert asked(executor, unknown, unknown) is None


def test_what_is_no_id_is_refused_by_the_name_of_its_argument(executor: Executor, edges: list[Edge]) -> None:
    for said, start, end in (("from", "no id", edges[0].source), ("to", edges[0].source, "no id")):
        (error,) = executor.run(WAY, {"from": start, "to": end, "max": 2}, None).errors

        assert error["message"].startswith(f'{said} is "no id"')


@pytest.mark.parametrize("most", [0, 9, -1])
def test_a_length_out_of_bounds_is_refused_with_the_bounds(
    executor: Executor, edges: list[Edge], most: int
) -> None:
    thing = edges[0].source
    outcome = executor.run(WAY, {"from": thing, "to": thing, "max": most}, None)

    (error,) = outcome.errors
    assert error["extensions"]["code"] == "LIMIT_EXCEEDED"
    assert error["message"] == f"maxLength is {most}; ask for at least 1 and at most 8 relations."
    assert outcome.data == {"path": None}


def test_what_is_selected_of_a_kind_is_told_of_the_things_of_that_kind_on_the_way(
    executor: Executor, edges: list[Edge]
) -> None:
    edge = next(each for each in edges if each.type == "LOCATED_IN" and each.holds(TODAY))
    document = """query ($from: ID!, $to: ID!) {
      path(from: $from, to: $to, via: LOCATED_IN) {
        __typename
        steps { __typename node { id ... on Enterprise { enterprise: name } ... on Region { region: name } } }
      }
    }"""

    outcome = executor.run(document, {"from": edge.source, "to": edge.target}, None)

    assert outcome.errors == []
    assert outcome.data is not None
    way = outcome.data["path"]
    assert way["__typename"] == "Path"
    assert [step["__typename"] for step in way["steps"]] == ["PathStep", "PathStep"]
    first, last = (step["node"] for step in way["steps"])
    assert (first.keys(), last.keys()) == ({"id", "enterprise"}, {"id", "region"})
    assert first["enterprise"]
    assert last["region"]


def test_one_plan_serves_other_ends_but_no_other_relations(executor: Executor, edges: list[Edge]) -> None:
    some = [each for each in edges if each.type == "LOCATED_IN" and each.holds(TODAY)][:2]

    for edge in some:
        assert asked(executor, edge.source, edge.target, via=["LOCATED_IN"])["length"] == 1
    assert asked(executor, some[0].source, some[0].target, via=["ADOPTS"])["length"] is None
