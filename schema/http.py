"""The HTTP application: `/graphql`, the page, `/healthz` and `/readyz`.

Not here: reading a request (`request`), running it (`executor`), and the server that listens (`cli`).
"""

import html
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from schema import errors
from schema.media import GRAPHQL, JSON, answered_type, wants_page
from schema.outcome import Executor, Outcome
from schema.protection import Protection, protect
from schema.readiness import Readiness
from schema.request import GraphQLRequest, Refused, read_request
from schema.times import Times
from schema.workers import Busy, Workers

RUNNING = 64
READY_SECONDS = 5.0
ANSWER_BYTES = 5_000_000

Answer = Callable[[Request], Awaitable[Response]]
Tag = Callable[[str, Mapping[str, Any] | None, str | None], str | None]


def create_app(
    executor: Executor,
    ready: Callable[[], Readiness],
    *,
    version: str,
    page: Path | None = None,
    without_page: str = "The page to explore it with was not built.",
    examples: Sequence[Mapping[str, str]] = (),
    running: int = RUNNING,
    seconds: float = Times.request,
    tag: Tag | None = None,
) -> Starlette:
    """Return the application.

    Args:
        executor: runs the documents, in a thread.
        ready: finds out whether the service can answer, in a thread; it may raise.
        version: what `/healthz` says.
        page: the folder of the built GraphiQL page; without it `/` tells how to ask by hand.
        without_page: what `/` says of that.
        examples: the requests that the page opens with, each with `query` and perhaps `variables` as text.
        running: how many requests may run at once.
        seconds: how long one may run.
        tag: tells whether the answer to a GET is still what it was, in a thread; None: no answer is kept.
    """
    workers, probes = Workers(running, "graphql"), Workers(2, "readiness")
    graphql = partial(_graphql, executor=executor, workers=workers, seconds=seconds, tag=tag)
    routes = [
        Route("/graphql", Endpoint(("GET", "POST"), graphql)),
        Route("/healthz", Endpoint(("GET",), partial(_health, version=version))),
        Route("/readyz", Endpoint(("GET",), partial(_readiness, ready=ready, probes=probes))),
        Route("/examples.json", Endpoint(("GET",), partial(_examples, examples=examples))),
        _page(page, without_page),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Protection)],
        exception_handlers={HTTPException: _no_such, Exception: _fault},
        lifespan=partial(_open, workers=(workers, probes)),
    )


@asynccontextmanager
async def _open(app: Starlette, workers: Sequence[Workers]) -> AsyncIterator[None]:
    yield
    for each in workers:
        each.close()


