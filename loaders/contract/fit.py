"""Whether a declaration fits the model: everything it speaks of is there, and whatever must be said is said.

So that a wrong mapping is found before a row is read, and without a database.
Not here: the declaration's own form (`declaration`).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from graph.model import Kind, KindEdge, Model, Property, properties_of
from graph.model.declaration import Recorded
from loaders.contract.columns import FieldType
from loaders.contract.declaration import (
    DeclarationRefused,
    Filled,
    KindClaim,
    LinkClaim,
    Source,
    read_source,
)
from loaders.contract.keys import key_parts
from loaders.contract.resolvers import RESOLVERS, TAKES

TYPES: Mapping[FieldType, type] = {
    FieldType.TEXT: str,
    FieldType.ID: str,
    FieldType.USCC: str,
    FieldType.STANDARD: str,
    FieldType.DATE: date,
    FieldType.INTEGER: int,
    FieldType.DECIMAL: Decimal,
    FieldType.MONEY: Decimal,
    FieldType.BOOLEAN: bool,
}
IMPLIED = frozenset({"system", "record_key"})  # of a kind that is known by the recording system's own key


def declared_source(file: Path, model: Model) -> Source:
    """Return the declaration in a file, checked in its form and against the model.

    Raises:
        DeclarationRefused: it is wrong; all that is wrong of one sort is named.
    """
    source = read_source(file)
    if problems := list(problems_of(source, model)):
        raise DeclarationRefused(str(file), problems)
    return source


def problems_of(source: Source, model: Model) -> Iterator[str]:
    """Yield what in a declaration does not fit the model, one sentence each with its key."""
    for number, claim in enumerate(source.claims):
        for problem in _of_claim(source, model, claim):
            yield f"claims.{number} ({claim.kind}): {problem}"


def _of_claim(source: Source, model: Model, claim: KindClaim) -> Iterator[str]:
    kind = model.kinds.get(claim.kind)
    if kind is None:
        yield f"there is no kind {claim.kind}; docs/model.md lists them"
        return
    if kind.area == "provenance":
        yield "this kind is written by the loader itself; leave the claim out"
        return
    yield from _of_conditions(source, claim)
    known = {prop.name: prop for prop in kind.properties}
    yield from _of_filled(source, claim, known, claim.kind)
    said = {*claim.take, *claim.always, *(link.edge for link in claim.links)}
    for name in _needed(kind):
        if name not in said and not (name in IMPLIED and _recorded(kind)):
            yield f"{name} must be said: {claim.kind} cannot be without it"
        yield from _of_certain(source, name, claim.take.get(name), claim.conditions)
    for link in claim.links:
        for problem in _of_link(source, model, kind, claim, link):
            yield f"link {link.edge}: {problem}"


def _of_link(source: Source, model: Model, kind: Kind, claim: KindClaim, link: LinkClaim) -> Iterator[str]:
    edge = next((edge for edge in kind.edges if edge.name == link.edge), None)
    target = model.kinds.get(link.to)
    if edge is None or target is None:
        yield f"{kind.label} has no edge {link.edge}" if edge is None else f"there is no kind {link.to}"
        return
    if target not in model.kinds_below(edge.target):
        yield f"it leads to {edge.target}, and {link.to} is none"
    yield from _of_conditions(source, link)
    certain = claim.conditions | link.conditions
    yield from _of_key(source, model, target, link, certain)
    yield from _of_several(source, edge, link)
    if edge.key and link.conditions:
        yield "it is part of the key, so it needs no condition; put it on the claim"
    yield from _of_days(source, edge, link)
    known = {prop.name: prop for prop in properties_of(edge.properties)} if edge.properties else {}
    yield from _of_filled(source, link.said_of_edge, known, edge.type)
    for name, info in edge.properties.model_fields.items() if edge.properties else ():
        if info.is_required():
            if name not in link.properties and name not in link.properties_always:
                yield f"{name} must be said under properties: {edge.type} cannot be without it"
            yield from _of_certain(source, name, link.properties.get(name), certain)


def _of_key(
    source: Source, model: Model, target: Kind, link: LinkClaim, certain: frozenset[str]
) -> Iterator[str]:
    if link.through is not None:
        resolver = RESOLVERS.get(link.through)
        if resolver is None or resolver.label != target.label:
            yield f"no {link.to} is found through {link.through}; there is {', '.join(RESOLVERS)}"
    needed = TAKES
    if link.through is None:
        parts = key_parts(model, target)
        if len(set(parts)) < len(parts):
            yield f"{link.to} has a key in which a part stands twice; this cannot be declared"
        needed = {name: not (name in IMPLIED and set(parts) >= IMPLIED) for name in parts}
    said = {*link.take, *link.always}
    for name in sorted(said - set(needed)):
        yield f"{name} is no part of what {link.to} is found by; that is {', '.join(needed)}"
    for name, must in needed.items():
        if must and name not in said:
            yield f"{name} must be said, so that the {link.to} is found"
        yield from _of_certain(source, name, link.take.get(name), certain)
    for name, field in link.take.items():
        if field not in source.fields:
            yield f"{name}: there is no field {field}"


def _of_several(source: Source, edge: KindEdge, link: LinkClaim) -> Iterator[str]:
    """What is wrong with a link that is made once for each value of a field."""
    several = [field for field in link.take.values() if _has_several(source, field)]
    if several and not edge.many:
        yield f"{', '.join(several)} may have several values, and {edge.name} leads to one thing"
    if len(several) > 1:
        yield f"{', '.join(several)} have several values each; only one part of a link may"
    if several and link.through is not None:
        yield f"{', '.join(several)} may have several values; nothing is found through {link.through} by them"


def _has_several(source: Source, field: str) -> bool:
    return field in source.fields and source.fields[field].split is not None


def _of_days(source: Source, edge: KindEdge, link: LinkClaim) -> Iterator[str]:
    for what, name in (("valid_from", link.valid_from), ("valid_to", link.valid_to)):
        if name is None:
            continue
        if not edge.dated:
            yield f"{what}: this relation holds at all times; leave it out"
        elif name not in source.fields or source.fields[name].type is not FieldType.DATE:
            yield f"{what}: {name} is no field of type date"
    on = source.fields.get(link.take.get("on", "")) if link.through else None
    if on is not None and on.type is not FieldType.DATE:
        yield f"on: {link.take['on']} is no field of type date"


def _of_conditions(source: Source, filled: Filled) -> Iterator[str]:
    for name in sorted(filled.conditions - set(source.fields)):
        yield f"the condition speaks of {name}, and there is no such field"
    for name, values in filled.only_where.items():
        if _has_several(source, name):
            yield f"only_where: {name} may have several values; ask for a field that has one"
        elif name in source.fields and (
            never := [value for value in values if not _may_be(source, name, value)]
        ):
            yield f"only_where: {name} is never {', '.join(map(str, never))}"


def _may_be(source: Source, name: str, value: Any) -> bool:
    meaning = source.meaning(name)
    return type(value) is TYPES[source.fields[name].type] if meaning is None else value in meaning.values()


def _of_certain(source: Source, name: str, field: str | None, certain: frozenset[str]) -> Iterator[str]:
    declared = source.fields.get(field or "")
    if declared is not None and not declared.required and field not in certain:
        yield f"{name} is taken from {field}, which may be empty: say required = true or only_if it is there"


def _of_filled(source: Source, filled: Filled, known: Mapping[str, Property], owner: str) -> Iterator[str]:
    for name in (*filled.take, *filled.always):
        if name not in known:
            yield f"{owner} has no property {name}"
    for name, field in filled.take.items():
        if field not in source.fields:
            yield f"{name}: there is no field {field}"
        elif _has_several(source, field):
            yield f"{name} is one value, and {field} may have several: only the take of a link has each"
        elif name in known:
            meaning = source.meaning(field)
            given = TYPES[source.fields[field].type] if meaning is None else list(meaning.values())
            yield from _of_type(known[name], given)
    for name, value in filled.always.items():
        if name in known:
            yield from _of_type(known[name], [value])


def _of_type(prop: Property, given: type | list[Any]) -> Iterator[str]:
    """What is wrong with filling a property from all values of a type, or from some values."""
    wanted = prop.type
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        known = [member.value for member in wanted]
        if isinstance(given, type):
            yield f"{prop.name} is one of {', '.join(known)}: give the field a lookup that leads to them"
        elif unknown := [str(value) for value in given if value not in known]:
            yield f"{prop.name} cannot be {', '.join(unknown)}; it is one of {', '.join(known)}"
        return
    types = [given] if isinstance(given, type) else [type(value) for value in given]
    fits = {wanted, int} if wanted is Decimal else {wanted}
    if wrong := sorted({each.__name__ for each in types if each not in fits}):
        yield f"{prop.name} is {getattr(wanted, '__name__', wanted)}, and what fills it is {', '.join(wrong)}"


def _needed(kind: Kind) -> list[str]:
    fields = kind.declared.model_fields
    return [name for name, info in fields.items() if info.is_required()]


def _recorded(kind: Kind) -> bool:
    return issubclass(kind.declared, Recorded)
