"""Each limit of a request: one just under it passes, one just over is refused, with the limit and the remedy.

Over HTTP, on a real database. Not here: limits of time and number at once (`test_http`, `test_streams`,
`tests/cli/test_punctual`), and the page that lists them (`tests/docs/test_limits_page`).
"""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from graph.database import Database, prepare
from graph.model import quality_model
from schema.http import create_app
from schema.readiness import Readiness
from schema.service import executor_of
from schema.times import PATIENT
from tests.schema.test_http import JSON, send

Made = dict[str, Any]


@pytest.fixture(scope="module")
def client(neo4j: Database) -> Starlette:
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, quality_model())
    return create_app(executor_of(neo4j, times=PATIENT), lambda: Readiness(None), version="1", seconds=60)


def query(text: str, **variables: Any) -> Made:
    return {"query": text, "variables": variables}


def repeated(each: str, times: int) -> str:
    """A text again and again, each # in it the number of the time."""
    return " ".join(each.replace("#", f"{number}") for number in range(times))


def spread(each: str, times: int) -> Made:
    """Fields of which ten stand in a fragment, which is spread as often as that takes."""
    many, rest = divmod(times, 10)
    spreads = "... { ...F } " * many + repeated(each, rest)
    return query(f"{{ __typename {spreads} }} fragment F on Query {{ {repeated(each, 10)} }}")


def document(n: int) -> Made:
    return query("{ __typename }".ljust(n))


def tokens(n: int) -> Made:
    return query("{" + " a" * (n - 2) + "}")


def brackets(n: int) -> Made:
    return query("{ __typename @a(b: " + "[" * (n - 2) + "]" * (n - 2) + ") }")


def json_levels(n: int) -> Made:
    return query("{ __typename }", x=json.loads("[" * (n - 1) + "]" * (n - 1)))


def operations(n: int) -> Made:
    return query(repeated("query Q# { __typename }", n)) | {"operationName": "Q0"}


def fragments(n: int) -> Made:
    return query(f"{{ {repeated('...F#', n)} }} {repeated('fragment F# on Query { __typename }', n)}")


def variables(n: int) -> Made:
    defined, values = repeated("$v#: String!", n), repeated("$v#", n)
    text = f"query ({defined}) {{ enterprises(filter: {{uscc: {{in: [{values}]}}}}) {{ nodes {{ id }} }} }}"
    return query(text, **{f"v{number}": "x" for number in range(n)})


def aliases(n: int) -> Made:
    return spread("a#: __typename", n)


def directives(n: int) -> Made:
    return spread("__typename @skip(if: false)", n)


def roots(n: int) -> Made:
    return query(f"{{ {repeated('a#: region(id: 1) { id }', n)} }}")


def depth(n: int) -> Made:
    end = "id" if n == 15 else "partOf { totalCount }"
    return query("{ regions(first: 1) { nodes { " + "partOf(first: 1) { nodes { " * 6 + end + " }" * 15)


