"""A GraphQL request as it comes over HTTP: read within bounds, checked, and refused in clear words.

Not here: what the document asks (`schema.executor`) and how an answer is sent (`schema.http`).
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request

from schema import errors
from schema.documents import Documents
from schema.limits import DOCUMENT_CHARACTERS
from schema.media import is_json
from schema.outcome import COST, EXPLAIN
from schema.refused import Refused

BODY_BYTES = 100_000
JSON_DEPTH = 60
RECEIVE_SECONDS = 10.0


@dataclass(frozen=True)
class GraphQLRequest:
    """What one request asks to be run."""

    document: str
    variables: Mapping[str, Any] | None
    operation_name: str | None
    tell: frozenset[str] = frozenset()  # what the answer is to tell of itself (`schema.telling`)


async def read_request(
    request: Request, seconds: float = RECEIVE_SECONDS, documents: Documents | None = None
) -> GraphQLRequest:
    """Return what a GET or POST request asks.

    Args:
        request: read to its end.
        seconds: how long the body may take to arrive.
        documents: those that the request may name instead of sending one.

    Raises:
        Refused: if it is too large, too slow, no GraphQL request, or of a document that is not run.
    """
    get = request.method in ("GET", "HEAD")
    given = _from_address(request) if get else _parsed(await _body(request, seconds))
    return _checked(given, documents or Documents())


def _from_address(request: Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        if given.get(name):
            given[name] = _json(given[name].encode("utf-8", "replace"), f"The query parameter {name}")
        else:
            given.pop(name, None)
    return given


async def _body(request: Request, seconds: float) -> bytes:
    if not is_json(request.headers.get("content-type")):
        raise _unsupported("The body must say Content-Type: application/json, in UTF-8.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise _unsupported("The body must not be compressed.")
    try:
        async with asyncio.timeout(seconds):
            return await _received(request)
    except TimeoutError:
        text = f"The body did not arrive within {seconds:g} s."
        raise Refused(408, errors.TIMEOUT, text, {"Connection": "close"}) from None


def _unsupported(text: str) -> Refused:
    return Refused(415, errors.BAD_REQUEST, text, {"Accept": "application/json"})


async def _received(request: Request) -> bytes:
    said = request.headers.get("content-length", "")
    if said.isdecimal() and len(said) < 20 and int(said) > BODY_BYTES:
        raise _too_large()
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_BYTES:
            raise _too_large()
    return bytes(body)


def _too_large() -> Refused:
    text = f"The body is larger than {BODY_BYTES:,} bytes; ask for less at once."
    return Refused(413, errors.LIMIT_EXCEEDED, text, {"Connection": "close"})


def _parsed(body: bytes) -> dict[str, Any]:
    found = _json(body, "The body")
    if isinstance(found, list):
        raise _bad("Several requests in one body are not answered; send one JSON object.")
    if not isinstance(found, dict):
        raise _bad('The body must be a JSON object such as {"query": "{ __typename }"}.')
    return found


def _json(text: bytes, what: str) -> Any:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise _bad(f"{what} is not JSON in UTF-8.") from None
    if text.count(b"{") + text.count(b"[") > JSON_DEPTH and _deeper_than(found, JSON_DEPTH):
        raise Refused(
            400, errors.LIMIT_EXCEEDED, f"{what} is nested deeper than {JSON_DEPTH} levels: nest it less."
        )
    return found


def _deeper_than(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit + 1):
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return False
    return True


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _checked(given: dict[str, Any], documents: Documents) -> GraphQLRequest:
    name = given.get("operationName")
    if not isinstance(name, str | None):
        raise _bad("`operationName` must be text.")
    for member in ("variables", "extensions"):
        if not isinstance(given.get(member), dict | None):
            raise _bad(f"`{member}` must be a JSON object.")
    document, operation = documents.meant(given)
    if len(document) > DOCUMENT_CHARACTERS:
        text = f"The document is longer than {DOCUMENT_CHARACTERS:,} characters; ask for less at once."
        raise Refused(400, errors.LIMIT_EXCEEDED, text)
    said = given.get("extensions") or {}
    tell = frozenset(name for name in (COST, EXPLAIN) if said.get(name) is True)
    return GraphQLRequest(document, given.get("variables"), name or operation, tell)


def _bad(text: str) -> Refused:
    return Refused(400, errors.BAD_REQUEST, text)
