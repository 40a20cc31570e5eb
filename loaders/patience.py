"""Patience: work that is done again while a database is away. Not here: the work (`run`, `writing`)."""

from collections.abc import Callable
from typing import TypeVar

import stamina

from graph.database import CommitUnknown, DatabaseUnavailable, StatementRefused

FIRST_WAIT, LONGEST_WAIT = 0.2, 15.0  # seconds
T = TypeVar("T")


def passes(error: Exception) -> bool:
    """Whether what failed may succeed when it is done again: the database is away, or two writers met."""
    if isinstance(error, StatementRefused):
        return error.passing
    return isinstance(error, DatabaseUnavailable | CommitUnknown)


def patiently(work: Callable[[], T], seconds: float, again: Callable[[Exception], bool] = passes) -> T:
    """Do work that may be done twice, as often as it takes.

    Args:
        work: what to do; where it went through and that was not heard, it is done again.
        seconds: for how long.
        again: whether an error passes.

    Raises:
        Exception: the last one that the work raised.
    """
    if not seconds:
        return work()
    waits = {"wait_initial": FIRST_WAIT, "wait_max": LONGEST_WAIT}
    for attempt in stamina.retry_context(on=again, attempts=None, timeout=seconds, **waits):
        with attempt:
            return work()
    raise AssertionError("an attempt returns or raises")
