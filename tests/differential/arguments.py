"""Arguments of generated requests: values as literals, as variables, or both; filters and orders.

Values are drawn from what the rows hold, so that filters find something.

Not here: what is selected (`documents`).
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from graphql import (
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_nullable_type,
)

from graph.model import KindEdge, Property
from graph.model.declaration import camel
from tests.differential.conditions import facts_of
from tests.differential.rows import Rows

T = TypeVar("T")
Number = Callable[[int, int], int]  # draws a whole number of a range, its ends included
RANGES = ("eq", "in", "gt", "gte", "lt", "lte")
ONE_VALUE = ("eq", "in")
OPERATORS: dict[Any, tuple[str, ...]] = {
    str: (*RANGES, "contains", "startsWith"), bool: ("eq",), int: RANGES, float: RANGES,
    date: RANGES, datetime: RANGES, Decimal: RANGES,
}  # fmt: skip


class Name(str):
    """The name of an enum's value, which is written without quotes."""


@dataclass(frozen=True, eq=False)
class World:
    """What there is to ask for: the published schema, and what the rows hold."""

    schema: GraphQLSchema
    rows: Rows

    @cache  # noqa: B019 - one world a run
    def ids(self, label: str) -> list[str]:
        """The ids of the things with a label, in order."""
        return sorted(row.id for row in self.rows.by_label.get(label, ()))

    @cache  # noqa: B019
    def edges(self, label: str) -> dict[str, KindEdge]:
        """The edges that lead somewhere from a thing with the label, by GraphQL name."""
        rows = self.rows.by_label.get(label, ())
        edges = self.rows.model.edges(self.rows.model.kind(label))
        return {camel(e.name): e for e in edges if any(any(self.rows.along(row, e)) for row in rows)}

    @cache  # noqa: B019
    def values(self, label: str, prop: Property) -> list[Any]:
        """What a property holds, at the things with a label."""
        return _spread(row.values.get(prop.name) for row in self.rows.by_label.get(label, ()))

    @cache  # noqa: B019
    def facts(self, edge: KindEdge, prop: Property) -> list[Any]:
        """What a property of an edge holds."""
        rows = self.rows.by_label.get(edge.source, ())
        return _spread(tie.values.get(prop.name) for row in rows for tie, _ in self.rows.along(row, edge))


