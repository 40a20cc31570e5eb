"""The stream of a system: how far its run has come, and which process may write; one node in the graph.

Each transaction of a run moves the stream from the step at which the run stood, and holds the data of these
steps. So a transaction whose commit was never acknowledged is known to have gone through or not, and a second
process cannot write between. Whoever holds the stream renews its lease with each transaction.

Not here: what a transaction writes (`batch`), and the plan that the steps are of (`staging`).
"""

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import psutil

from graph.database import Database, DatabaseProblem, Transaction
from graph.model.statements import PLAN_KEPT
from loaders.entities import ask
from loaders.errors import StreamHeld, StreamLost
from loaders.patience import patiently

LEASE = 900_000  # milliseconds: longer than a transaction may take
# Whoever held it before may still be writing: only a lease that has run out, or a process that has ended.
TAKE = f"""\
{PLAN_KEPT}
MERGE (s:LoadStream {{system: $system}})
SET s.system = $system  // locked, so that two cannot pass the condition together
WITH s
WHERE s.owner IS NULL OR s.owner IN $gone OR s.owner = $owner OR s.until < timestamp()
SET s.owner = $owner, s.until = timestamp() + $lease,
  s.done = CASE WHEN s.run = $run THEN s.done ELSE 0 END, s.run = $run
RETURN s.done AS done
"""
HOLDER = f"""\
{PLAN_KEPT}
MATCH (s:LoadStream {{system: $system}})
RETURN s.owner AS owner, s.run AS run, s.done AS done
"""
ADVANCE = f"""\
{PLAN_KEPT}
MATCH (s:LoadStream {{system: $system}})
SET s.system = $system  // locked, so that two cannot pass the condition together
WITH s
WHERE s.owner = $owner AND s.run = $run AND s.done = $before
SET s.done = $after, s.until = timestamp() + $lease
RETURN s.done AS done
"""
DAYS = f"""\
{PLAN_KEPT}
MATCH (s:LoadStream {{system: $system}})
RETURN s.parts AS parts, [day IN s.days | toString(day)] AS days
"""
SET_DAYS = f"""\
{PLAN_KEPT}
MATCH (s:LoadStream {{system: $system}})
SET s.parts = $parts, s.days = $days
"""
RELEASE = f"""\
{PLAN_KEPT}
MATCH (s:LoadStream {{system: $system}})
WHERE s.owner = $owner
REMOVE s.owner, s.until
"""


@dataclass(frozen=True)
class Stream:
    """The right to write as a system, in one run.

    Args:
        system: the key of the system.
        run: the key of the run.
        owner: who has the right: host, process and run.
        seen: where the stream stood before.
    """

    system: str
    run: str
    owner: str
    seen: str = ""

    def advance(self, transaction: Transaction, before: int, after: int) -> None:
        """Move on within the transaction that does the steps.

        Raises:
            StreamLost: it does not stand there, or is another's now.
        """
        asked = {"before": before, "after": after, "lease": LEASE}
        if not ask(transaction, ADVANCE, system=self.system, run=self.run, owner=self.owner, **asked):
            raise StreamLost(self.system)

    def done(self, database: Database) -> int:
        """Return the last step that is done.

        Raises:
            StreamLost: it is another's now.
        """
        for row in database.read(HOLDER, {"system": self.system}, seconds=60):
            if (row["owner"], row["run"]) == (self.owner, self.run):
                return int(row["done"])
        raise StreamLost(self.system)


@contextmanager
def held(
    database: Database, system: str, run: str, patience: float = 0
) -> Iterator[tuple[Stream, int | None]]:
    """Hold the stream of a system while one of its runs writes.

    Gives the right to write, and the last step that this very run has done; None: it was not its last run.

    Args:
        database: where it is.
        system: the key of the system.
        run: the key of the run.
        patience: the seconds for which a database that is away is waited for.

    Raises:
        StreamHeld: another process loads the same system.
    """
    here = f"{socket.gethostname()} {os.getpid()}"
    holder = next(iter(database.read(HOLDER, {"system": system}, seconds=60)), None)
    stream = Stream(system, run, f"{here} {run}", _seen(holder))
    owner = holder["owner"] if holder else None
    gone = [owner] if owner and _has_ended(owner) else []
    taken = patiently(lambda: database.write(partial(_take, stream, gone)), patience)
    if taken is None:
        raise StreamHeld(system, owner or "another process")
    try:
        yield stream, taken if holder and holder["run"] == run else None
    finally:
        with suppress(DatabaseProblem):  # a lease runs out by itself
            database.write(partial(_release, stream))


def seen(database: Database, system: str) -> str:
    """Return what tells whether a system was loaded since: the run that wrote last, and how far it came."""
    return _seen(next(iter(database.read(HOLDER, {"system": system}, seconds=60)), None))


def _seen(holder: Mapping[str, Any] | None) -> str:
    return f"{holder['run']} {holder['done']}" if holder else ""


def days_of(database: Database, system: str) -> dict[str, date]:
    """Return the day of the newest delivery that the graph has of a system, by part."""
    for row in database.read(DAYS, {"system": system}, seconds=60):
        return dict(zip(row["parts"] or [], map(date.fromisoformat, row["days"] or []), strict=True))
    return {}


def set_days(database: Database, system: str, days: Mapping[str, date]) -> None:
    """Write down the day of the newest delivery of each part."""
    parts = sorted(days)
    database.write(partial(_set_days, system, parts, [days[part] for part in parts]))


def _set_days(system: str, parts: list[str], days: list[date], transaction: Transaction) -> None:
    ask(transaction, SET_DAYS, system=system, parts=parts, days=days)


def _take(stream: Stream, gone: list[str], transaction: Transaction) -> int | None:
    asked = {"system": stream.system, "run": stream.run, "owner": stream.owner}
    rows = ask(transaction, TAKE, gone=gone, lease=LEASE, **asked)
    return int(rows[0]["done"]) if rows else None


def _release(stream: Stream, transaction: Transaction) -> None:
    ask(transaction, RELEASE, system=stream.system, owner=stream.owner)


def _has_ended(owner: str) -> bool:
    host, process, _ = owner.split(" ", 2)
    return host == socket.gethostname() and not psutil.pid_exists(int(process))
