"""One batch: its records and all that they touch, in one transaction.

The entities touched are those that the records describe, or described before. All live claims about each are
read again and settled, so what is written never depends on what came first.
Not here: which records go into a batch (`run`), and what claims add up to (`claims`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.database import Transaction
from graph.model import Kind, Model, Node
from graph.model.statements import records_about, records_of_edges_at
from loaders.acceptance import OWN_AREA, Accepted
from loaders.authority import rank_of
from loaders.claims import Claim, settle
from loaders.entities import Row, ask, by_kind, drop_edges, end, merge, present
from loaders.payload import claims_in, links_of, readable
from loaders.records import Recording, Stored, describe, described, release, take_up, withdraw_records
from loaders.staging import Step
from loaders.stream import Stream
from loaders.unresolved import mark, unmark

RAISE_VERSION = """\
UNWIND $areas AS area
MERGE (v:GraphVersion {area: area})
SET v.n = coalesce(v.n, 0) + 1
"""
Said = dict[str, list[Claim]]
Missing = dict[str, set[str]]


@dataclass(frozen=True)
class Batch:
    """What one transaction does.

    Args:
        after: the last step of the plan before it.
        steps: the records that it takes up or gives up.
        retried: the ids of records that it tries again, because a target has appeared.
    """

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
        first = Batch(self.after, self.steps[:s], self.retried[:r])
        return first, Batch(first.last, self.steps[s:], self.retried[r:])


@dataclass(frozen=True)
class Terms:
    """What all batches of a run share: how they are recorded, whom to believe, and the right to write."""

    recording: Recording
    authority: Mapping[str, int]
    stream: Stream

    @property
    def model(self) -> Model:
        """The model that all of it follows."""
        return self.recording.model


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


def write_batch(terms: Terms, batch: Batch, transaction: Transaction) -> tuple[Outcome, set[str]]:
    """Write one batch, and return what it leaves to be told and the areas of the model that it touched.

    Raises:
        StreamLost: the stream does not stand where the batch begins, or is another's now.
    """
    # First, since it keeps a second writer of the system waiting until this transaction is through.
    terms.stream.advance(transaction, batch.after, batch.last)
    model, order = terms.model, terms.recording.order
    affected = _touch(transaction, terms, batch)
    standing = present(transaction, model, affected)
    said, unread = _said(transaction, terms, batch, affected, standing)
    entities = {each: settle(_kind(model, claims[0].said), claims) for each, claims in said.items()}
    known = present(transaction, model, _targets(model, said) - affected) | set(entities)
    ended = standing - set(entities)
    missing, areas = _cut_off(transaction, model, ended)
    end(transaction, model, ended)
    drop_edges(transaction, [each for each in entities.values() if each.id in standing], order)
    merge(transaction, entities, order, known)
    describe(transaction, model, batch.applied)
    _miss(missing, model, said, known)
    mark(transaction, missing)
    touched = areas | _areas(model, affected) | ({OWN_AREA} if batch.applied or batch.withdrawn else set())
    ask(transaction, RAISE_VERSION, areas=sorted(touched))
    return Outcome(frozenset(missing), frozenset(unread)), touched


def _touch(transaction: Transaction, terms: Terms, batch: Batch) -> set[str]:
    """Write the source records, and return the ids of the entities touched."""
    applied = sorted(each.id for each in batch.applied)
    gone = sorted(each.id for each in batch.withdrawn)
    again = sorted(batch.retried)
    affected = release(transaction, [each for each in applied if each in batch.before] + gone)
    affected |= described(transaction, again)
    unmark(transaction, applied + gone + again)
    withdraw_records(transaction, terms.recording, batch.withdrawn)
    take_up(transaction, terms.recording, batch.applied, batch.before)
    return affected.union(*(each.about for each in batch.applied))


def _said(
    transaction: Transaction, terms: Terms, batch: Batch, affected: set[str], standing: set[str]
) -> tuple[Said, set[str]]:
    """All live claims about the entities, and the stored records that cannot be read under this model.

    Only what is in the graph already (`standing`) can have been described by another record.
    """
    rank = rank_of(terms.recording.system, terms.authority)
    claims = [claim for each in batch.applied for claim in _numbered(each.claims, each.id, rank)]
    unread = set()
    for row in _records_about(transaction, terms.model, standing):
        try:
            stored = claims_in(terms.model, row["payload"])
        except ValueError:
            # A record of this very system is delivered anew or withdrawn in this run.
            unread |= {row["record"]} if row["system"] != terms.recording.system else set()
        else:
            claims += _numbered(stored, row["record"], rank_of(row["system"], terms.authority))
    said: Said = {}
    for claim in claims:
        if claim.about in affected:
            said.setdefault(claim.about, []).append(claim)
    return said, unread


def _records_about(transaction: Transaction, model: Model, ids: set[str]) -> list[Row]:
    found = {
        row["record"]: row
        for kind, some in by_kind(model, ids)
        for row in ask(transaction, records_about(kind), ids=some)
    }
    return list(found.values())


def _numbered(claims: Iterable[Node], record: str, rank: int) -> list[Claim]:
    return [Claim(said, record, rank, position) for position, said in enumerate(claims)]


def _kind(model: Model, node: Node) -> Kind:
    return model.kinds[type(node).__name__]


def _links(model: Model, node: Node) -> list[str]:
    return [link.to for _, link in links_of(_kind(model, node), node)]


def _targets(model: Model, said: Said) -> set[str]:
    return {to for claims in said.values() for claim in claims for to in _links(model, claim.said)}


def _cut_off(transaction: Transaction, model: Model, ended: set[str]) -> tuple[Missing, set[str]]:
    """The live records whose links lose their target when these entities end, and the areas of the links."""
    missing: Missing = {}
    areas: set[str] = set()
    for kind, ids in by_kind(model, ended):
        for row in ask(transaction, records_of_edges_at(kind), ids=ids):
            for claim in readable(model, row["payload"]):
                if lost := ended.intersection(_links(model, claim)):
                    missing.setdefault(row["record"], set()).update(lost)
                    areas.add(_kind(model, claim).area)
    return missing, areas


def _miss(missing: Missing, model: Model, said: Said, known: set[str]) -> None:
    for claims in said.values():
        for claim in claims:
            if lost := set(_links(model, claim.said)) - known:
                missing.setdefault(claim.record or "", set()).update(lost)


def _areas(model: Model, ids: set[str]) -> set[str]:
    return {kind.area for kind, _ in by_kind(model, ids)}