def _spread(found: Iterable[Any]) -> list[Any]:
    """About a dozen of the values, from the least to the greatest."""
    known = sorted({each for each in found if each is not None})
    return known[:: max(1, len(known) // 12)]


@dataclass
class Drawing:
    """What draws the choices of one request, and the variables that it has so far."""

    number: Number
    world: World
    declared: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    hops: int = 0

    def chance(self, percent: int) -> bool:
        """Whether something happens; not, when a failing request is made simpler."""
        return self.number(0, 99) >= 100 - percent

    def pick(self, choices: Sequence[T]) -> T:
        """One of several."""
        return choices[self.number(0, len(choices) - 1)]

    def some(self, choices: Sequence[T], least: int, most: int) -> list[T]:
        """Several of several, without repetition."""
        left, found = list(choices), list[T]()
        for _ in range(self.number(min(least, len(left)), min(most, len(left)))):
            found.append(left.pop(self.number(0, len(left) - 1)))
        return found

    # Writing values

    def written(self, value: Any, kind: GraphQLInputType, lift: int = 30, one_of: bool = False) -> str:
        """Write a value of an input type, as a literal or as a variable."""
        if self.chance(lift):
            return self.variable(value, kind, one_of)
        plain = get_nullable_type(kind)
        if isinstance(value, dict) and isinstance(plain, GraphQLInputObjectType):
            members = (
                f"{name}: {self.written(each, plain.fields[name].type, 8, plain.is_one_of)}"
                for name, each in value.items()
            )
            return f"{{{', '.join(members)}}}"
        if isinstance(value, list) and isinstance(plain, GraphQLList):
            if len(value) == 1 and self.chance(30):  # one value stands for the list of it
                return literal(value[0])
            return f"[{', '.join(self.written(each, plain.of_type, 8) for each in value)}]"
        return literal(value)

    def variable(self, value: Any, kind: GraphQLInputType, needed: bool) -> str:
        """Declare a variable that has the value: given, or by its default."""
        name = f"v{len(self.declared)}"
        plain = get_nullable_type(kind)
        required = needed or isinstance(kind, GraphQLNonNull) or (value is not None and self.chance(40))
        way = self.pick(["given", "default", "both", "given"]) if not (required and needed) else "given"
        default = f" = {literal(value)}" if way == "default" else ""
        if way == "both":  # what is given counts, and not the default
            default = " = null" if not required else f" = {literal(value)}"
        if way == "default" and required and self.chance(50):  # a default that is not null is enough
            required = False
        self.declared.append(f"${name}: {plain}{'!' if required else ''}{default}")
        if way != "default":
            self.values[name] = value
        return f"${name}"

    def absent(self, kind: GraphQLInputType) -> str:
        """Declare a variable that is not given, so that its argument counts as left out."""
        self.declared.append(f"$v{len(self.declared)}: {get_nullable_type(kind)}")
        return f"$v{len(self.declared) - 1}"

    # Drawing values

    def filter(self, label: str, depth: int = 0) -> dict[str, Any]:
        """A filter of a kind or interface that some things meet and some do not, often."""
        found: dict[str, Any] = {}
        for _ in range(self.number(0 if depth else 1, 2)):
            name, condition = self._condition(label, depth)
            found[name] = condition
        return found

    def _condition(self, label: str, depth: int) -> tuple[str, Any]:
        way = self.pick(["property"] * 5 + ["id", "edge", "edge", "and", "or", "not", "null"])
        kind = self.world.rows.model.kind(label)
        if way in ("and", "or") and depth < 3:
            return way, [self.filter(label, depth + 1) for _ in range(self.number(0, 2))]
        if way == "not" and depth < 3:
            return way, self.filter(label, depth + 1)
        edges = list(self.world.edges(label).items())
        if way == "edge" and edges and self.hops > 0 and depth < 3:
            name, edge = self.pick(edges)
            return name, self._across(edge, depth)
        if way == "id":
            return "id", {"in": self.some(self.world.ids(label), 0, 4)}
        prop = self.pick(kind.properties)
        if way == "null":
            return camel(prop.name), self.pick([None, {}, {"eq": None}])
        return camel(prop.name), self.comparison(prop, self.world.values(label, prop))

    def _across(self, edge: KindEdge, depth: int) -> dict[str, Any]:
        self.hops -= 1
        if not edge.many:
            return self.filter(edge.target, depth + 1)
        found: dict[str, Any] = {}
        quantifier = self.pick(["some", "none", "every", "single", "count", "edge"])
        if quantifier == "count":
            found["count"] = {self.pick(["eq", "gt", "gte", "lt", "lte"]): self.number(0, 4)}
            if self.chance(50):
                found["count"]["of"] = self.filter(edge.target, depth + 1)
        elif quantifier != "edge":
            found[quantifier] = (
                self.pick([{}, None]) if self.chance(20) else self.filter(edge.target, depth + 1)
            )
        if (edge.dated or edge.properties) and (quantifier == "edge" or self.chance(30)):
            found["edge"] = self.edge_filter(edge)
        return found

    def edge_filter(self, edge: KindEdge) -> dict[str, Any]:
        """Conditions on what edges say of themselves."""
        facts = {name: prop for name, prop in facts_of(edge).items() if name != "rule"}
        chosen = self.some(list(facts.items()), 0, 2)
        return {name: self.comparison(prop, self.world.facts(edge, prop)) for name, prop in chosen}

    def comparison(self, prop: Property, known: Sequence[Any]) -> dict[str, Any]:
        """One or two comparisons with what is known to be there."""
        operators = OPERATORS.get(prop.type, ONE_VALUE)
        known = [enum_name(prop, each) for each in known]
        found: dict[str, Any] = {}
        for operator in self.some(operators, 1, 2 if self.chance(20) else 1):
            if operator == "in":
                found[operator] = [self._sent(each) for each in self.some(known, 0, 3)]
            elif not known or (operator == "eq" and self.chance(15)):
                found[operator] = None
            else:
                found[operator] = self._compared(operator, self.pick(known))
        return found

    def _compared(self, operator: str, value: Any) -> Any:
        if operator in ("contains", "startsWith"):
            begin = 0 if operator == "startsWith" else self.number(0, max(0, len(value) - 1))
            return value[begin : begin + self.number(0, 3)]
        return self._sent(value)

    def _sent(self, value: Any) -> Any:
        """A value as a client sends it; a moment in whatever zone."""
        if isinstance(value, datetime):
            return value.astimezone(timezone(timedelta(hours=self.pick([8, 0, -5])))).isoformat()
        if isinstance(value, date):
            return value.isoformat()
        return value

    def order(self, label: str) -> list[dict[str, Any]]:
        """What to order by, one or two things in turn."""
        return [self._ordered(label) for _ in range(self.number(1, 2))]

    def edge_order(self, edge: KindEdge) -> list[dict[str, Any]]:
        """What to order edges by, one or two things in turn."""
        names = [name for name in facts_of(edge) if name != "rule"]
        return [{self.pick(names): Name(self.pick(["ASC", "DESC"]))} for _ in range(self.number(1, 2))]

    def _ordered(self, label: str) -> dict[str, Any]:
        kind = self.world.rows.model.kind(label)
        ones = [(name, edge) for name, edge in self.world.edges(label).items() if not edge.many]
        if ones and self.hops > 0 and self.chance(25):
            self.hops -= 1
            name, edge = self.pick(ones)
            return {name: self._ordered(edge.target)}
        names = ["id", *(camel(prop.name) for prop in kind.properties)]
        return {self.pick(names): Name(self.pick(["ASC", "DESC"]))}


def literal(value: Any) -> str:
    """Write a value as a literal of GraphQL."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {literal(each)}' for name, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return str(value) if isinstance(value, Name) else json.dumps(value, ensure_ascii=False)


def enum_name(prop: Property, value: Any) -> Any:
    """Return the stored value of an enum as its name."""
    return Name(value) if isinstance(prop.type, type) and issubclass(prop.type, Enum) else value
