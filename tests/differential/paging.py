"""Pages: a list in its order, and what lies behind a cursor, in plain Python.

What is missing comes last ascending and first descending; the id decides at the end, then the key of an edge.

Not here: how the executor sorts and what its cursors hold, of which this shares nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cmp_to_key
from typing import Any

from graph.model import KindEdge
from graph.model.declaration import camel
from tests.differential.conditions import Conditions, comparable, facts_of, value_of
from tests.differential.rows import Row, Tie

Member = tuple[Tie | None, Row]
Place = tuple[Any, ...]


class Cursor(str):
    """A cursor of the reference: told from other text, since an executor's own is another."""


@dataclass
class Cursors:
    """What each cursor that was given out stands for."""

    places: dict[str, Place] = field(default_factory=dict)
    given: dict[str, Cursor] = field(default_factory=dict)

    def of(self, place: Place, listed: object) -> Cursor:
        """Return the cursor of a place in a list and its order, always the same."""
        key = repr((listed, place))  # a place itself would be taken for another: True is 1 in Python
        if key not in self.given:
            made = Cursor(f"cursor {len(self.given)}")
            self.given[key], self.places[made] = made, place
        return self.given[key]


@dataclass(frozen=True)
class Order:
    """The order of one list."""

    conditions: Conditions
    label: str
    wanted: tuple[Mapping[str, Any], ...]
    edge: KindEdge | None = None
    edges: tuple[Mapping[str, Any], ...] = ()

    def place(self, member: Member) -> Place:
        """Where a member stands."""
        tie, row = member
        values = [self._value(row, self.label, each) for each in self.wanted]
        if self.edge and tie:
            facts = facts_of(self.edge)
            said = [facts[name] for each in self.edges for name, way in each.items() if way is not None]
            values = [*(comparable(prop, value_of(prop, tie.values)) for prop in said), *values]
        return (*values, row.id, *([tie.values.get("key")] if tie else []))

    def sorted(self, members: list[Member]) -> list[Member]:
        """The members in order."""
        by_place = cmp_to_key(self.compare)
        return sorted(members, key=lambda member: by_place(self.place(member)))

    def compare(self, one: Place, other: Place) -> int:
        """Below 0 where one place comes before another."""
        downs = [_direction(each) == "DESC" for each in (*self.edges, *self.wanted)]
        for left, right, down in zip(one, other, [*downs, *[False] * (len(one) - len(downs))], strict=True):
            if left != right:
                before = right is None or (left is not None and left < right)
                return 1 if before == down else -1
        return 0

    def _value(self, row: Row | None, label: str, wanted: Mapping[str, Any]) -> Any:
        (name, below), *_ = ((name, below) for name, below in wanted.items() if below is not None)
        if row is None:
            return None
        if name == "id":
            return row.id
        rows = self.conditions.rows
        kind = rows.model.kind(label)
        for prop in kind.properties:
            if camel(prop.name) == name:
                return comparable(prop, value_of(prop, row.values))
        edge = next(each for each in rows.model.edges(kind) if camel(each.name) == name)
        ends = [end for tie, end in rows.along(row, edge) if self.conditions.holds(edge, tie)]
        first = min(ends, key=lambda end: end.id, default=None)
        return self._value(first, edge.target, below)


def _direction(wanted: Mapping[str, Any]) -> str:
    below = next(each for each in wanted.values() if each is not None)
    return _direction(below) if isinstance(below, Mapping) else str(below)
