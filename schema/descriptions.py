"""What the documentation of the API says of each type and field, in English and in Chinese.

Not here: what a kind or a field is, which the model says.
"""

from graph.model import Kind, KindEdge, Model, Property
from graph.model.declaration import camel


def both(english: str | None, chinese: str | None) -> str:
    """Return one description: the English text, a middle dot, the Chinese label."""
    return " · ".join(part for part in (english, chinese) if part)


def of_kind(kind: Kind) -> str:
    """Return the description of the type of a kind or interface."""
    return both(kind.doc, kind.zh)


def of_property(prop: Property) -> str:
    """Return the description of the field of a property."""
    return both(prop.doc, prop.zh)


def of_edge(model: Model, edge: KindEdge) -> str:
    """Return the description of an edge field, which for an inverse names the other side."""
    if edge.zh or not edge.inverse:
        return both(edge.doc, edge.zh)
    other = model.kind(edge.target)
    label = other.edge(edge.inverse).zh
    doc = f": {edge.doc}" if edge.doc else ""
    return both(f"The other side of {edge.target}.{camel(edge.inverse)}{doc}", f"{other.zh}（{label}）")