def introspection(n: int) -> Made:
    return query("{ __schema { " + "queryType { name } " * (n // 2) + "__typename " * (n % 2) + "} }")


def text(n: int) -> Made:
    return query(f'{{ enterprises(filter: {{name: {{eq: "{"x" * n}"}}}}) {{ totalCount }} }}')


def text_of_a_variable(n: int) -> Made:
    return query("query ($t: String) { enterprises(filter: {name: {eq: $t}}) { totalCount } }", t="质" * n)


def list_(n: int) -> Made:
    return query(f"{{ enterprises(filter: {{employees: {{in: [{repeated('#', n)}]}}}}) {{ totalCount }} }}")


def list_of_a_variable(n: int) -> Made:
    return query(
        "query ($l: [String!]) { enterprises(filter: {uscc: {in: $l}}) { totalCount } }", l=["x"] * n
    )


def conditions(n: int) -> Made:
    """A filter, its `or`, and pairs of a filter and a field."""
    pairs, rest = divmod(n - 2, 2)
    each, last = '{name: {eq: "x"}} ' * pairs, "employees: {eq: 1}" * (rest)
    return query(f"{{ enterprises(filter: {{{last} or: [{each}]}}) {{ nodes {{ id }} }} }}")


def page(n: int) -> Made:
    return query(f"{{ enterprises(first: {n}) {{ totalCount }} }}")


def groups(n: int) -> Made:
    return query(f"{{ enterprises {{ groups(first: {n}) {{ key {{ name }} count }} }} }}")


def things(n: int) -> Made:
    first = 99 if n == 10_000 else 100  # each has 100 more
    return query(
        f"{{ enterprises(first: {first}) {{ nodes {{ products(first: 100) {{ nodes {{ id }} }} }} }} }}"
    )


def ids(n: int) -> Made:
    return query("query ($i: [ID!]!) { nodes(ids: $i) { id } }", i=["enterprise:x"] * n)


def search(n: int) -> Made:
    return query("query ($t: String!) { search(text: $t) { items { name } } }", t="质" * n)


def named(each: object) -> str:
    return getattr(each, "__name__", "")


LIMITS: list[tuple[Callable[[int], Made], int, str, str]] = [
    (document, 20_000, "20,000 characters", "ask for less"),
    (tokens, 2_000, "2,000 tokens", "ask for less"),
    (brackets, 60, "60 brackets", "ask for less"),
    (json_levels, 60, "60 levels", "nest"),
    (operations, 10, "10 at most", "send fewer"),
    (fragments, 100, "100 at most", "use fewer"),
    (variables, 100, "100 at most", "input objects"),
    (aliases, 30, "30 aliases", "several requests"),
    (directives, 50, "50 directives", "several requests"),
    (roots, 20, "20 root fields", "split it"),
    (depth, 15, "15 levels", "two requests"),
    (introspection, 300, "300 fields", "ask for less"),
    (text, 1_000, "1,000 at most", "beginning"),
    (text_of_a_variable, 1_000, "1,000 at most", "beginning"),
    (list_, 250, "250 at most", "several requests"),
    (list_of_a_variable, 250, "250 at most", "several requests"),
    (conditions, 100, "100 conditions", "two requests"),
    (page, 100, "0 to 100", "page on"),
    (groups, 1_000, "1 to 1000", "ask for"),
    (things, 10_000, "10000 is the most", "smaller pages"),
    (ids, 100, "at most 100", "at once"),
    (search, 200, "at most 200", "search for"),
]
CODES = {depth: "TOO_DEEP", search: "BAD_USER_INPUT"}


def post(client: Starlette, body: Made) -> httpx.Response:
    return send(client, "POST", "/graphql", content=json.dumps(body), headers=JSON)


@pytest.mark.parametrize(("made", "limit", "told", "remedy"), LIMITS, ids=named)
def test_one_just_under_a_limit_passes_and_one_just_over_is_refused(
    client: Starlette, made: Callable[[int], Made], limit: int, told: str, remedy: str
) -> None:
    code = CODES.get(made, "LIMIT_EXCEEDED")

    under, over = post(client, made(limit)).json(), post(client, made(limit + 1)).json()

    refused = {"LIMIT_EXCEEDED", "TOO_DEEP", code}
    assert not {each["extensions"]["code"] for each in under.get("errors", [])} & refused, under
    error = over["errors"][0]
    assert error["extensions"]["code"] == code
    assert told in error["message"]
    assert remedy in error["message"]


@pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 413)])
def test_a_body_is_bounded_in_bytes(client: Starlette, more: int, status: int) -> None:
    body = json.dumps(query("{ __typename }")).encode().ljust(100_000 + more)

    answer = send(client, "POST", "/graphql", content=body, headers=JSON)

    assert answer.status_code == status
    if more:
        assert "larger than 100,000 bytes; ask for less" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "GZIP"])
def test_a_packed_body_is_refused(client: Starlette, coding: str) -> None:
    answer = send(client, "POST", "/graphql", content=b"{}", headers=JSON | {"Content-Encoding": coding})

    assert answer.status_code == 415
    assert "must not be compressed" in answer.json()["errors"][0]["message"]


def test_a_cursor_may_be_longer_than_a_text(client: Starlette) -> None:
    long = "x" * 1_001

    literal = post(client, query(f'{{ enterprises(after: "{long}") {{ totalCount }} }}')).json()
    variable = post(
        client, query("query ($a: String) { enterprises(after: $a) { totalCount } }", a=long)
    ).json()

    assert [each["errors"][0]["extensions"]["code"] for each in (literal, variable)] == ["BAD_USER_INPUT"] * 2


def test_fragments_that_repeat_each_other_are_counted_in_bounded_time(client: Starlette) -> None:
    chain = " ".join(f"fragment F{i} on Query {{ ...F{i + 1} ... {{ ...F{i + 1} }} }}" for i in range(60))

    answer = post(client, query(f"{{ ...F0 }} {chain} fragment F60 on Query {{ a: __typename }}")).json()

    assert "more than 30 aliases" in answer["errors"][0]["message"]


def test_a_fragment_that_names_itself_is_told_so(client: Starlette) -> None:
    answer = post(
        client, query("{ ...A } fragment A on Query { a: __typename ...B } fragment B on Query { ...A }")
    )

    assert answer.json()["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
