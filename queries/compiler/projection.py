"""Projections: what is selected of a node → a Cypher expression, and the shape of what it answers.

Not here: filters, order and pages themselves (`filters`, `pages`), where a list begins (`anchors`), and the
rows of questions (`rows`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from graph.model import Kind, KindEdge, Property, properties_of
from graph.model.declaration import camel
from queries.compiler import shape
from queries.compiler.aggregates import Aggregator
from queries.compiler.anchors import anchor_of, anchored, arranged, hint_of
from queries.compiler.anything import Onward
from queries.compiler.connection import Aside, Connection, EdgeShape, PageInfo
from queries.compiler.errors import SelectionRefused
from queries.compiler.fields import Meaning
from queries.compiler.filters import Filter, edge_predicate, stored
from queries.compiler.leaves import leaf, needed, printed, readable
from queries.compiler.pages import Page, first_along, page_of
from queries.compiler.relations import all_relations, fact_of
from queries.compiler.selection import Selected
from queries.compiler.statement import Lists, Writer
from queries.compiler.tree import Carry, Part, Reach, Subquery, Unwind, listing, phrase

Children = Mapping[str, tuple[Selected, ...]]
Printed = tuple[Part, shape.Shape]  # an expression, and how its value is shaped
Way = Callable[..., tuple[Part, ...]]  # to nodes in the given variable, of which the further parts hold
RELATIONS = "relations"  # the field of all relations of a thing, whatever they are


@dataclass(frozen=True)
class Arm:
    """Kinds of which the same is selected, so that a relation is not followed once for each."""

    kinds: tuple[Kind, ...]
    chosen: tuple[Selected, ...]
    means: tuple[Meaning | str | None, ...]

    @property
    def relations(self) -> int:
        """How many relations are followed from the node itself."""
        return sum(isinstance(each, KindEdge) or each == RELATIONS for each in self.means)


@dataclass(frozen=True)
class Reached:
    """How a node was reached: from the node in which variable, by which edge, in which variable it is."""

    source: str
    edge: KindEdge
    target: str

    def leads_back(self, variable: str, edge: KindEdge) -> bool:
        """Whether an edge of the node in a variable can lead to nothing but where that was reached from."""
        here, back = variable == self.target, (edge.name, edge.type) == (self.edge.inverse, self.edge.type)
        return here and back and edge.inverse == self.edge.name and not edge.many and not edge.dated


@dataclass(frozen=True)
class Projector:
    """Makes the projections of one statement.

    Args:
        writer: of the statement.
        onward: where what it cannot hold goes on; None where it may not.
        lists: that hold what is made now; without any it is answered once.
        depth: how many relations lead to it.
        reached: how the node was reached of which something is selected; None where no edge led there.
    """

    writer: Writer
    onward: Onward | None = None
    lists: Lists = ()
    depth: int = 0
    reached: Reached | None = None

    def node(self, label: str, variable: str, children: Children) -> Printed:
        """Return what is selected of the node in a variable, whose label may be an interface's.

        Raises:
            SelectionRefused: it follows more relations than an answer may.
        """
        kinds = self.writer.fields.kinds(label)
        arms = self._arms(kinds, children)
        if self._full(sum(arm.relations for arm in arms)):
            if self.onward is None:
                raise SelectionRefused(
                    "TOO_DEEP",
                    "The selection follows more relations than one root field may: select fewer of them, "
                    "or ask for what lies below in another request, by id.",
                )
            return f"[null, {variable}.id]", self.onward.slot(label, children, self.lists)
        printed = [(arm, *self._values(arm, variable)) for arm in arms]
        if len(arms) == 1 and (len(kinds) == 1 or not _names_its_type(printed[0][2])):
            return printed[0][1:]
        cases = [
            phrase(
                f" WHEN {' OR '.join(f'{variable}:{kind.label}' for kind in arm.kinds)} ",
                f"THEN [{_type(arm, variable)}, ",
                text,
                "]",
            )
            for arm, text, _ in printed
        ]
        shapes = {kind.label: _named(each, kind.label) for arm, _, each in printed for kind in arm.kinds}
        return phrase("CASE", *cases, " END"), shape.OneOf(shapes)

    def _full(self, relations: int) -> bool:
        """Whether so many relations more are too many for the statement; the first ones are not."""
        limits = self.writer.limits
        if not relations:
            return False
        over = self.writer.relations > 0 and self.writer.relations + relations > limits.relations
        return self.depth >= limits.hops or over

    def _arms(self, kinds: list[Kind], children: Children) -> list[Arm]:
        arms: list[Arm] = []
        for kind in kinds:
            chosen = children.get(kind.label, ())
            means = tuple(self._means(kind, each.name) for each in chosen)
            for place, arm in enumerate(arms):
                if arm.chosen == chosen and arm.means == means:
                    arms[place] = replace(arm, kinds=(*arm.kinds, kind))
                    break
            else:
                arms.append(Arm((kind,), chosen, means))
        return arms

    def _means(self, kind: Kind, name: str) -> Meaning | str | None:
        """What makes a field the same for two kinds."""
        if name in ("label", RELATIONS):
            return readable(kind, "") if name == "label" else RELATIONS
        return self.writer.fields.of(kind.label).get(name)

    def _values(self, arm: Arm, variable: str) -> Printed:
        texts: list[Part] = []
        members: list[tuple[str, shape.Shape]] = []
        self.writer.expect_values(self.lists, len(arm.chosen))
        for each in arm.chosen:
            text, made = self._value(arm.kinds[0], variable, each)
            members.append((each.key, made))
            if text is not None:
                texts.append(text)
        return listing(texts), shape.Object(tuple(members))

    def _value(self, kind: Kind, variable: str, each: Selected) -> tuple[Part | None, shape.Shape]:
        if each.refusal:
            return None, shape.Refused(each.refusal)
        if each.name == "__typename":
            return None, shape.Constant(kind.label)
        if each.name == "id":
            return f"{variable}.id", shape.Leaf()
        if each.name == "label":
            return readable(kind, variable), shape.Leaf()
        if each.name == RELATIONS:
            return all_relations(self.writer, variable, each, self.onward, self.lists)
        meaning = self.writer.fields.of(kind.label)[each.name]
        what = f"{kind.label}.{each.name}"
        if isinstance(meaning, Property):
            return printed(stored(meaning, variable), meaning.type), leaf(meaning, what)
        if meaning.many:
            relation = self.writer.variable("r")
            below = replace(self, depth=self.depth + 1)
            way = self._along(variable, meaning, relation, each)
            return below.connection(each, meaning.target, way, relation, meaning, source=variable)
        text, made = self._one(variable, meaning, each)
        return text, needed(made, meaning.nullable, what)

    def _one(self, variable: str, edge: KindEdge, each: Selected) -> Printed:
        below = replace(self, depth=self.depth + 1)
        if self.reached and self.reached.leads_back(variable, edge):
            text, made = below.node(edge.target, self.reached.source, each.children)
            return listing([text]), shape.Only(made)
        relation, target = self.writer.variable("r"), self.writer.variable()
        way = first_along(self.writer, variable, edge, relation, target, self.depth)
        below = replace(below, reached=Reached(variable, edge, target))
        text, made = below.node(edge.target, target, each.children)
        return Subquery("COLLECT", way, text), shape.Only(made)

    def _along(self, variable: str, edge: KindEdge, relation: str, each: Selected) -> Way:
        history = self.writer.decisions.on(each.arguments.get("history"))

        def way(target: str, *also: Part) -> tuple[Part, ...]:
            reach = self.writer.reach_along(variable, edge, relation, target, self.depth)
            today = "" if history else self.writer.bound(edge, relation)
            edges = edge_predicate(self.writer, relation, each.arguments.get("edge") or {})
            wanted = Filter(self.writer, self.depth + 1).predicate(edge.target, target, _filter(each))
            return (replace(reach, where=(today, edges, wanted, *also)),)

        return way

    def root(self, each: Selected, label: str) -> Printed:
        """Return a page of all nodes with a label, as `connection` does."""
        fields = self.writer.fields
        anchor = anchor_of(fields, label, _filter(each), self.writer.limits.hops)
        hint = hint_of(fields, label, _filter(each))

        def way(target: str, *also: Part) -> tuple[Part, ...]:
            if anchor:
                self.writer.touch(label)
                return anchored(self.writer, label, target, anchor, *also)
            wanted = Filter(self.writer).predicate(label, target, _filter(each))
            return (replace(self.writer.reach(target, label, hint), where=(wanted, *also)),)

        return self.connection(each, label, way, "", None, from_anchor=anchor is not None)

    def connection(
        self,
        each: Selected,
        label: str,
        way: Way,
        relation: str,
        edge: KindEdge | None,
        from_anchor: bool = False,
        source: str = "",
    ) -> Printed:
        """Return a page of nodes with a label, and their number when it is asked for.

        Args:
            each: the connection's field, with its arguments.
            label: the label of the nodes.
            way: makes the way to the nodes in the given variable.
            relation: the variable of the edge on that way; "" when there is none.
            edge: what the edge is.
            from_anchor: whether the way begins at an end that the filter names.
            source: the variable of the node from which that edge leads; "" when there is none.
        """
        writer = self.writer
        several = edge is not None and (edge.dated or edge.parts)  # edges may join the same two nodes
        name = _connection_type(label, edge)
        page = page_of(writer, name, label, each.arguments, relation, edge)
        lists = (*self.lists, (each.key, page.first))
        writer.expect(lists)
        target, asked = writer.variable(), _Asked.of(each.below())
        within = replace(self, lists=lists, reached=Reached(source, edge, target) if edge else None)
        # The way is made first, so that what lies below knows how much of the statement is left.
        pages = (page,) if edge or from_anchor else arranged(writer.fields, label, _filter(each), page)
        limit = page.limit(writer, asked.more) if asked.page else ""
        found = self._page(pages, way, target, relation, limit) if asked.page else ()
        count = self._count(way) if asked.count else None
        number = None if several else partial(self._count, way)
        beside = Aggregator(writer, self.node, label, way, self.depth, self.lists, number)
        parts, columns, asides = within._parts(each.below(), label, target, relation, edge, beside)
        values = [page.cursor_values(target), *columns] if asked.cursors else columns
        row = values[0] if len(values) == 1 else listing(values)
        rows: Part = Subquery("COLLECT", found, row) if found else "null"
        alone, after = not count and not asides, page.after is not None
        mark = page.mark if asked.cursors else None
        made = Connection(tuple(parts), page.first, after, mark, len(columns), alone)
        if count is None or not found or after or _is_kept(count):
            return (rows if alone else listing([rows, count or "null", *asides])), made
        # A first page that is not full holds all: nothing is read again to be counted.
        had = writer.variable("l")
        counted = replace(count, clauses=(_if_size(had, ">=", limit), *count.clauses))
        both = Subquery("COLLECT", (Carry((phrase(rows, f" AS {had}"),)),), listing([had, counted, *asides]))
        return both, shape.Only(made)

    def _page(
        self, pages: tuple[Page, ...], way: Way, target: str, relation: str, limit: str
    ) -> tuple[Part, ...]:
        """Return the way to the nodes of a page, in its order; in that of its halves, where it has two."""
        first, *second = (self._sorted(each, way, target, relation, limit) for each in pages)
        if not second:
            return first
        had, more = self.writer.variable("l"), self.writer.variable("l")
        missing = (_if_size(had, "<", limit), *second[0])  # nothing is read for a page that is full
        return (
            Carry((phrase(Subquery("COLLECT", first, target), f" AS {had}"),)),
            Carry((had, phrase(Subquery("COLLECT", missing, target), f" AS {more}"))),
            Unwind(f"({had} + {more})[..{limit}]", target),
        )

    def _sorted(self, page: Page, way: Way, target: str, relation: str, limit: str) -> tuple[Part, ...]:
        """Return the way to the nodes of a page, or of half of one, in its order."""
        writer = self.writer
        kept = [target, relation] if relation else [target]
        behind = page.behind(writer, target)
        further = page.further(writer, target, self.depth)
        found = way(target) if further else way(target, behind, page.condition(target))
        if page.within:  # its index is of two properties, and no hint names it
            found = tuple(replace(part, hint="") if isinstance(part, Reach) else part for part in found)
        if further:  # what lies further on is found once, and the cursor is held against it then
            found = (*found, Carry((*kept, *further), where=(behind,)))
        return (*found, Carry((*kept, *page.names()), order=page.order_by(target), limit=limit))

    def _count(self, way: Way) -> Subquery:
        counted = self.writer.variable()
        found = way(counted)
        plain = len(found) == 1
        return Subquery("COUNT", found if plain else found[:-1], "" if plain else f"DISTINCT {counted}")

    def _parts(
        self,
        chosen: tuple[Selected, ...],
        label: str,
        target: str,
        relation: str,
        edge: KindEdge | None,
        beside: Aggregator,
    ) -> tuple[list[tuple[str, Any]], list[Part], list[Part]]:
        parts: list[tuple[str, Any]] = []
        columns: list[Part] = []
        asides: list[Part] = []
        for each in chosen:
            made: Any = None  # what totalCount is
            if each.refusal:
                made = shape.Refused(each.refusal)
            elif each.name == "pageInfo":
                made = PageInfo(tuple((c.key, c.name) for c in each.below()))
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
                made = Aside(one)
            parts.append((each.key, made))
        return parts, columns, asides

    def _edge(
        self, chosen: tuple[Selected, ...], label: str, target: str, relation: str, edge: KindEdge | None
    ) -> tuple[Part, EdgeShape]:
        texts: list[Part] = []
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
                text, made = _edge_fact(edge, relation, each.name)
                texts.append(text)
            members.append((each.key, made))
        return listing(texts), EdgeShape(tuple(members))


@dataclass(frozen=True)
class _Asked:
    """What of a page is asked for beside its nodes: only that is found out."""

    page: bool
    more: bool
    cursors: bool
    count: bool

    @classmethod
    def of(cls, chosen: tuple[Selected, ...]) -> "_Asked":
        said = {child.name for each in chosen if each.name == "pageInfo" for child in each.below()}
        edges = {child.name for each in chosen if each.name == "edges" for child in each.below()}
        return cls(
            page=bool(said & {"hasNextPage", "startCursor", "endCursor"})
            or any(each.name in ("nodes", "edges") for each in chosen),
            more="hasNextPage" in said,
            cursors=bool(said & {"startCursor", "endCursor"}) or "cursor" in edges,
            count=any(each.name == "totalCount" for each in chosen),
        )


def _if_size(name: str, compares: str, limit: str) -> Carry:
    """Return the clause that lets a subquery go on only if a list is as long as is said."""
    return Carry((f"size({name}) AS {name}s",), distinct=True, where=(f"{name}s {compares} {limit}",))


def _is_kept(count: Subquery) -> bool:
    """Whether Neo4j keeps a number: of all nodes with a label, or of a node's edges of a type."""
    reach, *more = count.clauses
    plain = isinstance(reach, Reach) and not any(reach.where) and not (reach.along and reach.label)
    return plain and not more


