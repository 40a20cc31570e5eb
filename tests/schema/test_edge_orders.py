"""Lists ordered by what their edges say: the times of a relation, in turn and in pages.

Not here: orders by what the things themselves say, and orders and cursors of any sort (`tests/differential`).
"""

from collections.abc import Iterator
from typing import Any

import pytest

from graph.database import Database, prepare
from graph.model import quality_model
from schema.executor import Executor
from schema.service import executor_of
from schema.times import PATIENT

HOLDER = "enterprise:orders"
# Of each time: its region, its first day, and the first day after it. The order of the ids says nothing.
TIMES = (("b", None, "2001-01-01"), ("c", "2001-01-01", "2012-06-01"), ("a", "2012-06-01", None))
LIST = """query (
  $order: [EnterpriseRegionEdgeOrder!], $also: [RegionOrder!], $first: Int! = 20, $after: String
) {
  enterprise(id: "enterprise:orders", asOf: "2026-01-31") {
    region(history: true, edgeOrderBy: $order, orderBy: $also, first: $first, after: $after) {
      edges { validFrom node { code } }
      pageInfo { hasNextPage endCursor }
    }
  }
}"""


@pytest.fixture(scope="module")
def executor(neo4j: Database) -> Iterator[Executor]:
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, quality_model())
    neo4j.run(f"CREATE (:Enterprise:Actor {{id: '{HOLDER}', uscc: 'orders'}})")
    for code, start, end in TIMES:
        neo4j.run(
            f"MATCH (e:Enterprise {{id: '{HOLDER}'}}) MERGE (r:Region {{id: 'region:' + $code}}) "
            "SET r.code = $code, r.name = $code, r.began = 1 CREATE (e)-[:LOCATED_IN {key: $key, "
            "valid_from: date($start), valid_to: date($end)}]->(r)",
            {"code": code, "key": start or "unknown", "start": start, "end": end},
        )
    yield executor_of(neo4j, times=PATIENT)
    neo4j.run("MATCH (n) DETACH DELETE n")


def listed(executor: Executor, **variables: Any) -> dict[str, Any]:
    outcome = executor.run(LIST, variables, None)
    assert outcome.errors == []
    assert outcome.data is not None
    found: dict[str, Any] = outcome.data["enterprise"]["region"]
    return found


def codes(found: dict[str, Any]) -> str:
    return "".join(edge["node"]["code"] for edge in found["edges"])


def test_the_times_of_a_relation_come_by_their_first_day_where_no_order_is_said(executor: Executor) -> None:
    assert codes(listed(executor)) == "cab"
    assert codes(listed(executor, order=[])) == "cab"
    assert codes(listed(executor, also=[{"code": "ASC"}])) == "abc"


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([{"validFrom": "ASC"}], "cab"),
        ([{"validFrom": "DESC"}], "bac"),
        ([{"validTo": "ASC"}], "bca"),
        ([{"validTo": "DESC"}], "acb"),
        ([{"inferred": "ASC"}, {"validFrom": "DESC"}], "bac"),
    ],
)
def test_they_come_in_the_order_that_is_asked_for_page_by_page(
    executor: Executor, order: list[dict[str, str]], expected: str
) -> None:
    assert codes(listed(executor, order=order)) == expected

    seen, after = "", None
    for _ in expected:
        page = listed(executor, order=order, first=1, after=after)
        seen, after = seen + codes(page), page["pageInfo"]["endCursor"]
    assert seen == expected
    assert page["pageInfo"]["hasNextPage"] is False


def test_what_the_edges_say_decides_before_what_the_things_say(executor: Executor) -> None:
    found = listed(executor, order=[{"inferred": "ASC"}], also=[{"code": "DESC"}])

    assert codes(found) == "cba"


def test_a_thing_that_came_twice_is_two_relations_and_one_thing(executor: Executor, neo4j: Database) -> None:
    again = (
        "MATCH (e:Enterprise {id: $id}), (r:Region {code: 'a'}) CREATE (e)-[:LOCATED_IN {key: 'again'}]->(r)"
    )
    neo4j.run(again, {"id": HOLDER})
    document = """{ enterprise(id: "enterprise:orders") {
        region(history: true) { totalCount edges { node { code } } aggregate { count } } } }"""

    found = executor.run(document, {}, None).data
    neo4j.run("MATCH ()-[again:LOCATED_IN {key: 'again'}]->() DELETE again")

    assert found is not None
    region = found["enterprise"]["region"]
    assert (region["totalCount"], len(region["edges"]), region["aggregate"]["count"]) == (4, 4, 3)


def test_a_cursor_of_another_order_of_edges_is_refused(executor: Executor) -> None:
    cursor = listed(executor, order=[{"validFrom": "ASC"}], first=1)["pageInfo"]["endCursor"]

    outcome = executor.run(LIST, {"order": [{"validFrom": "DESC"}], "after": cursor}, None)

    assert ["after is a cursor of another list" in error["message"] for error in outcome.errors] == [True]
