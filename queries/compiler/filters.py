"""Filters: a filter input of a kind → a Cypher predicate.

A null `eq` asks for what is missing; any other null means "not given". A predicate that is unknown (null)
counts as false also below `not` and `every`.

Not here: order and pages (`pages`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from graph.model import KindEdge, Property
from queries.compiler.errors import SelectionRefused
from queries.compiler.fields import Fields
from queries.compiler.statement import Writer, block, where

MAXIMUM_VALUES = 250  # of one `in`
OPERATORS = {
    "eq": "=",
    "in": "IN",
    "contains": "CONTAINS",
    "startsWith": "STARTS WITH",
    "gt": ">",
    "gte": ">=",
    "lt": "<",
    "lte": "<=",
}


def predicate(writer: Writer, fields: Fields, label: str, variable: str, wanted: Mapping[str, Any]) -> str:
    """Print what a filter wants of the node in a variable; "" when it wants nothing."""
    return " AND ".join(_parts(writer, fields, label, variable, wanted))


def _parts(
    writer: Writer, fields: Fields, label: str, variable: str, wanted: Mapping[str, Any]
) -> Iterator[str]:
    writer.condition()  # the filter itself: an empty one among many is a condition too
    for name, value in wanted.items():
        if value is None:
            continue
        writer.condition()
        if name in ("and", "or"):
            yield _joined(writer, fields, label, variable, name, value)
        elif name == "not":
            yield f"NOT coalesce({predicate(writer, fields, label, variable, value) or 'true'}, false)"
        elif name == "id":
            yield from _compared(writer, f"{variable}.id", value, many=False)
        else:
            yield from _field(writer, fields, fields.of(label)[name], variable, value)


def _joined(
    writer: Writer, fields: Fields, label: str, variable: str, word: str, each: list[Mapping[str, Any]]
) -> str:
    parts = [predicate(writer, fields, label, variable, one) or "true" for one in each]
    neutral = "true" if word == "and" else "false"
    return "(" + (f" {word.upper()} ".join(f"({part})" for part in parts) or neutral) + ")"


def _field(
    writer: Writer, fields: Fields, meaning: Property | KindEdge, variable: str, value: Mapping[str, Any]
) -> Iterator[str]:
    if isinstance(meaning, Property):
        yield from _compared(writer, comparable(meaning, variable), value, many=is_list(meaning))
    elif meaning.many:
        across = _Across(writer, fields, meaning, variable, value.get("edge") or {})
        asked = {name: inner for name, inner in value.items() if name != "edge" and inner is not None}
        # Conditions on the edges alone ask for one that meets them.
        for quantifier, inner in (asked or ({"some": {}} if value.get("edge") else {})).items():
            yield from across.holds(quantifier, inner)
    else:
        yield from _Across(writer, fields, meaning, variable, {}).holds("some", value)


@dataclass(frozen=True)
class _Across:
    """Prints what is wanted of the nodes at the other end of an edge, along edges that meet `edges`."""

    writer: Writer
    fields: Fields
    edge: KindEdge
    variable: str
    edges: Mapping[str, Any]

    def holds(self, quantifier: str, wanted: Mapping[str, Any]) -> Iterator[str]:
        """Print a quantifier's predicates."""
        if quantifier == "count":
            sizes = {name: value for name, value in wanted.items() if name != "of"}
            if any(value is not None for value in sizes.values()):
                counted = block("COUNT", self._way(wanted.get("of") or {}))
                yield from _compared(self.writer, counted, sizes, many=False)
            return
        if quantifier == "single":
            yield f"{block('COUNT', self._way(wanted))} = 1"
            return
        exists = block("EXISTS", self._way(wanted, every=quantifier == "every"))
        yield exists if quantifier == "some" else f"NOT {exists}"

    def _way(self, wanted: Mapping[str, Any], *, every: bool = False) -> str:
        relation, target = self.writer.variable("r"), self.writer.variable()
        pattern, bound = self.writer.reach_along(self.variable, self.edge, relation, target)
        inner = predicate(self.writer, self.fields, self.edge.target, target, wanted)
        if every:
            inner = f"NOT coalesce({inner or 'true'}, false)"
        return f"{pattern}{where(bound, edge_predicate(self.writer, relation, self.edges), inner)}"


def edge_predicate(writer: Writer, relation: str, wanted: Mapping[str, Any]) -> str:
    """Print what is wanted of the edge in a variable; "" when nothing is."""
    parts: list[str] = []
    for name, value in wanted.items():
        if value is not None:
            writer.condition()
            text = f"{relation}.{snake(name)}"
            left = f"coalesce({text}, false)" if name == "inferred" else text
            parts += _compared(writer, left, value, many=False)
    return " AND ".join(parts)


def _compared(writer: Writer, left: str, value: Mapping[str, Any], many: bool) -> Iterator[str]:
    for operator, right in value.items():
        if right is None:
            if operator == "eq":
                yield f"{left} IS NULL"
        elif isinstance(right, list) and len(right) > MAXIMUM_VALUES:
            raise SelectionRefused(
                "LIMIT_EXCEEDED", f"in takes at most {MAXIMUM_VALUES} values: ask in several requests."
            )
        elif many:  # the one question asked of a list: does it hold the value?
            yield f"{writer.parameter(plain(right))} IN {left}"
        else:
            yield f"{left} {OPERATORS[operator]} {writer.parameter(plain(right))}"


def stored(prop: Property, variable: str) -> str:
    """Print a property as it is stored; where the model gives a default, as that where it is missing."""
    text = f"{variable}.{prop.name}"
    if prop.nullable or prop.key or prop.type is not bool:
        return text
    return f"coalesce({text}, false)"


def comparable(prop: Property, variable: str) -> str:
    """Print a property as it compares and sorts: a decimal, which is kept as text, as a number."""
    text = stored(prop, variable)
    return f"toFloat({text})" if prop.type is Decimal else text


def is_list(prop: Property) -> bool:
    """Whether a property holds a list."""
    return str(prop.type).startswith("list[")


def plain(value: Any) -> Any:
    """Return a coerced GraphQL value as the database holds it."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return float(value)
    assert isinstance(value, str | int | float | bool | date | datetime)
    return value


def snake(name: str) -> str:
    """Return the name of a property as the graph has it, of its GraphQL name."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
