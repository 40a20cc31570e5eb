"""Sums and groups of a list, made by hand in plain Python.

Not here: how the executor sums and groups, of which this shares nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cmp_to_key
from itertools import product
from typing import Any

from graph.model import KindEdge, Property
from graph.model.declaration import camel
from tests.differential.conditions import Conditions, comparable, printed, value_of
from tests.differential.rows import Row

PERIODS = {
    "Year": lambda day: day.year,
    "Quarter": lambda day: f"{day.year}-Q{(day.month + 2) // 3}",
    "Month": lambda day: day.isoformat()[:7],
}


@dataclass(frozen=True)
class Measured:
    """What the values of one property come to."""

    values: list[Any]

    def field(self, name: str) -> Any:
        """Return one of count, min, max, sum, avg."""
        there = [each for each in self.values if each is not None]
        if name == "count":
            return len(there)
        if name == "sum":
            return sum(there)
        if not there:
            return None
        return sum(there) / len(there) if name == "avg" else printed({"min": min, "max": max}[name](there))


@dataclass(frozen=True)
class Aggregate:
    """What some rows come to."""

    rows: list[Row]
    label: str
    conditions: Conditions

    def field(self, name: str) -> Any:
        """Return how many there are, or what a property comes to."""
        if name == "count":
            return len(self.rows)
        prop = next(each for each in self._properties() if camel(each.name) == name)
        return Measured([comparable(prop, value_of(prop, row.values)) for row in self.rows])

    def _properties(self) -> tuple[Property, ...]:
        return self.conditions.rows.model.kind(self.label).properties


@dataclass(frozen=True)
class Group:
    """The rows that have a key in common: values by the names of the key's fields, nodes as rows."""

    key: dict[str, Any]
    rows: list[Row]

    def compare(self, other: "Group", by_size: int, by_key: int) -> int:
        """Below 0 where this group comes before another; a missing key comes last in either direction."""
        if by_size and len(self.rows) != len(other.rows):
            return by_size if len(self.rows) > len(other.rows) else -by_size
        for name, value in self.key.items():
            one, two = _sortable(value), _sortable(other.key[name])
            if one != two:
                if one is None or two is None:
                    return 1 if one is None else -1
                return -by_key if one < two else by_key
        return 0


ORDERS = {"SIZE_DESC": (-1, 1), "SIZE_ASC": (1, 1), "KEY_ASC": (0, 1), "KEY_DESC": (0, -1)}


def groups_of(
    rows: list[Row], label: str, names: list[str], order: str, conditions: Conditions
) -> list[Group]:
    """Return the groups of rows by what is named, in order; a row stands in each that it belongs to."""
    found: dict[tuple[Any, ...], Group] = {}
    for row in rows:
        for key in product(*(_values(row, label, name, conditions) for name in names)):
            group = found.setdefault(key, Group(dict(zip(names, key, strict=True)), []))
            group.rows.append(row)
    by_size, by_key = ORDERS[order]

    def compared(one: Group, other: Group) -> int:
        return one.compare(other, by_size, by_key)

    return sorted(found.values(), key=cmp_to_key(compared))


def _values(row: Row, label: str, name: str, conditions: Conditions) -> list[Any]:
    kind = conditions.rows.model.kind(label)
    for prop in kind.properties:
        value = value_of(prop, row.values)
        for suffix, meaning in [("", printed), *PERIODS.items()] if prop.type is date else [("", printed)]:
            if camel(prop.name) + suffix == name:
                return [None if value is None else meaning(value)]
    edge = next(each for each in conditions.rows.model.edges(kind) if camel(each.name) == name)
    return list(_ends(row, edge, conditions)) or [None]


def _ends(row: Row, edge: KindEdge, conditions: Conditions) -> Iterator[Row]:
    seen = {end for tie, end in conditions.rows.along(row, edge) if conditions.holds(edge, tie)}
    return iter(sorted(seen, key=lambda end: end.id))


def _sortable(value: Any) -> Any:
    return value.id if isinstance(value, Row) else value
