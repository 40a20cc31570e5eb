"""Aggregates: how many a list holds, least, greatest, sum and mean of values; of the whole list or by groups.

The groups are those of the fields selected in `key`: a value, a period of a day, a node at the other end of
an edge. A thing with several such nodes counts in the group of each, one with none in the group of null.

Not here: the list's own page (`pagination`), and the types (`schema.aggregates`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from graph.model import KindEdge, Property, Vocabulary
from queries.compiler import shape
from queries.compiler.errors import SelectionRefused
from queries.compiler.fields import Fields
from queries.compiler.filters import is_list, stored
from queries.compiler.pages import name_of
from queries.compiler.selection import Selected
from queries.compiler.statement import Lists, Writer
from queries.compiler.tree import Carry, Part, Subquery, listing, phrase

SUMMED: tuple[Any, ...] = (int, float, Decimal)
MEASURED: tuple[Any, ...] = (*SUMMED, date, datetime)

Printed = tuple[Part, shape.Shape]


class Period(Enum):
    """A span of the calendar by which days are grouped, as it ends the name of a key."""

    YEAR = "Year"
    QUARTER = "Quarter"
    MONTH = "Month"


class GroupOrder(Vocabulary):
    """How groups are ordered; those of the same size by their keys, and a missing key last."""

    SIZE_DESC = "SIZE_DESC", "largest first · 数量降序"
    SIZE_ASC = "SIZE_ASC", "smallest first · 数量升序"
    KEY_ASC = "KEY_ASC", "by what is selected in `key`, in turn · 依据升序"
    KEY_DESC = "KEY_DESC", "by what is selected in `key`, in turn, downwards · 依据降序"


ORDERS = {
    "SIZE_DESC": ("size DESC", ""),
    "SIZE_ASC": ("size", ""),
    "KEY_ASC": ("", ""),
    "KEY_DESC": ("", " DESC"),
}


def is_measured(prop: Property) -> bool:
    """Whether a property has a least and a greatest value."""
    return prop.type in MEASURED


def groups_by(prop: Property) -> bool:
    """Whether things are grouped by a property: by what is looked up by its value, not by wording."""
    named = isinstance(prop.type, type) and (issubclass(prop.type, Enum) or prop.type in (bool, int))
    return not is_list(prop) and (named or prop.indexed)


def groups_along(edge: KindEdge) -> bool:
    """Whether things are grouped by the other end of an edge: by what their own kind says of them."""
    return edge.declared


def keys_of(fields: Fields, label: str) -> dict[str, tuple[Property | KindEdge, Period | None]]:
    """Return what the things with a label are grouped by, by the name of the key."""
    found: dict[str, tuple[Property | KindEdge, Period | None]] = {}
    for name, meaning in fields.of(label).items():
        if isinstance(meaning, KindEdge):
            if groups_along(meaning):
                found[name] = (meaning, None)
        elif groups_by(meaning):
            found[name] = (meaning, None)
            if meaning.type is date:
                found |= {f"{name}{period.value}": (meaning, period) for period in Period}
    return found


@dataclass
class _Keys:
    """What is grouped by: each key's variable, and how it is reached or read."""

    variables: dict[str, str] = field(default_factory=dict)
    ways: list[Part] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Aggregator:
    """Makes the aggregates of one list.

    Args:
        writer: of the statement.
        project: makes what is selected of the node in a variable, whose label is given.
        label: of the list's nodes.
        reach: makes the way to the list's nodes, filtered, in the given variable.
        depth: how many relations lead to the list's nodes.
        lists: within which the list is asked for.
        number: makes how many the list holds; None where it may hold the same one twice.
    """

    writer: Writer
    project: Callable[[str, str, Mapping[str, tuple[Selected, ...]]], Printed]
    label: str
    reach: Callable[[str], tuple[Part, ...]]
    depth: int
    lists: Lists
    number: Callable[[], Part] | None = None

    def whole(self, chosen: tuple[Selected, ...]) -> Printed:
        """Return the aggregates of the whole list."""
        node = self.writer.variable()
        result, made = self._measures(node, chosen)
        if result == "[]":  # nothing to sum up: without that, no row would come of no node
            return result, made
        if self.number and all(each.name in ("count", "__typename") for each in chosen):
            return listing([self.number() for each in chosen if each.name == "count"]), made
        return Subquery("COLLECT", self._way(node, _Keys()), result), shape.Only(made)

    def groups(self, each: Selected) -> Printed:
        """Return the groups of the list, each with its key and its aggregates.

        Raises:
            SelectionRefused: no key is selected, or too many groups are asked for.
        """
        most = self.writer.limits.groups
        first = self.writer.decisions.on(each.arguments["first"])
        if not 1 <= first <= most:
            raise SelectionRefused("LIMIT_EXCEEDED", f"first is {first}; ask for 1 to {most} groups.")
        self.writer.expect((*self.lists, (each.key, first)))
        node, keys = self.writer.variable(), _Keys()
        for part in each.below():
            for child in part.below() if part.name == "key" else ():
                self._add(keys, child.name, node)
        if not keys.variables:
            raise SelectionRefused(
                "BAD_USER_INPUT",
                f"{each.key} are made by what is selected in key: select there one of "
                f"{', '.join(keys_of(self.writer.fields, self.label))}.",
            )
        return self._grouped(each, node, keys)

    def _grouped(self, each: Selected, node: str, keys: _Keys) -> Printed:
        measures: list[Part] = []
        values: list[Part] = []
        members: list[tuple[str, shape.Shape]] = []
        for part in each.below():
            if part.name == "__typename":
                members.append((part.key, shape.Constant(f"{self.label}Group")))
                continue
            text: Part = "size"
            made: shape.Shape = shape.Leaf()
            if part.name == "key":
                text, made = self._key(keys, part.below())
            elif part.name != "count":
                measured, made = self._measures(node, part.below())
                text = f"m{len(measures)}"
                measures.append(phrase(measured, f" AS {text}"))
            values.append(text)
            members.append((part.key, made))
        size, down = ORDERS[self.writer.decisions.on(each.arguments.get("orderBy"), name_of) or "SIZE_DESC"]
        order = ", ".join([*filter(None, [size]), *(f"{key} IS NULL, {key}{down}" for key in keys.orders)])
        way = self._way(node, keys)
        limit = self.writer.parameter(each.arguments["first"])
        sorted_ = Carry((*keys.values, f"count({node}) AS size", *measures), order=order, limit=limit)
        whole = Subquery("COLLECT", (*way, sorted_), listing(values))
        return whole, shape.Listed(shape.Object(tuple(members)))

    def _way(self, node: str, keys: _Keys) -> tuple[Part, ...]:
        return (*self.reach(node), *keys.ways, Carry((node, *keys.ends), distinct=True))

    def _add(self, keys: _Keys, name: str, node: str) -> None:
        if name == "__typename" or name in keys.variables:
            return
        meaning, period = keys_of(self.writer.fields, self.label)[name]
        if isinstance(meaning, KindEdge):
            relation, end = self.writer.variable("r"), self.writer.variable()
            reach = self.writer.reach_along(node, meaning, relation, end, self.depth)
            keys.ways.append(replace(reach, optional=True, where=(self.writer.bound(meaning, relation),)))
            keys.ends.append(end)
            keys.values.append(end)
            keys.orders.append(f"{end}.id")
            keys.variables[name] = end
            return
        variable = self.writer.variable("k")
        keys.values.append(f"{_of_period(stored(meaning, node), period)} AS {variable}")
        keys.orders.append(variable)
        keys.variables[name] = variable

    def _key(self, keys: _Keys, chosen: tuple[Selected, ...]) -> Printed:
        texts: list[Part] = []
        members: list[tuple[str, shape.Shape]] = []
        for child in chosen:
            if child.name == "__typename":
                members.append((child.key, shape.Constant(f"{self.label}GroupKey")))
                continue
            meaning, period = keys_of(self.writer.fields, self.label)[child.name]
            variable = keys.variables[child.name]
            if isinstance(meaning, KindEdge):
                text, node = self.project(meaning.target, variable, child.children)
                texts.append(phrase(f"CASE WHEN {variable} IS NULL THEN null ELSE ", text, " END"))
                members.append((child.key, shape.Optional(node)))
                continue
            days = meaning.type in (date, datetime) and period is None
            texts.append(f"toString({variable})" if days else variable)
            members.append((child.key, shape.Leaf()))
        return listing(texts), shape.Object(tuple(members))

    def _measures(self, node: str, chosen: tuple[Selected, ...]) -> Printed:
        texts: list[Part] = []
        members: list[tuple[str, shape.Shape]] = []
        for each in chosen:
            if each.name == "__typename":
                members.append((each.key, shape.Constant(f"{self.label}Aggregate")))
                continue
            if each.name == "count":
                texts.append(f"count({node})")
                members.append((each.key, shape.Leaf()))
                continue
            meaning = self.writer.fields.of(self.label)[each.name]
            assert isinstance(meaning, Property)
            text, made = _measure(stored(meaning, node), meaning.type, each.below())
            texts.append(text)
            members.append((each.key, made))
        return listing(texts), shape.Object(tuple(members))


def _measure(value: str, kind: Any, chosen: tuple[Selected, ...]) -> Printed:
    number = f"toFloat({value})" if kind is Decimal else value
    texts: list[Part] = []
    members: list[tuple[str, shape.Shape]] = []
    for each in chosen:
        if each.name == "__typename":
            members.append((each.key, shape.Constant(aggregate_type(kind))))
            continue
        text = f"count({value})" if each.name == "count" else f"{each.name}({number})"
        texts.append(f"toString({text})" if kind in (date, datetime) and each.name != "count" else text)
        members.append((each.key, shape.Leaf()))
    return listing(texts), shape.Object(tuple(members))


def aggregate_type(kind: Any) -> str:
    """Return the name of the type that holds the aggregates of values of a Python type."""
    names = {int: "Int", float: "Float", Decimal: "Decimal", date: "Date", datetime: "DateTime"}
    return f"{names[kind]}Aggregate"


def _of_period(day: str, period: Period | None) -> str:
    if period is None:
        return day
    if period is Period.YEAR:
        return f"{day}.year"
    if period is Period.QUARTER:
        return f"toString({day}.year) + '-Q' + toString({day}.quarter)"
    return f"substring(toString({day}), 0, 7)"
