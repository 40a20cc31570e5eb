"""What the graph must be, from what all systems say now, in plain Python and nothing of the loader's.

The rules: of a field the claim of the best standing is served: the field's own order of systems, then the
system's rank, then the record's id, then its place in the record. Of links to many and of dated ones all is
served that anyone claims. A field in which claims mean different things is a conflict. A link to what nobody
speaks of is not there, and its record misses it. Whom to believe is read from `authority.toml`, and what is
many or dated from the model, as data. Not here: what becomes of a delivery (`predicted`).

A line of the graph is JSON: a thing with its fields, a link, a live record, one that was taken back, a
conflict. `found` reads the same from the database.
"""

import json
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from graph.model import quality_model
from tests.faults.year.predicted import Region
from tests.faults.year.region import Said, Value, joined

AUTHORITY = Path(__file__).parents[3] / "loaders" / "authority.toml"
LAST = 2**31
DEFAULTS: Mapping[str, Mapping[str, Value]] = {
    "Standard": {"verified": False},
    "OrgClass": {"role": False},
    "Mechanism": {"open": False},
}


@dataclass(frozen=True)
class Claim:
    """What one record says of one thing: its system, the record's id and its place in it."""

    system: str
    record: str
    place: int
    said: Said

    @property
    def values(self) -> dict[str, Value]:
        """Its fields; all of this region is invented."""
        return {**dict(self.said.fields), "sample": True}


@cache
def authority() -> Mapping[str, Any]:
    """Whom to believe."""
    found: dict[str, Any] = tomllib.loads(AUTHORITY.read_text("utf-8"))
    rules = (rule for fields in found["fields"].values() for rule in fields.values())
    assert all(set(rule) == {"systems"} for rule in rules), "this prediction knows no other rule; teach it"
    return found


def digest(lines: Iterable[str]) -> str:
    """What tells whether two graphs are one."""
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()


def line(*parts: Any) -> str:
    """One thing of the graph as text."""
    return json.dumps(parts, ensure_ascii=False, sort_keys=True)


def record_id(system: str, key: str) -> str:
    """The id of a record."""
    return f"sourceRecord:{joined((system, key))}"


def settled(region: Region, departments: Mapping[str, str | None]) -> list[str]:
    """All that the graph must have, a line for each thing; the departments are by system."""
    about: dict[str, list[Claim]] = {}
    for system, records in region.live.items():
        for key, row in records.items():
            for place, said in enumerate(row.says):
                about.setdefault(said.id, []).append(Claim(system, record_id(system, key), place, said))
    things = set(about)
    lines = [each for claims in about.values() for each in _thing(claims, things)]
    for system, records in region.live.items():
        lines.append(line("system", system, departments[system]))
        lines += [
            line(
                "record",
                record_id(system, key),
                departments[system],
                bool(row.says),
                sorted({said.id for said in row.says}),
                sorted(region.missing(row.says, things)),
            )
            for key, row in records.items()
        ]
    gone = ((system, key) for system, keys in region.gone.items() for key in keys)
    return sorted([*lines, *(line("gone", record_id(system, key)) for system, key in gone)])


def _thing(claims: list[Claim], things: set[str]) -> Iterator[str]:
    kind = claims[0].said.kind
    names = {name for claim in claims for name in claim.values}
    fields = {name: _speaking(kind, name, claims)[0].values[name] for name in names}
    conflicts = list(_conflicts(kind, claims, names))
    shown = {**DEFAULTS.get(kind, {}), **fields} | ({"disputed": True} if conflicts else {})
    yield line("thing", kind, claims[0].said.id, shown)
    yield from conflicts
    yield from _links(kind, claims, things)


def _order(kind: str, name: str) -> Sequence[str]:
    own: Mapping[str, Any] = authority()["fields"].get(kind, {})
    order: Sequence[str] = own.get(name, {}).get("systems", ())
    return order


def _standing(kind: str, name: str, claim: Claim) -> tuple[int, int, str, int]:
    order = _order(kind, name)
    own = order.index(claim.system) if claim.system in order else len(order)
    return own, authority()["rank"].get(claim.system, LAST), claim.record, claim.place


def _speaking(kind: str, name: str, claims: list[Claim]) -> list[Claim]:
    """The claims that give a field, the best first."""
    speaking = [claim for claim in claims if name in claim.values]
    return sorted(speaking, key=lambda claim: _standing(kind, name, claim))


def _links(kind: str, claims: list[Claim], things: set[str]) -> Iterator[str]:
    edges = {edge.name: edge for edge in quality_model().kinds[kind].edges}
    for name in sorted({link.edge for claim in claims for link in claim.said.links}):
        speaking = [claim for claim in claims if any(link.edge == name for link in claim.said.links)]
        alone = len({claim.record for claim in speaking}) == 1
        assert alone or not edges[name].single, "this prediction does not weigh times; teach it"
        speaking.sort(key=lambda claim: _standing(kind, name, claim))
        served: dict[tuple[str, str | None], Any] = {}
        records: dict[tuple[str, str | None], set[str]] = {}
        for claim in speaking:
            for link in claim.said.links:
                if link.edge == name:
                    served.setdefault((link.to, link.since), link)
                    records.setdefault((link.to, link.since), set()).add(claim.record)
        if not (edges[name].many or edges[name].dated):
            best = next(link for link in speaking[0].said.links if link.edge == name)
            served = {(best.to, best.since): served[best.to, best.since]}
        for end, link in served.items():
            if link.to in things:
                days = {"valid_from": link.since, "valid_to": link.until}
                own = {name: value for name, value in days.items() if value}
                own |= {**dict(link.own), "inferred": False}
                yield line("link", claims[0].said.id, name, link.to, own, sorted(records[end]))


def _conflicts(kind: str, claims: list[Claim], names: set[str]) -> Iterator[str]:
    declared = quality_model().kinds[kind]
    for name in sorted(names - {each.name for each in declared.properties if each.key}):
        speaking = _speaking(kind, name, claims)
        meant = [meaning(claim.values[name]) for claim in speaking]
        if len(set(meant)) < 2:
            continue
        sides: dict[tuple[str, Value], list[Claim]] = {}
        for claim, means in zip(speaking, meant, strict=True):
            sides.setdefault((claim.system, means), []).append(claim)
        other = next(claim for claim, means in zip(speaking, meant, strict=True) if means != meant[0])
        (mine, rank, *_), (its, its_rank, *_) = (
            _standing(kind, name, claim) for claim in (speaking[0], other)
        )
        said = [
            [
                place,
                some[0].record,
                text_of(some[0].values[name]),
                means == meant[0],
                len({claim.record for claim in some}),
            ]
            for place, ((_, means), some) in enumerate(sides.items(), 1)
        ]
        first, *rest = name.split("_")
        yield line(
            "conflict",
            claims[0].said.id,
            first + "".join(word.capitalize() for word in rest),
            text_of(speaking[0].values[name]),
            "FIELD_RANK" if mine != its else "RANK" if rank != its_rank else "RECORD",
            len(set(meant)),
            sorted({claim.system for claim in speaking}),
            said[:50],
        )


def meaning(value: Value) -> Value:
    """What a value means, however wide its signs are; the texts of this region differ in nothing else."""
    return unicodedata.normalize("NFKC", value) if isinstance(value, str) else value


def text_of(value: Value) -> str:
    """A value as a conflict tells it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
