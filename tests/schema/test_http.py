"""The HTTP behaviour of the application, with plain graphql-core as the executor."""

import asyncio
import json
import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import build_schema, get_operation_ast, graphql_sync, parse, validate
from starlette.applications import Starlette
from starlette.requests import Request

from schema import errors
from schema.http import create_app
from schema.outcome import Outcome
from schema.readiness import Readiness
from schema.refused import Refused
from schema.request import read_request

GRAPHQL = "application/graphql-response+json"
JSON = {"Content-Type": "application/json"}
SDL = build_schema('type Query { echo(text: String = "hello"): String fails: String }')


class Plain:
    """Runs documents with graphql-core alone."""

    def run(self, document: str, variables: Mapping[str, Any] | None, operation_name: str | None) -> Outcome:
        try:
            parsed = parse(document)
        except Exception as fault:
            return Outcome(errors=[errors.error(errors.GRAPHQL_PARSE_FAILED, str(fault))], executed=False)
        if found := validate(SDL, parsed):
            texts = [errors.error(errors.GRAPHQL_VALIDATION_FAILED, each.message) for each in found]
            return Outcome(errors=texts, executed=False)
        if get_operation_ast(parsed, operation_name) is None:
            return Outcome(errors=[errors.error(errors.BAD_REQUEST, "which one?")], executed=False)
        root = {"echo": lambda info, text: text}
        answer = graphql_sync(
            SDL, document, root, variable_values=dict(variables or {}), operation_name=operation_name
        )
        return Outcome(data=answer.data)


class Calls:
    """Runs whatever it is given."""

    def __init__(self, call: Callable[[], Outcome]) -> None:
        self._call = call

    def run(self, document: str, variables: Mapping[str, Any] | None, operation_name: str | None) -> Outcome:
        return self._call()


def is_ready() -> Readiness:
    return Readiness(reachable=True)


def app(executor: Any = None, ready: Callable[[], Readiness] = is_ready, **more: Any) -> Starlette:
    return create_app(executor or Plain(), ready, version="1.2.3", **more)


def send(application: Starlette, method: str, path: str, **more: Any) -> httpx.Response:
    async def sent() -> httpx.Response:
        transport = httpx.ASGITransport(application, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
            return await client.request(method, path, **more)

    return asyncio.run(sent())


def post(body: Any, accept: str | None = None, application: Starlette | None = None) -> httpx.Response:
    headers = JSON | ({"Accept": accept} if accept else {})
    return send(application or app(), "POST", "/graphql", content=json.dumps(body), headers=headers)


def code(response: httpx.Response) -> str:
    found: str = response.json()["errors"][0]["extensions"]["code"]
    return found


def test_a_query_is_answered() -> None:
    response = post({"query": "{ echo }"})

    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.json() == {"data": {"echo": "hello"}}


def test_variables_and_the_name_of_the_operation_are_heard() -> None:
    document = "query A { echo } query B($t: String) { echo(text: $t) }"

    response = post({"query": document, "variables": {"t": "质量"}, "operationName": "B"})

    assert response.json() == {"data": {"echo": "质量"}}


@pytest.mark.parametrize("absent", [{}, {"variables": None, "operationName": None, "extensions": None}])
def test_members_that_may_be_absent_may_be_null(absent: dict[str, None]) -> None:
    assert post({"query": "{ echo }", **absent}).json() == {"data": {"echo": "hello"}}


@pytest.mark.parametrize(("accept", "status"), [(GRAPHQL, 400), ("application/json", 200), (None, 200)])
@pytest.mark.parametrize("document", ["{ echo", "{ unknown }", "query A { echo } query B { echo }"])
def test_a_refused_document_has_no_data_and_the_status_of_its_media_type(
    accept: str | None, status: int, document: str
) -> None:
    response = post({"query": document}, accept)

    assert response.status_code == status
    assert "data" not in response.json()
    assert response.headers["content-type"].startswith(accept or "application/json")


def test_an_executed_request_that_failed_keeps_its_null_data() -> None:
    outcome = Outcome(data=None, errors=[errors.error(errors.NOT_FOUND, "no such thing")])

    response = post({"query": "{ echo }"}, GRAPHQL, app(Calls(lambda: outcome)))

    assert response.status_code == 200
    assert list(response.json()) == ["errors", "data"]
    assert response.json()["data"] is None


def test_a_client_that_accepts_neither_type_is_told_both() -> None:
    response = post({"query": "{ echo }"}, "image/png")

    assert response.status_code == 406
    assert GRAPHQL in response.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=gbk", None]
)
def test_a_body_of_another_type_is_refused_so_that_no_form_of_a_web_page_can_ask(
    content_type: str | None,
) -> None:
    headers = {"Content-Type": content_type} if content_type else {}

    response = send(app(), "POST", "/graphql", content=b'{"query": "{ echo }"}', headers=headers)

    assert response.status_code == 415
    assert code(response) == "BAD_REQUEST"


