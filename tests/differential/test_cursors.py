"""Cursors while the graph changes: what is there all the time is seen, and once.

Not here: pages of a graph that stays as it is (`test_differential`, `tests/schema/test_executor.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database import Database
from schema.executor import Executor

REGION = "region:cursors~1"
NAMES, EMPLOYEES = (None, "甲", "乙", "A", "a"), (None, 0, 7)
OF_ALL = """query ($first: Int!, $after: String, $order: [EnterpriseOrder!]) {
  list: enterprises(first: $first, after: $after, orderBy: $order, filter: {uscc: {startsWith: "cursors-"}}) {
    nodes { id } pageInfo { endCursor hasNextPage } } }"""
OF_ONE = f"""query ($first: Int!, $after: String, $order: [EnterpriseOrder!]) {{
  region(id: "{REGION}") {{ list: enterprises(first: $first, after: $after, orderBy: $order, history: true) {{
    nodes {{ id }} pageInfo {{ endCursor hasNextPage }} }} }} }}"""
PUT = f"""UNWIND $rows AS row
MATCH (r:Region {{id: '{REGION}'}})
CREATE (e:Enterprise:Actor {{id: 'enterprise:' + row.uscc}}) SET e += row
FOREACH (key IN row.keys | CREATE (e)-[:LOCATED_IN {{key: key}}]->(r)) REMOVE e.keys"""


@dataclass(frozen=True)
class Thing:
    """An enterprise, and how many edges lead from it to the region."""

    number: int
    name: str | None
    employees: int | None
    edges: int

    @property
    def row(self) -> dict[str, Any]:
        """What is written of it."""
        keys = [f"k{n}" for n in range(self.edges)]
        return {
            "uscc": f"cursors-{self.number:03}",
            "name": self.name,
            "employees": self.employees,
            "keys": keys,
        }

    @property
    def id(self) -> str:
        """Its id."""
        return f"enterprise:cursors-{self.number:03}"


THINGS = st.builds(
    Thing, st.integers(0, 60), st.sampled_from(NAMES), st.sampled_from(EMPLOYEES), st.integers(1, 2)
)
ORDERS = st.lists(
    st.sampled_from([{name: way} for name in ("name", "employees", "id") for way in ("ASC", "DESC")]),
    max_size=2,
)


@pytest.fixture
def region(neo4j: Database, executor: Executor) -> Iterator[None]:
    neo4j.run(f"CREATE (:Region {{id: '{REGION}', name: '某区'}})")
    yield
    neo4j.run(f"MATCH (r:Region {{id: '{REGION}'}}) DETACH DELETE r")


@pytest.mark.usefixtures("region")
@pytest.mark.parametrize("edges", [False, True], ids=["all enterprises", "those along edges"])
@settings(
    max_examples=12, derandomize=True, database=None, deadline=None, suppress_health_check=[*HealthCheck]
)
@given(
    things=st.lists(THINGS, min_size=4, max_size=20, unique_by=lambda each: each.number),
    staying=st.sets(st.integers(0, 19), min_size=2),
    order=ORDERS,
    first=st.integers(1, 4),
)
def test_what_is_there_all_the_time_is_seen_once_and_in_order_whatever_comes_and_goes(
    executor: Executor,
    neo4j: Database,
    edges: bool,
    things: list[Thing],
    staying: set[int],
    order: list[dict[str, str]],
    first: int,
) -> None:
    stay = [each for index, each in enumerate(things) if index in staying]
    others = [each for index, each in enumerate(things) if index not in staying]
    there = set(others[::2])  # the rest comes between the pages, and goes again
    neo4j.run(PUT, {"rows": [each.row for each in (*stay, *there)]})
    seen: list[str] = []
    after = None
    try:
        for turn in range(100):
            found = executor.run(
                OF_ONE if edges else OF_ALL, {"first": first, "after": after, "order": order}, None
            )
            assert not found.errors
            page = (found.data or {})["region"]["list"] if edges else (found.data or {})["list"]
            seen += [each["id"] for each in page["nodes"]]
            if not page["pageInfo"]["hasNextPage"]:
                break
            after = page["pageInfo"]["endCursor"]
            if others:
                _toggle(neo4j, others[turn % len(others)], there)
    finally:
        neo4j.run("MATCH (e:Enterprise) WHERE e.uscc STARTS WITH 'cursors-' DETACH DELETE e")

    expected = [each.id for each in _sorted(stay, order) for _ in range(each.edges if edges else 1)]
    assert [each for each in seen if each in expected] == expected


def _toggle(database: Database, thing: Thing, there: set[Thing]) -> None:
    if thing in there:
        database.run("MATCH (e:Enterprise {id: $id}) DETACH DELETE e", {"id": thing.id})
        there.remove(thing)
    else:
        database.run(PUT, {"rows": [thing.row]})
        there.add(thing)


def _sorted(things: list[Thing], order: list[dict[str, str]]) -> list[Thing]:
    """In order, with what is missing last ascending and first descending, and by id at the end."""

    def compare(one: Thing, other: Thing) -> int:
        for key in order:
            ((name, way),) = key.items()
            left, right = getattr(one, name), getattr(other, name)
            if left != right:
                before = right is None or (left is not None and left < right)
                return -1 if before == (way == "ASC") else 1
        return -1 if one.id < other.id else 1

    return sorted(things, key=cmp_to_key(compare))
