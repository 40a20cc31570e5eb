"""Entities in the graph: found, written, ended. All of it inside the caller's transaction.

Not here: what an entity is to look like (`claims`), and its source records (`records`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from graph.database import DatabaseProblem, Transaction, rows_of
from graph.model import Kind, KindEdge, Model, merge_edges, merge_nodes
from graph.model.statements import delete_nodes, find_nodes, keep_edges
from loaders.claims import Entity, SettledEdge

Row = dict[str, Any]
NOTHING: Mapping[str, Any] = {}


def ask(transaction: Transaction, statement: str, **parameters: Any) -> list[Row]:
    """Run one statement and return its rows; about no `rows` or no `ids` at all nothing is asked."""
    if any(parameters.get(name) == [] for name in ("rows", "ids")):
        return []
    return rows_of(transaction.run(statement, parameters))


def by_kind(model: Model, ids: Iterable[str]) -> list[tuple[Kind, list[str]]]:
    """Return ids in order, each kind's together; an id of no kind of this model is left out."""
    known = sorted((kind.label, node_id) for node_id in set(ids) if (kind := model.kind_of(node_id)))
    return [
        (model.kinds[label], [node_id for _, node_id in group])
        for label, group in groupby(known, key=lambda pair: pair[0])
    ]


def present(transaction: Transaction, model: Model, ids: Iterable[str]) -> set[str]:
    """Return those of the ids that are in the graph."""
    return set(disputed(transaction, model, ids))


def disputed(transaction: Transaction, model: Model, ids: Iterable[str]) -> dict[str, bool]:
    """Return of those of the ids that are in the graph whether they have open conflicts."""
    found = (ask(transaction, find_nodes(kind), ids=some) for kind, some in by_kind(model, ids))
    return {row["id"]: bool(row["disputed"]) for rows in found for row in rows}


def merge(
    transaction: Transaction,
    entities: Mapping[str, Entity],
    order: Mapping[str, int],
    known: set[str],
    own: Mapping[str, Row] = NOTHING,
    records: Mapping[str, list[str]] = NOTHING,
    standing: Collection[str] | None = None,
) -> None:
    """Write entities and their edges: nodes of all kinds first, so that an edge finds its other end.

    Args:
        transaction: the one that holds all of it.
        entities: what to write, by id.
        order: the place of each kind (`order_of`).
        known: the ids in the graph once the nodes are written; an edge to any other is left out.
        own: properties beside the model's, by id, that only the loader reads.
        records: by id, the ids of the source records that describe them from now on.
        standing: the ids of those that may be in the graph; all may, when left out.
    """
    kinds = _grouped(entities.values(), order)
    for kind, members in kinds:
        rows = [
            {
                "id": each.id,
                "properties": {**each.row, **own.get(each.id, {})},
                "records": records.get(each.id, []),
            }
            for each in members
        ]
        ask(transaction, merge_nodes(kind), rows=_lean(rows, standing))
    for kind, members in kinds:
        for edge in kind.edges:
            rows = [
                row for each in members for row in each.edge_rows.get(edge.name, ()) if row["to"] in known
            ]
            _merge_edge(transaction, kind, edge, _lean(rows, standing))


def drop_edges(transaction: Transaction, entities: Iterable[Entity], order: Mapping[str, int]) -> None:
    """Delete the edges of entities that nobody claims any more."""
    for kind, members in _grouped(entities, order):
        for edge in kind.edges:
            rows = [{"id": each.id, "keep": _ends(each.edges[edge.name])} for each in members]
            ask(transaction, keep_edges(kind, edge), rows=rows)


def end(transaction: Transaction, model: Model, ids: Iterable[str]) -> None:
    """Delete the entities that nobody claims any more, with every edge at them."""
    for kind, some in by_kind(model, ids):
        ask(transaction, delete_nodes(kind), ids=some)


def _grouped(entities: Iterable[Entity], order: Mapping[str, int]) -> list[tuple[Kind, list[Entity]]]:
    placed = sorted(entities, key=lambda entity: (order[entity.kind.label], entity.id))
    groups = groupby(placed, key=lambda entity: entity.kind.label)
    return [(members[0].kind, members) for _, group in groups if (members := list(group))]


def _lean(rows: Sequence[Row], standing: Collection[str] | None) -> list[Row]:
    """Leave out what takes a property away, where there can be none: it costs as much as to set one."""
    return [row if standing is None or row["id"] in standing else _without_nulls(row) for row in rows]


def _without_nulls(row: Row) -> Row:
    properties = {name: value for name, value in row["properties"].items() if value is not None}
    return {**row, "properties": properties}


def _merge_edge(transaction: Transaction, kind: Kind, edge: KindEdge, rows: Sequence[Row]) -> None:
    if not rows:
        return
    targets: dict[str, list[Row]] = {}
    for row in rows:
        targets.setdefault(row["to"], []).append(row)
    grouped = [{"to": to, "rows": some} for to, some in targets.items()]
    written = ask(transaction, merge_edges(kind, edge), targets=grouped)[0]["written"]
    if written != len(rows):
        raise DatabaseProblem(
            f"{kind.label}.{edge.name}: {len(rows)} edges were to be written and {written} were;"
            " another process deletes at the same time"
        )


def _ends(edges: Iterable[SettledEdge]) -> list[list[str]]:
    return [[settled.link.to, settled.key] for settled in edges]
