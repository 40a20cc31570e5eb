"""The ledger: systems, deliveries and runs, written by the loader itself beside what it loads.

Not here: source records (`records`).
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import partial
from hashlib import blake2b
from typing import Any

from graph.database import Database, Transaction
from graph.model import Link, Model, Node
from graph.model import provenance as kinds
from loaders.acceptance import OWN_AREA
from loaders.claims import Claim, settle
from loaders.entities import merge
from loaders.fence import write_fenced
from loaders.order import order_of
from loaders.report import Report
from loaders.staging import Staged

CHINA = timezone(timedelta(hours=8))  # one time in all the country, and no summer time since 1992

# The key of a run is its system, its time and a part by chance: 23 signs after the system.
LAST = """\
MATCH (r:LoadRun)
WITH left(r.key, size(r.key) - 23) AS system, r
WHERE $system IS NULL OR system = $system
ORDER BY r.started_at DESC, r.key
WITH system, collect(r)[..$last] AS runs
UNWIND runs AS r
RETURN system, r.key AS key, toString(r.started_at) AS started, r.ended_at IS NOT NULL AS ended,
  r.applied AS applied, r.unchanged AS unchanged, r.quarantined AS quarantined, r.stale AS stale,
  r.withdrawn AS withdrawn, r.dangling AS dangling
ORDER BY system, started DESC, key
"""


@dataclass(frozen=True)
class Logged:
    """A run as the graph has it.

    Args:
        key: its key.
        started: when it began.
        report: what it came to; None: it did not come to its end.
    """

    key: str
    started: datetime
    report: Report | None


@dataclass(frozen=True)
class Run:
    """One run of the loader.

    Args:
        key: its key, which begins with the system's.
        started: when it began.
        delivery: the id of the delivery that it loads; None when it takes a system back.
    """

    key: str
    started: datetime
    delivery: str | None = None

    @property
    def id(self) -> str:
        """Its id in the graph."""
        return kinds.LoadRun(key=self.key).id


def run_key(system: str) -> str:
    """Return a new key for a run that begins now."""
    return f"{system}-{datetime.now(CHINA):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"


def begin(database: Database, model: Model, key: str, staged: Staged | None = None) -> Run:
    """Write down that a run begins, with what it loads; without that it takes a system back."""
    started = datetime.now(CHINA)
    nodes: list[Node] = []
    if staged is not None:
        nodes = [*origin_of(staged, started)]
    run = Run(key, started, nodes[-1].id if nodes else None)
    nodes.append(load_run(run))
    write_fenced(database, partial(_write, model, nodes))
    return run


def close(database: Database, model: Model, run: Run, report: Report) -> None:
    """Write down what a run came to."""
    node = load_run(run, report)
    write_fenced(database, partial(_write, model, [node]))


def last_runs(database: Database, system: str | None = None, last: int = 5) -> list[Logged]:
    """Return the last runs of each system, the latest first.

    Args:
        database: where they are written down.
        system: whose; None: of all.
        last: how many of each.
    """
    rows = database.read(LAST, {"system": system, "last": last}, seconds=60)
    return [_logged(**row) for row in rows]


def _logged(system: str, key: str, started: str, ended: bool, **numbers: Any) -> Logged:
    report = Report(system, kinds.LoadRun(key=key).id, **numbers) if ended else None
    return Logged(key, datetime.fromisoformat(started), report)


def origin_of(staged: Staged, received: datetime) -> tuple[kinds.System, kinds.Delivery]:
    """Return the system of a delivery and the delivery itself, as they are written down."""
    return kinds.System(key=staged.system, department=staged.department), _delivery(staged, received)


def _delivery(staged: Staged, received: datetime) -> kinds.Delivery:
    digest = blake2b(digest_size=16)
    for number, said in enumerate(staged.said()):
        digest.update(f"\n{said}".encode() if number else said.encode())
    return kinds.Delivery(
        system=Link[kinds.System](kinds.System(key=staged.system).id),
        digest=digest.hexdigest(),
        name=staged.name,
        received_at=received,
    )


def load_run(run: Run, report: Report | None = None) -> kinds.LoadRun:
    """Return a run as it is written down: when it begins, or with what it came to when it ends."""
    delivery = Link[kinds.Delivery](run.delivery) if run.delivery else None
    if report is None:
        return kinds.LoadRun(key=run.key, delivery=delivery, started_at=run.started)
    return kinds.LoadRun(
        key=run.key,
        delivery=delivery,
        started_at=run.started,
        ended_at=datetime.now(CHINA),
        rows=report.rows,
        applied=report.applied,
        unchanged=report.unchanged,
        quarantined=report.quarantined,
        stale=report.stale,
        withdrawn=report.withdrawn,
        dangling=report.dangling,
    )


def _write(model: Model, nodes: Iterable[Node], transaction: Transaction) -> tuple[None, set[str]]:
    claims = [Claim(node) for node in nodes]
    entities = {each.about: settle(model.kinds[type(each.said).__name__], [each]) for each in claims}
    targets = {to for each in claims for to in each.targets}
    merge(transaction, entities, order_of(model), targets)
    return None, {OWN_AREA}
