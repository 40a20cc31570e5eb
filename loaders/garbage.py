"""Garbage: how often Python looks for circles of dead objects while rows become objects by the million.

Nearly none of these is part of a circle, so that looking for them is a sixth of the work of a load.
Not here: anything that is freed without being looked for, which is nearly all.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 100_000  # new objects, not 700


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let circles be looked for seldom while this lasts."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
