"""Writing: the steps of a plan brought through, whatever the database does meanwhile.

A database that is away is waited for. What is too much for one transaction goes in halves, and a record that
the database refuses is found by halving and kept out, so that it does not cost the others.
Not here: what a transaction holds (`batch`), and what a plan is (`staging`).
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from graph.database import (
    Database,
    DatabaseProblem,
    DatabaseTimeout,
    MemoryExceeded,
    StatementRefused,
    Transaction,
)
from loaders.batch import Batch, Outcome, Terms, write_batch
from loaders.errors import BatchFailed, Interrupted
from loaders.fence import write_fenced
from loaders.interpreter import soon_answered
from loaders.patience import passes, patiently
from loaders.records import know_again
from loaders.staging import Staged

Progress = Callable[[int, int], None]
BATCH = 1000  # records of one transaction
RACES = 5  # how often two writers may meet on one new thing before it is taken for a fault of the record
MOST_REFUSED = 20  # of one run; more are no longer the fault of single records
TAKEN = "Neo.ClientError.Schema.ConstraintValidationFailed"
FAULTS = (TAKEN, "Neo.ClientError.Statement.", "Neo.DatabaseError.Statement.")


def never() -> bool:
    """Go on to the end."""
    return False


@dataclass(frozen=True)
class Manner:
    """How a plan is written.

    Args:
        batch_size: how many records one transaction takes.
        patience: the seconds for which a database that is away is waited for.
        stopping: whether to stop behind the batch at hand.
        progress: told how many records of how many are written, after each batch.
    """

    batch_size: int = BATCH
    patience: float = 600
    stopping: Callable[[], bool] = never
    progress: Progress | None = None


class Writing:
    """The writing of one run.

    Args:
        database: where to.
        terms: what its batches share.
        ready: the delivery with its plan.
        manner: how.
    """

    def __init__(self, database: Database, terms: Terms, ready: Staged, manner: Manner) -> None:
        self._database, self._terms, self._ready, self._manner = database, terms, ready, manner
        self._size = manner.batch_size
        self._told = Outcome()

    def steps(self, done: int) -> Outcome:
        """Write what is left of the plan, and return what it leaves to be told.

        Raises:
            Interrupted: it was to stop.
            StreamLost, BatchFailed: a batch did not go through; those before it stay.
        """
        total, outcome = self._ready.planned, Outcome()
        with soon_answered(), ThreadPoolExecutor(max_workers=1) as ahead:
            coming = ahead.submit(self._batch, done, self._size)
            while (batch := coming.result()).steps:
                if self._manner.stopping():
                    raise Interrupted(self._ready.system, done, total)
                if len(batch.steps) > self._size:  # so many were too much for the database meanwhile
                    batch = self._batch(done, self._size)
                # The next batch is made ready while the database is busy with this one.
                coming = ahead.submit(self._batch, batch.last, self._size)
                outcome |= self._one(batch)
                done = batch.last
                if self._manner.progress:
                    self._manner.progress(done, total)
        return outcome

    def known_again(self) -> None:
        """Let what says the same as before be known by its cells as they are now, so it is not judged again.

        Raises:
            StreamLost: another process writes.
        """
        for cells in self._ready.as_before(self._manner.batch_size):
            if self._manner.stopping():  # nothing is lost: the next delivery is judged once more
                return
            work = partial(self._known_again, cells, self._ready.planned)
            patiently(partial(self._database.write, work), self._manner.patience)

    def retried(self, records: Sequence[str]) -> Outcome:
        """Settle again what records describe, by their ids: something that they point to has appeared."""
        outcome, done = Outcome(), self._ready.planned
        for start in range(0, len(records), self._manner.batch_size):
            some = tuple(records[start : start + self._manner.batch_size])
            outcome |= self._one(Batch(self._terms, done, retried=some))
        return outcome

    def _batch(self, after: int, size: int) -> Batch:
        return Batch(self._terms, after, tuple(self._ready.steps(after, size))).prepared()

    def _one(self, batch: Batch) -> Outcome:
        """Write one batch, in halves where the whole does not go through."""
        try:
            return self._through(batch)
        except (DatabaseTimeout, MemoryExceeded) as much:
            problem: DatabaseProblem = much
            self._size = max(1, min(self._size, len(batch.steps) // 2 or self._size))
        except StatementRefused as refused:
            problem = refused
            if not refused.code.startswith(FAULTS):
                raise BatchFailed(self._ready.system, batch.names, problem) from problem
        except DatabaseProblem as failed:
            raise BatchFailed(self._ready.system, batch.names, failed) from failed
        if len(batch.names) == 1:
            return self._without(batch, problem)
        first, second = batch.halves()
        return self._one(first) | self._one(second)

    def _through(self, batch: Batch) -> Outcome:
        """Write one batch in one transaction, as often as it takes for the database to be there."""
        met = tried = 0

        def again(error: Exception) -> bool:
            nonlocal met
            met += isinstance(error, StatementRefused) and error.code == TAKEN
            taken = isinstance(error, StatementRefused) and error.code == TAKEN and met <= RACES
            return taken or passes(error)

        def work() -> Outcome:
            nonlocal tried
            tried += 1
            # A commit that nobody acknowledged may have gone through.
            if tried > 1 and batch.steps and self._is_in(batch):
                return self._told
            return write_fenced(self._database, partial(self._work, batch))

        return patiently(work, self._manner.patience, again)

    def _known_again(self, cells: Mapping[str, str], done: int, transaction: Transaction) -> None:
        know_again(transaction, cells)
        self._terms.stream.advance(transaction, before=done, after=done)

    def _is_in(self, batch: Batch) -> bool:
        return self._terms.stream.done(self._database) >= batch.last

    def _work(self, batch: Batch, transaction: Transaction) -> tuple[Outcome, set[str]]:
        self._told, touched = write_batch(batch, transaction)
        return self._told, touched

    def _without(self, batch: Batch, problem: DatabaseProblem) -> Outcome:
        """Keep the one record of a batch out, and go on behind it."""
        if not batch.applied or self._ready.counts().refused >= MOST_REFUSED:
            raise BatchFailed(self._ready.system, batch.names, problem) from problem
        self._ready.refuse(batch.applied[0].id, str(problem))
        move = partial(self._terms.stream.advance, before=batch.after, after=batch.last)

        def pass_by() -> None:
            if not self._is_in(batch):
                self._database.write(move)

        patiently(pass_by, self._manner.patience)
        return Outcome()
