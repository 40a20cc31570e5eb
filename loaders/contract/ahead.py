"""Reading ahead: items in lots, and a lot is only given once the next was fetched.

What ends either, as a file that breaks off, is raised behind the items before it, as if nothing were ahead.
Not here: what is read, and what is done with it (`intake`).
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def in_lots(items: Iterable[T], size: int, weight: Callable[[T], int], most: int) -> Iterator[list[T]]:
    """Give items so many at a time, in their order; fewer in the last lot.

    Args:
        items: what is to be given.
        size: how many a lot has.
        weight: of an item.
        most: what a lot may weigh before its last item; one that weighs more has fewer.
    """
    lot: list[T] = []
    weighs = 0
    try:
        for each in items:
            lot.append(each)
            weighs += weight(each)
            if len(lot) == size or weighs >= most:
                yield lot
                lot, weighs = [], 0
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
