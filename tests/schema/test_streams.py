"""How an export is sent: at the client's speed, in bounded memory and number, broken off for all to see.

Not here: what an export holds (`test_export`).
"""

import asyncio
import threading
import time
import tracemalloc
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from schema import errors
from schema.answers import Endpoint
from schema.compression import Compression
from schema.documents import Documents
from schema.outcome import Outcome
from schema.streams import Exports
from tests.schema.serving import served
from tests.schema.test_http import app, code, send

LIST = "{ things { nodes { name } } }"


class Pages:
    """A list of numbered things, a page at a time."""

    def __init__(self, rows: int, fails_at: int | None = None) -> None:
        self.rows, self.fails_at = rows, fails_at
        self.asked = 0

    def run(self, document: str, variables: Mapping[str, Any] | None, operation_name: str | None) -> Outcome:
        if "totalCount" in document:
            return Outcome(data={"things": {"totalCount": self.rows}})
        given = variables or {}
        start = int(given["exportAfter"] or 0)
        end = min(start + given["exportFirst"], self.rows)
        self.asked += 1
        if self.asked == self.fails_at:
            return Outcome(errors=[errors.error(errors.TIMEOUT, "The database took too long.")])
        nodes = [{"name": f"{number:06} {'x' * 90}"} for number in range(start, end)]
        info = {"hasNextPage": end < self.rows, "endCursor": str(end)}
        return Outcome(data={"things": {"nodes": nodes, "pageInfo": info}})


def exports(pages: Any, **more: Any) -> tuple[Exports, Any]:
    made = Exports(pages, Documents(), 60, **more)
    return made, Compression(Starlette(routes=[Route("/export", Endpoint(("GET", "POST"), made))]))


async def streamed(application: Any, take: Callable[[bytes], Any], accepted: str = "identity") -> None:
    """Ask for the list, and let `take` have each piece."""

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError

    async def sent(message: Any) -> None:
        if message["type"] == "http.response.body":
            await take(message.get("body", b""))

    scope = {
        "type": "http", "asgi": {"spec_version": "2.3"}, "method": "GET", "path": "/export", "root_path": "",
        "query_string": httpx.QueryParams({"query": LIST}).__str__().encode(),
        "headers": [(b"accept-encoding", accepted.encode())],
    }  # fmt: skip
    await application(scope, receive, sent)


def test_no_page_is_read_before_the_client_has_taken_the_last() -> None:
    pages = Pages(1_000)
    _, application = exports(pages)
    asked: list[int] = []

    async def take(piece: bytes) -> None:
        await asyncio.sleep(0)
        if piece:
            asked.append(pages.asked)

    asyncio.run(streamed(application, take))

    assert asked == list(range(1, 11))


@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_the_memory_of_an_export_does_not_grow_with_its_rows(accepted: str) -> None:
    async def drop(piece: bytes) -> None:
        pass

    def peak(rows: int) -> int:
        _, application = exports(Pages(rows))
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        asyncio.run(streamed(application, drop, accepted))
        return tracemalloc.get_traced_memory()[1] - before

    tracemalloc.start()
    try:
        peak(500)  # what is imported and kept once
        few, many = peak(500), peak(50_000)
    finally:
        tracemalloc.stop()

    assert many < few + 100_000  # of 5 MB that are sent


@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_an_export_that_fails_on_the_way_is_broken_off_and_the_client_notices(accepted: str) -> None:
    made, application = exports(Pages(1_000, fails_at=3))

    with served(application, "/export") as address, httpx.Client() as client:
        request = {"params": {"query": LIST}, "headers": {"Accept-Encoding": accepted}}
        for _ in range(3):  # more often than there are places
            made._executor.asked = 0  # type: ignore[attr-defined]
            with pytest.raises(httpx.RemoteProtocolError):
                client.get(address, **request)  # type: ignore[arg-type]
        made._executor.fails_at = None  # type: ignore[attr-defined]
        whole = client.get(address, **request)  # type: ignore[arg-type]

    assert len(whole.text.splitlines()) == 1_000


