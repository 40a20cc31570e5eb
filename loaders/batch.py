"""One batch: its records and all that they touch, in one transaction.

The entities touched are those that the records describe, or described before. All live claims about each are
read again and settled, so what is written never depends on what came first.
Not here: which records go into a batch (`writing`), and what claims add up to (`claims`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from graph.database import Transaction
from graph.model import Kind, Model, Node
from graph.model.statements import PLAN_KEPT, records_of_edges_at
from loaders.acceptance import OWN_AREA, Accepted
from loaders.authority import Authority
from loaders.claims import Claim, Entity, settle
from loaders.conflicts import conflicts_among, keep_conflicts, marks_of
from loaders.entities import Row, ask, by_kind, disputed, drop_edges, end, merge, present
from loaders.hearing import Said, by_entity, hear, spoken
from loaders.payload import readable, targets_of
from loaders.records import (
    Recording,
    Stored,
    described,
    release,
    take_up,
    taken_up,
    withdraw_records,
)
from loaders.staging import Step
from loaders.stream import Stream
from loaders.unresolved import mark, unmark

RAISE_VERSION = f"""\
{PLAN_KEPT}
UNWIND $areas AS area
MERGE (v:GraphVersion {{area: area}})
SET v.n = coalesce(v.n, 0) + 1
"""
ALONE = f"""\
{PLAN_KEPT}
MERGE (v:GraphVersion {{area: $area}})
SET v.n = coalesce(v.n, 0)
"""
Missing = dict[str, set[str]]


@dataclass(frozen=True)
class Terms:
    """What all batches of a run share: how they are recorded, whom to believe, and the right to write."""

    recording: Recording
    authority: Authority
    stream: Stream

    @property
    def model(self) -> Model:
        """The model that all of it follows."""
        return self.recording.model

    def settled(self, claims: Sequence[Claim]) -> Entity:
        """Return what all claims about one entity add up to."""
        kind = _kind(self.model, claims[0].said)
        return settle(kind, claims, self.authority.rules_of(kind))


@dataclass(frozen=True)
class Batch:
    """What one transaction does; what needs no database for it is found once.

    Args:
        terms: what it shares with the other batches of its run.
        after: the last step of the plan before it.
        steps: the records that it takes up or gives up.
        retried: the ids of records that it tries again, because a target has appeared.
    """

    terms: Terms
    after: int
    steps: tuple[Step, ...] = ()
    retried: tuple[str, ...] = ()

    @cached_property
    def applied(self) -> tuple[Accepted, ...]:
        """The records that it takes up."""
        return tuple(each.applied for each in self.steps if each.applied)

    @cached_property
    def withdrawn(self) -> tuple[Stored, ...]:
        """The records that it gives up."""
        return tuple(each.before for each in self.steps if each.before and not each.applied)

    @cached_property
    def before(self) -> dict[str, Stored]:
        """What the graph has of its records, by id."""
        return {each.before.id: each.before for each in self.steps if each.before}

    @property
    def names(self) -> list[str]:
        """What its records are called."""
        return [*(each.key for each in self.applied), *(each.key for each in self.withdrawn), *self.retried]

    @property
    def last(self) -> int:
        """The last step of the plan once it is through."""
        return self.after + len(self.steps)

    def halves(self) -> tuple["Batch", "Batch"]:
        """Return its records as two batches, in their order."""
        s, r = len(self.steps) // 2, len(self.retried) // 2
        first = Batch(self.terms, self.after, self.steps[:s], self.retried[:r])
        return first, Batch(self.terms, first.last, self.steps[s:], self.retried[r:])

    @cached_property
    def said(self) -> Said:
        """What its own records say of each entity."""
        system, authority = self.terms.recording.system, self.terms.authority
        return by_entity(
            claim for each in self.applied for claim in spoken(each.claims, each.id, system, authority)
        )

    @cached_property
    def alone(self) -> dict[str, Entity]:
        """What its own records add up to, for an entity of which no other record speaks."""
        return {each: self.terms.settled(claims) for each, claims in self.said.items()}

    @cached_property
    def taken_up(self) -> list[Row]:
        """The rows of its source records."""
        return taken_up(self.applied, self.before)

    @cached_property
    def describing(self) -> dict[str, list[str]]:
        """The ids of those of its records that describe each entity."""
        return {
            each: [*dict.fromkeys(claim.record for claim in claims if claim.record)]
            for each, claims in self.said.items()
        }

    def prepared(self) -> Self:
        """Return it once all is found that needs no database."""
        for entity in self.alone.values():
            _ = entity.row, entity.edge_rows
        _ = self.taken_up, self.describing, _targets(self.said)
        return self


@dataclass(frozen=True)
class Outcome:
    """What a batch leaves to be told.

    Args:
        cut: the ids of the records whose links miss a target.
        unread: the ids of stored records that say nothing now, because they do not fit this model.
    """

    cut: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    def __or__(self, other: "Outcome") -> "Outcome":
        return Outcome(self.cut | other.cut, self.unread | other.unread)


def write_batch(batch: Batch, transaction: Transaction) -> tuple[Outcome, set[str]]:
    """Write one batch, and return what it leaves to be told and the areas of the model that it touched.

    Raises:
        StreamLost: the stream does not stand where the batch begins, or is another's now.
    """
    terms = batch.terms
    # First, since both keep others waiting until this transaction is through: a second writer of the system,
    # and every other, whose records about the same things could not be heard yet.
    terms.stream.advance(transaction, batch.after, batch.last)
    alone(transaction)
    model, order, authority = terms.model, terms.recording.order, terms.authority
    affected = _touch(transaction, batch)
    found = disputed(transaction, model, affected)
    standing = set(found)
    heard, unread = _heard(transaction, batch, affected, standing)
    said = batch.said | {each: [*batch.said.get(each, ()), *claims] for each, claims in heard.items()}
    entities = {
        each: terms.settled(claims) if each in heard else batch.alone[each] for each, claims in said.items()
    }
    conflicts = conflicts_among(model, authority, said)
    known = present(transaction, model, _targets(said) - affected) | set(entities)
    ended = standing - set(entities)
    missing, areas = _cut_off(transaction, model, ended)
    end(transaction, model, ended)
    drop_edges(transaction, [each for each in entities.values() if each.id in standing], order)
    merge(transaction, entities, order, known, marks_of(entities, conflicts), batch.describing, standing)
    before = {each for each, is_disputed in found.items() if is_disputed}
    argued = keep_conflicts(transaction, model, order, before, conflicts, terms.recording.run)
    _miss(missing, said, known)
    mark(transaction, missing)
    recorded = argued or batch.applied or batch.withdrawn
    touched = areas | _areas(model, affected) | ({OWN_AREA} if recorded else set())
    ask(transaction, RAISE_VERSION, areas=sorted(touched))
    return Outcome(frozenset(missing), frozenset(unread)), touched


def alone(transaction: Transaction) -> None:
    """Wait until no other transaction settles claims, and let none do it until this one is through."""
    ask(transaction, ALONE, area=OWN_AREA)


def _touch(transaction: Transaction, batch: Batch) -> set[str]:
    """Write the source records, and return the ids of the entities touched."""
    under = batch.terms.recording
    applied = sorted(each.id for each in batch.applied)
    gone = sorted(each.id for each in batch.withdrawn)
    again = sorted(batch.retried)
    known = [each for each in applied if each in batch.before]
    affected = release(transaction, known + gone)
    affected |= described(transaction, again)
    unmark(transaction, known + gone + again)
    withdraw_records(transaction, under, batch.withdrawn)
    take_up(transaction, under, batch.taken_up, known)
    return affected.union(batch.said)


def _heard(
    transaction: Transaction, batch: Batch, affected: set[str], standing: set[str]
) -> tuple[Said, set[str]]:
    """What other live records say of the entities, and the stored ones that this model cannot read.

    Only what is in the graph already (`standing`) can have been described by another record.
    """
    terms = batch.terms
    stored = hear(transaction, terms.model, terms.authority, standing)
    # A record of this very system is delivered anew or withdrawn in this run.
    unread = {record for record, of in stored.unread.items() if of != terms.recording.system}
    return by_entity(stored.claims, affected), unread


def _kind(model: Model, node: Node) -> Kind:
    return model.kinds[type(node).__name__]


def _targets(said: Said) -> set[str]:
    return {to for claims in said.values() for claim in claims for to in claim.targets}


def _cut_off(transaction: Transaction, model: Model, ended: set[str]) -> tuple[Missing, set[str]]:
    """The live records whose links lose their target when these entities end, and the areas of the links."""
    missing: Missing = {}
    areas: set[str] = set()
    for kind, ids in by_kind(model, ended):
        for row in ask(transaction, records_of_edges_at(kind), ids=ids):
            for claim in readable(model, row["payload"]):
                if lost := ended.intersection(targets_of(claim)):
                    missing.setdefault(row["record"], set()).update(lost)
                    areas.add(_kind(model, claim).area)
    return missing, areas


def _miss(missing: Missing, said: Said, known: set[str]) -> None:
    for claims in said.values():
        for claim in claims:
            if lost := claim.targets - known:
                missing.setdefault(claim.record or "", set()).update(lost)


def _areas(model: Model, ids: set[str]) -> set[str]:
    return {kind.area for kind, _ in by_kind(model, ids)}
