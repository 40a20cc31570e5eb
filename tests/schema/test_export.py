"""Exports on a real database: a whole list in order, page by page, by one plan.

Not here: how a stream is sent, bounded and broken off (`test_streams`), how rows are written (`test_tables`).
"""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any, cast

import httpx
import pytest
from starlette.applications import Starlette

import loaders
from graph.database import Database, prepare
from graph.model import Link, quality_model
from graph.model.market import Enterprise, Product
from loaders import Delivery, Record
from schema.export import ExportFailed, export_of
from schema.http import create_app
from schema.readiness import Readiness
from schema.service import executor_of
from schema.times import PATIENT
from tests.schema.test_http import code, send

MODEL = quality_model()
MANY = 250  # three pages
NAMES = "{ enterprises(orderBy: [{employees: DESC}]) { nodes { uscc name employees } } }"


class Recorded:
    """A database that keeps the texts of the statements sent."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.texts: list[str] = []

    def one(self, statement: str, parameters: Mapping[str, Any], seconds: float = 5) -> list[Any] | None:
        self.texts.append(statement)
        return self._database.one(statement, parameters, seconds)


@pytest.fixture(scope="module")
def filled(neo4j: Database) -> Database:
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, MODEL)
    things = [Enterprise(uscc=f"{n:03}", name=f"企业{n}", employees=n) for n in range(MANY)]
    products = [Product(maker=Link("enterprise:000"), code=f"{n}", name=f"产品{n}") for n in range(3)]
    records = [Record(each.id, (each,)) for each in (*things, *products)]
    loaders.deliver(neo4j, MODEL, Delivery("test", "things", records))
    return neo4j


@pytest.fixture(scope="module")
def recorded(filled: Database) -> Recorded:
    return Recorded(filled)


@pytest.fixture(scope="module")
def client(recorded: Recorded) -> Starlette:
    executor = executor_of(cast(Database, recorded), times=PATIENT)
    return create_app(executor, lambda: Readiness(None), version="1", seconds=60)


def get(client: Starlette, query: str, accept: str | None = None, **params: str) -> httpx.Response:
    headers = {"Accept": accept} if accept else {}
    return send(client, "GET", "/export", params={"query": query, **params}, headers=headers)


def test_a_whole_list_comes_as_lines_of_json_in_its_order(client: Starlette) -> None:
    answer = get(client, NAMES)

    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert [row["employees"] for row in rows] == list(range(MANY - 1, -1, -1))
    assert list(rows[0]) == ["uscc", "name", "employees"]
    assert answer.headers["content-type"] == "application/jsonl; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="enterprises.jsonl"'
    assert answer.headers["cache-control"] == "no-store"


def test_all_its_pages_are_asked_by_the_same_statement(client: Starlette, recorded: Recorded) -> None:
    recorded.texts.clear()

    get(client, "{ enterprises { nodes { name } } }")

    pages = [text for text in recorded.texts if "name" in text and "Enterprise" in text]
    assert len(pages) == 3
    assert pages[0] != pages[1] == pages[2]  # the first begins at no cursor
    assert len(recorded.texts) == 4  # and one that counts


def test_a_list_comes_as_a_table_too(client: Starlette) -> None:
    query = (
        '{ enterprises(filter: {uscc: {eq: "000"}}) { nodes { uscc products { nodes { code n: name } } } } }'
    )

    for answer in (get(client, query, "text/csv"), get(client, query, format="csv")):
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert list(csv.reader(io.StringIO(answer.text, newline=""))) == [
            ["uscc", "products.nodes.code", "products.nodes.n"],
            ["000", "0; 1; 2", "产品0; 产品1; 产品2"],
        ]
    assert get(client, query, format="csv", bom="true").content.startswith(b"\xef\xbb\xbf")


def test_variables_fragments_names_and_one_of_several_operations_are_heard(client: Starlette) -> None:
    document = """
      query Other { regions { nodes { id } } }
      query Few($least: Int!, $with: Boolean!) {
        few: enterprises(filter: {employees: {gte: $least}}) { nodes { ...Row name @include(if: $with) } }
      }
      fragment Row on Enterprise { code: uscc }
    """
    body = {"query": document, "operationName": "Few", "variables": {"least": MANY - 2, "with": True}}

    answer = send(client, "POST", "/export?format=csv", json=body)

    assert sorted(answer.text.splitlines()) == ['"248","企业248"', '"249","企业249"', '"code","name"']


def test_where_nested_lists_multiply_the_pages_are_smaller(client: Starlette) -> None:
    codes = "products(first: 2) { nodes { code } }"
    nested = (
        f"{{ enterprises {{ nodes {{ uscc products(first: 100) {{ nodes {{ maker {{ {codes} }} }} }} }} }} }}"
    )

    answer = get(client, nested)

    assert len(answer.text.splitlines()) == MANY


def test_an_empty_list_is_an_empty_export(client: Starlette) -> None:
    nothing = '{ enterprises(filter: {uscc: {eq: "none"}}) { nodes { uscc } } }'

    assert (get(client, nothing).status_code, get(client, nothing).text) == (200, "")
    assert get(client, nothing, format="csv").text == '"uscc"\r\n'


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("{ enterprises { nodes { uscc } } regions { nodes { id } } }", "one list"),
        ("{ enterprises(first: 3) { nodes { uscc } } }", "leave out first"),
        ("query ($a: String) { enterprises(first: 1, after: $a) { nodes { uscc } } }", "after and first"),
        ("{ enterprises { totalCount nodes { uscc } } }", "nodes { … } } alone"),
        ("{ enterprises { edges { node { uscc } } } }", "nodes { … } } alone"),
        ("{ enterprises { nodes @skip(if: true) { uscc } } }", "no directive"),
        ("{ enterprises @skip(if: true) { nodes { uscc } } }", "without directives"),
        ("{ ...F } fragment F on Query { enterprises { nodes { uscc } } }", "single root field"),
        ('{ enterprise(uscc: "1") { uscc } }', "nodes { … } } alone"),
        ("{ enterprises { nodes } }", "select what a row has"),
        ("query A { __typename } query B { __typename }", "operationName"),
    ],
)
def test_a_document_of_anything_but_one_list_is_refused(query: str, told: str) -> None:
    with pytest.raises(ExportFailed) as refused:
        export_of(query, None, None)

    assert refused.value.code == "BAD_REQUEST"
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("{ enterprises { nodes { uscc", "GRAPHQL_PARSE_FAILED"),
        ("{ enterprises { nodes { nothing } } }", "GRAPHQL_VALIDATION_FAILED"),
        ('{ enterprises(filter: {uscc: {eq: 1}}) { nodes { uscc } } }', "GRAPHQL_VALIDATION_FAILED"),
        ("query ($n: String!) { enterprises(filter: {uscc: {eq: $n}}) { nodes { id } } }", "BAD_USER_INPUT"),
        ("{ enterprises { nodes { " + "x: uscc " * 2_000 + "} } }", "LIMIT_EXCEEDED"),
        ("{a" * 61, "LIMIT_EXCEEDED"),
        ("{ a { nodes { ...A } } }" + "".join(
            f" fragment {a} on X {{ p {{ ...{b} }} q {{ ...{b} }} }}"
            for a, b in zip("ABCDEFGHIJKLM", "BCDEFGHIJKLMN", strict=True)
        ) + " fragment N on X { p }", "LIMIT_EXCEEDED"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_export_is_said_before_it_begins(
    client: Starlette, query: str, told: str
) -> None:
    answer = get(client, query)

    assert (answer.status_code, code(answer)) == (400, told)
    assert answer.headers["content-type"].startswith("application/json")


def test_the_head_of_an_export_has_no_rows(client: Starlette) -> None:
    answer = send(client, "HEAD", "/export", params={"query": NAMES, "format": "csv"})

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-disposition"] == 'attachment; filename="enterprises.csv"'