def test_a_client_that_leaves_gives_its_place_back() -> None:
    made, application = exports(Pages(10_000_000), rows=10_000_000, at_once=1)

    with served(application, "/export") as address:
        for _ in range(3):
            with httpx.stream("GET", address, params={"query": LIST}) as answer:
                assert answer.status_code == 200
                next(answer.iter_bytes())
            while not made._free:
                time.sleep(0.01)


def test_a_client_that_takes_nothing_is_given_up_after_the_time_of_an_export() -> None:
    made, application = exports(Pages(1_000), seconds=0.05)

    async def take(piece: bytes) -> None:
        await asyncio.Event().wait()

    asyncio.run(streamed(application, take))

    assert made._free == 2


def test_one_export_more_than_may_run_is_asked_to_come_again_and_requests_are_answered() -> None:
    pages = Pages(1_000)
    application = app(pages)
    halfway, end = threading.Event(), threading.Event()

    async def scenario() -> tuple[httpx.Response, httpx.Response]:
        async def take(piece: bytes) -> None:
            halfway.set()
            await asyncio.to_thread(end.wait, 60)

        running = [asyncio.create_task(streamed(application, take)) for _ in range(2)]
        await asyncio.to_thread(halfway.wait, 60)
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="http://s") as client:
            refused = await client.get("/export", params={"query": LIST})
            answered = await client.post("/graphql", json={"query": "{ things { totalCount } }"})
        end.set()
        await asyncio.gather(*running)
        return refused, answered

    refused, answered = asyncio.run(scenario())

    assert (refused.status_code, code(refused)) == (503, "LIMIT_EXCEEDED")
    assert refused.headers["retry-after"] == "10"
    assert answered.status_code == 200


@pytest.mark.parametrize(("rows", "status"), [(1_000, 200), (1_001, 400)])
def test_an_export_has_a_bounded_number_of_rows(rows: int, status: int) -> None:
    pages = Pages(rows)
    _, application = exports(pages, rows=1_000)

    answer = send(application, "GET", "/export", params={"query": LIST})

    assert answer.status_code == status
    if status == 400:
        assert code(answer) == "LIMIT_EXCEEDED"
        assert "1,001 rows; an export has at most 1,000: filter it" in answer.text
        assert pages.asked == 0


@pytest.mark.parametrize(
    ("told", "status"), [("DATABASE_UNAVAILABLE", 503), ("TIMEOUT", 504), ("TOO_DEEP", 400)]
)
def test_an_export_that_cannot_begin_has_the_status_of_its_error(told: str, status: int) -> None:
    class Fails:
        def run(self, *_: Any) -> Outcome:
            return Outcome(errors=[errors.error(told, "why")])

    made, application = exports(Fails())

    answer = send(application, "GET", "/export", params={"query": LIST})

    assert (answer.status_code, code(answer), made._free) == (status, told, 2)


def test_a_fault_shows_an_incident_and_nothing_else() -> None:
    class Fails:
        def run(self, *_: Any) -> Outcome:
            raise RuntimeError("secret")

    answer = send(exports(Fails())[1], "GET", "/export", params={"query": LIST})

    assert (answer.status_code, code(answer)) == (500, "INTERNAL")
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("params", "headers", "status"),
    [
        ({}, {}, 200),
        ({}, {"Accept": "text/html, */*;q=0.8"}, 200),
        ({}, {"Accept": "application/x-ndjson"}, 200),
        ({}, {"Accept": "image/png"}, 406),
        ({"format": "csv"}, {"Accept": "image/png"}, 200),
        ({"format": "xml"}, {}, 400),
        ({}, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ({}, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
        ({}, {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, 200),
    ],
)
def test_the_format_is_that_of_the_address_or_one_that_is_accepted(
    params: dict[str, str], headers: dict[str, str], status: int
) -> None:
    answer = send(exports(Pages(3))[1], "GET", "/export", params={"query": LIST, **params}, headers=headers)

    assert answer.status_code == status


def test_a_list_that_is_being_written_to_all_the_time_is_not_exported_torn() -> None:
    class Torn(Pages):
        def run(self, *given: Any) -> Outcome:
            outcome = super().run(*given)
            return Outcome(outcome.data, extensions={"torn": ["things"]} if self.asked else {})

    answer = send(exports(Torn(3))[1], "GET", "/export", params={"query": LIST})

    assert (answer.status_code, code(answer)) == (503, "DATABASE_UNAVAILABLE")
