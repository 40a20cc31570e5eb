"""Leaves: how the value of a property is printed, and what is checked of it when it comes back.

Not here: what is selected of a node (`projection`, `whole`), and the shapes themselves (`shape`).
"""

from datetime import date, datetime
from enum import Enum
from typing import Any

from graph.model import Kind, Property
from queries.compiler import shape


def needed(made: shape.Shape, nullable: bool, what: str) -> shape.Shape:
    """Return a shape that refuses null, or one that stops it."""
    return shape.Optional(made) if nullable else shape.Required(made, what)


def leaf(prop: Property, what: str) -> shape.Shape:
    """Return the shape of a property's value, which checks what GraphQL promises of it."""
    if prop.type is int:
        return needed(shape.Whole(what), prop.nullable, what)
    if isinstance(prop.type, type) and issubclass(prop.type, Enum):
        members = frozenset(each.value for each in prop.type)
        return needed(shape.Member(what, members), prop.nullable, what)
    return needed(shape.Leaf(), prop.nullable, what)


def readable(kind: Kind, variable: str) -> str:
    """Print the label of a node: what names its kind, as far as it is there, or else the id."""
    pieces = [f"toString({variable}.{prop.name})" for prop in kind.named_by]
    more = [f" + coalesce(' ' + {piece}, '')" for piece in pieces]
    told = (f"{piece}{''.join(more[place:])}" for place, piece in enumerate(pieces, 1))
    return f"coalesce({', '.join([*told, f'{variable}.id'])})"


def printed(text: str, kind: Any) -> str:
    """Print a value as JSON can hold it: dates as text, times in China's zone."""
    if kind is datetime:
        return f"toString(datetime({{datetime: {text}, timezone: '+08:00'}}))"
    return f"toString({text})" if kind is date else text
