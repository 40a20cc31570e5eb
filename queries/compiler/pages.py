"""Pages: order, limits and cursors of a connection.

A cursor is opaque and holds a mark of its list and order, the values of the order, the id of the node it
stands behind and, along edges, the key of the edge (two may join the same nodes): so a page goes on right
after it whatever was inserted meanwhile, and in another order it is refused. Nulls come last ascending and
first descending, as Neo4j sorts.

Not here: what a connection selects of its nodes (`pagination`).
"""

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

import orjson

from graph.model import KindEdge, Property
from queries.compiler.errors import SelectionRefused
from queries.compiler.fields import facts_of
from queries.compiler.filters import comparable
from queries.compiler.limits import Limits
from queries.compiler.statement import Writer
from queries.compiler.tree import Carry, Part, Reach, Subquery, head_of, phrase
from queries.compiler.values import Decisions, made

DEFAULT_PAGE = 20
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class SortKey:
    """One thing to sort by: the property (None: the id, or the key of an edge) and whether downwards.

    Where there is a relation, the property is the edge's.

    Where the property is of a node further on, `path` leads there and `name` is the variable that holds it.
    """

    prop: Property | None
    descending: bool
    relation: str = ""  # the variable of the edge of which it is
    path: tuple[KindEdge, ...] = ()
    name: str = ""
    present: bool = False  # the list holds nothing without a value

    def value(self, variable: str) -> str:
        """Print the value sorted by."""
        if self.name:
            return self.name
        if self.prop is not None:
            return comparable(self.prop, self.relation or variable)
        # An edge of provenance has no key.
        return f"coalesce({self.relation}.key, '')" if self.relation else f"{variable}.id"

    def printable(self, variable: str) -> str:
        """Print the value as a cursor holds it."""
        text = self.value(variable)
        return f"toString({text})" if self._converter else text

    def parameter(self, writer: Writer, value: Any) -> str:
        """Print a cursor's value, a tree, as one to compare with."""
        name = writer.parameter(value)
        return f"{self._converter}({name})" if self._converter else name

    @property
    def never_null(self) -> bool:
        """Whether everything has such a value."""
        return self.present or (not self.name and (self.prop is None or not self.prop.nullable))

    def __str__(self) -> str:
        """Say what is sorted by, the same in every statement."""
        if self.relation and self.prop:
            return f"edge {self.prop.name} {self.descending}"
        named = [*(edge.name for edge in self.path), self.prop.name if self.prop else bool(self.relation)]
        return f"{named} {self.descending}"

    @property
    def _converter(self) -> str:
        kind = self.prop.type if self.prop else str
        return kind.__name__ if kind in (date, datetime) else ""


@dataclass(frozen=True)
class Page:
    """Which part of a connection is asked for.

    Args:
        size: how many it holds at most, and as the parameter's tree.
        order: what it is sorted by, to the last.
        mark: what its cursors begin with, which tells its list and order.
        after: the tree of the cursor that it lies behind; None for the first page.
        nulls: which of the cursor's values are null.
        without: whether it is of those that have no first value to be sorted by.
        indexed: whether Neo4j may read what it is sorted by first in the order of an index.
        within: what all of it have the same value of, in whose index they lie in order of their ids.
    """

    first: int
    size: Any
    order: tuple[SortKey, ...]
    mark: bytes
    after: Any = None
    nulls: tuple[bool, ...] = ()
    without: bool = False
    indexed: bool = False
    within: Property | None = None

    def halves(self) -> tuple["Page", ...]:
        """Return the page of those with a first value and of those without, as they come; or where it ends.

        An index holds only those with a value, and behind a cursor there may be only one of both.
        """
        first, *others = self.order
        some = replace(self, order=(replace(first, present=True), *others), indexed=True)
        none = replace(self, without=True, indexed=others[0].prop is None)
        if self.after is None:
            return (none, some) if first.descending else (some, none)
        if self.nulls[0]:
            return (none, replace(some, after=None)) if first.descending else (none,)
        return (some,) if first.descending else (some, replace(none, after=None))

    def condition(self, variable: str) -> str:
        """Print what makes Neo4j read an index in order, so that it stops when the page is full."""
        lacking = f"{self.order[0].value(variable)} IS NULL" if self.without else ""
        sorted_by = f"{self._sorted[0].value(variable)} IS NOT NULL" if self.indexed else ""
        return " AND ".join(filter(None, (lacking, sorted_by)))

    def further(self, writer: Writer, variable: str, depth: int) -> list[Part]:
        """Return the values sorted by that lie further on, each as its own variable."""
        named = (key for key in self.order if key.name)
        return [phrase(_at_end(writer, variable, key, depth), f" AS {key.name}") for key in named]

    def names(self) -> list[str]:
        """The variables of the values that lie further on."""
        return [key.name for key in self.order if key.name]

    def order_by(self, variable: str) -> str:
        """Print the whole order; it ends with the id and the edge's key, so it is total."""
        alike = [SortKey(self.within, self.order[0].descending)] if self.within else []
        keys = [*alike, *self._sorted]
        return ", ".join(f"{key.value(variable)}{' DESC' if key.descending else ''}" for key in keys)

    def limit(self, writer: Writer, more: bool) -> str:
        """Print how many to find: one more than the page holds where it is asked whether there is `more`."""
        return writer.parameter(made(_one_more, self.size) if more else self.size)

    def cursor_values(self, variable: str) -> str:
        """Print the list that a cursor is made of."""
        return f"[{', '.join(key.printable(variable) for key in self.order)}]"

    def behind(self, writer: Writer, variable: str) -> Part:
        """Return that a node comes after the cursor; "" without one."""
        if self.after is None:
            return ""
        values = [
            None if null else made(_element(place, self.order, self.mark), self.after)
            for place, null in enumerate(self.nulls)
        ]
        compared = [
            "" if value is None else key.parameter(writer, value)
            for key, value in zip(self.order, values, strict=True)
        ]
        arms, begin = [], len(self.order) - len(self._sorted)
        for index in range(begin, len(self.order)):
            same = [self._same(variable, place, compared[place]) for place in range(begin, index)]
            arms.append(" AND ".join([*same, self._beyond(variable, index, compared[index])]))
        behind = "(" + " OR ".join(f"({arm})" for arm in arms) + ")"
        first, value = self.order[begin], compared[begin]
        if len(arms) == 1 or not value or not (first.descending or first.never_null):
            return behind
        # Says nothing new, but an index can be entered by it.
        return f"{first.value(variable)} {'<=' if first.descending else '>='} {value} AND {behind}"

    @property
    def _sorted(self) -> tuple[SortKey, ...]:
        """What tells the things of the page apart."""
        return self.order[1:] if self.without else self.order

    def _same(self, variable: str, index: int, value: str) -> str:
        left = self.order[index].value(variable)
        return f"{left} = {value}" if value else f"{left} IS NULL"

    def _beyond(self, variable: str, index: int, value: str) -> str:
        key = self.order[index]
        left = key.value(variable)
        if not value:
            return f"{left} IS NOT NULL" if key.descending else "false"
        if key.descending or key.never_null:  # nothing missing lies further down
            return f"{left} {'<' if key.descending else '>'} {value}"
        return f"({left} > {value} OR {left} IS NULL)"


