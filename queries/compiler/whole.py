"""Whole answers: a question's file with everything it answers → one text, whatever of it was selected.

Neo4j takes longest to plan a question's file, so its text must not vary with the selection: all values of the
nodes in an answer are sent, and the selection is made here.

Not here: selections that follow relations from those nodes (`further`).
"""

from dataclasses import dataclass
from typing import Any

from graph.model import Node, Property
from graph.model.declaration import camel
from queries.compiler import shape
from queries.compiler.fields import Fields
from queries.compiler.filters import stored
from queries.compiler.further import Further
from queries.compiler.projection import leaf, needed, printed
from queries.compiler.selection import Selected
from queries.questions.question import Row, RowField, fields_of


@dataclass(frozen=True)
class Whole:
    """Prints the whole answer of a question, and shapes a selection of it."""

    fields: Fields
    further: Further
    rows: int  # of one kind, about, in the answer

    def text(self, row: type[Row]) -> str:
        """Print everything that a row holds, over its columns."""
        return self._row(row, "", 1)

    def shaped(self, row: type[Row], chosen: tuple[Selected, ...]) -> shape.Shape:
        """Return how a selection is taken from a whole row."""
        places = {camel(each.name): (index, each) for index, each in enumerate(fields_of(row))}
        members: list[tuple[str, int | None, shape.Shape]] = []
        for each in chosen:
            if each.name == "__typename":
                members.append((each.key, None, shape.Constant(row.__name__)))
                continue
            index, field = places[each.name]
            made = needed(self._field(field, each), field.nullable, f"{row.__name__}.{each.name}")
            members.append((each.key, index, made))
        return shape.Picked(tuple(members))

    def _row(self, row: type[Row], prefix: str, depth: int) -> str:
        return f"[{', '.join(self._value(each, f'{prefix}{each.name}', depth) for each in fields_of(row))}]"

    def _value(self, field: RowField, value: str, depth: int) -> str:
        item = f"x{depth}"
        if field.many:
            inner = self._one(field, item, depth)
            return value if inner == item else f"[{item} IN {value} | {inner}]"
        if not _is(field, Row) and not _is(field, Node):
            return printed(value, field.type)
        if _is(field, Row):
            inner = self._row(field.type, f"{value}.", depth)
        else:  # a variable is needed, and `value` may be an expression
            inner = f"head([{item} IN [{value}] | {self._node(field.type.__name__, item)}])"
        return f"CASE WHEN {value} IS NULL THEN null ELSE {inner} END"

    def _one(self, field: RowField, item: str, depth: int) -> str:
        if _is(field, Row):
            return self._row(field.type, f"{item}.", depth + 1)
        return self._node(field.type.__name__, item) if _is(field, Node) else printed(item, field.type)

    def _node(self, label: str, item: str) -> str:
        read = item if label == ANY else f"{item}p"
        values = (printed(stored(prop, read), prop.type) for prop in self._columns(label).values())
        told = f"[labels({item}), {read}.id, {', '.join(values)}]"
        # Many properties are read at once: one by one takes twice as long.
        return told if read == item else f"head([{read} IN [properties({item})] | {told}])"

    def _columns(self, label: str) -> dict[str, Property]:
        """The properties of all the kinds that a node with this label may have, in a fixed order.

        Of a node of whatever kind it is those that all have: the rest is told by the further statement.
        """
        found: dict[str, Property] = {}
        for kind in self.fields.model.kinds.values() if label == ANY else self.fields.kinds(label):
            for prop in kind.properties:
                if label != ANY or prop.name in OF_ANY:
                    found.setdefault(prop.name, prop)
        return dict(sorted(found.items()))

    def _field(self, field: RowField, each: Selected) -> shape.Shape:
        made: shape.Shape = shape.Leaf()
        if _is(field, Row):
            made = self.shaped(field.type, each.below())
        elif _is(field, Node):
            made = self._taken(field.type.__name__, each)
        return shape.Listed(made) if field.many and not isinstance(made, shape.Leaf) else made

    def _taken(self, label: str, each: Selected) -> shape.Shape:
        if label != ANY and self._follows(each):
            return self.further.slot(label, each.children, self.rows)
        places: dict[str, int] = {name: index + 2 for index, name in enumerate(self._columns(label))}
        by_type: dict[str, shape.Shape] = {}
        for kind, children in each.children.items():
            if label == ANY and any(child.name not in ("id", "__typename", *OF_ANY) for child in children):
                by_type[kind] = self.further.slot(kind, {kind: children}, self.rows)
            else:
                by_type[kind] = shape.Picked(tuple(self._member(kind, places, child) for child in children))
        return shape.ByLabel(by_type)

    def _follows(self, each: Selected) -> bool:
        return any(
            child.name not in ("id", "__typename")
            and not isinstance(self.fields.of(label)[child.name], Property)
            for label, children in each.children.items()
            for child in children
        )

    def _member(
        self, kind: str, places: dict[str, int], child: Selected
    ) -> tuple[str, int | None, shape.Shape]:
        if child.name == "__typename":
            return child.key, None, shape.Constant(kind)
        if child.name == "id":
            return child.key, 1, shape.Leaf()
        prop: Any = self.fields.of(kind)[child.name]
        made = leaf(prop, f"{kind}.{child.name}")
        return child.key, places[prop.name], made


ANY = Node.__name__  # a row's field for a node of whatever kind
OF_ANY = ("sample",)  # the properties that every node has


def _is(field: RowField, kind: type[Any]) -> bool:
    """Whether a field holds rows, or nodes; a scalar's type may be no class at all."""
    return isinstance(field.type, type) and issubclass(field.type, kind)
