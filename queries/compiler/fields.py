"""What a GraphQL field name means on a kind: its id, a property, or an edge.

Not here: the fields of connections (`pages`) and of the rows of questions (`rows`).
"""

from functools import lru_cache

from graph.model import Kind, KindEdge, Model, Property
from graph.model.declaration import camel

Meaning = Property | KindEdge


class Fields:
    """The fields of every kind and interface of one model, by their GraphQL names."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._of = lru_cache(maxsize=None)(self._describe)

    def of(self, label: str) -> dict[str, Meaning]:
        """Return the properties and edges of a kind or interface, by GraphQL name; `id` is not among them."""
        return self._of(label)

    def kinds(self, label: str) -> list[Kind]:
        """Return the kinds that a node with this label may have."""
        return self.model.kinds_below(label)

    def _describe(self, label: str) -> dict[str, Meaning]:
        kind = self.model.kind(label)
        found: list[Meaning] = [*kind.properties, *self.model.edges(kind)]
        return {camel(each.name): each for each in found}
