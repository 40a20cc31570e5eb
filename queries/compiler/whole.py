"""Whole answers: a question's file with everything it answers → one text, whatever of it was selected.

Neo4j takes longest to plan a question's file, so its text must not vary with the selection. It holds all that
there is to tell, each part of it under a condition: that the parameter `chosen`, which mirrors the selection,
names it. What it does not name is neither read nor sent, and null stands in its place.

Not here: selections that follow relations from those nodes (`further`).
"""

from dataclasses import dataclass, field
from typing import Any

from graph.model import Node, Property
from graph.model.declaration import camel
from queries.compiler import anything, shape
from queries.compiler.fields import Fields
from queries.compiler.filters import stored
from queries.compiler.further import Further
from queries.compiler.leaves import leaf, needed, printed
from queries.compiler.selection import Selected
from queries.compiler.statement import Lists
from queries.questions.question import Row, RowField, fields_of

Chosen = dict[str, Any]  # by the names of fields: of each what is chosen below it, or True


@dataclass(frozen=True)
class Whole:
    """Prints the whole answer of a question, and shapes a selection of it.

    Args:
        fields: of all kinds.
        further: where selections go on that follow relations.
        lists: how many nodes of one kind the answer holds, about, with its name.
        chosen: the parameter that says what of the answer is selected, by name; filled while it is shaped.
    """

    fields: Fields
    further: Further
    lists: Lists
    chosen: Chosen = field(default_factory=dict)

    def text(self, row: type[Row]) -> str:
        """Print everything that a row holds, over its columns."""
        return self._row(row, "", "$chosen", 1)

    def shaped(self, row: type[Row], selected: tuple[Selected, ...]) -> shape.Shape:
        """Return how a selection is taken from a row, and note it as chosen."""
        return self._shaped(row, selected, self.chosen)

    def _shaped(self, row: type[Row], selected: tuple[Selected, ...], chosen: Chosen) -> shape.Shape:
        places = {camel(each.name): (index, each) for index, each in enumerate(fields_of(row))}
        members: list[tuple[str, int | tuple[int, ...] | None, shape.Shape]] = []
        for each in selected:
            if each.name == "__typename":
                members.append((each.key, None, shape.Constant(row.__name__)))
                continue
            index, field = places[each.name]
            below = chosen.setdefault(field.name, {})
            made = needed(self._field(field, each, below), field.nullable, f"{row.__name__}.{each.name}")
            members.append((each.key, index, made))
        return shape.Picked(tuple(members))

    def _row(self, row: type[Row], prefix: str, chosen: str, depth: int) -> str:
        """Print a row's values; `chosen` is what holds those that are chosen of it."""
        told = (
            self._value(each, f"{prefix}{each.name}", f"{chosen}.{each.name}", depth)
            for each in fields_of(row)
        )
        return f"[{', '.join(told)}]"

    def _value(self, field: RowField, value: str, chosen: str, depth: int) -> str:
        item = f"x{depth}"
        if not _is(field, Row) and not _is(field, Node):
            inner = printed(item, field.type)
            plain = not field.many or inner == item
            return printed(value, field.type) if plain else f"[{item} IN {value} | {inner}]"
        if _is(field, Row):
            inner = self._row(field.type, f"{item if field.many else value}.", chosen, depth + field.many)
        else:
            inner = self._node(field.type.__name__, item, chosen)
        if field.many:
            told = f"[{item} IN {value} | {inner}]"
        else:  # a node's variable is needed, and `value` may be an expression
            inner = inner if _is(field, Row) else f"head([{item} IN [{value}] | {inner}])"
            told = f"CASE WHEN {value} IS NULL THEN null ELSE {inner} END"
        return f"CASE WHEN {chosen} IS NOT NULL THEN {told} END"

    def _node(self, label: str, item: str, chosen: str) -> str:
        if label == ANY:
            return anything.said_of(item, chosen)
        said = {anything.LABELS: f"labels({item})", "id": f"{item}.id"}
        for name, prop in self._columns(label).items():
            said[name] = printed(stored(prop, item), prop.type)
        return anything.told(said, chosen)

    def _columns(self, label: str) -> dict[str, Property]:
        """The properties of all the kinds that a node with this label may have, in a fixed order."""
        found: dict[str, Property] = {}
        for kind in self.fields.kinds(label):
            for prop in kind.properties:
                found.setdefault(prop.name, prop)
        return dict(sorted(found.items()))

    def _field(self, field: RowField, each: Selected, chosen: Chosen) -> shape.Shape:
        made: shape.Shape = shape.Leaf()
        if _is(field, Row):
            made = self._shaped(field.type, each.below(), chosen)
        elif _is(field, Node):
            made = self._taken(field.type.__name__, each, chosen)
        return shape.Listed(made) if field.many and not isinstance(made, shape.Leaf) else made

    def _taken(self, label: str, each: Selected, chosen: Chosen) -> shape.Shape:
        if label == ANY:
            made = anything.shaped(each.children, self.further, self.lists, chosen)
            assert made is not None  # a further statement can be sent
            return made
        if self._follows(each):
            chosen["id"] = True
            return self.further.slot(label, each.children, self.lists)
        places = {name: index + 2 for index, name in enumerate(self._columns(label))}
        by_type: dict[str, shape.Shape] = {
            kind: shape.Picked(tuple(self._member(label, kind, places, child, chosen) for child in children))
            for kind, children in each.children.items()
        }
        return anything.by_label(by_type, chosen)

    def _follows(self, each: Selected) -> bool:
        return any(
            child.name not in ALWAYS and not isinstance(self.fields.of(label).get(child.name), Property)
            for label, children in each.children.items()
            for child in children
        )

    def _member(
        self, label: str, kind: str, places: dict[str, int], child: Selected, chosen: Chosen
    ) -> tuple[str, int | tuple[int, ...] | None, shape.Shape]:
        if child.name == "__typename":
            return child.key, None, shape.Constant(kind)
        if child.name == "id":
            chosen["id"] = True
            return child.key, 1, shape.Leaf()
        if child.name == "label":
            names = self.fields.model.named_by[kind]
            chosen.update(dict.fromkeys([*names, "id"], True))
            return child.key, (*(places[name] for name in names), 1), shape.Label()
        prop: Any = self.fields.of(kind)[child.name]
        chosen[prop.name] = True
        owner = label if child.name in self.fields.of(label) else kind
        made = leaf(prop, f"{owner}.{child.name}")
        return child.key, places[prop.name], made


ALWAYS = ("id", "label", "__typename")  # what every node says of itself beside its properties
ANY = Node.__name__  # a row's field for a node of whatever kind


def _is(field: RowField, kind: type[Any]) -> bool:
    """Whether a field holds rows, or nodes; a scalar's type may be no class at all."""
    return isinstance(field.type, type) and issubclass(field.type, kind)
