"""Anchors: where a list begins to be found, which decides how much is read; Neo4j's planner guesses it wrong.

A filter that names an id at the other end of a relation is read from there: the few nodes with that id first,
kept apart by a barrier, and then back along the relations. Where a value is equal to one and another lies in
a range, both indexed, the index of the equal one is used: the planner takes a range of an unknown value for a
thirtieth of all.

Not here: the predicates themselves (`filters`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from graph.model import KindEdge, Property
from queries.compiler.fields import Fields
from queries.compiler.filters import EXACT, Filter, edge_predicate, is_list
from queries.compiler.pages import Page
from queries.compiler.statement import Writer
from queries.compiler.tree import Carry, Part

Wanted = Mapping[str, Any]
RANGES = ("gt", "gte", "lt", "lte")


@dataclass(frozen=True)
class Step:
    """One relation on the way from a list's node to its anchor: what else is wanted of where it begins."""

    edge: KindEdge
    edges: Wanted  # what is wanted of the edge
    rest: Wanted  # what else is wanted of the node at which it begins


@dataclass(frozen=True)
class Anchor:
    """An end that is known by its id, the way there from the list's node, and all that is wanted of it."""

    steps: tuple[Step, ...]
    wanted: Wanted


def anchor_of(fields: Fields, label: str, wanted: Wanted, hops: int) -> Anchor | None:
    """Return the nearest end that a filter names by its id; None when it names none, or the list's own."""
    if _names(fields, label, wanted):
        return None
    found = list(_anchors(fields, label, wanted, hops))
    return min(found, key=lambda each: len(each.steps), default=None)


def _names(fields: Fields, label: str, wanted: Wanted) -> bool:
    """Whether a filter says which few nodes of a kind it means: by ids, or by a text that is looked up."""
    for name, value in wanted.items():
        if not value or name in ("and", "or", "not"):
            continue
        meaning = None if name == "id" else fields.of(label)[name]
        if isinstance(meaning, KindEdge) or not _says(value, EXACT):
            continue
        if meaning is None or meaning is fields.only_key(label):
            return True
        if meaning.indexed and meaning.type is str and label in fields.model.kinds:
            return True
    return False


def _anchors(fields: Fields, label: str, wanted: Wanted, hops: int) -> Iterator[Anchor]:
    if not hops:
        return
    for name, value in wanted.items():
        meaning = fields.of(label).get(name)
        if value is None or not isinstance(meaning, KindEdge):
            continue
        inner = value.get("some") if meaning.many else value
        if inner is None:
            continue
        others = {key: each for key, each in value.items() if key not in ("some", "edge")}
        rest = {key: each for key, each in wanted.items() if key != name}
        if meaning.many and any(each is not None for each in others.values()):
            rest[name] = {**others, "edge": value.get("edge")}
        step = Step(meaning, (value.get("edge") or {}) if meaning.many else {}, rest)
        if _names(fields, meaning.target, inner):
            yield Anchor((step,), inner)
            continue
        for further in _anchors(fields, meaning.target, inner, hops - 1):
            yield replace(further, steps=(step, *further.steps))
    yield from _within_and(fields, label, wanted, hops)


def _within_and(fields: Fields, label: str, wanted: Wanted, hops: int) -> Iterator[Anchor]:
    parts = wanted.get("and") or []
    for place, part in enumerate(parts):
        others = [each for index, each in enumerate(parts) if index != place]
        for found in _anchors(fields, label, part, hops):
            first = found.steps[0]
            rest = {**wanted, "and": [*others, first.rest]}
            yield replace(found, steps=(replace(first, rest=rest), *found.steps[1:]))


def anchored(writer: Writer, label: str, variable: str, anchor: Anchor, *also: Part) -> tuple[Part, ...]:
    """Return the way from an anchor to a list's nodes, each once.

    Args:
        writer: of the statement.
        label: of the list's nodes.
        variable: that holds each.
        anchor: where to begin.
        also: more that is wanted of the list's nodes.
    """
    end = writer.variable("a")
    last = anchor.steps[-1].edge.target
    reach = replace(writer.reach(end, last), where=(Filter(writer).predicate(last, end, anchor.wanted),))
    parts: list[Part] = [reach, Carry((end,), distinct=True)]
    here = end
    for depth, step in enumerate(reversed(anchor.steps)):
        first = depth == len(anchor.steps) - 1
        near = variable if first else writer.variable()
        relation = writer.variable("r")
        # The edge may be declared by an interface, whose label says less than the node's own.
        of = label if first else anchor.steps[-depth - 2].edge.target
        way = writer.reach_along(here, step.edge, relation, near, depth, back_to=of)
        wanted = Filter(writer, depth + 1).predicate(of, near, step.rest)
        where = (writer.bound(step.edge, relation), edge_predicate(writer, relation, step.edges), wanted)
        parts.append(replace(way, where=(*where, *(also if first else ()))))
        here = near
    return (*parts, Carry((variable,), distinct=True))


def hint_of(fields: Fields, label: str, wanted: Wanted) -> str:
    """Return the property whose index is to be used for a filter; "" when the planner may choose."""
    if label not in fields.model.kinds:
        return ""
    equal, ranged = [], False
    for name, value in wanted.items():
        meaning = fields.of(label).get(name)
        if not isinstance(meaning, Property) or not meaning.indexed or not value or is_list(meaning):
            continue
        if meaning.type is Decimal:
            continue
        if _says(value, EXACT):
            equal.append(meaning)
        ranged |= _says(value, RANGES)
    equal.sort(key=lambda prop: prop.paged)  # a value of a short list says less than one of many
    return equal[0].name if equal and ranged else ""


def arranged(fields: Fields, label: str, wanted: Wanted, page: Page) -> tuple[Page, ...]:
    """Return a page of all nodes with a label so that Neo4j may read it in order of an index, or as it is.

    Neo4j stops then as soon as the page is full. Of two halves, the second is only read for what the first
    leaves. Where a filter looks up what few things have, these are read and sorted.
    """
    key = page.order[0]
    if label not in fields.model.kinds or key.name or _names(fields, label, wanted):
        return (page,)
    if looked_up := [*_looked_up(fields, label, wanted)]:
        of_few = [prop for prop, value in looked_up if prop.paged and _says(value, ("eq",))]
        if key.prop or len(of_few) < len(looked_up):
            return (page,)
        return (replace(page, indexed=True, within=max(of_few, key=_values_of)),)
    if key.prop and (not key.prop.indexed or key.prop.type is Decimal):
        return (page,)
    if key.never_null:
        return (replace(page, indexed=True),)
    whole = not page.names() and not any(each is not None for each in wanted.values())
    return page.halves() if whole else (page,)


def _looked_up(fields: Fields, label: str, wanted: Wanted) -> Iterator[tuple[Property, Wanted]]:
    """Yield the conditions that an index answers: that a value is equal to another."""
    for name, value in wanted.items():
        meaning = fields.of(label).get(name)
        if value and isinstance(meaning, Property) and meaning.indexed and _says(value, EXACT):
            yield meaning, value


def _values_of(prop: Property) -> int:
    """How many values there are: the more, the fewer things have the same."""
    return 2 if prop.type is bool else len(prop.type)


def _says(value: Wanted, operators: tuple[str, ...]) -> bool:
    """Whether a condition has one of some operators, and not with null."""
    return any(value.get(operator) is not None for operator in operators)
