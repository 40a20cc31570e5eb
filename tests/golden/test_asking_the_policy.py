"""The page on asking the policy, run as it stands there, and what its fields answer over the API.

Not here: the questions' rules and answers in detail (`tests/queries/questions`).
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.database import Database
from queries.compiler import Sent
from schema.executor import Executor

PAGE = Path(__file__).resolve().parents[2] / "docs" / "asking-the-policy.md"
BLOCKS = re.findall(r"^```graphql\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
NAMES = [re.sub(r"\W+", "-", block[2:50]).strip("-") for block in BLOCKS]


def ask(executor: Executor, document: str, **variables: Any) -> dict[str, Any]:
    outcome = executor.run(document, variables, None)
    assert outcome.errors == []
    assert outcome.data is not None
    return dict(outcome.data)


def lists(value: Any) -> list[Any]:
    """The lists nearest to the root: what a field answers."""
    if isinstance(value, dict):
        return [found for each in value.values() for found in lists(each)]
    return [value] if isinstance(value, list) else []


@pytest.mark.parametrize("document", BLOCKS, ids=NAMES)
def test_what_the_page_shows_is_answered(executor: Executor, document: str) -> None:
    for field, value in ask(executor, document).items():
        assert any(lists(value)), f"{field} answers nothing"


# The filters that stand for fields of their own, each with the Cypher that counts the same.
FILTERS = [
    ("provisions", "{kind: {eq: REGISTER}}", "WHERE p.kind = 'REGISTER'"),
    ("mechanisms", "{kind: {eq: PROGRAMME}}", "WHERE p:Mechanism AND p.kind = 'PROGRAMME'"),
    (
        "provisions",
        '{participants: {some: {name: {eq: "企业"}}}}',
        "WHERE EXISTS { (p)-[:HAS_PARTICIPANT]->(:OrgClass {name: '企业'}) }",
    ),
    (
        "provisions",
        "{participants: {some: {}, edge: {part: {eq: PAYS}}}}",
        "WHERE EXISTS { (p)-[:HAS_PARTICIPANT {part: 'PAYS'}]->() }",
    ),
    (
        "duties",
        '{bearers: {some: {name: {eq: "企业"}}}}',
        "WHERE EXISTS { (p)-[:BORNE_BY]->({name: '企业'}) }",
    ),
    ("duties", "{grade: {eq: OVERALL}}", "WHERE p.grade = 'OVERALL'"),
    (
        "provisions",
        '{objects: {some: {name: {contains: "农产品"}}}}',
        "WHERE EXISTS { (p)-[:CONCERNS]->(t:Topic) WHERE t.name CONTAINS '农产品' }",
    ),
    (
        "provisions",
        '{clauses: {some: {locator: {eq: "三.（二）.10"}}}}',
        "WHERE EXISTS { (p)-[:DEFINED_IN]->(:Clause {locator: '三.（二）.10'}) }",
    ),
    (
        "targets",
        "{domain: {eq: SERVICE}, quantified: {eq: true}}",
        "WHERE p.domain = 'SERVICE' AND p.quantified",
    ),
    (
        "targets",
        "{domain: {eq: SERVICE}, quantified: {eq: false}}",
        "WHERE p.domain = 'SERVICE' AND NOT p.quantified",
    ),
    (
        "provisions",
        "{open: {eq: true}, members: {some: {}}}",
        "WHERE p.open AND EXISTS { (p)-[:LISTS]->(:Topic) }",
    ),
    (
        "provisions",
        "{notStated: {some: {what: {eq: DEADLINE}}}}",
        "WHERE EXISTS { (p)<-[:NOT_STATED_FOR]-(:Omission {what: 'DEADLINE'}) }",
    ),
]


@pytest.mark.parametrize(("field", "filtered", "where"), FILTERS, ids=[f"{f}-{w}" for f, w, _ in FILTERS])
def test_a_filter_finds_all_that_the_graph_holds_of_it(
    executor: Executor, neo4j: Database, field: str, filtered: str, where: str
) -> None:
    data = ask(executor, f"{{ {field}(filter: {filtered}, first: 100) {{ totalCount nodes {{ id }} }} }}")

    wanted = {row["id"] for row in neo4j.read(f"MATCH (p:Provision) {where} RETURN p.id AS id", {})}
    assert {node["id"] for node in data[field]["nodes"]} == wanted
    assert data[field]["totalCount"] == len(wanted) > 0


def test_search_answers_with_nodes_of_any_kind_and_what_lies_behind_them(executor: Executor) -> None:
    data = ask(
        executor,
        """{ search(text: "枸杞", first: 50) { items { kind name match node {
            id sample __typename
            ... on Enterprise { region { nodes { name } } }
            ... on Product { maker { id } }
            ... on Provision { clauses { nodes { locator } } }
        } } } }""",
    )

    items = data["search"]["items"]
    assert {"Enterprise", "Product"} <= {item["kind"] for item in items}
    assert all(item["kind"] == item["node"]["__typename"] for item in items)
    assert all("枸杞" in item["name"] for item in items if item["match"] == "WHOLE")
    by_kind = {item["kind"]: item["node"] for item in items}
    assert by_kind["Enterprise"]["region"]["nodes"]
    assert by_kind["Product"]["maker"]["id"].startswith("enterprise:")
    assert all(item["node"]["sample"] is True for item in items if item["kind"] == "Enterprise")


def test_the_kind_of_what_search_finds_narrows_the_next_search(executor: Executor) -> None:
    first = ask(executor, '{ search(text: "枸杞") { totalCount counts { searchKind count } } }')["search"]
    document = """query ($kinds: [SearchKind!]) { search(text: "枸杞", kinds: $kinds, first: 100) {
        totalCount items { kind searchKind node { __typename } } } }"""

    assert first["totalCount"] == sum(each["count"] for each in first["counts"])
    assert len(first["counts"]) > 2
    for each in first["counts"]:
        outcome = executor.run(document, {"kinds": [each["searchKind"]]}, None)
        assert outcome.data is not None
        narrowed = outcome.data["search"]
        assert narrowed["totalCount"] == each["count"] == len(narrowed["items"])
        assert {item["searchKind"] for item in narrowed["items"]} == {each["searchKind"]}


def test_what_is_found_is_counted_only_where_that_is_asked_for(executor: Executor) -> None:
    def chosen(of: str) -> set[str]:
        (sent,) = executor.statements(f'{{ search(text: "质量") {{ {of} }} }}', {}, date(2026, 1, 31))
        return {"counts", "total_count"} & set(sent.parameters["chosen"])

    assert not chosen("items { name } hasNextPage")
    assert (chosen("number: totalCount"), chosen("counts { count }")) == ({"total_count"}, {"counts"})


def test_search_of_ids_alone_sends_one_statement(executor: Executor) -> None:
    def sent(of: str, kinds: str = "") -> list[Sent]:
        document = f'{{ search(text: "质量"{kinds}) {{ items {{ node {{ {of} }} }} }} }}'
        return executor.statements(document, {}, date(2026, 1, 31))

    assert len(sent("id __typename sample")) == 1
    assert len(sent("id ... on Actor { name } ... on Clause { locator }")) == 2
    # What is searched is read, so a load of it meanwhile is told of.
    assert sent("id", ", kinds: [CLAUSE]")[0].parameters["areas"] == ["policy"]
    assert set(sent("id")[0].parameters["areas"]) >= {"policy", "market", "actors", "standards"}


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ('search(text: "") { items { score } }', "nothing to search for"),
        ('search(text: "(~*") { items { score } }', "nothing to search for"),
        (f'search(text: "{"质" * 900}") {{ items {{ score }} }}', "at most 200"),
        ('search(text: "质量", first: 101) { items { score } }', "from 1 to 100"),
        ('search(text: "质量", first: 0) { items { score } }', "from 1 to 100"),
        ('search(text: "质量", first: null) { items { score } }', ""),
        ('search(text: "质量", kinds: [WONDER]) { items { score } }', "WONDER"),
        ('findProvision(term: " ") { match }', "nothing to search for"),
    ],
)
def test_what_cannot_be_searched_for_is_refused_in_words(executor: Executor, field: str, said: str) -> None:
    outcome = executor.run(f"{{ {field} }}", {}, None)

    (error,) = outcome.errors
    assert error["extensions"]["code"] in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")
    assert said in error["message"]


@pytest.mark.parametrize(
    ("field", "node_id"),
    [
        ("outline(document", "document:none"),
        ("clauseContext(of", "clause:none~三"),
        ("dutiesOf(actor", "department:none"),
    ],
)
def test_what_does_not_exist_is_not_found(executor: Executor, field: str, node_id: str) -> None:
    outcome = executor.run(f'{{ {field}: "{node_id}") {{ asOf }} }}', {}, None)

    (error,) = outcome.errors
    assert error["extensions"]["code"] == "NOT_FOUND"
    assert f'{field.partition("(")[2]} "{node_id}": check the id.' in error["message"]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("clauseContext(of", "of is the id of a Region: ask with that of: Clause."),
        ("dutiesOf(actor", "actor is the id of a Region: ask with that of: Actor."),
        ("applicableStandards(to", "to is the id of a Region: ask with that of: Enterprise, Product."),
        (
            "whoIsResponsible(for",
            "for is the id of a Region: ask with that of: Enterprise, Incident, Mechanism, Product, Target.",
        ),
    ],
)
def test_the_id_of_what_is_not_asked_about_is_refused(executor: Executor, field: str, said: str) -> None:
    outcome = executor.run(f'{{ {field}: "region:640000~1980") {{ asOf }} }}', {}, None)

    assert [(each["extensions"]["code"], each["message"]) for each in outcome.errors] == [
        ("BAD_USER_INPUT", said)
    ]


def test_how_names_are_read_is_not_shown(executor: Executor, neo4j: Database) -> None:
    read = neo4j.read("MATCH (m:Mechanism {key: 'nx-2012-blacklist'}) RETURN m.pinyin AS pinyin", {})
    assert "hei0 ming0 dan0" in read[0]["pinyin"]

    outcome = executor.run('{ mechanism(key: "nx-2012-blacklist") { pinyin } }', {}, None)
    assert [error["extensions"]["code"] for error in outcome.errors] == ["GRAPHQL_VALIDATION_FAILED"]


def test_the_service_plans_every_question_beforehand(executor: Executor) -> None:
    executor.warm()
