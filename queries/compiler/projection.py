"""Projections: what is selected of a node → a Cypher expression, and the shape of what it answers.

Not here: filters (`filters`), lists and their pages (`pagination`), where a list begins (`anchors`), and the
rows of questions (`rows`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.model import Kind, KindEdge, Property
from queries.compiler import shape
from queries.compiler.anchors import anchor_of, anchored, arranged, hint_of
from queries.compiler.anything import Onward
from queries.compiler.errors import SelectionRefused
from queries.compiler.fields import Meaning
from queries.compiler.filters import Filter, edge_predicate, stored
from queries.compiler.leaves import leaf, needed, printed, readable
from queries.compiler.pages import Page, first_along
from queries.compiler.pagination import Along, Children, Nodes, Paginator, Printed, Way
from queries.compiler.relations import all_relations
from queries.compiler.selection import Selected
from queries.compiler.statement import Lists, Writer
from queries.compiler.tree import Part, Subquery, listing, phrase

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
            along = Along(variable, meaning, self.writer.variable("r"))
            below = replace(self, depth=self.depth + 1)._paginator
            return below.connection(each, meaning.target, self._way(along, each), along, lambda page: (page,))
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

    def _way(self, along: Along, each: Selected) -> Way:
        edge, relation = along.edge, along.relation
        history = self.writer.decisions.on(each.arguments.get("history"))

        def way(target: str, *also: Part) -> tuple[Part, ...]:
            reach = self.writer.reach_along(along.source, edge, relation, target, self.depth)
            today = "" if history else self.writer.bound(edge, relation)
            edges = edge_predicate(self.writer, relation, each.arguments.get("edge") or {})
            wanted = Filter(self.writer, self.depth + 1).predicate(edge.target, target, _filter(each))
            return (replace(reach, where=(today, edges, wanted, *also)),)

        return way

    def root(self, each: Selected, label: str) -> Printed:
        """Return a page of all nodes with a label, as `Paginator.connection` does."""
        fields = self.writer.fields
        anchor = anchor_of(fields, label, _filter(each), self.writer.limits.hops)
        hint = hint_of(fields, label, _filter(each))

        def way(target: str, *also: Part) -> tuple[Part, ...]:
            if anchor:
                self.writer.touch(label)
                return anchored(self.writer, label, target, anchor, *also)
            wanted = Filter(self.writer).predicate(label, target, _filter(each))
            return (replace(self.writer.reach(target, label, hint), where=(wanted, *also)),)

        def pages(page: Page) -> tuple[Page, ...]:
            return (page,) if anchor else arranged(fields, label, _filter(each), page)

        return self._paginator.connection(each, label, way, None, pages)

    @property
    def _paginator(self) -> Paginator:
        return Paginator(self.writer, self.depth, self.lists, self.node, self._within)

    def _within(self, lists: Lists, along: Along | None, target: str) -> Nodes:
        """Return what makes the nodes of a page, which were reached along an edge."""
        reached = Reached(along.source, along.edge, target) if along else None
        return replace(self, lists=lists, reached=reached).node


def _filter(each: Selected) -> Mapping[str, Any]:
    return each.arguments.get("filter") or {}


def _type(arm: Arm, variable: str) -> str:
    if len(arm.kinds) == 1:
        return f"'{arm.kinds[0].label}'"
    names = ", ".join(f"'{kind.label}'" for kind in arm.kinds)
    return f"head([label IN labels({variable}) WHERE label IN [{names}]])"


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
