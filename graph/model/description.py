"""The model as an object: every kind described and checked against the others.

Not here: one kind by itself (`kinds`), how it is declared (`declaration`) and the Cypher that follows from it
(`statements`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, cached_property
from types import ModuleType
from typing import TypeGuard

from graph.model import (
    accountability,
    actors,
    classification,
    complaints,
    conferrals,
    conformity,
    credit,
    enforcement,
    market,
    performance,
    places,
    policy,
    projects,
    provenance,
    risk,
    silence,
    standards,
    supervision,
    traceability,
    wording,
)
from graph.model.declaration import IN, OUT, Direction, Node, camel
from graph.model.kinds import Kind, KindEdge, ModelError, check_class, describe

PROVENANCE = ("provenance", "DESCRIBES", "SourceRecord", "来源记录")


class Model:
    """The kinds of one graph, described and checked against each other."""

    def __init__(self, kinds: Iterable[type[Node]]) -> None:
        classes = list(kinds)
        _check_unique(classes)
        self.classes = {cls.__name__: cls for cls in classes}
        everything = {name: describe(self.classes[name], self.classes) for name in sorted(self.classes)}
        self.kinds = {name: kind for name, kind in everything.items() if not kind.abstract}
        self.interfaces = {name: kind for name, kind in everything.items() if kind.abstract}
        for kind in everything.values():
            self._check_fields(kind)
            self._check_edges(kind)

    def kind(self, label: str) -> Kind:
        """Return the kind or interface with this label; KeyError if there is none."""
        return self.kinds.get(label) or self.interfaces[label]

    def kinds_below(self, label: str) -> list[Kind]:
        """Return the kinds whose nodes carry this label, ordered; one, unless it is an interface's."""
        return [kind for kind in self.kinds.values() if label in (kind.label, *kind.interfaces)]

    def kind_of(self, node_id: str) -> Kind | None:
        """Return the kind that a global id names, or None when its prefix names none."""
        return self._by_prefix.get(node_id.partition(":")[0])

    @cached_property
    def outline(self) -> list[tuple[str, ...]]:
        """The label of each kind with its fields' names; under others, a row may be judged otherwise."""
        return [(kind.label, *kind.declared.model_fields) for kind in self.kinds.values()]

    @cached_property
    def _by_prefix(self) -> dict[str, Kind]:
        return {kind.name: kind for kind in self.kinds.values()}

    @cached_property
    def named_by(self) -> dict[str, list[str]]:
        """The names of the properties that make the readable label of a thing, by its kind's label."""
        return {label: [prop.name for prop in kind.named_by] for label, kind in self.kinds.items()}

    def inverses(self, kind: Kind) -> list[KindEdge]:
        """Return the edges, as declared, that give `kind` a field on their other side, by label and field."""
        reached = {kind.label, *kind.interfaces}
        edges = (edge for other in self._all for edge in other.edges if edge.source == other.label)
        return [edge for edge in edges if edge.target in reached and edge.inverse]

    def edges(self, kind: Kind) -> tuple[KindEdge, ...]:
        """Return every edge field of a kind or interface: declared, of the day, gained, and `provenance`."""
        gained = tuple(_turned(edge) for edge in self.inverses(kind))
        return kind.edges + _of_the_day(kind) + gained + self._provenance(kind)

    @property
    def _all(self) -> list[Kind]:
        return [*self.kinds.values(), *self.interfaces.values()]

    def _provenance(self, kind: Kind) -> tuple[KindEdge, ...]:
        name, edge, target, zh = PROVENANCE
        if target not in self.kinds or kind.area == "provenance" or kind.abstract:
            return ()
        return (
            KindEdge(name, edge, IN, kind.label, target, True, False, False, False, None, None, zh, False),
        )

    def _check_fields(self, kind: Kind) -> None:
        seen = {each: each for each in ("id", "label", "relations")}
        own = [(p.name, p.name) for p in kind.properties] + [(e.name, e.name) for e in kind.edges]
        gained = [(e.inverse or "", f"the inverse of {e.source}.{e.name}") for e in self.inverses(kind)]
        own += [(edge.name, edge.name) for edge in (*_of_the_day(kind), *self._provenance(kind))]
        for name, origin in own + gained:
            if camel(name) in seen:
                where = f"{kind.label}.{name}"
                raise ModelError(f"{where} is declared twice: {seen[camel(name)]} and {origin}; rename one")
            seen[camel(name)] = origin

    def _check_edges(self, kind: Kind) -> None:
        """Refuse two fields that would read each other's edges in the graph."""
        seen: dict[tuple[str, Direction, str], str] = {}
        for edge in self.edges(kind):
            if edge in _of_the_day(kind):
                continue  # it reads what its list reads, and says so
            for target in self.kinds_below(edge.target):
                other = seen.setdefault((edge.type, edge.direction, target.label), edge.name)
                if other != edge.name:
                    where = f"{kind.label}.{edge.name} and {kind.label}.{other}"
                    raise ModelError(
                        f"{where} are both {edge.type} to {target.label}; give one of them another type"
                    )


def _of_the_day(kind: Kind) -> tuple[KindEdge, ...]:
    """For each edge of which one holds at a time, the field that is the one of the day, and no list."""
    return tuple(
        replace(
            edge,
            name=f"current_{edge.name}",
            many=False,
            nullable=True,
            inverse=None,
            zh=f"{edge.zh}（当日）",
            declared=False,
            doc=f"The one of `{camel(edge.name)}` on the day asked about",
        )
        for edge in kind.edges
        if edge.single
    )


def _turned(edge: KindEdge) -> KindEdge:
    """The same edge, seen from its other end."""
    direction = IN if edge.direction is OUT else OUT
    return replace(
        edge,
        name=edge.inverse or "",
        direction=direction,
        source=edge.target,
        target=edge.source,
        many=True,
        nullable=False,
        key=False,
        inverse=edge.name,
        single=False,
        zh=None,
        declared=False,
    )


def _check_unique(classes: list[type[Node]]) -> None:
    prefixes: dict[str, str] = {}
    plurals: dict[str, str] = {}
    for cls in classes:
        check_class(cls)
        for seen, name, what in (
            (prefixes, camel(cls.__name__), "id prefix"),
            (plurals, cls.plural, "plural"),
        ):
            if name in seen:
                raise ModelError(
                    f"{cls.__name__}: the {what} {name!r} is used by {seen[name]} too; rename one"
                )
            seen[name] = cls.__name__


@cache
def quality_model() -> Model:
    """Return the model of the quality responsibility system."""
    rooms = (
        classification,
        actors,
        policy,
        silence,
        wording,
        market,
        places,
        standards,
        projects,
        traceability,
        conformity,
        supervision,
        credit,
        accountability,
        risk,
        complaints,
        enforcement,
        conferrals,
        performance,
        provenance,
    )
    return Model(cls for room in rooms for cls in vars(room).values() if _is_declared_in(cls, room))


def _is_declared_in(value: object, room: ModuleType) -> TypeGuard[type[Node]]:
    """Whether a name of a room is a kind of its own: not what it imports, and no common base."""
    return isinstance(value, type) and issubclass(value, Node) and value.__module__ == room.__name__
