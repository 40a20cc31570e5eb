"""Tags of answers: an unchanged answer to a GET is not read again, and a changed one is sent again.

Not here: commits that become visible piece by piece (`test_fence`).
"""

import asyncio
import time
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

import loaders
from graph.database import Database, prepare
from graph.model import Node, quality_model
from graph.model.actors import Region
from graph.model.market import Enterprise
from loaders import Delivery, Record
from schema.http import create_app
from schema.media import GRAPHQL, JSON
from schema.readiness import Readiness
from schema.service import executor_of
from schema.times import PATIENT

MODEL = quality_model()
NAMES = "{ enterprises { nodes { name } } }"


def say(database: Database, *things: Node, system: str = "test") -> None:
    loaders.deliver(
        database, MODEL, Delivery(system, "things", [Record(each.id, (each,)) for each in things])
    )


@pytest.fixture
def client(neo4j: Database) -> Starlette:
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, MODEL)
    say(neo4j, Enterprise(uscc="A", name="甲"))
    executor = executor_of(neo4j, times=PATIENT)
    return create_app(executor, lambda: Readiness(None), version="1", seconds=60, tag=executor.tag)


def send(client: Starlette, method: str, **more: Any) -> httpx.Response:
    async def sent() -> httpx.Response:
        transport = httpx.ASGITransport(client)
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as asking:
            return await asking.request(method, "/graphql", **more)

    return asyncio.run(sent())


def get(
    client: Starlette, query: str = NAMES, known: str = "", accept: str = JSON, **more: str
) -> tuple[int, str, httpx.Response]:
    headers = {"Accept": accept} | ({"If-None-Match": known} if known else {})
    answer = send(client, "GET", params={"query": query, **more}, headers=headers)
    return answer.status_code, answer.headers.get("etag", ""), answer


def test_an_unchanged_answer_is_not_sent_again(client: Starlette) -> None:
    status, tag, answer = get(client)
    assert (status, answer.headers["cache-control"]) == (200, "private, no-cache")

    again, same, empty = get(client, known=f'"other", {tag}')

    assert (again, same, empty.content) == (304, tag, b"")
    assert empty.headers["cache-control"] == "private, no-cache"


def test_a_change_of_what_was_read_is_sent_and_another_change_is_not(
    client: Starlette, neo4j: Database
) -> None:
    _, tag, _ = get(client)

    say(neo4j, Region(code="1", began=2000, name="某区"), system="other")
    assert get(client, known=tag)[0] == 304

    say(neo4j, Enterprise(uscc="A", name="乙"))
    status, changed, answer = get(client, known=tag)
    assert (status, answer.json()["data"]["enterprises"]["nodes"]) == (200, [{"name": "乙"}])
    assert changed != tag


def test_what_the_loader_writes_of_itself_changes_the_tag_too(client: Starlette, neo4j: Database) -> None:
    runs = "{ loadRuns { totalCount } }"
    _, tag, first = get(client, runs)

    say(neo4j, Enterprise(uscc="A", name="甲"))  # nothing new, but a run of its own

    status, _, second = get(client, runs, known=tag)
    counts = [each.json()["data"]["loadRuns"]["totalCount"] for each in (first, second)]
    assert (status, counts) == (200, [1, 2])


def test_a_tag_is_of_one_request_in_one_type(client: Starlette) -> None:
    asked = [
        (NAMES, {}), ("{ enterprises { nodes { uscc } } }", {}),
        ("query ($n: Int!) { enterprises(first: $n) { totalCount } }", {"variables": '{"n": 1}'}),
        ("query ($n: Int!) { enterprises(first: $n) { totalCount } }", {"variables": '{"n": 2}'}),
        ('{ enterprises(asOf: "2020-01-01") { nodes { name } } }', {}),
    ]  # fmt: skip
    tags = [get(client, query, **more)[1] for query, more in asked]
    tags.append(get(client, accept=GRAPHQL)[1])

    assert "" not in tags
    assert len(set(tags)) == len(tags)
    assert get(client, accept=GRAPHQL, known=tags[0])[0] == 200


@pytest.mark.parametrize(
    "query",
    [
        "{ enterprises { nodes { nothing } } }",  # refused
        "{ enterprises(first: 1000) { totalCount } }",  # refused by the compiler
        "{ enterprises { totalCount } creditRecordSharing(record: \"x\") { open } }",  # an error beside data
        "{ __schema { queryType { name } } }",
        "{ departmentLoad(first: 1) { totalCount } }",  # computed
    ],
)  # fmt: skip
def test_what_has_errors_or_is_not_read_from_the_graph_has_no_tag(client: Starlette, query: str) -> None:
    _, tag, answer = get(client, query)

    assert tag == ""
    assert answer.headers["cache-control"] == "no-store"


def test_a_post_has_no_tag(client: Starlette) -> None:
    answer = send(client, "POST", json={"query": NAMES})

    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_nothing_is_tagged_while_a_commit_becomes_visible(client: Starlette, neo4j: Database) -> None:
    _, tag, _ = get(client)
    mark = time.time_ns() // 1000
    neo4j.run("MATCH (f:GraphFence {area: 'market'}) SET f.open = [$mark]", {"mark": mark})

    status, none, _ = get(client, known=tag)

    assert (status, none) == (200, "")