def _filter(each: Selected) -> Mapping[str, Any]:
    return each.arguments.get("filter") or {}


def _type(arm: Arm, variable: str) -> str:
    if len(arm.kinds) == 1:
        return f"'{arm.kinds[0].label}'"
    names = ", ".join(f"'{kind.label}'" for kind in arm.kinds)
    return f"head([label IN labels({variable}) WHERE label IN [{names}]])"


def _connection_type(label: str, edge: KindEdge | None) -> str:
    if edge is None:
        return f"{label}Connection"
    name = camel(edge.name)
    return f"{edge.source}{name[:1].upper()}{name[1:]}Connection"


def _edge_fact(edge: KindEdge | None, relation: str, name: str) -> tuple[str, shape.Shape]:
    own = properties_of(edge.properties) if edge and edge.properties else ()
    for prop in own:
        if edge and camel(prop.name) == name:
            text = printed(f"{relation}.{prop.name}", prop.type)
            return text, leaf(prop, f"{edge.source}.{camel(edge.name)}.{name}")
    return fact_of(relation, name), shape.Leaf()


def _names_its_type(made: shape.Shape) -> bool:
    return isinstance(made, shape.Object) and any(
        isinstance(each, shape.Constant) for _, each in made.members
    )


def _named(made: shape.Shape, label: str) -> shape.Shape:
    """The shape of a shared arm for one of its kinds, whose __typename is its own."""
    if not isinstance(made, shape.Object):
        return made
    members = tuple(
        (key, shape.Constant(label) if isinstance(each, shape.Constant) else each)
        for key, each in made.members
    )
    return replace(made, members=members)
