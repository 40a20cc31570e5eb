"""The reference: ordinary graphql-core execution of the published schema, with naive resolvers.

It answers from rows in Python alone, and shares neither code nor statements with the executor.

Not here: filters (`conditions`), order and cursors (`paging`), sums and groups (`summed`), the keys of
groups (`selected`), and limits, of which a reference has none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from graphql import (
    ExecutionResult,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
    execute_sync,
    parse,
    validate,
)

from graph.model import Kind, KindEdge
from graph.model.declaration import camel
from tests.differential.conditions import Conditions, facts_of, printed, value_of
from tests.differential.paging import Cursors, Member, Order
from tests.differential.rows import Row, Rows, Tie
from tests.differential.selected import Info, names_below_key
from tests.differential.summed import Aggregate, Group, groups_of

SCHEMA = Path(__file__).resolve().parents[2] / "schema" / "schema.graphql"
READS = {"Date": date.fromisoformat, "DateTime": datetime.fromisoformat, "Decimal": Decimal}


def published_schema() -> GraphQLSchema:
    """Return the schema as it is published, whose scalars read days, moments and decimals."""
    schema = build_schema(SCHEMA.read_text("utf-8"))
    for name, read in READS.items():
        scalar = schema.type_map[name]
        assert isinstance(scalar, GraphQLScalarType)
        scalar.parse_value = scalar.coerce_input_value = read  # type: ignore[method-assign, assignment]
    return schema


@dataclass
class Reference:
    """Answers requests from rows."""

    schema: GraphQLSchema
    rows: Rows
    cursors: Cursors = field(default_factory=Cursors)

    def run(self, document: str, variables: Mapping[str, Any]) -> ExecutionResult:
        """Run a document of one operation; one that is not valid raises its first error."""
        parsed = parse(document)
        for error in validate(self.schema, parsed):
            raise error
        return execute_sync(
            self.schema,
            parsed,
            Root(self),
            variable_values=dict(variables),
            field_resolver=lambda source, info, **arguments: source.resolve(info, arguments),
            type_resolver=lambda value, info, kind: value.kind.label,
        )


@dataclass(frozen=True)
class View:
    """What a value needs to know to answer for those below it: the rows, and the day asked about."""

    reference: Reference
    as_of: date

    @cached_property
    def conditions(self) -> Conditions:
        """What judges rows as of the day."""
        return Conditions(self.reference.rows, self.as_of)

    def thing(self, row: Row | None) -> "Thing | None":
        """A row as a value of its kind."""
        return None if row is None else Thing(row, self.reference.rows.kind_of(row), self)


@dataclass(frozen=True)
class Root:
    """The root fields of all kinds."""

    reference: Reference

    def resolve(self, info: Info, given: Mapping[str, Any]) -> Any:
        """Return the value of a root field."""
        rows = self.reference.rows
        view = View(self.reference, given.get("asOf") or datetime.now(ZoneInfo("Asia/Shanghai")).date())
        if info.field_name == "node":
            return view.thing(rows.by_id.get(given["id"]))
        if info.field_name == "nodes":
            return [view.thing(rows.by_id.get(each)) for each in given["ids"]]
        for kind in (*rows.model.kinds.values(), *rows.model.interfaces.values()):
            if info.field_name == kind.name:
                return view.thing(next(self._named(kind, given), None))
            if info.field_name == kind.plural:
                members: list[Member] = [(None, row) for row in rows.by_label.get(kind.label, ())]
                return Listing(members, kind.label, None, given, view)
        raise AssertionError(f"the reference does not answer {info.field_name}")

    def _named(self, kind: Kind, given: Mapping[str, Any]) -> Iterator[Row]:
        """The rows of an id or a whole key."""
        for row in self.reference.rows.by_label.get(kind.label, ()):
            if given.get("id") is not None:
                found = row.id == given["id"]
            else:
                found = all(self._part(row, kind, name) == given[camel(name)] for name in kind.keys)
            if found:
                yield row

    def _part(self, row: Row, kind: Kind, name: str) -> Any:
        if any(prop.name == name for prop in kind.properties):
            return printed(row.values.get(name))
        return next((end.id for _, end in self.reference.rows.along(row, kind.edge(name))), None)


@dataclass(frozen=True)
class Thing:
    """One node as a value."""

    row: Row
    kind: Kind
    view: View

    def resolve(self, info: Info, given: Mapping[str, Any]) -> Any:
        """Return a property, the one at the end of an edge, or a list of those."""
        if info.field_name == "id":
            return self.row.id
        if info.field_name == "label":
            pieces = (printed(value_of(prop, self.row.values)) for prop in self.kind.named_by)
            return " ".join(str(each) for each in pieces if each is not None) or self.row.id
        for prop in self.kind.properties:
            if camel(prop.name) == info.field_name:
                return printed(value_of(prop, self.row.values))
        rows, conditions = self.view.reference.rows, self.view.conditions
        edge = next(each for each in rows.model.edges(self.kind) if camel(each.name) == info.field_name)
        members = [
            (tie, end)
            for tie, end in rows.along(self.row, edge)
            if (given.get("history") or conditions.holds(edge, tie))
            and conditions.edge_meets(edge, tie, given.get("edge"))
        ]
        if edge.many:
            return Listing([*members], edge.target, edge, given, self.view)
        return self.view.thing(min((end for _, end in members), key=lambda end: end.id, default=None))


@dataclass(frozen=True)
class Listing:
    """A list: its members, before its filter."""

    members: list[Member]
    label: str
    edge: KindEdge | None
    given: Mapping[str, Any]
    view: View

    def resolve(self, info: Info, given: Mapping[str, Any]) -> Any:
        """Return a field of the connection."""
        if info.field_name == "totalCount":
            return len(self.filtered)
        if info.field_name == "nodes":
            return [self.view.thing(row) for _, row in self.page]
        if info.field_name == "edges":
            return [Edge(tie, row, self) for tie, row in self.page]
        if info.field_name == "pageInfo":
            return PageInfo(self)
        rows = list(dict.fromkeys(row for _, row in self.filtered))
        if info.field_name == "aggregate":
            return Summed(Aggregate(rows, self.label, self.view.conditions))
        names = list(dict.fromkeys(names_below_key(info)))
        order = given.get("orderBy") or "SIZE_DESC"
        groups = groups_of(rows, self.label, names, order, self.view.conditions)
        return [Grouped(each, self) for each in groups[: given["first"]]]

    @cached_property
    def filtered(self) -> list[Member]:
        """The members that meet the filter."""
        meets, wanted = self.view.conditions.meets, self.given.get("filter")
        return [member for member in self.members if meets(member[1], self.label, wanted)]

    @cached_property
    def order(self) -> Order:
        """The order that is asked for."""
        wanted, edges = (tuple(self.given.get(name) or ()) for name in ("orderBy", "edgeOrderBy"))
        if self.given.get("history") and not wanted and not edges:
            edges = ({"validFrom": "ASC"},)
        return Order(self.view.conditions, self.label, wanted, self.edge, edges)

    @cached_property
    def behind(self) -> list[Member]:
        """The filtered members in order, from behind the cursor."""
        found = self.order.sorted(self.filtered)
        if self.given.get("after") is None:
            return found
        place = self.view.reference.cursors.places[self.given["after"]]
        return [member for member in found if self.order.compare(place, self.order.place(member)) < 0]

    @property
    def page(self) -> list[Member]:
        """The members of the page."""
        return self.behind[: self.given["first"]]

    def cursor(self, member: Member) -> str:
        """The cursor of a member."""
        listed = (self.edge.source, self.edge.name) if self.edge else self.label
        return self.view.reference.cursors.of(
            self.order.place(member), (listed, self.order.wanted, self.order.edges)
        )


@dataclass(frozen=True)
class Edge:
    """One member of a list."""

    tie: Tie | None
    row: Row
    listing: Listing

    def resolve(self, info: Info, given: Mapping[str, Any]) -> Any:
        """Return the node, the cursor, or what the edge itself says."""
        if info.field_name == "node":
            return self.listing.view.thing(self.row)
        if info.field_name == "cursor":
            return self.listing.cursor((self.tie, self.row))
        assert self.listing.edge is not None
        assert self.tie is not None
        return printed(value_of(facts_of(self.listing.edge)[info.field_name], self.tie.values))


@dataclass(frozen=True)
class PageInfo:
    """Where a page lies."""

    listing: Listing

    def resolve(self, info: Info, given: Mapping[str, Any]) -> Any:
        """Return one fact about the page."""
        page = self.listing.page
        if info.field_name == "hasNextPage":
            return len(self.listing.behind) > len(page)
        if info.field_name == "hasPreviousPage":
            return self.listing.given.get("after") is not None
        return self.listing.cursor(page[0 if info.field_name == "startCursor" else -1]) if page else None


@dataclass(frozen=True)
class Summed:
    """An aggregate, or what one property comes to."""

    of: Any

    def resolve(self, info: Info, given: Mapping[str, Any]) -> Any:
        """Return a number, or a further aggregate."""
        found = self.of.field(info.field_name)
        return Summed(found) if hasattr(found, "field") else found


@dataclass(frozen=True)
class Grouped:
    """A group, and its key."""

    group: Group
    listing: Listing
    key: bool = False

    def resolve(self, info: Info, given: Mapping[str, Any]) -> Any:
        """Return a field of the group, or of its key."""
        if self.key:
            value = self.group.key[info.field_name]
            return self.listing.view.thing(value) if isinstance(value, Row) else value
        if info.field_name == "key":
            return Grouped(self.group, self.listing, key=True)
        if info.field_name == "count":
            return len(self.group.rows)
        return Summed(Aggregate(self.group.rows, self.listing.label, self.listing.view.conditions))
