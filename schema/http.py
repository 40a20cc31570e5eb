"""The HTTP application: `/graphql`, `/export`, the page, `/healthz` and `/readyz`.

Not here: reading a request (`request`), running it (`executor`), and the server that listens (`cli`).
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from schema import errors
from schema.answers import Endpoint, sent, within
from schema.compression import Compression
from schema.documents import Documents
from schema.media import GRAPHQL, JSON, answered_type, wants_page
from schema.outcome import Executor, Outcome
from schema.page import page_route
from schema.parsing import writes
from schema.protection import Protection, protect
from schema.readiness import Readiness
from schema.refused import Refused
from schema.request import GraphQLRequest, read_request
from schema.streams import Exports
from schema.times import Times
from schema.workers import Busy, Workers

RUNNING = 64
READY_SECONDS = 5.0
ANSWER_BYTES = 5_000_000

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
    documents: Documents | None = None,
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
        documents: those that a request may name instead of sending one; without, those that clients register.
    """
    known = documents or Documents()
    exports = Exports(executor, known, seconds)
    workers, probes = Workers(running, "graphql"), Workers(2, "readiness")
    graphql = partial(_graphql, executor=executor, workers=workers, seconds=seconds, tag=tag, documents=known)
    routes = [
        Route("/graphql", Endpoint(("GET", "POST"), graphql)),
        Route("/export", Endpoint(("GET", "POST"), exports)),
        Route("/healthz", Endpoint(("GET",), partial(_health, version=version))),
        Route("/readyz", Endpoint(("GET",), partial(_readiness, ready=ready, probes=probes))),
        Route("/examples.json", Endpoint(("GET",), partial(_examples, examples=examples))),
        page_route(page, without_page),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Compression), Middleware(Protection)],
        exception_handlers={HTTPException: _no_such, Exception: _fault},
        lifespan=partial(_open, workers=(workers, probes, exports.workers)),
    )


@asynccontextmanager
async def _open(app: Starlette, workers: Sequence[Workers]) -> AsyncIterator[None]:
    yield
    for each in workers:
        each.close()


async def _graphql(
    request: Request,
    executor: Executor,
    workers: Workers,
    seconds: float,
    tag: Tag | None,
    documents: Documents,
) -> Response:
    accept = request.headers.get("accept")
    if request.method == "GET" and wants_page(accept):
        return RedirectResponse("/", 303, {"Vary": "Accept"})
    media = answered_type(accept)
    try:
        if media is None:
            raise Refused(406, errors.BAD_REQUEST, f"Answers are {GRAPHQL} or {JSON}; accept one of them.")
        asked = await read_request(request, documents=documents)
        answer = partial(_answer_of, asked, media, executor)
        if request.method in ("GET", "HEAD"):
            known = request.headers.get("if-none-match", "")
            answer = partial(_answer_to_get, asked, media, executor, tag, known)
        return await within(workers, answer, seconds)
    except Refused as refused:
        status = 200 if refused.expected and media == JSON else refused.status
        return sent({"errors": [refused.error]}, status, media or JSON, refused.headers)


def _answer_to_get(
    asked: GraphQLRequest, media: str, executor: Executor, tag: Tag | None, known: str
) -> Response:
    """Answer a GET, or say that the client has the answer already."""
    try:
        now = tag(asked.document, asked.variables, asked.operation_name) if tag else None
    except Exception:  # the answer itself tells what is wrong
        now = None
    if now is None:
        return _answer_of(asked, media, executor, get=True)
    etag = f'"{now}-{"json" if media == JSON else "graphql"}"'  # the same answer in another type is another
    kept = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Accept"}
    if etag in [each.strip().removeprefix("W/") for each in known.split(",")]:
        return Response(status_code=304, headers=kept)
    return _answer_of(asked, media, executor, kept)


def _answer_of(
    asked: GraphQLRequest,
    media: str,
    executor: Executor,
    kept: Mapping[str, str] | None = None,
    *,
    get: bool = False,
) -> Response:
    """Run a request and write its answer, both in a thread: writing a large one takes time too.

    `kept` are the headers of an answer that a client may keep: one without errors, and whole. By GET, GraphQL
    over HTTP wants a mutation refused with 405, whatever the schema has.
    """
    try:
        told = (asked.tell,) if asked.tell else ()
        outcome = executor.run(asked.document, asked.variables, asked.operation_name, *told)
        if get and not outcome.executed and writes(asked.document, asked.operation_name):
            return sent(outcome.body(), 405, media, {"Allow": "POST"})
        whole = outcome.executed and not outcome.errors and not outcome.extensions
        response = sent(outcome.body(), _status(outcome, media), media, kept if whole else None)
    except Exception as fault:
        return sent({"errors": [errors.internal(fault)]}, 500, media)
    if len(response.body) > ANSWER_BYTES:
        text = f"The answer is larger than {ANSWER_BYTES:,} bytes; ask for less at once."
        return sent({"errors": [errors.error(errors.LIMIT_EXCEEDED, text)]}, 400, media)
    return response


def _status(outcome: Outcome, media: str) -> int:
    """A refused request is 400 in the type made for it; plain JSON says 200 to whatever was understood."""
    return 400 if media == GRAPHQL and not outcome.executed else 200


async def _health(request: Request, version: str) -> Response:
    return sent({"status": "alive", "version": version}, 200)


async def _readiness(request: Request, ready: Callable[[], Readiness], probes: Workers) -> Response:
    try:
        found = await probes.run(ready, READY_SECONDS)
    except (Busy, TimeoutError):
        found = Readiness(reachable=False)
    except Exception as fault:
        errors.internal(fault)
        found = Readiness(reachable=False)
    return sent(found.body(), 200 if found.ready else 503)


async def _examples(request: Request, examples: Sequence[Mapping[str, str]]) -> Response:
    return sent(list(examples), 200)


async def _no_such(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    text = (
        "There is nothing at this address; the API is /graphql." if fault.status_code == 404 else fault.detail
    )
    headers = dict(fault.headers or ({"Allow": "GET, HEAD"} if fault.status_code == 405 else {}))
    return sent({"errors": [errors.error(errors.BAD_REQUEST, text)]}, fault.status_code, JSON, headers)


async def _fault(request: Request, fault: Exception) -> Response:
    response = sent({"errors": [errors.internal(fault)]}, 500)
    # This answer is given outside the middleware.
    protect(MutableHeaders(raw=response.raw_headers))
    return response
