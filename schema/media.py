"""The media types of GraphQL over HTTP: what a client accepts, and what a body says it is.

Not here: reading a body (`schema.request`) and the status that goes with a type (`schema.http`).
"""

from collections.abc import Iterator
from email.message import Message
from functools import lru_cache

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
JSON_LINES = "application/jsonl"
CSV = "text/csv"
HEADERS = 64  # of each sort whose meaning is kept: clients send few, and the same ones again
TABLES = {JSON_LINES: "jsonl", "application/x-ndjson": "jsonl", CSV: "csv"}


@lru_cache(HEADERS)
def answered_type(accept: str | None) -> str | None:
    """Return the media type to answer in, or None when the client accepts neither of ours.

    A client that names no type, or any type, is an older one and gets JSON.
    """
    ranges = list(_ranges(accept or "*/*"))
    best = max((GRAPHQL, JSON), key=lambda ours: (*_match(ours, ranges), _first(ours, ranges)))
    return best if _match(best, ranges)[0] > 0 else None


def table_format(accept: str | None) -> str | None:
    """Return the format of an export, `jsonl` or `csv`, or None when the client accepts neither."""
    ranges = list(_ranges(accept or "*/*"))
    best = max(TABLES, key=lambda ours: _match(ours, ranges))
    return TABLES[best] if _match(best, ranges)[0] > 0 else None


@lru_cache(HEADERS)
def wants_page(accept: str | None) -> bool:
    """Return whether the client is a person's browser: it names HTML, and no type of an API."""
    named = {name for name, quality in _ranges(accept or "") if quality > 0}
    return "text/html" in named and not named & {GRAPHQL, JSON}


@lru_cache(HEADERS)
def accepts_coding(accept_encoding: str | None, coding: str) -> bool:
    """Return whether a client takes answers in a content coding: it names it, or any, and not with `q=0`."""
    named = dict(_ranges(accept_encoding or ""))
    return named.get(coding, named.get("*", 0.0)) > 0


@lru_cache(HEADERS)
def is_json(content_type: str | None) -> bool:
    """Return whether a body says that it is JSON in UTF-8, which is the charset when none is said."""
    message = Message()
    message["content-type"] = content_type or "text/plain"
    charset = message.get_param("charset", "utf-8")
    return message.get_content_type() == JSON and str(charset).lower() in ("utf-8", "utf8")


def _first(ours: str, ranges: list[tuple[str, float]]) -> bool:
    """Of two types that are equally good, the newer one if it is named, else plain JSON."""
    return (ours == GRAPHQL) == any(name == GRAPHQL for name, _ in ranges)


def _match(ours: str, ranges: list[tuple[str, float]]) -> tuple[float, int]:
    """Return how much a type is wanted, and how exactly it is named."""
    kind = ours.partition("/")[0]
    found = [(exact, q) for name, q in ranges for exact, one in _forms(ours, kind) if name == one]
    exact, quality = max(found, default=(0, 0.0))
    return quality, exact


def _forms(ours: str, kind: str) -> list[tuple[int, str]]:
    return [(2, ours), (1, f"{kind}/*"), (0, "*/*")]


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            yield name, _quality(parameters)


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return min(1.0, max(0.0, float(parameter[2:])))
            except ValueError:
                return 0.0
    return 1.0
