"""Claims: what records say about one entity, and what they add up to.

The rules, independent of the order in which records arrive:
- a field that a claim does not give, it says nothing about;
- one value: the claim of the best standing wins (the system's rank, then the record's id), unless the field
  has a rule of its own (`authority`): its order of systems, the newest, or nothing while claims differ;
- edges to many, and dated edges: all that anyone claims, each with the records that claim it; but of those of
  which one holds at a time, nothing that is at odds with a claim of a better standing;
- an undated edge to one: as one value, with every record that says the same.

Not here: where ranks and rules come from (`authority`), in what claims differ (`conflicts`) and how entities
are written (`entities`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from graph.model import Kind, KindEdge, Link, Node
from loaders.authority import PLAIN, FieldRule, Policy
from loaders.equality import meaning
from loaders.payload import given_links, targets_of
from loaders.pinyin import reading_of
from loaders.values import stored

Standing = tuple[int, int, int, str, int]
NO_RULES: Mapping[str, FieldRule] = {}


@dataclass(frozen=True)
class Claim:
    """What one record says about one entity.

    Args:
        said: the fields that the record gives.
        record: the id of the source record; None for what the loader itself says.
        rank: the rank of its system, the lowest number first.
        position: its place among the claims of its record.
        system: the system of the record.
    """

    said: Node
    record: str | None = None
    rank: int = 0
    position: int = 0
    system: str = ""

    @cached_property
    def about(self) -> str:
        """The id of the entity."""
        return self.said.id

    @property
    def given(self) -> set[str]:
        """The fields of which it says something."""
        return self.said.model_fields_set

    @cached_property
    def targets(self) -> frozenset[str]:
        """The ids of all that it links to."""
        return frozenset(targets_of(self.said))

    def standing(self, rule: FieldRule = PLAIN) -> Standing:
        """Return what claims are ordered by, the best first: under a rule, that of a field."""
        if rule is PLAIN:
            return 0, 0, self.rank, self.record or "", self.position
        age = -_moment(getattr(self.said, rule.by)) if rule.policy is Policy.NEWEST and rule.by else 0
        return age, rule.order_of(self.system), self.rank, self.record or "", self.position

    def says(self, field: str) -> Any:
        """Return the value that it gives to a field: of an edge to one, the id of the other end."""
        value = getattr(self.said, field)
        return value.to if isinstance(value, Link) else value


class WeighedLink(NamedTuple):
    """A link that a claim gives, its target and key, and whether it is served."""

    claim: Claim
    link: Link[Any]
    end: tuple[str, str]
    served: bool


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

    @cached_property
    def row(self) -> dict[str, Any]:
        """The properties that its node is stored with; a null takes away what nobody claims any more."""
        said = {name: stored(value) for name, value in self.properties.items()}
        return {**said, **reading_of(self.kind, self.properties)}

    @cached_property
    def edge_rows(self) -> Mapping[str, tuple[dict[str, Any], ...]]:
        """By edge field, both ends, the key and the properties that each relationship is stored with."""
        return {
            name: tuple(self._edge_row(self.kind.edge(name), each) for each in served)
            for name, served in self.edges.items()
            if served
        }

    def _edge_row(self, edge: KindEdge, served: SettledEdge) -> dict[str, Any]:
        row = served.link.row(self.id, served.key)
        unsaid = dict.fromkeys(edge.properties.model_fields if edge.properties else ())
        said = {name: stored(value) for name, value in row["properties"].items()}
        return {**row, "properties": {**unsaid, **said, "records": list(served.records) or None}}


def settle(kind: Kind, claims: Iterable[Claim], rules: Mapping[str, FieldRule] = NO_RULES) -> Entity:
    """Return what claims about one entity add up to.

    Args:
        kind: the entity's kind.
        claims: all live claims about it, at least one, in any order.
        rules: of the fields that have their own, by field.
    """
    ranked = sorted(claims, key=Claim.standing)
    rules = rules if len(ranked) > 1 else NO_RULES  # a claim that stands alone is served under any
    properties, spoken = dict(kind.unsaid), set[str]()
    for claim in reversed(ranked):  # the best last, since what it says is served
        spoken |= claim.given
        properties |= {name: getattr(claim.said, name) for name in claim.given & kind.own}
    for name in rules.keys() & spoken & kind.own:
        first = believed(name, weighed(name, ranked, rules), rules)
        properties[name] = getattr(first.said, name) if first else None
    edges: dict[str, tuple[SettledEdge, ...]] = dict.fromkeys((edge.name for edge in kind.edges), ())
    edges |= {name: _edges(kind.edge(name), ranked, rules) for name in spoken & kind.linking}
    return Entity(ranked[0].about, kind, properties, edges)


def weighed(field: str, claims: Iterable[Claim], rules: Mapping[str, FieldRule] = NO_RULES) -> list[Claim]:
    """Return the claims that say something of a field, the best first.

    Args:
        field: a property, or an edge.
        claims: about one entity, in any order.
        rules: of the fields that have their own, by field.
    """
    rule = rules.get(field, PLAIN)
    speaking = (claim for claim in claims if field in claim.given)
    return sorted(speaking, key=lambda claim: claim.standing(rule))


def believed(field: str, speaking: list[Claim], rules: Mapping[str, FieldRule] = NO_RULES) -> Claim | None:
    """Return the claim that is served, or None: nobody says anything, or all must agree and do not.

    Args:
        field: a property, or an edge to one.
        speaking: the claims that say something of it, the best first.
        rules: of the fields that have their own, by field.
    """
    first = next(iter(speaking), None)
    if first and rules.get(field, PLAIN).policy is Policy.MUST_AGREE and not agree(field, speaking):
        return None
    return first


def agree(field: str, speaking: Iterable[Claim]) -> bool:
    """Return whether claims about a field mean the same."""
    return len({meaning(claim.says(field)) for claim in speaking}) < 2


def weighed_links(edge: KindEdge, speaking: Iterable[Claim]) -> Iterator[WeighedLink]:
    """Give each link of an edge that claims give, and whether it is served.

    Of an edge of which one holds at a time, a link is not served where one of a better standing leads
    elsewhere on a day that both have.

    Args:
        edge: of one kind; which one of an undated edge to one is served is not asked here.
        speaking: the claims that say something of it, the best first.
    """
    held: dict[tuple[str, str], Link[Any]] = {}
    for claim in speaking:
        for link in given_links(claim.said, edge):
            end = (link.to, edge.key_of(link))
            served = end in held or not (edge.single and any(_at_odds(link, one) for one in held.values()))
            if served:
                held.setdefault(end, link)
            yield WeighedLink(claim, link, end, served)


def _at_odds(link: Link[Any], other: Link[Any]) -> bool:
    """Whether two links lead to different things on a day that both have; a day not known is any."""
    return (
        link.to != other.to
        and (link.valid_from or date.min) < (other.valid_to or date.max)
        and (other.valid_from or date.min) < (link.valid_to or date.max)
    )


def _moment(day: date | None) -> int:
    """A day as a number that grows with time; a claim without one is older than any."""
    if isinstance(day, datetime):
        since = day.astimezone(UTC) - datetime(1, 1, 1, tzinfo=UTC)
        return since.days * 86_400_000_000 + since.seconds * 1_000_000 + since.microseconds + 1
    return day.toordinal() if day else 0


def _edges(edge: KindEdge, ranked: list[Claim], rules: Mapping[str, FieldRule]) -> tuple[SettledEdge, ...]:
    speaking = [claim for claim in ranked if edge.name in claim.given]
    best = weighed(edge.name, speaking, rules) if edge.name in rules else speaking
    links: dict[tuple[str, str], Link[Any]] = {}
    records: dict[tuple[str, str], set[str]] = {}
    for claim, link, end, is_served in weighed_links(edge, best if edge.single else speaking):
        if is_served:
            links.setdefault(end, link)
            records.setdefault(end, set()).update([claim.record] if claim.record else [])
    served = links if edge.many or edge.dated else _of_the_first(edge, best, rules)
    return tuple(
        SettledEdge(found[1], links[found], tuple(sorted(records[found]))) for found in sorted(served)
    )


def _of_the_first(edge: KindEdge, best: list[Claim], rules: Mapping[str, FieldRule]) -> set[tuple[str, str]]:
    first = believed(edge.name, best, rules)
    return {(link.to, edge.key_of(link)) for link in given_links(first.said, edge)} if first else set()
