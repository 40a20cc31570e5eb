"""Cursors while the graph changes: what is there all the time is seen, and once.

Not here: pages of a graph that stays as it is (`test_differential`, `tests/schema/test_executor.py`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database import Database
from schema.executor import Executor

REGION = "region:cursors~1"
NAMES, EMPLOYEES, SIZES = (None, None, "甲", "乙", "A", "a"), (None, 0, 7), (None, "LARGE", "SMALL")
OF_ALL = """query ($first: Int!, $after: String, $order: [EnterpriseOrder!]) {
  list: enterprises(first: $first, after: $after, orderBy: $order%s) {
    nodes { id } pageInfo { endCursor hasNextPage } } }"""
OF_ONE = f"""query ($first: Int!, $after: String, $order: [EnterpriseOrder!]) {{
  region(id: "{REGION}") {{ list: enterprises(first: $first, after: $after, orderBy: $order, history: true) {{
    nodes {{ id }} pageInfo {{ endCursor hasNextPage }} }} }} }}"""
PUT = f"""UNWIND $rows AS row
MATCH (r:Region {{id: '{REGION}'}})
CREATE (e:Enterprise:Actor {{id: 'enterprise:' + row.uscc}}) SET e += row
FOREACH (key IN row.keys | CREATE (e)-[:LOCATED_IN {{key: key}}]->(r)) REMOVE e.keys"""
TAKE = "MATCH (e:Enterprise) WHERE e.uscc STARTS WITH 'cursors-' DETACH DELETE e"


@dataclass(frozen=True)
class Thing:
    """An enterprise, and how many edges lead from it to the region."""

    number: int
    name: str | None
    employees: int | None
    size: str | None
    edges: int

    @property
    def row(self) -> dict[str, Any]:
        """What is written of it."""
        keys = [f"k{n}" for n in range(self.edges)]
        return {
            "uscc": f"cursors-{self.number:03}",
            "name": self.name,
            "employees": self.employees,
            "size": self.size,
            "keys": keys,
        }

    @property
    def id(self) -> str:
        """Its id."""
        return f"enterprise:cursors-{self.number:03}"


THINGS = st.builds(
    Thing,
    st.integers(0, 60),
    st.sampled_from(NAMES),
    st.sampled_from(EMPLOYEES),
    st.sampled_from(SIZES),
    st.integers(1, 2),
)
ORDERS = st.lists(
    st.sampled_from([{name: way} for name in ("name", "employees", "size", "id") for way in ("ASC", "DESC")]),
    max_size=2,
)
# A list's filter, and which of the things meet it.
LISTS: dict[str, tuple[str, Callable[[Thing], bool]]] = {
    "all enterprises": ("", lambda each: True),
    "those of some codes": ('{uscc: {startsWith: "cursors-"}}', lambda each: True),
    "those of a size": ("{size: {eq: LARGE}}", lambda each: each.size == "LARGE"),
    "those with a name": ("{not: {name: {eq: null}}}", lambda each: each.name is not None),
    "those with employees": ("{employees: {gte: 0}}", lambda each: each.employees is not None),
}
# Some alike, some without a value: more than a page of each.
FIXED = [
    Thing(number, name, employees, size, 1)
    for number, (name, employees, size) in enumerate(
        [(None, 7, "LARGE"), ("甲", None, "LARGE"), ("甲", 0, None), (None, None, "LARGE"), ("A", 7, "LARGE"),
         ("甲", 7, "SMALL"), (None, 0, "LARGE"), ("乙", None, None), (None, 7, "SMALL")]
    )
]  # fmt: skip


@pytest.fixture
def region(neo4j: Database, executor: Executor) -> Iterator[None]:
    neo4j.run(f"CREATE (:Region {{id: '{REGION}', name: '某区'}})")
    yield
    neo4j.run(f"MATCH (r:Region {{id: '{REGION}'}}) DETACH DELETE r")


@pytest.mark.usefixtures("region")
@pytest.mark.parametrize("listed", [*LISTS, "those along edges"])
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
    listed: str,
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
    try:
        for turn, page in enumerate(_pages(executor, listed, order, first)):
            seen += page
            if others:
                _toggle(neo4j, others[turn % len(others)], there)
    finally:
        neo4j.run(TAKE)

    along = listed not in LISTS
    meets = (lambda each: True) if along else LISTS[listed][1]
    wanted = filter(meets, _sorted(stay, order))
    expected = [each.id for each in wanted for _ in range(each.edges if along else 1)]
    assert [each for each in seen if each in expected] == expected


@pytest.mark.usefixtures("region")
@pytest.mark.parametrize("name", ["name", "employees", "size"])
@pytest.mark.parametrize("way", ["ASC", "DESC"])
def test_pages_of_every_size_go_on_from_what_has_a_value_to_what_has_none(
    executor: Executor, neo4j: Database, name: str, way: str
) -> None:
    order = [{name: way}]
    neo4j.run(PUT, {"rows": [each.row for each in FIXED]})
    try:
        for listed, (_, meets) in LISTS.items():
            expected = [each.id for each in filter(meets, _sorted(FIXED, order))]
            for first in (1, 2, 3, 4, 50):
                pages = list(_pages(executor, listed, order, first))
                assert [each for page in pages for each in page if each in expected] == expected, listed
                assert all(len(page) == first for page in pages[:-1]), listed
    finally:
        neo4j.run(TAKE)


def _pages(executor: Executor, listed: str, order: list[dict[str, str]], first: int) -> Iterator[list[str]]:
    """The ids on each page, to the last."""
    along = listed not in LISTS
    filter_ = "" if along else LISTS[listed][0]
    document = OF_ONE if along else OF_ALL % (filter_ and f", filter: {filter_}")
    after = None
    for _ in range(100):
        found = executor.run(document, {"first": first, "after": after, "order": order}, None)
        assert not found.errors
        data = found.data or {}
        page = data["region"]["list"] if along else data["list"]
        yield [each["id"] for each in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]
    pytest.fail("the pages do not end")


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
