"""Limits of the indexes that are made behind an import: what they cannot hold is found before.

An ordinary load learns it from the database, record by record. Not here: keeping such records aside.
"""

from collections.abc import Iterator

from graph.model import Model, Node
from loaders.acceptance import Accepted

ENTRY = 8_000  # bytes of all that one entry of an index holds: its page has some more


def too_long(model: Model, record: Accepted) -> str | None:
    """Return why a record cannot be found by an index, or None: it can.

    Args:
        model: says what is indexed.
        record: what was taken in.
    """
    for where, size in _entries(model, record):
        if size > ENTRY:
            return f"{where} has {size:,} bytes, and an index holds {ENTRY:,}: shorten it"
    return None


def _entries(model: Model, record: Accepted) -> Iterator[tuple[str, int]]:
    yield "its id", len(record.id.encode())
    for claim in record.claims:
        yield from _of_claim(model, claim)


def _of_claim(model: Model, claim: Node) -> Iterator[tuple[str, int]]:
    kind, id_ = model.kinds[type(claim).__name__], len(claim.id.encode())
    yield f"the id of the {kind.label}", id_
    for prop in kind.properties:
        value = getattr(claim, prop.name) if prop.indexed else None
        if isinstance(value, str):
            yield f"{kind.label}.{prop.name}", len(value.encode()) + (id_ if prop.paged else 0)
