"""Aggregates and groups on a real Neo4j, held against the same sums made in Python over the rows.

Not here: pages, filters and orders of lists (`test_executor`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database import Database
from graph.database.readiness import prepare
from graph.model import Link, Node, quality_model
from graph.model.actors import Region
from graph.model.classification import Sector
from graph.model.market import Enterprise, Product, Size
from graph.model.performance import Observation
from loaders import Delivery, Record, deliver
from queries.compiler import Compiler
from schema.executor import Executor
from schema.times import PATIENT
from schema.types import build_schema
from tests.asking import Ask

MODEL = quality_model()
COUNTIES = [Region(code=f"64010{n}", began=2002, name=f"某区{n}") for n in range(3)]
SECTORS = [Sector(edition="E", code=str(n), name=f"行业{n}") for n in range(2)]
MOVED_ON = date(2020, 1, 1)


def enterprises() -> list[Enterprise]:
    return [
        Enterprise(
            uscc=f"X{number:02}",
            size=[Size.LARGE, Size.SMALL, None][number % 3],
            employees=None if number % 5 == 0 else number * 7,
            founded_on=None if number % 7 == 0 else date(2010 + number % 4, 1 + number % 12, 1),
            region=[]
            if number % 6 == 0
            else [
                Link(COUNTIES[number % 3].id, None, MOVED_ON),
                Link(COUNTIES[(number + 1) % 3].id, MOVED_ON),
            ],
            sectors=[Link(sector.id) for sector in SECTORS[: number % 3]],
        )
        for number in range(40)
    ]


def things() -> Iterator[Node]:
    yield from (*COUNTIES, *SECTORS, *enterprises())
    for number in range(12):
        yield Product(maker=Link("enterprise:X01"), code=str(number), name=f"样例{number}")
    for number, value in enumerate(("95.5", "96.25", "0.05")):
        yield Observation(
            system="s", record_key=str(number), year=2020, value=Decimal(value), region=Link(COUNTIES[0].id)
        )


@pytest.fixture(scope="module")
def executor(neo4j: Database) -> Executor:
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, MODEL)
    records = [Record(each.id, (each,)) for each in things()]
    assert deliver(neo4j, MODEL, Delivery("test", "things", records)).dangling == 0
    return Executor(build_schema(MODEL), Compiler(MODEL), neo4j, PATIENT)


KEYS: dict[str, Callable[[Enterprise, date], list[Any]]] = {
    "size": lambda each, _: [each.size and each.size.value],
    "employees": lambda each, _: [each.employees],
    "foundedOn": lambda each, _: [each.founded_on and str(each.founded_on)],
    "foundedOnYear": lambda each, _: [each.founded_on and each.founded_on.year],
    "foundedOnQuarter": lambda each, _: [
        each.founded_on and f"{each.founded_on.year}-Q{(each.founded_on.month + 2) // 3}"
    ],
    "foundedOnMonth": lambda each, _: [each.founded_on and str(each.founded_on)[:7]],
    "region { id }": lambda each, on: (
        [
            {"id": link.to}
            for link in each.region
            if (not link.valid_from or link.valid_from <= on) and (not link.valid_to or on < link.valid_to)
        ]
        or [None]
    ),
    "sectors { id }": lambda each, _: [{"id": link.to} for link in each.sectors] or [None],
}


def expected(keys: list[str], on: date, least: int) -> dict[str, dict[str, Any]]:
    """Group by hand: a thing stands in the group of each combination of its keys."""
    groups: dict[str, list[Enterprise]] = defaultdict(list)
    for each in enterprises():
        if each.employees is None or each.employees < least:
            continue
        combined: list[list[Any]] = [[]]
        for key in keys:
            combined = [[*before, value] for before in combined for value in KEYS[key](each, on)]
        for values in combined:
            groups[repr(values)].append(each)
    return {
        key: {
            "count": len(members),
            "employees": {
                "min": min(each.employees or 0 for each in members),
                "max": max(each.employees or 0 for each in members),
                "sum": sum(each.employees or 0 for each in members),
            },
        }
        for key, members in groups.items()
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    keys=st.lists(st.sampled_from(sorted(KEYS)), min_size=1, max_size=3, unique=True),
    on=st.sampled_from([date(2019, 12, 31), MOVED_ON]),
    least=st.sampled_from([0, 70, 1000]),
)
def test_groups_are_those_made_by_hand(ask: Ask, keys: list[str], on: date, least: int) -> None:
    document = (
        "query ($on: Date, $least: Int) { enterprises(asOf: $on, filter: {employees: {gte: $least}}) {"
        f" groups(first: 1000) {{ key {{ {' '.join(keys)} }} count"
        " aggregate { count employees { min max sum } } } } }"
    )
    found = ask(document, on=str(on), least=least)["enterprises"]["groups"]

    by_key = {
        repr(list(each["key"].values())): {
            "count": each["count"],
            "employees": each["aggregate"]["employees"],
        }
        for each in found
    }
    assert len(by_key) == len(found)
    assert by_key == expected(keys, on, least)
    assert [each["count"] for each in found] == sorted((each["count"] for each in found), reverse=True)


def test_a_whole_list_is_summed_up_with_what_is_missing_left_out(ask: Ask) -> None:
    rows = enterprises()
    employees = [each.employees for each in rows if each.employees is not None]
    founded = [str(each.founded_on) for each in rows if each.founded_on]

    found = ask(
        "{ enterprises { aggregate {"
        " __typename count employees { count min max sum avg } foundedOn { min max } } } }"
    )["enterprises"]["aggregate"]

    assert found == {
        "__typename": "EnterpriseAggregate",
        "count": 40,
        "employees": {
            "count": len(employees),
            "min": min(employees),
            "max": max(employees),
            "sum": sum(employees),
            "avg": pytest.approx(sum(employees) / len(employees)),
        },
        "foundedOn": {"min": min(founded), "max": max(founded)},
    }


def test_a_list_of_nothing_comes_to_nothing(ask: Ask) -> None:
    found = ask(
        '{ enterprises(filter: {uscc: {eq: "none"}}) {'
        " aggregate { count employees { count min sum avg } } groups { key { size } count } } }"
    )["enterprises"]

    assert found == {
        "aggregate": {"count": 0, "employees": {"count": 0, "min": None, "sum": 0, "avg": None}},
        "groups": [],
    }


def test_decimals_are_summed_as_numbers_though_they_are_kept_as_text(ask: Ask) -> None:
    found = ask("{ observations { aggregate { value { min max sum avg count } } } }")["observations"]

    assert found["aggregate"]["value"] == {
        "min": 0.05, "max": 96.25, "sum": pytest.approx(191.8), "avg": pytest.approx(191.8 / 3), "count": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ('{gte: "95.50"}', ["95.5", "96.25"]),
        ('{gt: "95.5"}', ["96.25"]),
        ('{lt: "9"}', ["0.05"]),
        ('{eq: "95.500"}', ["95.5"]),
        ('{in: ["0.050", "1"]}', ["0.05"]),
        ("{eq: null}", []),
    ],
)
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_decimals_are_compared_and_sorted_as_numbers(
    ask: Ask, condition: str, wanted: list[str], direction: str
) -> None:
    document = f"""query ($after: String) {{
      observations(
        first: 1, after: $after, orderBy: [{{value: {direction}}}], filter: {{value: {condition}}}
      ) {{
        nodes {{ value }} pageInfo {{ endCursor hasNextPage }}
      }}
    }}"""
    found: list[str] = []
    page: dict[str, Any] = {"pageInfo": {"endCursor": None, "hasNextPage": True}}
    while page["pageInfo"]["hasNextPage"]:
        page = ask(document, after=page["pageInfo"]["endCursor"])["observations"]
        found += [each["value"] for each in page["nodes"]]

    assert found == (wanted if direction == "ASC" else wanted[::-1])


def test_aggregates_nest_beside_a_page_and_keep_its_filter(ask: Ask) -> None:
    document = """{ enterprises(filter: {uscc: {in: ["X01", "X02"]}}, orderBy: [{uscc: ASC}]) {
      totalCount
      nodes { uscc products(first: 1, filter: {code: {in: ["1", "2", "3"]}}) {
        nodes { code } one: aggregate { count } two: aggregate { n: count }
        groups { key { maker { uscc } } count } totalCount
      } }
      aggregate { count }
    } }"""

    assert ask(document)["enterprises"] == {
        "totalCount": 2,
        "nodes": [
            {
                "uscc": "X01",
                "products": {
                    "nodes": [{"code": "1"}],
                    "one": {"count": 3},
                    "two": {"n": 3},
                    "groups": [{"key": {"maker": {"uscc": "X01"}}, "count": 3}],
                    "totalCount": 3,
                },
            },
            {
                "uscc": "X02",
                "products": {
                    "nodes": [],
                    "one": {"count": 0},
                    "two": {"n": 0},
                    "groups": [],
                    "totalCount": 0,
                },
            },
        ],
        "aggregate": {"count": 2},
    }


@pytest.mark.parametrize(
    ("order", "years"),
    [("KEY_ASC", [2010, 2011, 2012, 2013, None]), ("KEY_DESC", [2013, 2012, 2011, 2010, None])],
)
def test_groups_are_ordered_by_key_with_what_is_missing_last(ask: Ask, order: str, years: list[Any]) -> None:
    found = ask(f"{{ enterprises {{ groups(orderBy: {order}) {{ key {{ foundedOnYear }} }} }} }}")

    assert [each["key"]["foundedOnYear"] for each in found["enterprises"]["groups"]] == years


def test_the_smallest_groups_come_first_if_wanted_and_no_more_than_asked(ask: Ask) -> None:
    found = ask("{ enterprises { groups(first: 2, orderBy: SIZE_ASC) { count key { size } } } }")

    assert [each["count"] for each in found["enterprises"]["groups"]] == [13, 13]


def test_all_groups_come_where_it_is_not_said_how_many(ask: Ask) -> None:
    found = ask("{ enterprises { groups { key { employees } } } }")

    assert len(found["enterprises"]["groups"]) == 32 + 1


@pytest.mark.parametrize(
    ("groups", "code", "told"),
    [
        ("groups { count }", "BAD_USER_INPUT", "key"),
        ("groups { key { __typename } count }", "BAD_USER_INPUT", "key"),
        ("groups(first: 0) { key { size } }", "LIMIT_EXCEEDED", "first is 0"),
        ("groups(first: 1001) { key { size } }", "LIMIT_EXCEEDED", "1000"),
        # 20 lists of products, each with so many groups
        (
            "nodes { products { groups(first: 500) { key { sample } } } }",
            "LIMIT_EXCEEDED",
            "may hold 10420 things",
        ),
    ],
)
def test_groups_without_a_key_or_without_bounds_are_refused(
    executor: Executor, groups: str, code: str, told: str
) -> None:
    outcome = executor.run(f"{{ enterprises {{ {groups} }} }}", None, None)

    assert [each["extensions"]["code"] for each in outcome.errors] == [code]
    assert told in outcome.errors[0]["message"]
