"""Rows: all nodes and edges of a graph in plain Python, read once, so that a reference can answer from them.

Not here: what is made of them (`reference`), and which requests are tried (`documents`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.database import Database
from graph.model import OUT, Kind, KindEdge, Model


@dataclass(frozen=True, eq=False)
class Row:
    """One node."""

    id: str
    labels: frozenset[str]
    values: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Tie:
    """One edge, from the node where its arrow begins."""

    type: str
    start: Row
    end: Row
    values: Mapping[str, Any]

    def holds(self, day: date) -> bool:
        """Whether it holds on a day: from its first day until the day before its end."""
        begun, ended = self.values.get("valid_from"), self.values.get("valid_to")
        return (begun is None or begun <= day) and (ended is None or day < ended)


@dataclass
class Rows:
    """The nodes of a graph by id and label, and its edges by each of their ends."""

    model: Model
    by_id: dict[str, Row] = field(default_factory=dict)
    by_label: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    leaving: dict[tuple[str, str], list[Tie]] = field(default_factory=lambda: defaultdict(list))
    arriving: dict[tuple[str, str], list[Tie]] = field(default_factory=lambda: defaultdict(list))

    def kind_of(self, row: Row) -> Kind:
        """The one kind that a node is."""
        return next(self.model.kinds[label] for label in sorted(row.labels) if label in self.model.kinds)

    def along(self, row: Row, edge: KindEdge) -> Iterator[tuple[Tie, Row]]:
        """Every edge of a field, in all its times, with the node at the other end."""
        if edge.direction is OUT:
            found = ((tie, tie.end) for tie in self.leaving.get((row.id, edge.type), ()))
        else:
            found = ((tie, tie.start) for tie in self.arriving.get((row.id, edge.type), ()))
        return ((tie, other) for tie, other in found if edge.target in other.labels)


def read_rows(database: Database, model: Model) -> Rows:
    """Read every node that the model knows, and every edge between two of them."""
    nodes = database.read(
        "MATCH (n) WHERE n.id IS NOT NULL RETURN labels(n) AS labels, n{.*} AS values", {}, 60
    )
    ties = database.read(
        "MATCH (a)-[r]->(b) WHERE a.id IS NOT NULL AND b.id IS NOT NULL "
        "RETURN a.id AS start, type(r) AS type, b.id AS end, r{.*} AS values",
        {},
        60,
    )
    return rows_of(model, nodes, ties)


def rows_of(model: Model, nodes: Iterable[Mapping[str, Any]], ties: Iterable[Mapping[str, Any]]) -> Rows:
    """Put nodes and edges, as they were read, where they are found."""
    rows = Rows(model)
    for each in nodes:
        if any(label in model.kinds for label in each["labels"]):
            row = Row(each["values"]["id"], frozenset(each["labels"]), _python(each["values"]))
            rows.by_id[row.id] = row
            for label in row.labels:
                rows.by_label[label].append(row)
    for each in ties:
        if each["start"] in rows.by_id and each["end"] in rows.by_id:
            tie = Tie(
                each["type"], rows.by_id[each["start"]], rows.by_id[each["end"]], _python(each["values"])
            )
            rows.leaving[tie.start.id, tie.type].append(tie)
            rows.arriving[tie.end.id, tie.type].append(tie)
    return rows


def _python(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of Neo4j's own classes for days and moments as Python's."""
    native = {name: getattr(value, "to_native", None) for name, value in values.items()}
    return {name: made() if (made := native[name]) else value for name, value in values.items()}
