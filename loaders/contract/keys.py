"""What a thing is found by: the parts of its key, those of what it belongs to among them.

A batch is found by its maker, the maker's code of the product and its own number. Not here: whether a
declaration says them (`fit`), and the id that is made of them (`claims`).
"""

from graph.model import Kind, Model


def key_parts(model: Model, kind: Kind) -> tuple[str, ...]:
    """Return the parts of a kind's key in order: in place of one with several parts itself, these."""
    parts: list[str] = []
    for name in kind.keys:
        edge = next((edge for edge in kind.edges if edge.name == name), None)
        below = () if edge is None else key_parts(model, model.kind(edge.target))
        parts += below if len(below) > 1 else (name,)
    return tuple(parts)
