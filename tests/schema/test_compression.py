"""Packed answers: who gets them, what caches are told, and that a stream is not held back."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import StreamingResponse

from schema.compression import LEAST_BYTES, Compression
from schema.outcome import Outcome
from tests.schema.test_http import Calls, app, send

QUERY = {"query": "{ echo }"}
LARGE = Outcome(data={"x": "质量 " * 5_000})


def get(application: Starlette, accepted: str | None, known: str = "") -> Any:
    headers = {"Accept-Encoding": accepted or "identity"} | ({"If-None-Match": known} if known else {})
    return send(application, "GET", "/graphql", params=QUERY, headers=headers)


def large(**more: Any) -> Starlette:
    return app(Calls(lambda: LARGE), **more)


@pytest.mark.parametrize("accepted", ["gzip", "br, GZIP;q=0.5", "*", "gzip, *;q=0"])
def test_a_large_answer_is_packed_for_a_client_that_takes_it(accepted: str) -> None:
    answer = get(large(), accepted)

    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert int(answer.headers["content-length"]) < len(answer.content) / 10
    assert answer.json()["data"] == LARGE.data


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0", "br", "*;q=0", "gzip;q=0, *"])
def test_a_client_that_does_not_take_it_is_answered_plainly_and_caches_are_told_all_the_same(
    accepted: str,
) -> None:
    answer = get(large(), accepted)

    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept, Accept-Encoding"


def test_a_small_answer_is_not_packed() -> None:
    answer = get(app(), "gzip")

    assert len(answer.content) < LEAST_BYTES
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept, Accept-Encoding"


def test_the_tag_of_a_packed_answer_is_weak_and_still_saves_sending_it_again() -> None:
    application = large(tag=lambda document, variables, name: "tag")

    plain, packed = get(application, None), get(application, "gzip")
    tags = [each.headers["etag"] for each in (plain, packed)]

    assert tags == ['"tag-json"', 'W/"tag-json"']
    for accepted in (None, "gzip"):
        for tag in tags:
            again = get(application, accepted, tag)
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["vary"] == "Accept, Accept-Encoding"
            assert "content-encoding" not in again.headers


def test_the_files_of_the_page_are_packed_and_kept_too(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>page</p>")
    (tmp_path / "main.js").write_text("let page = 1;" * 1_000)
    application = app(page=tmp_path)

    first = send(application, "GET", "/main.js", headers={"Accept-Encoding": "gzip"})
    known = {"If-None-Match": first.headers["etag"], "Accept-Encoding": "gzip"}

    assert first.headers["content-encoding"] == "gzip"
    assert first.headers["etag"].startswith('W/"')
    assert send(application, "GET", "/main.js", headers=known).status_code == 304


def test_each_piece_of_a_stream_is_sent_on_before_the_next_is_made() -> None:
    made: list[int] = []
    seen: list[tuple[int, bytes]] = []

    async def pieces() -> AsyncIterator[bytes]:
        for number in range(3):
            made.append(number)
            yield f"line {number}\n".encode()

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        await StreamingResponse(pieces(), media_type="application/jsonl")(scope, receive, send)

    async def keep(message: Any) -> None:
        if message["type"] == "http.response.body":
            seen.append((len(made), message.get("body", b"")))

    async def receive() -> Any:
        await asyncio.Event().wait()

    scope = {"type": "http", "method": "GET", "headers": [(b"accept-encoding", b"gzip")]}
    asyncio.run(Compression(answer)(scope, receive, keep))

    assert [count for count, body in seen if body][:3] == [1, 2, 3]
    assert gzip.decompress(b"".join(body for _, body in seen)) == b"line 0\nline 1\nline 2\n"
