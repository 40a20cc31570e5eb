"""The readable label of a thing: the same by whatever field it is reached, and never missing.

Not here: what a kind is named by, which the differential tests hold against the graph for all kinds.
"""

from datetime import date

import pytest

from graph.database import Database
from graph.model import quality_model
from schema.executor import Executor
from tests.asking import Ask

DAY = date(2026, 1, 31)


def labels_of(ask: Ask, ids: list[str]) -> dict[str, str]:
    found = ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id label } }", ids=ids)["nodes"]
    return {each["id"]: each["label"] for each in found}


@pytest.mark.parametrize(
    ("node_id", "label"),
    [
        ("enterprise:91640199MA0000015J", "银川样例天禾枸杞食品有限公司"),
        ("standard:GB/T 19001-2016", "GB/T 19001-2016 质量管理体系 要求"),
        ("clause:nx-2012-quality~三.（二）.10", "三.（二）.10 10.推进质量诚信体系建设"),
        ("creditRecord:sample~credit-91640199MA0000015J-1", "监督抽查不合格 2018-06-20"),
    ],
)
def test_a_thing_is_labelled_by_its_name_or_by_what_tells_it_from_others(
    ask: Ask, node_id: str, label: str
) -> None:
    found = ask("query ($id: ID!) { node(id: $id) { label } }", id=node_id)["node"]["label"]

    assert found == label


def test_what_has_nothing_to_be_named_by_is_labelled_by_its_id(neo4j: Database, ask: Ask) -> None:
    neo4j.run("CREATE (:Rating:Entity {id: 'rating:s~1'}), (:Enterprise:Actor {id: 'enterprise:nameless'})")

    found = ask('{ ratings(filter: {id: {eq: "rating:s~1"}}) { nodes { label } } }')
    path = ask('{ path(from: "rating:s~1", to: "rating:s~1") { steps { node { label } } } }')

    assert found["ratings"]["nodes"] == [{"label": "rating:s~1"}]
    assert path["path"]["steps"] == [{"node": {"label": "rating:s~1"}}]
    assert labels_of(ask, ["enterprise:nameless"]) == {"enterprise:nameless": "enterprise:nameless"}


def test_what_search_and_a_way_show_is_the_label_that_the_thing_itself_gives(ask: Ask) -> None:
    items = ask('{ search(text: "质量", first: 100) { items { name node { id label } } } }')
    way = """{ path(from: "creditRecord:sample~credit-91640199MA0000015J-1", to: "region:640000~1980") {
        steps { node { id label } } } }"""
    steps = ask(way)["path"]["steps"]

    found = [item["node"] for item in items["search"]["items"]]
    labels = labels_of(ask, [each["id"] for each in found])
    assert [item["name"] for item in items["search"]["items"]] == [each["label"] for each in found]
    assert [each["label"] for each in found] == [labels[each["id"]] for each in found]
    assert {each["node"]["id"]: each["node"]["label"] for each in steps} == labels_of(
        ask, [each["node"]["id"] for each in steps]
    )
    assert len({each["id"].partition(":")[0] for each in found}) > 3


@pytest.mark.parametrize(
    "document",
    [
        '{ search(text: "质量") { items { node { id label sample __typename } } } }',
        '{ path(from: "region:640000~1980", to: "standard:GB/T 19001-2016") { steps { node { label } } } }',
        '{ whoIsResponsible(for: "enterprise:91640199MA0000015J") { chain { actor { label } } } }',
        "{ standards { nodes { label adopts { nodes { label } } } } }",
    ],
)
def test_a_label_needs_no_further_statement(executor: Executor, document: str) -> None:
    assert len(executor.statements(document, {}, DAY)) == 1


def test_the_label_of_what_a_question_answers_is_that_of_the_thing_itself(ask: Ask) -> None:
    document = """{ whoIsResponsible(for: "enterprise:91640199MA0000015J") {
        chain { actor { id label } basis { id label } } } }"""
    chain = ask(document)["whoIsResponsible"]["chain"]

    found = [each for step in chain for each in (step["actor"], *step["basis"]) if each]
    assert {each["id"]: each["label"] for each in found} == labels_of(ask, [e["id"] for e in found])


def test_things_of_an_interface_are_labelled_each_by_its_kind(ask: Ask) -> None:
    nodes = ask("{ scopes(first: 100) { nodes { id label __typename } } }")["scopes"]["nodes"]

    assert {each["id"]: each["label"] for each in nodes} == labels_of(ask, [e["id"] for e in nodes])


def test_every_kind_says_what_it_is_named_by() -> None:
    assert [kind.label for kind in quality_model().kinds.values() if not kind.named_by] == []
