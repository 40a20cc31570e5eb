"""Conditions: whether a row meets a filter, by the rules that docs/api.md states, in plain Python.

What is missing meets no comparison; a null `eq` asks for what is missing, any other null is not given.

Not here: how the executor filters, of which this shares nothing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any

from graph.model import KindEdge, Property, properties_of
from graph.model.declaration import camel
from tests.differential.rows import Row, Rows, Tie

Wanted = Mapping[str, Any]
Comparison = Callable[[Any, Any], bool]
COMPARISONS: dict[str, Comparison] = {
    "eq": lambda value, said: bool(value == said),
    "in": lambda value, said: value in said,
    "gt": lambda value, said: bool(value > said),
    "gte": lambda value, said: bool(value >= said),
    "lt": lambda value, said: bool(value < said),
    "lte": lambda value, said: bool(value <= said),
    "contains": lambda value, said: said in value,
    "startsWith": lambda value, said: bool(value.startswith(said)),
}
CHINA = timezone(timedelta(hours=8))
FRACTION = re.compile(r"(\.\d*[1-9])0+(?=\+)")  # its zeros at the end say nothing
YES_OR_NO = Property("inferred", bool, False, None, None, False, False, False)
TEXT = Property("rule", str, True, None, None, False, False, False)


def value_of(prop: Property, values: Mapping[str, Any]) -> Any:
    """A property of a node or an edge: yes or no where it must be said and was not is no."""
    value = values.get(prop.name)
    said_no = prop.type is bool and not prop.nullable and not prop.key
    return False if value is None and said_no else value


def comparable(prop: Property, value: Any) -> Any:
    """A value as it is compared and sorted: a decimal as a floating-point number, a yes as more than a no."""
    return float(value) if prop.type is Decimal and value is not None else value


def facts_of(edge: KindEdge) -> dict[str, Property]:
    """What the edges of a list say of themselves, by GraphQL name."""
    own = {camel(each.name): each for each in properties_of(edge.properties)} if edge.properties else {}
    of_any = {"inferred": YES_OR_NO, "rule": TEXT}
    dated = {
        "validFrom": Property("valid_from", date, True, None, None, False, False, False),
        "validTo": Property("valid_to", date, True, None, None, False, False, False),
    }
    return {**(dated if edge.dated else {}), **of_any, **own}


def compares(prop: Property, value: Any, wanted: Wanted) -> bool:
    """Whether a value meets all comparisons that are given."""
    value = comparable(prop, value)
    for name, said in wanted.items():
        if said is None:
            if name == "eq" and value is not None:
                return False
        elif value is None or not COMPARISONS[name](value, _said(prop, said)):
            return False
    return True


def _said(prop: Property, said: Any) -> Any:
    if isinstance(said, list):
        return [_said(prop, each) for each in said]
    return comparable(prop, said)


@dataclass(frozen=True)
class Conditions:
    """Judges rows as of one day."""

    rows: Rows
    as_of: date

    def meets(self, row: Row, label: str, wanted: Wanted | None) -> bool:
        """Whether a row, seen as a kind or interface, meets a filter; none is met by all."""
        given = {name: said for name, said in (wanted or {}).items() if said is not None}
        return all(self._one(row, label, name, said) for name, said in given.items())

    def _one(self, row: Row, label: str, name: str, said: Any) -> bool:
        if name == "and":
            return all(self.meets(row, label, each) for each in said)
        if name == "or":
            return any(self.meets(row, label, each) for each in said)
        if name == "not":
            return not self.meets(row, label, said)
        if name == "id":
            return compares(TEXT, row.id, said)
        kind = self.rows.model.kind(label)
        for prop in kind.properties:
            if camel(prop.name) == name:
                return compares(prop, value_of(prop, row.values), said)
        edge = next(each for each in self.rows.model.edges(kind) if camel(each.name) == name)
        return self._list(row, edge, said) if edge.many else bool(self._others(row, edge, said))

    def _list(self, row: Row, edge: KindEdge, said: Wanted) -> bool:
        given = {name: each for name, each in said.items() if each is not None}
        edges = given.pop("edge", None)
        asked = edges is not None and any(each is not None for each in edges.values())
        if not given and asked:
            given = {"some": {}}
        return all(self._quantified(row, edge, edges, name, each) for name, each in given.items())

    def _quantified(self, row: Row, edge: KindEdge, edges: Wanted | None, name: str, said: Wanted) -> bool:
        if name == "count":
            sizes = {operator: size for operator, size in said.items() if operator != "of"}
            number = len(self._others(row, edge, said.get("of"), edges))
            return all(size is None or COMPARISONS[each](number, size) for each, size in sizes.items())
        meeting = len(self._others(row, edge, said, edges))
        if name == "every":
            return meeting == len(self._others(row, edge, None, edges))
        return {"some": meeting > 0, "none": meeting == 0, "single": meeting == 1}[name]

    def _others(
        self, row: Row, edge: KindEdge, wanted: Wanted | None, edges: Wanted | None = None
    ) -> list[Row]:
        return [
            other
            for tie, other in self.rows.along(row, edge)
            if self.holds(edge, tie)
            and self.edge_meets(edge, tie, edges)
            and self.meets(other, edge.target, wanted)
        ]

    def holds(self, edge: KindEdge, tie: Tie) -> bool:
        """Whether an edge holds on the day; one without dates always does."""
        return not edge.dated or tie.holds(self.as_of)

    def edge_meets(self, edge: KindEdge, tie: Tie, wanted: Wanted | None) -> bool:
        """Whether an edge meets the conditions on edges."""
        facts = facts_of(edge)
        return all(
            said is None or compares(facts[name], value_of(facts[name], tie.values), said)
            for name, said in (wanted or {}).items()
        )


def printed(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return FRACTION.sub(r"\1", value.astimezone(CHINA).isoformat())
    return value.isoformat() if isinstance(value, date) else value
