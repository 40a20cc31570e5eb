"""The payload: what a record claims, as canonical text, kept with its source record.

Claims are made again from it with the model's classes, so that an entity can be settled without its sources.
Equal claims make equal text, in whatever order they, their fields and their links were given.
Not here: what claims add up to (`claims`).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import blake2b
from typing import Any

import orjson

from graph.model import Kind, KindEdge, Link, Model, Node
from loaders.values import stored


def payload_of(model: Model, claims: Iterable[Node]) -> str:
    """Return the canonical JSON of claims.

    Raises:
        ValueError: a claim says something that the model or the database has no place for.
    """
    said = sorted(_text(_claim(model, claim)) for claim in claims)
    return f"[{','.join(said)}]"


def claims_in(model: Model, payload: str) -> tuple[Node, ...]:
    """Make the claims of a payload again.

    Raises:
        ValueError: the payload does not fit the model.
    """
    return tuple(_node(model, said) for said in orjson.loads(payload))


def readable(model: Model, payload: str) -> tuple[Node, ...]:
    """Make the claims of a payload again; none when it was made under a model that differs too far."""
    try:
        return claims_in(model, payload)
    except ValueError:
        return ()


def row_hash(payload: str) -> str:
    """Return what tells whether a record says the same as before (BLAKE2b, 128 bits)."""
    return blake2b(payload.encode(), digest_size=16).hexdigest()


def links_of(kind: Kind, claim: Node) -> Iterator[tuple[KindEdge, Link[Any]]]:
    """Every link that a claim gives, with the edge it stands for."""
    for edge in kind.edges:
        if edge.name in claim.model_fields_set:
            for link in given_links(claim, edge):
                yield edge, link


def given_links(claim: Node, edge: KindEdge) -> list[Link[Any]]:
    """The links of one edge field: none, one or many."""
    value = getattr(claim, edge.name)
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def targets_of(claim: Node) -> Iterator[str]:
    """The ids of all that a claim links to."""
    for name in claim.model_fields_set:
        value = getattr(claim, name)
        for each in value if isinstance(value, list) else (value,):
            if isinstance(each, Link):
                yield each.to


def _text(said: Any) -> str:
    try:
        return orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode()
    except TypeError as wrong:
        raise ValueError(f"{wrong}: give it as text") from wrong


def _claim(model: Model, claim: Node) -> dict[str, Any]:
    kind = model.kinds[type(claim).__name__]
    given = claim.model_fields_set
    names = given & kind.own
    for name in names:
        stored(getattr(claim, name))
    return {
        "kind": kind.label,
        "properties": claim.model_dump(mode="json", include=names),
        "edges": {name: _links(kind.edge(name), claim) for name in given - names},
    }


def _links(edge: KindEdge, claim: Node) -> list[dict[str, Any]]:
    said = [_link(edge, link) for link in given_links(claim, edge)]
    return sorted(said, key=_text) if len(said) > 1 else said


def _link(edge: KindEdge, link: Link[Any]) -> dict[str, Any]:
    if not edge.dated and (link.valid_from or link.valid_to):
        raise ValueError(
            f"{edge.name} to {link.to} has dates, but this relation holds at all times: drop them"
        )
    said: dict[str, Any] = {"to": link.to}
    for name, day in (("valid_from", link.valid_from), ("valid_to", link.valid_to)):
        if day is not None:
            said[name] = _text_of(link, day)
    if link.inferred:
        said["inferred"] = True
    if link.rule is not None:
        said["rule"] = link.rule
    if carried := _said_of(edge, link.properties):
        said["properties"] = carried
    return said


def _text_of(link: Link[Any], day: date) -> str:
    if type(day) is not date:
        raise ValueError(f"the link to {link.to} is dated {day!r}, which is no day; give it as a date")
    return day.isoformat()


def _said_of(edge: KindEdge, properties: Mapping[str, Any]) -> dict[str, Any]:
    if edge.properties is None:
        if properties:
            raise ValueError(f"{edge.name} carries no properties, but was given {', '.join(properties)}")
        return {}
    unknown = sorted(set(properties) - set(edge.properties.model_fields))
    if unknown:
        raise ValueError(f"{edge.name} has no property {', '.join(unknown)}; drop it or declare it")
    return edge.properties.model_validate(dict(properties)).model_dump(mode="json", exclude_unset=True)


def _node(model: Model, said: Mapping[str, Any]) -> Node:
    kind = model.kinds.get(said["kind"])
    if kind is None:
        raise ValueError(f"{said['kind']} is no kind of this model")
    if unknown := sorted(said["edges"].keys() - kind.linking):
        raise ValueError(f"{kind.label} has no edge {', '.join(unknown)} in this model")
    edges = {name: _made(kind.edge(name), links) for name, links in said["edges"].items()}
    return kind.declared.model_validate({**said["properties"], **edges})


def _made(edge: KindEdge, links: list[dict[str, Any]]) -> Any:
    made = [_made_link(edge, link) for link in links]
    return made if edge.many else next(iter(made), None)


def _made_link(edge: KindEdge, said: Mapping[str, Any]) -> Link[Any]:
    properties: dict[str, Any] = {}
    if edge.properties is not None:
        properties = edge.properties.model_validate(said.get("properties", {})).model_dump(exclude_unset=True)
    return Link(
        said["to"],
        _day(said.get("valid_from")),
        _day(said.get("valid_to")),
        said.get("inferred", False),
        said.get("rule"),
        properties,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
