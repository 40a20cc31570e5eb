"""A run: one delivery into the graph, batch by batch, and what a system said taken back.

Each batch is one transaction that holds data, provenance and how far the run has come; so a run that was cut
short is finished by loading the same delivery again.
Not here: one batch and its retries (`batch`, `writing`), staging, and reading sources (`sources`).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import partial
from math import ceil

from graph.database import Database, missing
from graph.model import Model
from loaders.authority import Authority, ranking
from loaders.batch import Outcome, Terms
from loaders.delivery import Delivery
from loaders.errors import DatabaseUnready, LoadProblem, StreamHeld
from loaders.interpreter import seldom_collected
from loaders.ledger import Run, begin, close, run_key
from loaders.order import order_of
from loaders.patience import patiently
from loaders.records import PAGE, Recording, count_live, kinds_described, live_ids, stored_of
from loaders.report import Report
from loaders.staging import Staged, staged
from loaders.stream import Stream, days_of, held, set_days
from loaders.unresolved import examples, resolvable, unresolved
from loaders.writing import Manner, Progress, Writing

FEW = 5  # so many may go from a small system, whatever part of it they are; but never most of it
OWN = ("System", "Delivery", "LoadRun", "SourceRecord", "Conflict", "QuarantineIssue")


def deliver(
    database: Database,
    model: Model,
    delivery: Delivery | Staged,
    *,
    progress: Progress | None = None,
    authority: Authority | None = None,
    batch_size: int = Manner.batch_size,
    max_delete_percent: Decimal | None = None,
    run: str | None = None,
    patience: float = Manner.patience,
    stopping: Callable[[], bool] = Manner.stopping,
) -> Report:
    """Bring the graph in step with one whole delivery of a system.

    Records that say the same as before are left alone; new and changed ones are applied; those that are no
    longer delivered are withdrawn, unless that is refused: the report says why.

    Args:
        database: where to; its constraints must be there.
        model: the kinds that the claims are of, and the loader's own.
        delivery: all that the system says now; one that was staged for this very run goes on where it stood.
        progress: told how many records of how many are written, after each batch.
        authority: whom to believe; as `authority.toml` says when left out.
        batch_size: how many records one transaction takes.
        max_delete_percent: when a greater part of the system's records is missing, none is withdrawn.
        run: the key of the run (`run_key`); a new one when left out.
        patience: the seconds for which a database that is away is waited for.
        stopping: whether to stop behind the batch at hand.

    Raises:
        DeliveryRefused: something in it is wrong; nothing was written.
        DatabaseUnready: a constraint is missing; nothing was written.
        StreamHeld: another process loads the same system; nothing was written.
        Interrupted: it was to stop; the batches before stay.
        StreamLost, BatchFailed: a batch did not go through; the batches before it stay.
    """
    ready = delivery if isinstance(delivery, Staged) else staged(model, delivery)
    _require(database, model, ready.labels)
    with held(database, ready.system, run or run_key(ready.system), patience) as (stream, done):
        if done is None and ready.facts.get("seen", stream.seen) != stream.seen:
            raise StreamHeld(ready.system, "one that has written since the extracts were read")
        if done is None or ready.facts.get("run") != stream.run:
            if "seen" not in ready.facts:
                ready.forget()
            plan = partial(_planned, database, ready, stream, max_delete_percent)
            begun, done = patiently(plan, patience), 0
        else:
            begun = _again(ready, stream)
        terms = _terms(model, ready.system, ready.department, begun, stream, authority)
        manner = Manner(batch_size, patience, stopping, progress)
        outcome = _written(database, terms, ready, done, manner)
        report = replace(report_of(ready, max_delete_percent), run=begun.id)
        patiently(partial(_remember_day, database, ready), patience)
        return patiently(partial(_finish, database, terms, begun, report, outcome), patience)


def rehearse(
    database: Database,
    model: Model,
    delivery: Delivery | Staged,
    *,
    max_delete_percent: Decimal | None = None,
) -> Report:
    """Return what `deliver` would report, and write nothing; links that would lead nowhere are not counted.

    Args:
        database: where to.
        model: the kinds that the claims are of.
        delivery: all that the system says now.
        max_delete_percent: when a greater part of the system's records is missing, none would be withdrawn.

    Raises:
        DeliveryRefused: something in it is wrong.
    """
    ready = delivery if isinstance(delivery, Staged) else staged(model, delivery)
    _compare(database, ready)
    return report_of(ready, max_delete_percent)


def plan_first(ready: Staged) -> None:
    """Plan a delivery for a graph that has nothing of its system."""
    ready.compare()
    ready.plan(withdraws=False)


def _planned(database: Database, ready: Staged, stream: Stream, most: Decimal | None) -> Run:
    """Compare, make the plan, and write down that the run begins."""
    _compare(database, ready)
    _plan(database, ready, withdraws=report_of(ready, most).refusal is None)
    begun = begin(database, ready.model, stream.run, ready)
    ready.facts |= {"run": begun.key, "started": begun.started.isoformat(), "delivery": begun.delivery or ""}
    ready.seal()
    return begun


def _compare(database: Database, ready: Staged) -> None:
    for ids in () if ready.known else ready.ids(PAGE):
        ready.know(stored_of(database, ids))
    ready.known = True
    late = _late(database, ready)
    parts = ready.ending(late)
    if parts != []:
        _look_for_missing(database, ready, parts)
    ready.compare(late)


def _look_for_missing(database: Database, ready: Staged, parts: list[str] | None) -> None:
    """Look up the live records that are missing from a delivery, in some parts of the graph; None: in all."""
    within = ready.stored
    if parts is not None or not ready.stored:
        ready.stored, within = count_live(database, ready.system, parts)
    if ready.live(parts) == within:
        return
    for ids in live_ids(database, ready.system, parts):
        if lacking := ready.lacking(ids):
            ready.know(stored_of(database, lacking))


def _late(database: Database, ready: Staged) -> list[str]:
    """The parts of a delivery of which the graph has a newer one."""
    if ready.on is None:
        return []
    on, newest = ready.on, days_of(database, ready.system)
    return [part for part in ready.parts() if newest.get(part, on) > on]


def _plan(database: Database, ready: Staged, *, withdraws: bool) -> None:
    order = order_of(ready.model)
    for ids in ready.leaving(Manner.batch_size):
        described = kinds_described(database, ready.model, ids)
        ready.place(
            {record: max(order[label] for label in some) for record, some in described.items() if some}
        )
    ready.plan(withdraws=withdraws)


def _again(ready: Staged, stream: Stream) -> Run:
    started = datetime.fromisoformat(ready.facts["started"])
    return Run(stream.run, started, ready.facts["delivery"] or None)


def _remember_day(database: Database, ready: Staged) -> None:
    if ready.on is not None:
        days = days_of(database, ready.system)
        newest = {part: max(ready.on, days.get(part, ready.on)) for part in ready.parts()}
        set_days(database, ready.system, days | newest)


def report_of(ready: Staged, most: Decimal | None = None) -> Report:
    """Return what a delivery that was compared comes to, without the run and what its links miss.

    Args:
        ready: the delivery.
        most: when a greater part of the system's records is missing, none is withdrawn.
    """
    found = ready.counts()
    refusal = _refusal(ready, found.absent, found.stored, most) if found.absent else None
    withdrawn = 0 if refusal else found.absent
    return Report(
        ready.system,
        "",
        found.new + found.changed + found.ended,
        found.unchanged,
        ready.quarantined + found.refused,
        found.stale + ready.superseded,
        withdrawn=withdrawn + found.ended,
        added=found.new,
        left_out=ready.left_out,
        retained=found.absent - withdrawn,
        refusal=refusal,
        refused=tuple(f"record {key}: {why}" for key, why, _, _ in ready.refused()),
    )


def _refusal(ready: Staged, missing: int, stored: int, most: Decimal | None) -> str | None:
    """Return why records that are missing from a delivery are not withdrawn; None where they may go."""
    said = f"{missing:,} of {stored:,} records are missing from the delivery, and stay"
    if ready.unnamed:
        return (
            f"{said}: each may be one of the rows whose key cannot be read ({ready.unnamed:,});"
            " correct these rows, and load the whole delivery again"
        )
    few = missing <= FEW and missing * 2 <= stored
    if most is None or missing * 100 <= most * stored or (most and few):
        return None
    return (
        f"{said}, since that is more than {most} percent: see whether the delivery is whole;"
        f" if they are gone indeed, load it again with --max-delete-percent {ceil(missing * 100 / stored)}"
    )


def withdraw(
    database: Database,
    model: Model,
    system: str,
    *,
    progress: Progress | None = None,
    authority: Authority | None = None,
    batch_size: int = Manner.batch_size,
) -> Report:
    """Take back all that a system said; what others say of the same things stays.

    Args:
        database: where it was loaded.
        model: the kinds that the claims are of, and the loader's own.
        system: the key of the system.
        progress: told how many records of how many are withdrawn, after each batch.
        authority: whom to believe; as `authority.toml` says when left out.
        batch_size: how many records one transaction takes.

    Raises:
        DatabaseUnready: a constraint is missing; nothing was withdrawn.
        StreamHeld: another process loads the system; nothing was withdrawn.
        BatchFailed: the database refused a batch; the batches before it stay.
    """
    _require(database, model, set())
    with Staged(model, system) as ready, held(database, system, run_key(system)) as (stream, _):
        _compare(database, ready)
        _plan(database, ready, withdraws=True)
        run = begin(database, model, stream.run)
        terms = _terms(model, system, None, run, stream, authority)
        outcome = _written(database, terms, ready, 0, Manner(batch_size, progress=progress))
        set_days(database, system, {})  # whatever day is delivered next, nothing is newer
        return _finish(database, terms, run, Report(system, run.id, withdrawn=ready.planned), outcome)


def _require(database: Database, model: Model, labels: set[str]) -> None:
    lacking = [label for label in OWN if label not in model.kinds]
    if lacking:
        raise LoadProblem(f"The model lacks {', '.join(lacking)}, which the loader writes: add these kinds.")
    above = {interface for label in labels for interface in model.kinds[label].interfaces}
    absent = set(missing(database, model))
    unready = sorted(label for label in {*labels, *above, *OWN} if f"{label}_id" in absent)
    unready += ["LoadStream"] if "LoadStream_system" in absent else []
    if unready:
        raise DatabaseUnready(unready)


def _terms(
    model: Model,
    system: str,
    department: str | None,
    run: Run,
    stream: Stream,
    authority: Authority | None,
) -> Terms:
    recording = Recording(model, order_of(model), system, department, run.id, run.started.date())
    return Terms(recording, ranking() if authority is None else authority, stream)


def _written(database: Database, terms: Terms, ready: Staged, done: int, manner: Manner) -> Outcome:
    """Do the plan from where it stands, then try again what waits for something, of whatever system."""
    writing = Writing(database, terms, ready, manner)
    with seldom_collected():
        outcome = writing.steps(done)
        writing.known_again()
        ready_now = patiently(partial(resolvable, database, terms.model), manner.patience)
        return outcome | writing.retried(ready_now)


def _finish(database: Database, terms: Terms, run: Run, report: Report, outcome: Outcome) -> Report:
    left = [each for each in unresolved(database) if each.system == report.system or each.id in outcome.cut]
    links = examples(database, terms.model, left)
    count = sum(len(each.missing) for each in left)
    whole = replace(report, dangling=count, examples=links, unread=tuple(sorted(outcome.unread)))
    close(database, terms.model, run, whole)
    return whole
