"""A run: one delivery into the graph, batch by batch, and what a system said taken back.

Each batch is one transaction that holds data, provenance and the state by which the next run knows what is
unchanged; so a run that was cut short is finished by loading the same delivery again.
Not here: one batch (`batch`), and reading sources (`sources`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from graph.database import Database, DatabaseProblem, DatabaseTimeout, MemoryExceeded, missing
from graph.model import Model
from loaders.acceptance import Accepted, accept
from loaders.authority import ranking
from loaders.batch import Batch, Outcome, Terms, write_batch
from loaders.delivery import Delivery
from loaders.errors import BatchFailed, DatabaseUnready, LoadProblem
from loaders.fence import write_fenced
from loaders.ledger import Run, begin, close
from loaders.order import order_of, place_of
from loaders.records import Recording, Stored, kinds_described, stored_records
from loaders.report import Report
from loaders.unresolved import examples, resolvable, unresolved

RECORDS = 1000
OWN = ("System", "Delivery", "LoadRun", "SourceRecord")
Progress = Callable[[int, int], None]
T = TypeVar("T")


def deliver(
    database: Database,
    model: Model,
    delivery: Delivery,
    *,
    progress: Progress | None = None,
    authority: Mapping[str, int] | None = None,
    batch_size: int = RECORDS,
) -> Report:
    """Bring the graph in step with one whole delivery of a system.

    Records that say the same as before are left alone; new and changed ones are applied; those that are no
    longer delivered are withdrawn.

    Args:
        database: where to; its constraints must be there.
        model: the kinds that the claims are of, and the loader's own.
        delivery: all that the system says now.
        progress: told how many records of how many are written, after each batch.
        authority: the rank of systems, the lowest number first; `authority.toml` when left out.
        batch_size: how many records one transaction takes.

    Raises:
        DeliveryRefused: something in it is wrong; nothing was written.
        DatabaseUnready: a constraint is missing; nothing was written.
        BatchFailed: the database refused a batch; the batches before it stay.
    """
    accepted = accept(model, delivery)
    _require(database, model, {type(claim).__name__ for each in accepted for claim in each.claims})
    before = stored_records(database, delivery.system)
    changed = [each for each in accepted if not _is_unchanged(each, before, delivery.department)]
    delivered = {each.id for each in accepted}
    absent = [stored for record, stored in before.items() if record not in delivered]
    run = begin(database, model, delivery.system, delivery, accepted)
    terms = _terms(model, delivery.system, delivery.department, run, authority, before)
    batches = _to_apply(changed, terms, batch_size) + _to_withdraw(database, terms, absent, batch_size)
    outcome = _write(database, terms, batches, progress) | _retry(database, terms, batch_size)
    unchanged = len(accepted) - len(changed)
    report = Report(delivery.system, run.id, len(changed), unchanged, withdrawn=len(absent))
    return _finish(database, terms, run, report, outcome)


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
    run = begin(database, model, system, None, ())
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
