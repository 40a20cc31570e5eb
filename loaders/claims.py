"""Claims: what records say about one entity, and what they add up to.

The rules, independent of the order in which records arrive:
- a field that a claim does not give, it says nothing about;
- one value: the claim of the best standing wins (the system's rank, then the record's id);
- edges to many, and dated edges: all that anyone claims, each with the records that claim it;
- an undated edge to one: what the best standing says, with every record that says the same.

Not here: where ranks come from (`authority`) and how entities are written (`entities`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.model import Kind, KindEdge, Link, Node
from loaders.payload import given_links


@dataclass(frozen=True)
class Claim:
    """What one record says about one entity.

    Args:
        said: the fields that the record gives.
        record: the id of the source record; None for what the loader itself says.
        rank: the rank of its system, the lowest number first.
        position: its place among the claims of its record.
    """

    said: Node
    record: str | None = None
    rank: int = 0
    position: int = 0

    @cached_property
    def about(self) -> str:
        """The id of the entity."""
        return self.said.id

    @property
    def standing(self) -> tuple[int, str, int]:
        """What claims are ordered by, the best first."""
        return self.rank, self.record or "", self.position


@dataclass(frozen=True)
class SettledEdge:
    """An edge that is served: its key, the link of the best standing, and all the records that claim it."""

    key: str
    link: Link[Any]
    records: tuple[str, ...]


@dataclass(frozen=True)
class Entity:
    """What the claims about one thing add up to."""

    id: str
    kind: Kind
    properties: Mapping[str, Any]
    edges: Mapping[str, tuple[SettledEdge, ...]]


def settle(kind: Kind, claims: Iterable[Claim]) -> Entity:
    """Return what claims about one entity add up to.

    Args:
        kind: the entity's kind.
        claims: all live claims about it, at least one, in any order.
    """
    ranked = sorted(claims, key=lambda claim: claim.standing)
    return Entity(
        id=ranked[0].about,
        kind=kind,
        properties={prop.name: _value(kind, prop.name, ranked) for prop in kind.properties},
        edges={edge.name: _edges(edge, ranked) for edge in kind.edges},
    )


def _value(kind: Kind, name: str, ranked: list[Claim]) -> Any:
    for claim in ranked:
        if name in claim.said.model_fields_set:
            return getattr(claim.said, name)
    # Nobody says: a field that may not be null is served with its declared default.
    return kind.declared.model_fields[name].get_default(call_default_factory=True)


def _edges(edge: KindEdge, ranked: list[Claim]) -> tuple[SettledEdge, ...]:
    speaking = [claim for claim in ranked if edge.name in claim.said.model_fields_set]
    links: dict[tuple[str, str], Link[Any]] = {}
    records: dict[tuple[str, str], set[str]] = {}
    for claim in speaking:
        for link in given_links(claim.said, edge):
            end = (link.to, edge.key_of(link))
            links.setdefault(end, link)
            records.setdefault(end, set()).update([claim.record] if claim.record else [])
    served = links if edge.many or edge.dated else _of_the_first(edge, speaking)
    return tuple(
        SettledEdge(found[1], links[found], tuple(sorted(records[found]))) for found in sorted(served)
    )


def _of_the_first(edge: KindEdge, speaking: list[Claim]) -> set[tuple[str, str]]:
    return {(link.to, edge.key_of(link)) for claim in speaking[:1] for link in given_links(claim.said, edge)}
