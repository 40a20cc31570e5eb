"""Projections: what is selected of a node → a Cypher expression, and the shape of what it answers.

Not here: filters, order and pages themselves (`filters`, `pages`), and the rows of questions (`rows`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any, get_type_hints

from graph.model import Kind, KindEdge, Property
from graph.model.declaration import camel
from queries.compiler import shape
from queries.compiler.aggregates import Aggregator
from queries.compiler.fields import Fields, Meaning
from queries.compiler.filters import edge_predicate, predicate, snake, stored
from queries.compiler.pages import page_of
from queries.compiler.selection import Selected
from queries.compiler.statement import Writer, block, where

Printed = tuple[str, shape.Shape]  # an expression, and how its value is shaped
EDGE_FACTS = {"validFrom": date, "validTo": date, "inferred": bool, "rule": str}


@dataclass(frozen=True)
class Projector:
    """Prints projections into one statement."""

    writer: Writer
    fields: Fields
    rows: int = 1  # how often, at most, what is printed now will be answered

    def node(self, label: str, variable: str, children: Mapping[str, tuple[Selected, ...]]) -> Printed:
        """Print what is selected of the node in a variable, whose label may be an interface's.

        Kinds of which the same is selected share one arm, so that a relation is not followed once for each.
        """
        kinds = self.fields.kinds(label)
        if len(kinds) == 1:
            return self._values(kinds[0], variable, children.get(kinds[0].label, ()))
        arms = list(self._arms(kinds, children))
        printed = [(group, *self._values(group[0], variable, chosen)) for group, chosen in arms]
        cases = " ".join(
            f"WHEN {' OR '.join(f'{variable}:{kind.label}' for kind in group)} "
            f"THEN [{self._type(group, variable)}, {text}]"
            for group, text, _ in printed
        )
        shapes = {kind.label: _named(each, kind.label) for group, _, each in printed for kind in group}
        return f"CASE {cases} END", shape.OneOf(shapes)

    def _arms(
        self, kinds: list[Kind], children: Mapping[str, tuple[Selected, ...]]
    ) -> Iterator[tuple[list[Kind], tuple[Selected, ...]]]:
        groups: list[tuple[list[Kind], tuple[Selected, ...], list[Meaning | None]]] = []
        for kind in kinds:
            chosen = children.get(kind.label, ())
            means = [self.fields.of(kind.label).get(each.name) for each in chosen]
            for group, theirs, meant in groups:
                if theirs == chosen and meant == means:
                    group.append(kind)
                    break
            else:
                groups.append(([kind], chosen, means))
        return ((group, chosen) for group, chosen, _ in groups)

    def _type(self, group: list[Kind], variable: str) -> str:
        if len(group) == 1:
            return f"'{group[0].label}'"
        names = ", ".join(f"'{kind.label}'" for kind in group)
        return f"head([label IN labels({variable}) WHERE label IN [{names}]])"

    def _values(self, kind: Kind, variable: str, chosen: tuple[Selected, ...]) -> Printed:
        texts: list[str] = []
        members: list[tuple[str, shape.Shape]] = []
        for each in chosen:
            text, made = self._value(kind, variable, each)
            members.append((each.key, made))
            if text is not None:
                texts.append(text)
        return f"[{', '.join(texts)}]", shape.Object(tuple(members))

    def _value(self, kind: Kind, variable: str, each: Selected) -> tuple[str | None, shape.Shape]:
        if each.name == "__typename":
            return None, shape.Constant(kind.label)
        if each.name == "id":
            return f"{variable}.id", shape.Leaf()
        meaning = self.fields.of(kind.label)[each.name]
        where_ = f"{kind.label}.{each.name}"
        if isinstance(meaning, Property):
            return printed(stored(meaning, variable), meaning.type), needed(
                shape.Leaf(), meaning.nullable, where_
            )
        if meaning.many:
            return self.connection(each, meaning.target, *self._along(variable, meaning, each), meaning)
        text, made = self._one(variable, meaning, each)
        return text, needed(made, meaning.nullable, where_)

    def _one(self, variable: str, edge: KindEdge, each: Selected) -> Printed:
        relation, target = self.writer.variable("r"), self.writer.variable()
        pattern, bound = self.writer.reach_along(variable, edge, relation, target)
        text, made = self.node(edge.target, target, each.children)
        one = f"{pattern}{where(bound)}\nWITH {target} ORDER BY {target}.id LIMIT 1"
        return f"head({block('COLLECT', one, f'RETURN {text} AS value')})", made

    def _along(
        self, variable: str, edge: KindEdge, each: Selected
    ) -> tuple[Callable[[str], tuple[str, str]], str]:
        relation = self.writer.variable("r")

        def reach(target: str) -> tuple[str, str]:
            pattern, bound = self.writer.reach_along(variable, edge, relation, target)
            today = "" if each.arguments.get("history") else bound
            wanted = edge_predicate(self.writer, relation, each.arguments.get("edge") or {})
            return pattern, " AND ".join(filter(None, (today, wanted)))

        return reach, relation

    def connection(
        self,
        each: Selected,
        label: str,
        reach: Callable[[str], tuple[str, str]],
        relation: str,
        edge: KindEdge | None,
    ) -> Printed:
        """Print a page of nodes with a label, and their number when it is asked for.

        Args:
            each: the connection's field, with its arguments.
            label: the label of the nodes.
            reach: prints the way to a node in the given variable, and a predicate that goes with it.
            relation: the variable of the edge on that way; "" when there is none.
            edge: what the edge is.
        """
        page = page_of(self.writer, self.fields, label, each.arguments, relation)
        self.writer.expect(self.rows * page.first)
        target = self.writer.variable()
        within = replace(self, rows=self.rows * page.first)
        beside = Aggregator(
            self.writer, self.fields, self.node, label, reach, partial(self._wanted, each, label)
        )
        parts, columns, asides = within._parts(each.below(), label, target, relation, edge, beside)
        rows = count = "null"
        if columns or any(isinstance(part, shape.PageInfo) for _, part in parts):
            way, bound = reach(target)
            wanted, behind = self._wanted(each, label, target), page.behind(self.writer, target)
            kept = [target, relation] if relation else [target]
            further = page.further(self.writer, target)
            found = [f"{way}{where(bound, wanted, '' if further else behind)}"]
            if further:  # what lies further on is found once, and the cursor is held against it then
                found.append(f"WITH {', '.join([*kept, *further])}{where(behind)}")
            limit = self.writer.parameter(page.first + 1)
            values = ", ".join([page.cursor_values(target), *columns])
            sorted_ = f"WITH {', '.join([*kept, *page.names()])} {page.order_by(target)} LIMIT {limit}"
            rows = block("COLLECT", *found, sorted_, f"RETURN [{values}] AS row")
        if any(part is None for _, part in parts):
            counted = self.writer.variable()
            way, bound = reach(counted)
            count = block("COUNT", f"{way}{where(bound, self._wanted(each, label, counted))}")
        whole = ", ".join([rows, count, *asides])
        return f"[{whole}]", shape.Connection(tuple(parts), page.first, page.after is not None)

    def _wanted(self, each: Selected, label: str, variable: str) -> str:
        return predicate(self.writer, self.fields, label, variable, each.arguments.get("filter") or {})

    def _parts(
        self,
        chosen: tuple[Selected, ...],
        label: str,
        target: str,
        relation: str,
        edge: KindEdge | None,
        beside: Aggregator,
    ) -> tuple[list[tuple[str, Any]], list[str], list[str]]:
        parts: list[tuple[str, Any]] = []
        columns: list[str] = []
        asides: list[str] = []
        for each in chosen:
            made: Any = None  # what totalCount is
            if each.name == "pageInfo":
                made = shape.PageInfo(tuple((c.key, c.name) for c in each.below()))
            elif each.name == "__typename":
                made = shape.Constant(_connection_type(label, edge))
            elif each.name == "nodes":
                text, made = self.node(label, target, each.children)
                columns.append(text)
            elif each.name == "edges":
                text, made = self._edge(each.below(), label, target, relation, edge)
                columns.append(text)
            elif each.name in ("aggregate", "groups"):
                text, one = beside.groups(each) if each.name == "groups" else beside.whole(each.below())
                asides.append(text)
                made = shape.Aside(one)
            parts.append((each.key, made))
        return parts, columns, asides

    def _edge(
        self, chosen: tuple[Selected, ...], label: str, target: str, relation: str, edge: KindEdge | None
    ) -> tuple[str, shape.EdgeShape]:
        texts: list[str] = []
        members: list[tuple[str, shape.Shape | None]] = []
        for each in chosen:
            made: shape.Shape | None
            if each.name == "cursor":
                made = None
            elif each.name == "__typename":
                made = shape.Constant(_connection_type(label, edge).removesuffix("Connection") + "Edge")
            elif each.name == "node":
                text, made = self.node(label, target, each.children)
                texts.append(text)
            else:
                texts.append(_edge_fact(edge, relation, each.name))
                made = shape.Leaf()
            members.append((each.key, made))
        return f"[{', '.join(texts)}]", shape.EdgeShape(tuple(members))


def _connection_type(label: str, edge: KindEdge | None) -> str:
    if edge is None:
        return f"{label}Connection"
    name = camel(edge.name)
    return f"{edge.source}{name[:1].upper()}{name[1:]}Connection"


def _edge_fact(edge: KindEdge | None, relation: str, name: str) -> str:
    declared = get_type_hints(edge.properties) if edge and edge.properties else {}
    own = {camel(prop): (prop, kind) for prop, kind in declared.items()}
    stored_name, kind = own.get(name) or (snake(name), EDGE_FACTS[name])
    if name == "inferred":
        return f"coalesce({relation}.inferred, false)"
    return printed(f"{relation}.{stored_name}", kind)


def _named(made: shape.Shape, label: str) -> shape.Shape:
    """The shape of a shared arm for one of its kinds, whose __typename is its own."""
    if not isinstance(made, shape.Object):
        return made
    members = tuple(
        (key, shape.Constant(label) if isinstance(each, shape.Constant) else each)
        for key, each in made.members
    )
    return replace(made, members=members)


def needed(made: shape.Shape, nullable: bool, what: str) -> shape.Shape:
    """Return a shape that refuses null, or one that stops it."""
    return shape.Optional(made) if nullable else shape.Required(made, what)


def printed(text: str, kind: Any) -> str:
    """Print a value as JSON can hold it: dates as text, times in China's zone."""
    if kind is datetime:
        return f"toString(datetime({{datetime: {text}, timezone: '+08:00'}}))"
    return f"toString({text})" if kind is date else text
