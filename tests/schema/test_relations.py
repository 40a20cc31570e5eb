"""All relations of a thing, held against those that the small sample's graph has of it.

Not here: the lists of single relations, which `test_executor` and the differential tests ask for.
"""

from datetime import date
from typing import Any

import pytest

from graph.database import Database
from graph.model import quality_model
from queries.compiler.paths import relations_of
from schema.executor import Executor
from tests.asking import Ask

TODAY = "2026-01-31"
MOVED = "enterprise:91640199MA0000015J"
THINGS = (MOVED, "region:640104~2002", "clause:nx-2012-quality~三.（二）.10", "standard:GB/T 19001-2016")
RELATIONS = """query (
  $id: ID!, $day: Date = "2026-01-31", $types: [Relation!], $history: Boolean! = false, $after: String
) {
  node(id: $id, asOf: $day) {
    relations(types: $types, history: $history, first: 7, after: $after) {
      totalCount
      edges { relation against validFrom validTo inferred node { id label __typename } }
      nodes { id }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }
}"""


def on_file(neo4j: Database, node_id: str, day: str | None) -> list[tuple[str, str, bool, str | None]]:
    """The relations of a thing that hold on a day, or ever, in their order."""
    rows = neo4j.read(
        "MATCH (n {id: $id})-[r]-(o) WHERE type(r) IN $types RETURN type(r) AS type, o.id AS other, "
        "startNode(r) = o AS against, r.key AS key, toString(r.valid_from) AS start, "
        "toString(r.valid_to) AS end",
        {"id": node_id, "types": list(relations_of(quality_model()))},
    )
    held = [
        row
        for row in rows
        if day is None or ((row["start"] or "") <= day and (row["end"] is None or day < row["end"]))
    ]
    held.sort(key=lambda row: (row["type"], row["other"], row["against"], row["key"]))
    return [(row["type"], row["other"], row["against"], row["start"]) for row in held]


def paged(ask: Ask, node_id: str, **variables: Any) -> list[tuple[str, str, bool, str | None]]:
    """The relations as the field gives them, page by page."""
    found: list[tuple[str, str, bool, str | None]] = []
    after, more = None, True
    while more:
        said = ask(RELATIONS, id=node_id, after=after, **variables)["node"]["relations"]
        assert said["pageInfo"]["hasPreviousPage"] == (after is not None)
        assert said["nodes"] == [{"id": edge["node"]["id"]} for edge in said["edges"]]
        found += [
            (each["relation"], each["node"]["id"], each["against"], each["validFrom"])
            for each in said["edges"]
        ]
        after, more = said["pageInfo"]["endCursor"], said["pageInfo"]["hasNextPage"]
    assert said["totalCount"] == len(found)
    return found


@pytest.mark.parametrize("day", [TODAY, "2018-12-31"])
@pytest.mark.parametrize("thing", THINGS)
def test_all_relations_of_the_day_come_once_and_in_order_page_by_page(
    ask: Ask, neo4j: Database, thing: str, day: str
) -> None:
    expected = on_file(neo4j, thing, day)

    assert paged(ask, thing, day=day) == expected
    assert len(expected) > 4  # a page has 7: some have more, some less


def test_its_history_has_all_their_times(ask: Ask, neo4j: Database) -> None:
    expected = on_file(neo4j, MOVED, None)

    assert paged(ask, MOVED, history=True) == expected
    assert len([each for each in expected if each[0] == "LOCATED_IN"]) == 2


def test_only_those_of_the_types_asked_for_come(ask: Ask, neo4j: Database) -> None:
    types = ["LOCATED_IN", "MADE_BY"]
    expected = [each for each in on_file(neo4j, MOVED, TODAY) if each[0] in types]

    assert paged(ask, MOVED, types=types) == expected
    assert {each[2] for each in expected} == {True, False}  # a product points to its maker


def test_what_the_things_at_the_other_ends_say_is_told_in_a_further_statement(
    executor: Executor, ask: Ask
) -> None:
    plain = "{ enterprises { nodes { relations(first: 3) { nodes { id label sample __typename } } } } }"
    more = """{ enterprises { nodes { id relations(first: 9, types: [MADE_BY, LOCATED_IN]) { nodes {
        ... on Product { code maker { id } relations(first: 2, types: [MADE_BY]) { nodes { id } } }
        ... on Region { currentPartOf { name } }
    } } } } }"""

    assert len(executor.statements(plain, {}, date(2026, 1, 31))) == 1
    assert len(executor.statements(more, {}, date(2026, 1, 31))) == 2
    for each in ask(more)["enterprises"]["nodes"]:
        told = each["relations"]["nodes"]
        assert {node["maker"]["id"] for node in told if "maker" in node} <= {each["id"]}
        assert all(n["relations"]["nodes"] == [{"id": each["id"]}] for n in told if "relations" in n)
        assert any("currentPartOf" in node for node in told)


def test_how_many_there_are_is_told_without_a_page_and_a_page_without_edges(ask: Ask) -> None:
    document = """query ($id: ID!) { node(id: $id) {
        number: relations { totalCount } page: relations(first: 2) { pageInfo { endCursor hasNextPage } }
        none: relations(first: 0) { edges { relation } } } }"""
    found = ask(document, id=MOVED)["node"]

    assert found["number"]["totalCount"] == len(paged(ask, MOVED))
    assert found["page"]["pageInfo"]["hasNextPage"] is True
    assert found["none"]["edges"] == []


def test_pages_multiply_as_those_of_other_lists_do(executor: Executor) -> None:
    document = "{ enterprises(first: 100) { nodes { relations(first: 100) { nodes { id label } } } } }"

    outcome = executor.run(document, {}, None)

    assert [error["extensions"]["code"] for error in outcome.errors] == ["LIMIT_EXCEEDED"]


def test_a_cursor_of_another_list_is_refused(executor: Executor, ask: Ask) -> None:
    cursor = ask("{ enterprises(first: 1) { pageInfo { endCursor } } }")["enterprises"]["pageInfo"]

    outcome = executor.run(RELATIONS, {"id": MOVED, "after": cursor["endCursor"]}, None)

    assert ["after is a cursor of another list" in error["message"] for error in outcome.errors] == [True]
