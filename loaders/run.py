"""A run: one delivery into the graph, batch by batch, and what a system said taken back.

Each batch is one transaction that holds data, provenance and the state by which the next run knows what is
unchanged; so a run that was cut short is finished by loading the same delivery again.
Not here: one batch (`batch`), and reading sources (`sources`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from math import ceil
from typing import TypeVar

from graph.database import Database, DatabaseProblem, DatabaseTimeout, MemoryExceeded, missing
from graph.model import Model
from loaders.acceptance import Accepted, accept
from loaders.authority import ranking
from loaders.batch import Batch, Outcome, Terms, write_batch
from loaders.delivery import Delivery, KeptOut
from loaders.errors import BatchFailed, DatabaseUnready, LoadProblem
from loaders.fence import write_fenced
from loaders.ledger import Run, begin, close, run_key
from loaders.order import order_of, place_of
from loaders.records import Recording, Stored, kinds_described, stored_records
from loaders.report import Report
from loaders.unresolved import examples, resolvable, unresolved

RECORDS = 1000
FEW = 5  # so many may go from a small system, whatever part of it they are; but never most of it
OWN = ("System", "Delivery", "LoadRun", "SourceRecord")
Progress = Callable[[int, int], None]
T = TypeVar("T")


@dataclass(frozen=True)
class Comparison:
    """A delivery beside what is stored of its system.

    Args:
        before: what is stored, by record.
        changed: what is new or says otherwise.
        absent: what is stored and to be withdrawn.
        report: what follows from it, in numbers.
    """

    before: Mapping[str, Stored]
    changed: list[Accepted]
    absent: list[Stored]
    report: Report


def deliver(
    database: Database,
    model: Model,
    delivery: Delivery,
    *,
    progress: Progress | None = None,
    authority: Mapping[str, int] | None = None,
    batch_size: int = RECORDS,
    max_delete_percent: Decimal | None = None,
    run: str | None = None,
) -> Report:
    """Bring the graph in step with one whole delivery of a system.

    Records that say the same as before are left alone; new and changed ones are applied; those that are no
    longer delivered are withdrawn, unless that is refused: the report says why.

    Args:
        database: where to; its constraints must be there.
        model: the kinds that the claims are of, and the loader's own.
        delivery: all that the system says now.
        progress: told how many records of how many are written, after each batch.
        authority: the rank of systems, the lowest number first; `authority.toml` when left out.
        batch_size: how many records one transaction takes.
        max_delete_percent: when a greater part of the system's records is missing, none is withdrawn.
        run: the key of the run (`run_key`); a new one when left out.

    Raises:
        DeliveryRefused: something in it is wrong; nothing was written.
        DatabaseUnready: a constraint is missing; nothing was written.
        BatchFailed: the database refused a batch; the batches before it stay.
    """
    accepted = accept(model, delivery)
    _require(database, model, {type(claim).__name__ for each in accepted for claim in each.claims})
    found = _compared(database, delivery, accepted, max_delete_percent)
    begun = begin(database, model, run or run_key(delivery.system), delivery, accepted)
    terms = _terms(model, delivery.system, delivery.department, begun, authority, found.before)
    batches = _to_apply(found.changed, terms, batch_size)
    batches += _to_withdraw(database, terms, found.absent, batch_size)
    outcome = _write(database, terms, batches, progress) | _retry(database, terms, batch_size)
    return _finish(database, terms, begun, replace(found.report, run=begun.id), outcome)


def rehearse(
    database: Database, model: Model, delivery: Delivery, *, max_delete_percent: Decimal | None = None
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
    return _compared(database, delivery, accept(model, delivery), max_delete_percent).report


def _compared(
    database: Database, delivery: Delivery, accepted: list[Accepted], most: Decimal | None
) -> Comparison:
    kept = delivery.kept_out
    before = stored_records(database, delivery.system)
    changed = [each for each in accepted if not _is_unchanged(each, before, delivery.department)]
    delivered = {each.id for each in accepted}
    missing = [each for each in before.values() if each.id not in delivered and each.key not in kept.keys]
    refusal = _refusal(kept, len(missing), len(before), most) if missing else None
    absent = [] if refusal else missing
    report = Report(
        delivery.system,
        "",
        len(changed),
        len(accepted) - len(changed),
        kept.quarantined,
        withdrawn=len(absent),
        added=sum(each.id not in before for each in changed),
        left_out=kept.left_out,
        retained=len(missing) - len(absent),
        refusal=refusal,
    )
    return Comparison(before, changed, absent, report)


def _refusal(kept: KeptOut, missing: int, stored: int, most: Decimal | None) -> str | None:
    """Return why records that are missing from a delivery are not withdrawn; None where they may go."""
    said = f"{missing:,} of {stored:,} records are missing from the delivery, and stay"
    if kept.unnamed:
        return (
            f"{said}: each may be one of the rows whose key cannot be read ({kept.unnamed:,});"
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
    authority: Mapping[str, int] | None = None,
    batch_size: int = RECORDS,
) -> Report:
    """Take back all that a system said; what others say of the same things stays.

    Args:
        database: where it was loaded.
        model: the kinds that the claims are of, and the loader's own.
        system: the key of the system.
        progress: told how many records of how many are withdrawn, after each batch.
        authority: the rank of systems, the lowest number first; `authority.toml` when left out.
        batch_size: how many records one transaction takes.

    Raises:
        DatabaseUnready: a constraint is missing; nothing was withdrawn.
        BatchFailed: the database refused a batch; the batches before it stay.
    """
    _require(database, model, set())
    before = stored_records(database, system)
    run = begin(database, model, run_key(system))
    terms = _terms(model, system, None, run, authority, before)
    batches = _to_withdraw(database, terms, list(before.values()), batch_size)
    outcome = _write(database, terms, batches, progress) | _retry(database, terms, batch_size)
    return _finish(database, terms, run, Report(system, run.id, withdrawn=len(before)), outcome)


def _require(database: Database, model: Model, labels: set[str]) -> None:
    lacking = [label for label in OWN if label not in model.kinds]
    if lacking:
        raise LoadProblem(f"The model lacks {', '.join(lacking)}, which the loader writes: add these kinds.")
    above = {interface for label in labels for interface in model.kinds[label].interfaces}
    absent = set(missing(database, model))
    unready = sorted(label for label in {*labels, *above, *OWN} if f"{label}_id" in absent)
    if unready:
        raise DatabaseUnready(unready)


def _is_unchanged(accepted: Accepted, before: Mapping[str, Stored], department: str | None) -> bool:
    stored = before.get(accepted.id)
    return stored is not None and (stored.row_hash, stored.department) == (accepted.row_hash, department)


def _terms(
    model: Model,
    system: str,
    department: str | None,
    run: Run,
    authority: Mapping[str, int] | None,
    before: Mapping[str, Stored],
) -> Terms:
    recording = Recording(model, order_of(model), system, department, run.id, run.started.date())
    return Terms(recording, ranking() if authority is None else authority, before)


def _to_apply(changed: Iterable[Accepted], terms: Terms, size: int) -> list[Batch]:
    """Batches in which what is pointed at comes before what points."""
    order = terms.recording.order
    placed = sorted(changed, key=lambda each: (place_of(each.claims, order), each.id))
    return [Batch(applied=tuple(some)) for some in _parts(placed, size)]


def _to_withdraw(database: Database, terms: Terms, absent: list[Stored], size: int) -> list[Batch]:
    """Batches in which what points goes before what is pointed at."""
    labels = kinds_described(database, terms.model, [each.id for each in absent])
    order = terms.recording.order
    places = {record: max(order[label] for label in some) for record, some in labels.items()}
    placed = sorted(absent, key=lambda each: (-places.get(each.id, 0), each.id))
    return [Batch(withdrawn=tuple(some)) for some in _parts(placed, size)]


def _parts(items: Sequence[T], size: int) -> list[Sequence[T]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def _retry(database: Database, terms: Terms, size: int) -> Outcome:
    """Settle again what unresolved records describe, of whatever system, where a target has appeared."""
    ready = resolvable(database, terms.model)
    return _write(database, terms, [Batch(retried=tuple(some)) for some in _parts(ready, size)], None)


def _write(database: Database, terms: Terms, batches: Sequence[Batch], progress: Progress | None) -> Outcome:
    """Write batches one after the other, and return what they leave to be told."""
    total = sum(len(batch.names) for batch in batches)
    done, outcome = 0, Outcome()
    for batch in batches:
        outcome |= _write_one(database, terms, batch)
        done += len(batch.names)
        if progress:
            progress(done, total)
    return outcome


def _write_one(database: Database, terms: Terms, batch: Batch) -> Outcome:
    """Write one batch; in halves, when it is more than one transaction may take."""
    try:
        return write_fenced(database, partial(write_batch, terms, batch))
    except (DatabaseTimeout, MemoryExceeded) as much:
        if len(batch.names) == 1:
            raise BatchFailed(terms.recording.system, batch.names, much) from much
    except DatabaseProblem as problem:
        raise BatchFailed(terms.recording.system, batch.names, problem) from problem
    first, second = batch.halves()
    return _write_one(database, terms, first) | _write_one(database, terms, second)


def _finish(database: Database, terms: Terms, run: Run, report: Report, outcome: Outcome) -> Report:
    left = [each for each in unresolved(database) if each.system == report.system or each.id in outcome.cut]
    links = examples(database, terms.model, left)
    count = sum(len(each.missing) for each in left)
    whole = replace(report, dangling=count, examples=links, unread=tuple(sorted(outcome.unread)))
    close(database, terms.model, run, whole)
    return whole
