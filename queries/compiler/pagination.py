"""Pagination: a page of nodes, and what is asked beside it → a Cypher expression, and its shape.

Not here: order, cursors and limits (`pages`), where a list begins (`anchors`), what is selected of each node
(`projection`), and the shape itself (`connection`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from graph.model import KindEdge, properties_of
from graph.model.declaration import camel
from queries.compiler import shape
from queries.compiler.aggregates import Aggregator
from queries.compiler.connection import Aside, Connection, EdgeShape, PageInfo
from queries.compiler.leaves import leaf, printed
from queries.compiler.pages import Page, page_of
from queries.compiler.relations import fact_of
from queries.compiler.selection import Selected
from queries.compiler.statement import Lists, Writer
from queries.compiler.tree import Carry, Part, Reach, Subquery, Unwind, listing, phrase

Children = Mapping[str, tuple[Selected, ...]]
Printed = tuple[Part, shape.Shape]  # an expression, and how its value is shaped
Nodes = Callable[[str, str, Children], Printed]  # of a label, in a variable
Way = Callable[..., tuple[Part, ...]]  # to nodes in the given variable, of which the further parts hold


@dataclass(frozen=True)
class Along:
    """An edge that is followed: from the node in which variable, and in which variable it is itself."""

    source: str
    edge: KindEdge
    relation: str


@dataclass(frozen=True)
class Paginator:
    """Makes the lists that hang on one place of a statement.

    Args:
        writer: of the statement.
        depth: how many relations lead to the nodes of its lists.
        lists: within which they are asked for.
        node: makes what is selected of a node beside a page.
        within: makes what is selected of the nodes of a page, within lists, reached along an edge.
    """

    writer: Writer
    depth: int
    lists: Lists
    node: Nodes
    within: Callable[[Lists, Along | None, str], Nodes]

    def connection(
        self,
        each: Selected,
        label: str,
        way: Way,
        along: Along | None,
        pages: Callable[[Page], tuple[Page, ...]],
    ) -> Printed:
        """Return a page of nodes with a label, and their number when it is asked for.

        Args:
            each: the connection's field, with its arguments.
            label: the label of the nodes.
            way: makes the way to the nodes in the given variable.
            along: the edge on that way; None when there is none.
            pages: parts the page in halves that are read one after the other, or leaves it whole.
        """
        writer, edge = self.writer, along.edge if along else None
        several = edge is not None and (edge.dated or edge.parts)  # edges may join the same two nodes
        name = _connection_type(label, edge)
        page = page_of(writer, name, label, each.arguments, along.relation if along else "", edge)
        lists = (*self.lists, (each.key, page.first))
        writer.expect(lists)
        target, asked = writer.variable(), _Asked.of(each.below())
        kept = (target, along.relation) if along else (target,)
        # The way is made first, so that what lies below knows how much of the statement is left.
        limit = page.limit(writer, asked.more) if asked.page else ""
        found = self._page(pages(page), way, kept, limit) if asked.page else ()
        count = self._count(way) if asked.count else None
        number = None if several else partial(self._count, way)
        beside = Aggregator(writer, self.node, label, way, self.depth, self.lists, number)
        below = _Below(self.within(lists, along, target), label, target, along)
        parts, columns, asides = below.parts(each.below(), beside)
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

    def _page(self, pages: tuple[Page, ...], way: Way, kept: tuple[str, ...], limit: str) -> tuple[Part, ...]:
        """Return the way to the nodes of a page, in its order; in that of its halves, where it has two."""
        first, *second = (self._sorted(each, way, kept, limit) for each in pages)
        if not second:
            return first
        target, *_ = kept
        had, more = self.writer.variable("l"), self.writer.variable("l")
        missing = (_if_size(had, "<", limit), *second[0])  # nothing is read for a page that is full
        return (
            Carry((phrase(Subquery("COLLECT", first, target), f" AS {had}"),)),
            Carry((had, phrase(Subquery("COLLECT", missing, target), f" AS {more}"))),
            Unwind(f"({had} + {more})[..{limit}]", target),
        )

    def _sorted(self, page: Page, way: Way, kept: tuple[str, ...], limit: str) -> tuple[Part, ...]:
        """Return the way to the nodes of a page, or of half of one, in its order."""
        writer, target = self.writer, kept[0]
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


@dataclass(frozen=True)
class _Below:
    """What is selected below a connection: of the nodes with a label, in the variable `target`."""

    node: Nodes
    label: str
    target: str
    along: Along | None

    def parts(
        self, chosen: tuple[Selected, ...], beside: Aggregator
    ) -> tuple[list[tuple[str, Any]], list[Part], list[Part]]:
        """Return the parts of the connection, the columns of its rows, and what is told beside them."""
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
                made = shape.Constant(self._type)
            elif each.name == "nodes":
                text, made = self.node(self.label, self.target, each.children)
                columns.append(text)
            elif each.name == "edges":
                text, made = self._edge(each.below())
                columns.append(text)
            elif each.name in ("aggregate", "groups"):
                text, one = beside.groups(each) if each.name == "groups" else beside.whole(each.below())
                asides.append(text)
                made = Aside(one)
            parts.append((each.key, made))
        return parts, columns, asides

    def _edge(self, chosen: tuple[Selected, ...]) -> tuple[Part, EdgeShape]:
        texts: list[Part] = []
        members: list[tuple[str, shape.Shape | None]] = []
        for each in chosen:
            made: shape.Shape | None
            if each.name == "cursor":
                made = None
            elif each.name == "__typename":
                made = shape.Constant(self._type.removesuffix("Connection") + "Edge")
            else:
                text, made = self._of_edge(each)
                texts.append(text)
            members.append((each.key, made))
        return listing(texts), EdgeShape(tuple(members))

    def _of_edge(self, each: Selected) -> Printed:
        """Return the node of an edge, or what the edge itself says."""
        if each.name == "node":
            return self.node(self.label, self.target, each.children)
        assert self.along is not None  # the edges of a list of its own say nothing
        edge, relation = self.along.edge, self.along.relation
        for prop in properties_of(edge.properties) if edge.properties else ():
            if camel(prop.name) == each.name:
                text = printed(f"{relation}.{prop.name}", prop.type)
                return text, leaf(prop, f"{edge.source}.{camel(edge.name)}.{each.name}")
        return fact_of(relation, each.name), shape.Leaf()

    @property
    def _type(self) -> str:
        return _connection_type(self.label, self.along.edge if self.along else None)


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


def _connection_type(label: str, edge: KindEdge | None) -> str:
    if edge is None:
        return f"{label}Connection"
    name = camel(edge.name)
    return f"{edge.source}{name[:1].upper()}{name[1:]}Connection"


def _if_size(name: str, compares: str, limit: str) -> Carry:
    """Return the clause that lets a subquery go on only if a list is as long as is said."""
    return Carry((f"size({name}) AS {name}s",), distinct=True, where=(f"{name}s {compares} {limit}",))


def _is_kept(count: Subquery) -> bool:
    """Whether Neo4j keeps a number: of all nodes with a label, or of a node's edges of a type."""
    reach, *more = count.clauses
    plain = isinstance(reach, Reach) and not any(reach.where) and not (reach.along and reach.label)
    return plain and not more
