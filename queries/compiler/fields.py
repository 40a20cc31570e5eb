"""What a GraphQL field name means on a kind: its id, a property, or an edge; and what an edge leads to.

Not here: the fields of connections (`pages`) and of the rows of questions (`rows`).
"""

from datetime import date
from functools import lru_cache
from typing import Any

from graph.model import IN, Kind, KindEdge, Model, Property, properties_of
from graph.model.declaration import camel

Meaning = Property | KindEdge


def facts_of(edge: KindEdge) -> dict[str, Property]:
    """Return what an edge itself says, by GraphQL name: when it holds, and properties of its own."""
    days = [_fact("valid_from", date, True), _fact("valid_to", date, True)] if edge.dated else []
    own = properties_of(edge.properties) if edge.properties else ()
    return {camel(each.name): each for each in (*days, _fact("inferred", bool, False), *own)}


def _fact(name: str, kind: Any, nullable: bool) -> Property:
    return Property(name, kind, nullable, None, None, key=False, fulltext=False, indexed=False)


class Fields:
    """The fields of every kind and interface of one model, by their GraphQL names."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._of = lru_cache(maxsize=None)(self._describe)
        self._implied = lru_cache(maxsize=None)(self._leads_only)

    def of(self, label: str) -> dict[str, Meaning]:
        """Return the properties and edges of a kind or interface, by GraphQL name; `id` is not among them."""
        return self._of(label)

    def kinds(self, label: str) -> list[Kind]:
        """Return the kinds that a node with this label may have."""
        return self.model.kinds_below(label)

    def labels(self, label: str) -> set[str]:
        """Return the labels of the kinds that a node with this label may have."""
        return {kind.label for kind in self.kinds(label)}

    def only_key(self, label: str) -> Property | None:
        """Return the text that alone makes the id of a kind's things; None where ids are made otherwise."""
        kind = self.model.kinds.get(label)
        if kind is None or len(kind.keys) != 1:
            return None
        return next(
            (each for each in kind.properties if each.name == kind.keys[0] and each.type is str), None
        )

    def implies(self, edge: KindEdge, label: str, turned: bool = False) -> bool:
        """Whether an edge leads, by its type alone, to nothing but nodes with a label, as kinds are declared.

        Args:
            edge: the edge, which is followed to its target, or `turned` to its source.
            label: what the nodes there are to be.
            turned: whether it is followed back.
        """
        inward = (edge.direction is IN) != turned
        return self._implied(edge.type, inward, edge.target if turned else edge.source, label)

    def _leads_only(self, type_: str, inward: bool, near: str, far: str) -> bool:
        starting, ending = self.labels(near), self.labels(far)
        found: set[str] = set()
        for kind in (*self.model.kinds.values(), *self.model.interfaces.values()):
            for edge in kind.edges:
                if edge.type == type_:
                    start, end = self.labels(edge.source), self.labels(edge.target)
                    if edge.direction is IN:
                        start, end = end, start
                    here, there = (end, start) if inward else (start, end)
                    found |= there if here & starting else set()
        return bool(found) and found <= ending

    def _describe(self, label: str) -> dict[str, Meaning]:
        kind = self.model.kind(label)
        found: list[Meaning] = [*kind.properties, *self.model.edges(kind)]
        return {camel(each.name): each for each in found}