def test_a_compressed_body_is_refused() -> None:
    response = send(app(), "POST", "/graphql", content=b"x", headers=JSON | {"Content-Encoding": "gzip"})

    assert response.status_code == 415


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"1",
        b'"query"',
        b"null",
        b'[{"query": "{ echo }"}]',
        b"{}",
        b'{"query": null}',
        b'{"query": ""}',
        b'{"query": {}}',
        b'{"query": ["{ echo }"]}',
        b'{"query": "{ echo }", "variables": "{}"}',
        b'{"query": "{ echo }", "variables": []}',
        b'{"query": "{ echo }", "operationName": 1}',
        b'{"query": "{ echo }", "extensions": 1}',
        b'{"query": "\xff"}',
        b'{"query": "\\ud800"}',
        b'{"query": NaN}',
    ],
)
@pytest.mark.parametrize("accept", [GRAPHQL, "application/json"])
def test_a_body_that_is_no_request_is_refused_in_clear_words(body: bytes, accept: str) -> None:
    response = send(app(), "POST", "/graphql", content=body, headers=JSON | {"Accept": accept})

    assert response.status_code == 400
    assert code(response) == "BAD_REQUEST"
    assert "data" not in response.json()


def test_a_body_of_a_hundred_thousand_bytes_is_read_and_one_byte_more_is_not() -> None:
    start, end = b'{"query": "{ echo }", "variables": {"t": "', b'"}}'
    full = start + b"x" * (100_000 - len(start) - len(end)) + end

    assert send(app(), "POST", "/graphql", content=full, headers=JSON).status_code == 200
    refused = send(app(), "POST", "/graphql", content=full + b" ", headers=JSON)
    assert refused.status_code == 413
    assert code(refused) == "LIMIT_EXCEEDED"


def test_a_body_that_does_not_say_its_length_is_counted_as_it_comes() -> None:
    async def sent() -> httpx.Response:
        async def endless() -> Any:
            for _ in range(1_000):
                yield b" " * 1_000

        async with httpx.AsyncClient(transport=httpx.ASGITransport(app()), base_url="http://s") as client:
            return await client.post("/graphql", content=endless(), headers=JSON)

    assert asyncio.run(sent()).status_code == 413


@pytest.mark.parametrize(("levels", "status"), [(59, 200), (60, 400), (1_000, 400), (40_000, 400)])
def test_json_is_nested_sixty_levels_at_most(levels: int, status: int) -> None:
    nested = "[" * levels + "]" * levels
    body = f'{{"query": "{{ echo }}", "variables": {{"x": {nested}}}}}' if levels else ""

    assert send(app(), "POST", "/graphql", content=body, headers=JSON).status_code == status


@pytest.mark.parametrize(("characters", "status"), [(20_000, 200), (20_001, 400)])
def test_a_document_has_twenty_thousand_characters_at_most(characters: int, status: int) -> None:
    document = "{ echo }"

    response = post({"query": document + " " * (characters - len(document))})

    assert response.status_code == status


def test_a_body_that_does_not_arrive_is_given_up() -> None:
    async def never() -> Any:
        await asyncio.Event().wait()

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", b"application/json")]}

    with pytest.raises(Refused) as refused:
        asyncio.run(read_request(Request(scope, never), 0.01))

    assert refused.value.status == 408


def test_a_query_may_come_in_the_address() -> None:
    params = {"query": "query A($t: String) { echo(text: $t) }", "variables": '{"t": "x"}'}

    assert send(app(), "GET", "/graphql", params=params).json() == {"data": {"echo": "x"}}


@pytest.mark.parametrize(
    "params",
    [{}, {"query": ""}, {"query": "{ echo }", "variables": "{"}, {"query": "{ echo }", "variables": "[]"}],
)
def test_an_address_that_holds_no_request_is_refused(params: dict[str, str]) -> None:
    response = send(app(), "GET", "/graphql", params=params)

    assert response.status_code == 400
    assert code(response) == "BAD_REQUEST"


