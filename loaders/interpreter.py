"""The interpreter: what of Python is set otherwise while rows become objects and objects are written.

Each holds for the whole process, and is as before afterwards. Not here: what is done meanwhile.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 20_000  # new objects, not 700
SOON = 0.0003  # seconds, not 5 ms


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let circles of dead objects be looked for seldom while this lasts.

    Nearly none of the millions is part of a circle, and looking for them is a sixth of the work of a load.
    The few that are, about sixty for each answer of the database, must not pile up.
    """
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def soon_answered() -> Iterator[None]:
    """Let a thread go on soon after the database answers it, although another is at work, while this lasts.

    Each answer would otherwise wait for 5 ms, and a batch of records takes a dozen: what the other thread
    does meanwhile would gain nothing.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(SOON)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
