"""The page on HTTP: each `curl` that it shows is sent, and answered as it shows.

Not here: how the service behaves otherwise (`tests/schema`).
"""

import asyncio
import re
import shlex
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from schema.compression import LEAST_BYTES
from schema.documents import REGISTERED, Documents
from schema.executor import Executor
from schema.export import MAXIMUM_ROWS
from schema.http import create_app
from schema.readiness import Readiness
from schema.service import documents_of
from schema.streams import EXPORT_SECONDS, EXPORTS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "http.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHOWN = BLOCK.findall(PAGE)
PAIRS = [
    (command, answer)
    for (kind, command), (_, answer) in zip(SHOWN, [*SHOWN[1:], ("", "")], strict=True)
    if kind == "sh" and command.startswith("curl")
]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Documents:
    folder = tmp_path_factory.mktemp("documents")
    for number, (kind, text) in enumerate(SHOWN):
        if kind == "graphql" and text.startswith("query"):
            (folder / f"{number}.graphql").write_text(text, "utf-8")
    return documents_of(folder)


def service(executor: Executor, documents: Documents) -> Starlette:
    return create_app(
        executor, lambda: Readiness(None), version="1", seconds=60, tag=executor.tag, documents=documents
    )


def sent(application: Starlette, command: str) -> httpx.Response:
    """Send what a curl command would send."""
    words = iter(shlex.split(command)[1:])
    address, headers, fields, body, get = "", {}, {}, None, False
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = next(words)
        elif word == "--data-urlencode":
            name, _, value = next(words).partition("=")
            fields[name] = value
        elif word == "--get":
            get = True
        elif word == "--compressed":
            headers["Accept-Encoding"] = "gzip"
        else:
            assert word.startswith("http://"), word
            address = word

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(application)) as client:
            method = "GET" if get or body is None else "POST"
            return await client.request(method, address, headers=headers, params=fields, content=body)

    return asyncio.run(asked())


def test_the_page_shows_something() -> None:
    assert len(PAIRS) >= 3


@pytest.mark.parametrize(("command", "answer"), PAIRS)
def test_what_the_page_shows_is_sent_and_answered(
    executor: Executor, documents: Documents, command: str, answer: str
) -> None:
    response = sent(service(executor, documents), command)

    assert response.text.splitlines() == answer.splitlines()


def test_the_page_tells_the_limits_of_exports_and_documents_as_they_are() -> None:
    for told in (
        f"at most {MAXIMUM_ROWS:,} rows and {EXPORT_SECONDS:g} seconds",
        f"The last {REGISTERED} are kept",
        f"Answers of {LEAST_BYTES:,} bytes",
    ):
        assert told in PAGE
    assert EXPORTS == 2