class Endpoint:
    """One address and the methods that it answers; HEAD goes with GET."""

    def __init__(self, methods: Sequence[str], answer: Answer) -> None:
        self._methods = (*methods, "HEAD") if "GET" in methods else tuple(methods)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say which methods are answered here."""
        request = Request(scope, receive)
        if request.method not in self._methods:
            allowed = ", ".join(self._methods)
            raise HTTPException(405, f"This address answers {allowed}.", {"Allow": allowed})
        try:
            response = await self._answer(request)
        except ClientDisconnect:
            return
        await response(scope, receive, send)


async def _graphql(
    request: Request, executor: Executor, workers: Workers, seconds: float, tag: Tag | None
) -> Response:
    accept = request.headers.get("accept")
    if request.method == "GET" and wants_page(accept):
        return RedirectResponse("/", 303, {"Vary": "Accept"})
    media = answered_type(accept)
    try:
        if media is None:
            raise Refused(406, errors.BAD_REQUEST, f"Answers are {GRAPHQL} or {JSON}; accept one of them.")
        asked = await read_request(request)
        answer = partial(_answer_of, asked, media, executor)
        if tag is not None and request.method in ("GET", "HEAD"):
            known = request.headers.get("if-none-match", "")
            answer = partial(_answer_unless_known, asked, media, executor, tag, known)
        return await _run(answer, workers, seconds)
    except Refused as refused:
        return _sent({"errors": [refused.error]}, refused.status, media or JSON, refused.headers)


async def _run(answer: Callable[[], Response], workers: Workers, seconds: float) -> Response:
    try:
        return await workers.run(answer, seconds)
    except Busy:
        text = "Too many requests run at once; send this one again in a moment."
        raise Refused(503, errors.LIMIT_EXCEEDED, text, {"Retry-After": "1"}) from None
    except TimeoutError:
        text = f"The request took longer than {seconds:g} s; ask for less at once."
        raise Refused(504, errors.TIMEOUT, text) from None


def _answer_unless_known(
    asked: GraphQLRequest, media: str, executor: Executor, tag: Tag, known: str
) -> Response:
    """Answer a GET, or say that the client has the answer already."""
    try:
        now = tag(asked.document, asked.variables, asked.operation_name)
    except Exception:  # the answer itself tells what is wrong
        now = None
    if now is None:
        return _answer_of(asked, media, executor)
    etag = f'"{now}-{"json" if media == JSON else "graphql"}"'  # the same answer in another type is another
    kept = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Accept"}
    if etag in [each.strip().removeprefix("W/") for each in known.split(",")]:
        return Response(status_code=304, headers=kept)
    return _answer_of(asked, media, executor, kept)


def _answer_of(
    asked: GraphQLRequest, media: str, executor: Executor, kept: Mapping[str, str] | None = None
) -> Response:
    """Run a request and write its answer, both in a thread: writing a large one takes time too.

    `kept` are the headers of an answer that a client may keep: one without errors, and whole.
    """
    try:
        outcome = executor.run(asked.document, asked.variables, asked.operation_name)
        whole = outcome.executed and not outcome.errors and not outcome.extensions
        response = _sent(outcome.body(), _status(outcome, media), media, kept if whole else None)
    except Exception as fault:
        return _sent({"errors": [errors.internal(fault)]}, 500, media)
    if len(response.body) > ANSWER_BYTES:
        text = f"The answer is larger than {ANSWER_BYTES:,} bytes; ask for less at once."
        return _sent({"errors": [errors.error(errors.LIMIT_EXCEEDED, text)]}, 400, media)
    return response


def _status(outcome: Outcome, media: str) -> int:
    """A refused request is 400 in the type made for it; plain JSON says 200 to whatever was understood."""
    return 400 if media == GRAPHQL and not outcome.executed else 200


def _sent(body: Any, status: int, media: str = JSON, headers: Mapping[str, str] | None = None) -> Response:
    kept = {"Cache-Control": "no-store", "Vary": "Accept", **(headers or {})}
    return Response(orjson.dumps(body), status, kept, f"{media}; charset=utf-8")


async def _health(request: Request, version: str) -> Response:
    return _sent({"status": "alive", "version": version}, 200)


async def _readiness(request: Request, ready: Callable[[], Readiness], probes: Workers) -> Response:
    try:
        found = await probes.run(ready, READY_SECONDS)
    except (Busy, TimeoutError):
        found = Readiness(reachable=False)
    except Exception as fault:
        errors.internal(fault)
        found = Readiness(reachable=False)
    return _sent(found.body(), 200 if found.ready else 503)


async def _examples(request: Request, examples: Sequence[Mapping[str, str]]) -> Response:
    return _sent(list(examples), 200)


def _page(folder: Path | None, without: str) -> Route:
    if folder is not None and (folder / "index.html").is_file():
        return Route("/{path:path}", StaticFiles(directory=folder, html=True))
    return Route("/", Endpoint(("GET",), partial(_plain_page, without=without)))


async def _plain_page(request: Request, without: str) -> Response:
    address = html.escape(f"{request.base_url}graphql")
    return HTMLResponse(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>QualityGraph</title>'
        "<h1>QualityGraph</h1><p>The API answers on <code>/graphql</code>. Ask it by hand:</p>"
        f"<pre>curl {address} -H 'Content-Type: application/json' "
        '-d \'{"query": "{ regions { nodes { id name } } }"}\'</pre>'
        f"<p>{html.escape(without)}</p></html>"
    )


async def _no_such(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    text = (
        "There is nothing at this address; the API is /graphql." if fault.status_code == 404 else fault.detail
    )
    headers = dict(fault.headers or ({"Allow": "GET, HEAD"} if fault.status_code == 405 else {}))
    return _sent({"errors": [errors.error(errors.BAD_REQUEST, text)]}, fault.status_code, JSON, headers)


async def _fault(request: Request, fault: Exception) -> Response:
    response = _sent({"errors": [errors.internal(fault)]}, 500)
    # This answer is given outside the middleware.
    protect(MutableHeaders(raw=response.raw_headers))
    return response
