"""The order of writing: what is pointed at comes before what points, and ids ascend.

One order for all also keeps two writers from waiting for each other. Not here: the writing itself.
"""

from collections.abc import Iterable, Mapping

from graph.model import Kind, Model, Node


def order_of(model: Model) -> dict[str, int]:
    """Return the place of each kind: after the kinds that its edges point to, as far as no circle forbids."""
    placed: dict[str, int] = {}
    entered: set[str] = set()

    def place(kind: Kind) -> None:
        if kind.label in entered:
            return
        entered.add(kind.label)
        for edge in kind.edges:
            for target in model.kinds_below(edge.target):
                place(target)
        placed[kind.label] = len(placed)

    for kind in model.kinds.values():
        place(kind)
    return placed


def place_of(claims: Iterable[Node], order: Mapping[str, int]) -> int:
    """Return the place of a record: that of the last of its claims' kinds."""
    return max((order[type(claim).__name__] for claim in claims), default=0)
