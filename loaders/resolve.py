"""Resolve: settle again, from the stored records, what several of them describe, and read no source.

So a change of whom to believe (`authority.toml`) comes into the graph. What is served right already is not
written. Not here: how claims are weighed (`claims`).
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from graph.database import Database, Transaction
from graph.model import Kind, KindEdge, Model
from graph.model.declaration import camel
from graph.model.kinds import DISPUTED
from graph.model.statements import edges_of, lock_nodes, shared_nodes
from loaders.acceptance import OWN_AREA
from loaders.authority import Authority, declared_fields, field_of, ranking
from loaders.batch import RAISE_VERSION, alone
from loaders.claims import Entity, settle
from loaders.conflicts import conflicts_among, keep_conflicts, marks_of
from loaders.entities import Row, ask, drop_edges, merge, present
from loaders.errors import NoSuchThing
from loaders.fence import write_fenced
from loaders.hearing import by_entity, hear
from loaders.order import order_of
from loaders.records import described

THINGS = 1000
Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Resolved:
    """What became of it.

    Args:
        examined: how many things were settled again.
        changed: how many of them are served otherwise now.
        conflicts: how many conflicts there are about them.
        unread: the ids of records that do not fit this model; what they describe was left as it is.
    """

    examined: int = 0
    changed: int = 0
    conflicts: int = 0
    unread: frozenset[str] = frozenset()

    def __or__(self, other: "Resolved") -> "Resolved":
        return Resolved(
            self.examined + other.examined,
            self.changed + other.changed,
            self.conflicts + other.conflicts,
            self.unread | other.unread,
        )

    def __str__(self) -> str:
        left = f"; {len(self.unread):,} records cannot be read under this model" if self.unread else ""
        return (
            f"{self.examined:,} things that several records describe: {self.changed:,} changed,"
            f" {self.conflicts:,} open conflicts{left}"
        )


def resolve(
    database: Database,
    model: Model,
    fields: Collection[str] = (),
    *,
    authority: Authority | None = None,
    batch_size: int = THINGS,
    progress: Progress | None = None,
) -> Resolved:
    """Settle again what several records describe, a batch in a transaction.

    Args:
        database: where; prepared for the model.
        model: the kinds that the claims are of, and the loader's own.
        fields: things of these kinds only, each as `Kind.field`; all when there are none.
        authority: whom to believe; as `authority.toml` says when left out.
        batch_size: how many things one transaction takes.
        progress: told the kind and how many of it are done, after each batch.

    Raises:
        NoSuchThing: the model has no such field.
        DatabaseProblem: the database refused a batch; the batches before it stay.
    """
    kinds = _kinds(model, fields)
    believed = ranking() if authority is None else authority
    order, whole = order_of(model), Resolved()
    for kind in kinds:
        done = 0
        for ids in _shared(database, kind, batch_size):
            whole |= write_fenced(database, partial(_settle_again, model, believed, order, kind, ids))
            done += len(ids)
            if progress:
                progress(kind.label, done)
    return whole


def _kinds(model: Model, fields: Collection[str]) -> list[Kind]:
    own = {kind.label for kind in model.kinds.values() if kind.area == OWN_AREA}
    if not fields:
        return [kind for kind in model.kinds.values() if kind.label not in own]
    below = (kind for field in sorted(fields) for kind in model.kinds_below(_label(model, field, own)))
    return list({kind.label: kind for kind in below}.values())


def _label(model: Model, field: str, own: Collection[str]) -> str:
    label, _, name = field.partition(".")
    if label in own or (label not in model.kinds and label not in model.interfaces):
        raise NoSuchThing(f"{field}: the model has no kind {label} that records claim; write Kind.field.")
    kind = model.kind(label)
    names = [each.name for each in declared_fields(kind)]
    if field_of(kind, name) is None and name not in map(camel, names):
        raise NoSuchThing(f"{field}: {label} has no such field; it has {', '.join(map(camel, names))}.")
    return label


def _shared(database: Database, kind: Kind, size: int) -> Iterator[list[str]]:
    after = ""
    while rows := database.read(shared_nodes(kind), {"after": after, "limit": size}, seconds=120):
        ids = [str(row["id"]) for row in rows]
        yield ids
        after = ids[-1]


def _settle_again(
    model: Model,
    authority: Authority,
    order: Mapping[str, int],
    kind: Kind,
    ids: Sequence[str],
    transaction: Transaction,
) -> tuple[Resolved, set[str]]:
    # Before anything is read: a batch of a load that is at the same things comes before, or after.
    alone(transaction)
    before = {row["id"]: row["properties"] for row in ask(transaction, lock_nodes(kind), ids=ids)}
    heard = hear(transaction, model, authority, ids)
    left = described(transaction, sorted(heard.unread)) if heard.unread else set()
    said = by_entity(heard.claims, set(before) - left)
    rules = authority.rules_of(kind)
    entities = {each: settle(kind, claims, rules) for each, claims in said.items()}
    conflicts = conflicts_among(model, authority, said)
    changed, known = _changed(transaction, model, kind, entities, before)
    marked = {each for each in entities if bool(before[each].get(DISPUTED)) != (each in conflicts)}
    drop_edges(transaction, [entities[each] for each in sorted(changed)], order)
    written = {each: entities[each] for each in sorted(changed | marked)}
    merge(transaction, written, order, known, marks_of(written, conflicts))
    disputed = {each for each in entities if before[each].get(DISPUTED)}
    argued = keep_conflicts(transaction, model, order, disputed, conflicts, None)
    touched = ({kind.area} if changed else set()) | ({OWN_AREA} if argued else set())
    if touched:
        ask(transaction, RAISE_VERSION, areas=sorted(touched))
    open_now = sum(map(len, conflicts.values()))
    return Resolved(len(said), len(changed), open_now, frozenset(heard.unread)), touched


def _changed(
    transaction: Transaction, model: Model, kind: Kind, entities: dict[str, Entity], before: dict[str, Row]
) -> tuple[set[str], set[str]]:
    """The things that are not stored as they are to be served, and which ends of their edges are there."""
    links = (edge.link.to for each in entities.values() for some in each.edges.values() for edge in some)
    known = present(transaction, model, set(links))
    changed = {each for each, entity in entities.items() if _properties(entity) != _plain(before[each])}
    for edge in kind.edges:
        held = _held(transaction, kind, edge, sorted(entities))
        changed |= {
            each for each, entity in entities.items() if _rows(entity, edge, known) != held.get(each, {})
        }
    return changed, known


def _properties(entity: Entity) -> Row:
    return _plain({"id": entity.id, **entity.row})


def _rows(entity: Entity, edge: KindEdge, known: set[str]) -> dict[tuple[str, str], Row]:
    rows = (row for row in entity.edge_rows.get(edge.name, ()) if row["to"] in known)
    return {(row["to"], row["key"]): _plain({**row["properties"], "key": row["key"]}) for row in rows}


def _held(
    transaction: Transaction, kind: Kind, edge: KindEdge, ids: list[str]
) -> dict[str, dict[tuple[str, str], Row]]:
    held: dict[str, dict[tuple[str, str], Row]] = {}
    for row in ask(transaction, edges_of(kind, edge), ids=ids):
        own = _plain(row["properties"])
        held.setdefault(row["id"], {})[row["to"], own["key"]] = own
    return held


def _plain(properties: Row) -> Row:
    """Properties as they can be compared: without what is missing, and with days as Python has them."""
    plain = {name: _native(value) for name, value in properties.items() if value is not None}
    plain.pop(DISPUTED, None)
    return plain


def _native(value: Any) -> Any:
    return value.to_native() if hasattr(value, "to_native") else value