def _one_more(size: int) -> int:
    return size + 1


def _element(place: int, order: tuple[SortKey, ...], mark: bytes) -> Callable[[Any], Any]:
    return lambda text: read_cursor(text, order, mark)[place]


def _nulls(order: tuple[SortKey, ...], mark: bytes) -> Callable[[Any], tuple[bool, ...]]:
    return lambda text: tuple(value is None for value in read_cursor(text, order, mark))


def page_of(
    writer: Writer,
    connection: str,
    label: str,
    arguments: Mapping[str, Any],
    relation: str = "",
    edge: KindEdge | None = None,
) -> Page:
    """Return the page that a connection's arguments ask for.

    Args:
        writer: of the statement.
        connection: the name of its type.
        label: of the nodes.
        arguments: `filter`, `first`, `after`, and what orders, as far as they are given.
        relation: the variable of the edge that leads to each node; "" when none does.
        edge: what that edge is.

    Raises:
        SelectionRefused: `first` is out of bounds, or `after` is no cursor of this order.
    """
    return page_in(writer, connection, arguments, tuple(_order(writer, label, arguments, relation, edge)))


def page_in(
    writer: Writer, connection: str, arguments: Mapping[str, Any], order: tuple[SortKey, ...]
) -> Page:
    """Return the page that `first` and `after` ask for of a connection that is in an order.

    Raises:
        SelectionRefused: `first` is out of bounds, or `after` is no cursor of this order.
    """
    size = arguments.get("first")
    size = DEFAULT_PAGE if size is None else size
    first = size_of(writer.decisions, writer.limits, size)
    mark = mark_of(connection, order)
    after = arguments.get("after")
    nulls = () if after is None else writer.decisions.on(after, _nulls(order, mark))
    return Page(first, size, order, mark, after, nulls)


def size_of(decisions: Decisions, limits: Limits, size: Any) -> int:
    """Return how many things a page holds.

    Raises:
        SelectionRefused: it is out of bounds.
    """
    first: int = decisions.on(size)
    if not 0 <= first <= limits.page:
        raise SelectionRefused(
            "LIMIT_EXCEEDED", f"first is {first}; ask for 0 to {limits.page} and page on with after."
        )
    return first


def _order(
    writer: Writer, label: str, arguments: Mapping[str, Any], relation: str, edge: KindEdge | None
) -> list[SortKey]:
    wanted = [_said(each) for each in (arguments.get("edgeOrderBy") or [], arguments.get("orderBy") or [])]
    facts = facts_of(edge) if edge else {}
    edges = [SortKey(facts[next(iter(each))], _down(writer, *each.values()), relation) for each in wanted[0]]
    keys = [*edges, *(_key(writer, label, each, arguments.get("filter") or {}) for each in wanted[1])]
    if not keys and edge and writer.decisions.on(arguments.get("history")):
        keys = [SortKey(facts["validFrom"], False, relation)]
    # Several edges may join the same two nodes.
    last = [SortKey(None, False, relation)] if edge and (edge.dated or edge.parts) else []
    return [*keys, SortKey(None, False), *last]