@pytest.mark.parametrize("accept", [GRAPHQL, "application/json"])
@pytest.mark.parametrize(
    ("document", "name", "status"),
    [
        ("mutation { change }", "", 405),
        ("query A { echo } mutation B { change }", "B", 405),
        ("query A { echo } mutation B { change }", "A", None),
        ("query A { nothing }", "", None),
        ("mutation {", "", None),
    ],
)
def test_a_mutation_in_the_address_is_not_allowed_whatever_the_schema_has(
    accept: str, document: str, name: str, status: int | None
) -> None:
    params = {"query": document} | ({"operationName": name} if name else {})

    response = send(app(), "GET", "/graphql", params=params, headers={"Accept": accept})

    assert response.status_code == (status or (400 if accept == GRAPHQL else 200))
    assert response.headers.get("allow") == ("POST" if status else None)
    assert code(response) == "GRAPHQL_VALIDATION_FAILED" or document == "mutation {"


def test_a_browser_that_opens_the_api_is_led_to_the_page() -> None:
    response = send(app(), "GET", "/graphql", headers={"Accept": "text/html,*/*;q=0.8"})

    assert response.status_code == 303
    assert response.headers["location"] == "/"


@pytest.mark.parametrize(
    ("path", "method", "allowed"),
    [
        ("/graphql", "PUT", "GET, POST, HEAD"),
        ("/graphql", "OPTIONS", "GET, POST, HEAD"),
        ("/healthz", "POST", "GET, HEAD"),
        ("/readyz", "DELETE", "GET, HEAD"),
        ("/", "POST", "GET, HEAD"),
    ],
)
@pytest.mark.parametrize("with_page", [True, False])
def test_another_method_is_refused_with_those_that_are_allowed(
    path: str, method: str, allowed: str, with_page: bool, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("page")

    response = send(app(page=tmp_path if with_page else None), method, path)

    assert response.status_code == 405
    assert response.headers["allow"] == allowed


def test_an_unknown_address_is_answered_in_json() -> None:
    response = send(app(), "GET", "/graphql/more")

    assert response.status_code == 404
    assert code(response) == "BAD_REQUEST"


def test_an_unexpected_fault_shows_an_incident_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    def fault() -> Outcome:
        raise RuntimeError("password=secret at bolt://10.0.0.1")

    with caplog.at_level(logging.ERROR, "schema.errors"):
        response = post({"query": "{ echo }"}, GRAPHQL, app(Calls(fault)))

    assert response.status_code == 500
    assert code(response) == "INTERNAL"
    assert "secret" not in response.text
    assert "bolt" not in response.text
    assert response.json()["errors"][0]["extensions"]["incident"] in caplog.text
    assert "secret" in caplog.text


def test_an_answer_that_cannot_be_written_is_a_fault_too() -> None:
    response = post({"query": "{ echo }"}, None, app(Calls(lambda: Outcome(data={"x": object()}))))

    assert response.status_code == 500
    assert code(response) == "INTERNAL"


def test_an_answer_of_more_than_five_megabytes_is_refused() -> None:
    response = post({"query": "{ echo }"}, None, app(Calls(lambda: Outcome(data={"x": "x" * 5_000_000}))))

    assert code(response) == "LIMIT_EXCEEDED"
    assert "data" not in response.json()


def test_a_request_that_runs_too_long_is_given_up() -> None:
    end = threading.Event()

    def slow() -> Outcome:
        end.wait(60)
        return Outcome()

    response = post({"query": "{ echo }"}, None, app(Calls(slow), seconds=0.05))
    end.set()

    assert response.status_code == 504
    assert code(response) == "TIMEOUT"


def test_one_request_more_than_may_run_at_once_is_asked_to_come_again() -> None:
    started, end = threading.Semaphore(0), threading.Event()

    def held() -> Outcome:
        started.release()
        end.wait(60)
        return Outcome(data={})

    async def scenario() -> tuple[httpx.Response, list[httpx.Response]]:
        transport = httpx.ASGITransport(app(Calls(held), running=64))
        async with httpx.AsyncClient(transport=transport, base_url="http://s") as client:
            running = [
                asyncio.create_task(client.post("/graphql", json={"query": "{ echo }"})) for _ in range(64)
            ]
            for _ in running:
                await asyncio.to_thread(started.acquire)
            refused = await client.post("/graphql", json={"query": "{ echo }"})
            alive = await client.get("/healthz")
            end.set()
            return refused, [alive, *await asyncio.gather(*running)]

    refused, others = asyncio.run(scenario())

    assert refused.status_code == 503
    assert refused.headers["retry-after"] == "1"
    assert code(refused) == "LIMIT_EXCEEDED"
    assert {each.status_code for each in others} == {200}


def test_a_process_that_runs_says_so_with_its_version() -> None:
    response = send(app(), "GET", "/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "alive", "version": "1.2.3"}


@pytest.mark.parametrize(
    ("found", "status"),
    [(Readiness(True), 200), (Readiness(True, ("Region_id",)), 503), (Readiness(False), 503)],
)
def test_readiness_says_what_is_missing(found: Readiness, status: int) -> None:
    response = send(app(ready=lambda: found), "GET", "/readyz")

    assert response.status_code == status
    assert response.json()["ready"] is (status == 200)
    assert response.json()["missing"] == list(found.missing)


def test_readiness_that_cannot_be_found_out_is_none_and_leaks_nothing() -> None:
    def fault() -> Readiness:
        raise RuntimeError("bolt://10.0.0.1")

    response = send(app(ready=fault), "GET", "/readyz")

    assert response.status_code == 503
    assert response.json() == {"ready": False, "database": "unreachable", "missing": []}


def test_the_built_page_is_served_with_its_files_and_a_policy_without_other_hosts(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<p>page</p>")
    (tmp_path / "assets" / "main.js").write_text("1")
    (tmp_path.parent / "secret.txt").write_text("secret")
    application = app(page=tmp_path)

    page = send(application, "GET", "/")

    assert page.text == "<p>page</p>"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe-eval" not in page.headers["content-security-policy"]
    assert send(application, "GET", "/assets/main.js").text == "1"
    assert send(application, "GET", "/%2e%2e/secret.txt").status_code == 404
    assert send(application, "GET", "/none.js").status_code == 404


def test_without_a_built_page_a_plain_one_says_how_to_ask(tmp_path: Path) -> None:
    response = send(app(page=tmp_path), "GET", "/")

    assert response.headers["content-type"].startswith("text/html")
    assert "curl http://service/graphql" in response.text
    assert "content-security-policy" in response.headers


def test_a_plain_page_does_not_repeat_a_hostile_host() -> None:
    response = send(app(), "GET", "/", headers={"Host": "x'><script>alert(1)</script>"})

    assert "<script>" not in response.text


def test_the_page_opens_with_the_examples_of_the_server() -> None:
    examples = [{"query": "{ echo }", "variables": "{}"}]

    assert send(app(examples=examples), "GET", "/examples.json").json() == examples


@pytest.mark.parametrize("path", ["/graphql", "/", "/healthz", "/readyz", "/none"])
def test_every_answer_is_protected_and_no_other_origin_is_let_in(path: str) -> None:
    response = send(app(), "GET", path, headers={"Origin": "http://elsewhere"})

    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert not [name for name in response.headers if name.startswith("access-control")]


def test_a_fault_outside_a_request_is_masked_and_protected_too() -> None:
    application = app(examples=[{"query": object()}])  # type: ignore[dict-item]

    response = send(application, "GET", "/examples.json")

    assert response.status_code == 500
    assert code(response) == "INTERNAL"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_client_that_left_while_sending_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def keep(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
    }

    asyncio.run(app()(scope, receive, keep))

    assert sent == []
    assert caplog.records == []


def test_every_documented_code_says_what_it_means() -> None:
    assert {name for name in vars(errors) if name.isupper()} - {"CODES"} == set(errors.CODES)


def test_what_an_answer_tells_of_itself_is_asked_for_in_the_extensions() -> None:
    asked: list[tuple[Any, ...]] = []

    class Noting(Plain):
        def run(self, *given: Any) -> Outcome:
            asked.append(given[3:])
            return super().run(*given[:3])

    client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app(Noting())), base_url="http://127.0.0.1")
    for extensions in ({"cost": True, "explain": True}, {"cost": False, "other": True}, None):
        body = {"query": "{ __typename }", "extensions": extensions}
        asyncio.run(client.post("/graphql", json=body))

    assert asked == [(frozenset({"cost", "explain"}),), (), ()]
