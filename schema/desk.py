"""The desk: analyses are computed here, off the request path, once for all who wait for the same.

A request waits a bounded time. What is ready is given at once, and said to be stale when the graph has
been written to since and the newer answer is not there yet. Not here: what is computed
(`graph.analysis`), and cutting the answer to a selection (`queries.compiler`).
"""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from threading import BoundedSemaphore, Lock, Thread
from typing import Any
from zoneinfo import ZoneInfo

from graph.analysis import Reader, versions
from graph.database import Database
from graph.model import Model
from queries.analyses import Analysis
from queries.compiler import Computing

KEPT = 16  # answers in memory, the last asked for
WAITING = 8  # computations that run or wait for their turn
WAITERS = 16  # requests that wait: each holds a place that others need
WAIT = 0.5  # of the time that a request has left, it waits so much for an answer
WAIT_FOR_NEWER = 0.1  # and so much for a newer one, when it has an older
ATTEMPTS = 3  # to read one state of the graph while it is being written to
VERSION_SECONDS = 5.0
LEAST_SECONDS = 0.05
HERE = ZoneInfo("Asia/Shanghai")

Topic = tuple[str, str | None, date]
log = logging.getLogger(__name__)


class AnalysisPending(Exception):
    """The analysis is being computed, and the time that a request waits for it is over."""


@dataclass(frozen=True)
class Ready:
    """What an analysis found, when, and of which state of the areas that it rests on."""

    found: Any
    computed_at: datetime
    versions: Mapping[str, int]


class Desk:
    """Computes the analyses of one database, one after another, and keeps the last answers."""

    def __init__(self, database: Database, model: Model) -> None:
        """Keep what analyses are computed on.

        Args:
            database: stays open as long as requests run.
            model: says which areas an analysis rests on.
        """
        self._database = database
        self._areas: Callable[[Analysis], frozenset[str]] = cache(lambda analysis: analysis.areas(model))
        self._ready: OrderedDict[Topic, Ready] = OrderedDict()
        self._pending: dict[Topic, Future[Ready]] = {}
        self._lock, self._turn = Lock(), Lock()
        self._places = BoundedSemaphore(WAITERS)

    def record(self, asked: Computing, until: float) -> list[Any] | None:
        """Return the record of an analysis, or None when there is no such subject.

        Args:
            asked: the analysis, and what it is asked with.
            until: when the request ends, by the monotonic clock; a share of what is left of it is waited.

        Raises:
            AnalysisPending: there is no answer yet.
            SelectionRefused: the cursor is of an item that is no longer listed.
            DatabaseProblem: the database did not answer.
        """
        topic = (asked.analysis.name, asked.subject, asked.as_of)
        ready, stale = self._known(topic, asked), False
        if ready is None or ready.versions != self._versions(asked.analysis, until):
            share = WAIT if ready is None else WAIT_FOR_NEWER
            ready = self._newer(topic, asked, (until - time.monotonic()) * share) or ready
            if ready is None:
                raise AnalysisPending
            stale = ready.versions != self._versions(asked.analysis, until)
        return None if ready.found is None else asked.record(ready.found, ready.computed_at, stale)

    def _known(self, topic: Topic, asked: Computing) -> Ready | None:
        with self._lock:
            if topic in self._ready:
                self._ready.move_to_end(topic)
            return self._ready.get(topic)

    def _versions(self, analysis: Analysis, until: float) -> Mapping[str, int]:
        left = max(min(VERSION_SECONDS, until - time.monotonic()), LEAST_SECONDS)
        every = versions(self._database, left)
        return {area: every.get(area, 0) for area in self._areas(analysis)}

    def _newer(self, topic: Topic, asked: Computing, seconds: float) -> Ready | None:
        """Return what is computed now, by this request or for another; None if it takes too long."""
        waiting = self._begun(topic, asked)
        if waiting is None or not self._places.acquire(blocking=False):
            return None
        try:
            return waiting.result(max(seconds, 0))
        except NotYet:
            return None
        finally:
            self._places.release()

    def _begun(self, topic: Topic, asked: Computing) -> "Future[Ready] | None":
        with self._lock:
            if topic not in self._pending and len(self._pending) < WAITING:
                waiting: Future[Ready] = Future()
                self._pending[topic] = waiting
                # A daemon: an analysis that nobody waits for must not keep the service from ending.
                work = Thread(target=self._work, args=(topic, asked, waiting), name="analysis", daemon=True)
                work.start()
            return self._pending.get(topic)

    def _work(self, topic: Topic, asked: Computing, waiting: "Future[Ready]") -> None:
        try:
            with self._turn:
                ready = self._computed(asked)
        except Exception as failure:
            log.warning("the analysis %s failed: %s", asked.analysis.name, failure)
            self._done(topic, None)
            waiting.set_exception(failure)
        else:
            self._done(topic, ready)
            waiting.set_result(ready)

    def _done(self, topic: Topic, ready: Ready | None) -> None:
        with self._lock:
            self._pending.pop(topic, None)
            # An unknown subject is not kept: its like could push out what was dear to compute.
            if ready is not None and ready.found is not None:
                self._ready[topic] = ready
                self._ready.move_to_end(topic)
            while len(self._ready) > KEPT:
                self._ready.popitem(last=False)

    def _computed(self, asked: Computing) -> Ready:
        """Compute, and again while the graph was written to meanwhile; the last attempt counts as it is."""
        for _ in range(ATTEMPTS):
            before = self._versions(asked.analysis, time.monotonic() + VERSION_SECONDS)
            found = asked.analysis.compute(Reader(self._database, asked.as_of), asked.subject)
            if before == self._versions(asked.analysis, time.monotonic() + VERSION_SECONDS):
                break
        return Ready(found, datetime.now(HERE), before)