def _said(orders: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The orders that name something, by what they name."""
    named = [{name: down for name, down in each.items() if down is not None} for each in orders]
    return [each for each in named if each]


def _down(writer: Writer, direction: Any) -> bool:
    return bool(writer.decisions.on(direction, name_of) == "DESC")


def _key(writer: Writer, label: str, wanted: Mapping[str, Any], filter_: Mapping[str, Any]) -> SortKey:
    """Return what one order asks for: a property of the node itself, or of one that edges to one lead to."""
    path: list[KindEdge] = []
    while True:
        name, direction = next((n, d) for n, d in wanted.items() if d is not None)
        meaning = None if name == "id" else writer.fields.of(label)[name]
        if not isinstance(meaning, KindEdge):
            break
        path.append(meaning)
        label, wanted = meaning.target, direction
        if not any(d is not None for d in wanted.values()):
            raise SelectionRefused("BAD_USER_INPUT", f"orderBy: {name} names nothing of it to order by.")
    down = _down(writer, direction)
    present = not path and _asks_for_some(name, filter_)
    return SortKey(
        meaning, down, path=tuple(path), name=writer.variable("s") if path else "", present=present
    )


def _asks_for_some(name: str, filter_: Mapping[str, Any]) -> bool:
    """Whether a filter leaves out what has no value in a field, which it compares or says not to be null."""
    if any(value is not None for value in (filter_.get(name) or {}).values()):
        return True
    denied = {key: value for key, value in (filter_.get("not") or {}).items() if value is not None}
    return denied == {name: {"eq": None}}


def name_of(value: Any) -> str:
    """Return what a member of an enum is called by, as its own value or its bare text; "" of null."""
    return str(value.value) if isinstance(value, Enum) else value or ""


def _at_end(writer: Writer, variable: str, key: SortKey, depth: int) -> Part:
    """Return the value at the end of a path: of the first node at each step, where there are several."""
    clauses: list[Part] = []
    for step, edge in enumerate(key.path):
        relation, target = writer.variable("r"), writer.variable()
        clauses += first_along(writer, variable, edge, relation, target, depth + step)
        variable = target
    value = f"{variable}.id" if key.prop is None else comparable(key.prop, variable)
    return head_of(Subquery("COLLECT", tuple(clauses), value))


def first_along(
    writer: Writer, source: str, edge: KindEdge, relation: str, target: str, depth: int
) -> tuple[Reach, Carry]:
    """Return the way along an edge to one: to the first by id, should the data hold several."""
    reach = writer.reach_along(source, edge, relation, target, depth)
    return replace(reach, where=(writer.bound(edge, relation),)), Carry(
        (target,), order=f"{target}.id", limit="1"
    )


def mark_of(connection: str, order: tuple[SortKey, ...]) -> bytes:
    """Return three bytes that tell a list in one order from others: four letters of a cursor."""
    return zlib.crc32("\n".join([connection, *map(str, order)]).encode()).to_bytes(4, "big")[1:]


def write_cursor(values: list[Any], mark: bytes) -> str:
    """Return the opaque cursor of a node's sort values."""
    return base64.urlsafe_b64encode(mark + orjson.dumps(values)).decode().rstrip("=")


def read_cursor(text: str, order: tuple[SortKey, ...], mark: bytes) -> tuple[Any, ...]:
    """Return the sort values in a cursor.

    Raises:
        SelectionRefused: it was not made for this list and order, or was changed.
    """
    try:
        said = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        values = orjson.loads(said[len(mark) :])
    except (ValueError, binascii.Error):
        said, values = b"", None
    if isinstance(values, list) and not said.startswith(mark):
        raise SelectionRefused(
            "BAD_USER_INPUT",
            "after is a cursor of another list or orderBy: begin without after, or ask in the order that "
            "it was given in.",
        )
    if not isinstance(values, list) or len(values) != len(order) or not all(map(_fits, values, order)):
        raise SelectionRefused("BAD_USER_INPUT", "after is no cursor: take endCursor of the page before.")
    return tuple(values)


def _fits(value: Any, key: SortKey) -> bool:
    if value is None:
        return key.prop is not None or bool(key.name)
    kind = key.prop.type if key.prop else str
    if kind in (date, datetime):
        return isinstance(value, str) and _is_time(value, kind)
    if kind is bool:
        return isinstance(value, bool)
    if kind in (float, Decimal):
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63
    return isinstance(value, str)


def _is_time(text: str, kind: type[date]) -> bool:
    """Whether a text is a day, or a moment with an offset that Neo4j has."""
    if kind is date:
        return DAY.fullmatch(text) is not None and _parses(text, date) is not None
    found = _parses(text, datetime)
    offset = found.utcoffset() if isinstance(found, datetime) else None
    return text[10:11] == "T" and offset is not None and abs(offset) <= timedelta(hours=18)


def _parses(text: str, kind: type[date]) -> date | None:
    try:
        return kind.fromisoformat(text)
    except ValueError:
        return None
