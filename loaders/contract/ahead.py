"""Reading ahead: items in lots, and a lot is only given once the next was fetched.

What ends either, as a file that breaks off, is raised behind the items before it, as if nothing were ahead.
Not here: what is read, and what is done with it (`intake`).
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def in_lots(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Give items so many at a time, in their order; fewer in the last lot."""
    lot: list[T] = []
    try:
        for each in items:
            lot.append(each)
            if len(lot) == size:
                yield lot
                lot = []
    except Exception:
        if lot:
            yield lot
        raise
    if lot:
        yield lot


def one_behind(items: Iterable[T]) -> Iterator[T]:
    """Give items, each once the next was fetched."""
    held: list[T] = []
    try:
        for each in items:
            held.append(each)
            if len(held) > 1:
                yield held.pop(0)
    except Exception:
        yield from held
        raise
    yield from held
