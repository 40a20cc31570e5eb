"""Values as the graph holds them. Not here: what a value means (`graph.model`)."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from math import isfinite
from typing import Any

from graph.model import KindEdge

WHOLE = 2**63
SOUND = frozenset({str, bool, date, datetime, type(None)})  # most are: the database takes each as it is


def stored(value: Any) -> Any:
    """Return a property's value as the database takes it: names of enums, decimals as exact text.

    Raises:
        ValueError: the database has no such value.
    """
    if type(value) in SOUND:
        return value
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, Decimal):
        return _exact(value)
    if isinstance(value, list | tuple):
        return [stored(part) for part in value]
    if isinstance(value, float) and not isfinite(value):
        raise ValueError(f"{value} is no number; leave it out")
    if isinstance(value, int) and not -WHOLE <= value < WHOLE:
        raise ValueError(f"{value} is beyond 64 bits; give it as text")
    if isinstance(value, str | bool | int | float | date):  # a datetime is a date too
        return value
    raise ValueError(f"{value!r} is no text, number, yes or no, or date; give it as one of these")


def said_of(edge: KindEdge, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of an edge, checked and as a link holds it: nothing where it has no properties.

    Raises:
        ValidationError: a property has a value that it cannot have, or one that it must have is missing.
    """
    if edge.properties is None:
        return {}
    said = edge.properties.model_validate(given).model_dump(exclude_unset=True)
    return {name: value.value if isinstance(value, Enum) else value for name, value in said.items()}


def _exact(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} is no number; leave it out")
    return f"{value:f}"
