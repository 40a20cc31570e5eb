"""Running requests: a bounded number at once, each in a thread, each within its time.

Not here: what is run.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import TypeVar

T = TypeVar("T")


class Busy(Exception):
    """As many requests run as may run at once."""


class Workers:
    """Threads for a bounded number of calls.

    A call that outlives its time keeps its place until it ends, since its thread and its statement go on: so
    slow statements cannot pile up behind answers that were given up. (Starlette's own pool has 40 threads
    for everything, and frees a place when the caller leaves.)
    """

    def __init__(self, at_once: int, name: str) -> None:
        self._places = BoundedSemaphore(at_once)
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix=name)

    async def run(self, call: Callable[[], T], seconds: float) -> T:
        """Return what the call returns.

        Raises:
            Busy: at once, when no place is free.
            TimeoutError: after `seconds`.
        """
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            future = self._pool.submit(call)
        except BaseException:
            self._places.release()
            raise
        future.add_done_callback(lambda _: self._places.release())
        async with asyncio.timeout(seconds):
            return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Take no more calls; those that run end by themselves."""
        self._pool.shutdown(wait=False, cancel_futures=True)
