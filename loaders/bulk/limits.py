"""Limits of the indexes that are made behind an import: what they cannot hold is found before.

An ordinary load learns it from the database, record by record. Not here: keeping such records aside.
"""

from collections.abc import Iterator
from typing import Any

from graph.model import Model
from loaders.acceptance import Accepted
from loaders.values import stored

ENTRY = 8_167  # bytes of all values of one entry in an index of Neo4j's, each with a little of its own
OWN = 3
NO_TEXT = 16  # bytes of any value that is no text, at most


def too_long(model: Model, record: Accepted) -> str | None:
    """Return why a record cannot be found by an index, or None: it can.

    Args:
        model: says what is indexed.
        record: what was taken in.
    """
    for where, *values in _entries(model, record):
        size = sum(map(_size, values))
        if size > ENTRY:
            return f"{where} has {size:,} bytes, and an index holds {ENTRY:,}: shorten it"
    return None


def _entries(model: Model, record: Accepted) -> Iterator[tuple[str, *tuple[Any, ...]]]:
    yield "its id", record.id
    for claim, about in zip(record.claims, record.about, strict=True):
        kind = model.kinds[type(claim).__name__]
        yield f"the id of the {kind.label}", about
        for prop in kind.properties:
            if prop.indexed:
                value = stored(getattr(claim, prop.name))
                yield f"{kind.label}.{prop.name}", value, *([about] if prop.paged else [])


def _size(value: Any) -> int:
    return OWN + (len(value.encode()) if isinstance(value, str) else NO_TEXT)
