"""Generated requests: operations over the whole schema that use what GraphQL has, and that find something.

Aliases, fragments of both sorts, fields given twice, `__typename`, conditions, variables of every sort,
interfaces, nested lists with arguments of their own, cursors of the page before, introspection beside data.

Not here: the values of arguments (`arguments`), and questions and analyses, which have tests of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
)
from hypothesis import strategies as st

from graph.model import Kind
from graph.model.declaration import camel
from tests.differential.arguments import Drawing, Name, World
from tests.differential.conditions import printed
from tests.differential.writing import Writing

HOPS = (2, 3, 4, 7)  # of one root field, at most what one statement may follow; many take long to plan
ROWS = 1_500  # of one root field, by the sizes of its pages
DAYS = ("2026-01-31", "2021-07-01", "2019-12-31", "2012-07-01", "2035-01-01")
SCHEMA_FIELDS = (
    "__typename",
    "__schema { queryType { name kind } mutationType { name } }",
    '__type(name: "Enterprise") { name kind interfaces { name } fields { name isDeprecated } }',
    '__type(name: "EnterpriseOrder") { ...OfInput } ',
    '__type(name: "None") { name }',
)


@dataclass(frozen=True)
class Request:
    """One operation, its variables, and those of them that are null until a first answer has given a cursor.

    The first value of the response key `end_NAME` is what the variable NAME is then to be.
    """

    document: str
    variables: dict[str, Any]
    cursors: tuple[str, ...]


@st.composite
def requests(draw: st.DrawFn, world: World) -> Request:
    """Draw one request of a world, so that one that fails can be made simpler."""
    return Author(Drawing(lambda least, most: draw(st.integers(least, most)), world)).request()


def request_of(seed: int, world: World) -> Request:
    """Return the request of a number: more different ones than Hypothesis draws, which varies what it has."""
    return Author(Drawing(Random(seed).randint, world)).request()


def filter_of(seed: int, world: World) -> Request:
    """Return a request that asks only how many things meet a filter, so that many filters may be tried."""
    drawing, model = Drawing(Random(seed).randint, world, hops=2), world.rows.model
    kinds = [each for each in (*model.kinds.values(), *model.interfaces.values()) if world.ids(each.label)]
    kind = drawing.pick(kinds)
    document = f"query ($f: {kind.label}Filter) {{ {kind.plural}(filter: $f) {{ totalCount }} }}"
    return Request(document, {"f": drawing.filter(kind.label)}, ())


@dataclass
class Author(Writing):
    """Writes one request."""

    def request(self) -> Request:
        """Write a request of one to three root fields."""
        roots = [self._root() for _ in range(self.drawing.pick((1, 1, 2, 2, 3)))]
        chosen = self._arranged(roots, "Query")
        declared = ", ".join(self.drawing.declared)
        name = self.drawing.pick(["", " Q"])
        operation = f"query{name}{f'({declared})' if declared else ''} {{ {chosen} }}"
        if name == "" and not declared and self.drawing.chance(50):
            operation = f"{{ {chosen} }}"
        parts = [operation, *self.fragments]
        if "...OfInput" in operation or any("...OfInput" in each for each in self.fragments):
            parts.append("fragment OfInput on __Type { kind inputFields { name type { name kind } } }")
        if self.drawing.chance(30):
            parts.reverse()
        return Request("\n".join(parts), dict(self.drawing.values), tuple(self.cursors))

    # Root fields

    def _root(self) -> str:
        self.drawing.hops = self.drawing.pick(HOPS)
        way = self.drawing.pick(["list"] * 5 + ["one", "one", "key", "node", "nodes", "interface", "schema"])
        if way == "schema":
            return f"{self._alias()}{self.drawing.pick(SCHEMA_FIELDS)}"
        model = self.world.rows.model
        kinds = [kind for kind in model.kinds.values() if self.world.ids(kind.label)]
        kind = self.drawing.pick(list(model.interfaces.values()) if way == "interface" else kinds)
        day = self._day()
        if way in ("list", "interface"):
            return f"{self._alias()}{self._list(kind.plural, kind.label, 'Query', 0, 1, day)}"
        node_id = self._some_id(kind.label)
        if way == "node":
            given = self._arguments("Query", "node", {"id": node_id}, day)
            return f"{self._alias()}node{given} {self._thing('Node', 0, 1, [kind.label])}"
        if way == "nodes":
            others = [self._some_id(self.drawing.pick(kinds).label) for _ in range(2)]
            ids = [node_id, *others, self.drawing.pick([node_id, "none:1", ""])]
            labels = sorted(
                {kind.label, *(each.label for each in kinds if f"{each.name}:" in " ".join(others))}
            )
            given = self._arguments("Query", "nodes", {"ids": ids}, day)
            self.drawing.hops = 2
            return f"{self._alias()}nodes{given} {self._thing('Node', 0, len(ids), labels)}"
        named = self._key(kind, node_id) if way == "key" else {"id": node_id}
        given = self._arguments("Query", kind.name, named, day)
        return f"{self._alias()}{kind.name}{given} {self._thing(kind.label, 0, 1)}"

    def _some_id(self, label: str) -> str:
        if self.drawing.chance(8):
            name = self.world.rows.model.kinds[label].name
            return self.drawing.pick([f"{name}:none", f"{name}:none~1"])
        return self.drawing.pick(self.world.ids(label))

    def _key(self, kind: Kind, node_id: str) -> dict[str, Any]:
        row = self.world.rows.by_id.get(node_id)
        if row is None or kind.label not in row.labels:
            return {"id": node_id}
        named: dict[str, Any] = {}
        for name in kind.keys:
            if any(prop.name == name for prop in kind.properties):
                value = printed(row.values[name])
                leaf = get_named_type(self._schema_type("Query").fields[kind.name].args[camel(name)].type)
                named[camel(name)] = Name(value) if hasattr(leaf, "values") else value
            else:
                named[camel(name)] = next(end.id for _, end in self.world.rows.along(row, kind.edge(name)))
        return named

    def _day(self) -> dict[str, Any]:
        return {"asOf": self.drawing.pick([*DAYS, None])} if self.drawing.chance(60) else {}

    # Selections

    def _thing(self, label: str, depth: int, rows: int, kinds: Sequence[str] = ()) -> str:
        """Write what is selected of a thing of a kind or interface; `kinds` are those that `Node` may be."""
        found = self._schema_type(label)
        items = self._leaves(label)
        if isinstance(found, GraphQLInterfaceType):
            model = self.world.rows.model
            below = kinds or [k.label for k in model.kinds_below(label) if self.world.ids(k.label)]
            items += self._beyond(label, depth, rows, 1) if label != "Node" else []
            for each in self.drawing.some(list(below), 0, 2):
                own = [*self._typed_leaves(each), *self._beyond(each, depth, rows, 1)]
                if own:
                    items.append(self._fragment(own, each))
        else:
            items += self._beyond(label, depth, rows, 2)
        return f"{{ {self._arranged(items or ['id'], label)} }}"

    def _leaves(self, label: str) -> list[str]:
        fields = self._schema_type(label).fields
        names = [
            "__typename",
            *(name for name, each in fields.items() if is_leaf_type(get_named_type(each.type))),
        ]
        found = self.drawing.some(names, 1, 4)
        return [f"{self._alias()}{name}" if self.drawing.chance(15) else name for name in found]

    def _typed_leaves(self, label: str) -> list[str]:
        """Leaves under keys that say their type, since kinds may share a key of one type."""
        fields = self._schema_type(label).fields
        leaves = [name for name, each in fields.items() if is_leaf_type(get_named_type(each.type))]
        keyed = {str(fields[name].type).replace("!", "Q"): name for name in self.drawing.some(leaves, 0, 3)}
        return [f"of{key}: {name}" for key, name in keyed.items()]

    def _beyond(self, label: str, depth: int, rows: int, most: int) -> list[str]:
        """Write fields along edges of a kind or interface."""
        if depth > 3:
            return []
        found = []
        for name, edge in self.drawing.some(list(self.world.edges(label).items()), 0, most):
            if self.drawing.hops <= 0:
                break
            self.drawing.hops -= 1
            if edge.many:
                header = self._list(name, edge.target, label, depth + 1, rows)
            else:
                header = f"{name} {self._thing(edge.target, depth + 1, rows)}"
            found.append(f"{self._alias()}{header}")
        return found

    def _list(
        self, name: str, label: str, parent: str, depth: int, rows: int, also: dict[str, Any] | None = None
    ) -> str:
        """Write a list field: its arguments, and what is selected of its connection."""
        field_ = self._schema_type(parent).fields[name]
        first, named = self._page(rows, depth), dict(also or {})
        if first is not None:
            named["first"] = first
        if self.drawing.chance(45 if depth else 60):
            before = self.drawing.hops
            named["filter"] = (
                self.drawing.pick([None, {}]) if self.drawing.chance(6) else self.drawing.filter(label)
            )
            again = before - self.drawing.hops
        else:
            again = 0
        if self.drawing.chance(40):
            named["orderBy"] = (
                self.drawing.pick([None, []]) if self.drawing.chance(6) else self.drawing.order(label)
            )
        if "edge" in field_.args and self.drawing.chance(40):
            edge = self.world.edges(parent)[name]
            named["edge"] = None if self.drawing.chance(10) else self.drawing.edge_filter(edge)
        if "edgeOrderBy" in field_.args and self.drawing.chance(30):
            named["edgeOrderBy"] = self.drawing.edge_order(self.world.edges(parent)[name])
        if "history" in field_.args and self.drawing.chance(40):
            named["history"] = self.drawing.pick([True, False])
        paged = first != 0 and self.drawing.chance(20)
        cursor = f"c{len(self.cursors)}" if paged else ""
        given = self._arguments(parent, name, named, {}, cursor)
        whole = rows * (20 if first is None else first)
        connection = get_named_type(field_.type).name
        return (
            f"{name}{given} {self._connection(connection, label, depth, whole, again + (depth > 0), cursor)}"
        )

    def _page(self, rows: int, depth: int) -> int | None:
        if rows * 20 <= ROWS and self.drawing.chance(25):
            return None
        most = max(1, min(12 if depth == 0 else 5, ROWS // max(1, rows)))
        return int(self.drawing.number(0 if self.drawing.chance(5) else 1, most))

    def _connection(self, name: str, label: str, depth: int, rows: int, again: int, cursor: str) -> str:
        """Write what is selected of a connection; each way of looking at it costs `again` hops."""
        ways = ["nodes"] * 4 + ["edges"] * 3 + ["totalCount", "aggregate", "groups", "pageInfo", "__typename"]
        items: list[str] = []
        if cursor:
            items.append(
                f"pageInfo {{ end_{cursor}: endCursor {self.drawing.pick(['', 'hasPreviousPage'])} }}"
            )
        for index, way in enumerate(self.drawing.pick(ways) for _ in range(self.drawing.number(1, 3))):
            if way in ("totalCount", "aggregate", "groups"):
                if again > self.drawing.hops:
                    continue
                self.drawing.hops -= again
            items.append(self._part(way, name, label, depth, rows, plain=index == 0 and not items))
        return f"{{ {self._arranged(items or ['__typename'], name)} }}"

    def _part(self, way: str, name: str, label: str, depth: int, rows: int, plain: bool) -> str:
        alias = "" if plain else self._alias()
        if way == "nodes":
            return f"{alias}nodes {self._thing(label, depth, rows)}"
        if way == "edges":
            return f"{alias}edges {self._edge(name.removesuffix('Connection') + 'Edge', label, depth, rows)}"
        if way == "pageInfo":
            facts = ["hasNextPage", "hasPreviousPage", "startCursor", "endCursor", "__typename"]
            return f"{alias}pageInfo {{ {' '.join(self.drawing.some(facts, 1, 4))} }}"
        if way == "aggregate":
            return f"{alias}aggregate {self._aggregate(label)}"
        return f"{alias}groups{self._groups(label, name, depth)}" if way == "groups" else f"{alias}{way}"

    def _edge(self, name: str, label: str, depth: int, rows: int) -> str:
        facts = [each for each in self._schema_type(name).fields if each != "node"]
        items = self.drawing.some([*facts, "__typename"], 1, 4)
        if self.drawing.chance(70):
            items.append(f"node {self._thing(label, depth, rows)}")
        return f"{{ {self._arranged(items, name)} }}"

    def _aggregate(self, label: str) -> str:
        items: list[str] = []
        for name, each in self._schema_type(f"{label}Aggregate").fields.items():
            kind = get_named_type(each.type)
            if isinstance(kind, GraphQLObjectType) and self.drawing.chance(50):
                chosen = self.drawing.some([*kind.fields, "__typename"], 1, 4)
                items.append(f"{name} {{ {' '.join(chosen)} }}")
        # Until an aggregate of which nothing is computed is there too: tests/schema/test_specification.py
        return f"{{ count {self._arranged(items, f'{label}Aggregate')} }}"

    def _groups(self, label: str, connection: str, depth: int) -> str:
        keys = []
        fields = self._schema_type(f"{label}GroupKey").fields
        for name, each in self.drawing.some(list(fields.items()), 1, 2):
            kind = get_named_type(each.type)
            if is_leaf_type(kind):
                keys.append(f"{self._alias() if self.drawing.chance(10) else ''}{name}")
            elif self.drawing.hops > 0:
                self.drawing.hops -= 1
                keys.append(f"{name} {self._thing(kind.name, 9, 1)}")
        if not keys:
            leaf = next(name for name, each in fields.items() if is_leaf_type(get_named_type(each.type)))
            return f" {{ key {{ {leaf} }} count }}"
        named: dict[str, Any] = {"first": self.drawing.number(1, 12)} if self.drawing.chance(40) else {}
        if self.drawing.chance(50):
            named["orderBy"] = Name(self.drawing.pick(["SIZE_DESC", "SIZE_ASC", "KEY_ASC", "KEY_DESC"]))
        given = self._arguments(connection, "groups", named, {})
        also = self.drawing.some(["count", "__typename"], 0, 2)
        if self.drawing.chance(40):
            also.append(f"aggregate {self._aggregate(label)}")
        return f"{given} {{ key {{ {' '.join(keys)} }} {' '.join(also)} }}"
