"""Statements: the account of all that live records claim of one thing, field by field, for people.

Made when it is asked for, from the source records' payloads. Not here: what is served and why (`claims`,
`conflicts`), which this only tells.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.database import Database
from graph.model import Kind, Model
from graph.model.declaration import camel
from graph.model.statements import sources_of
from loaders.acceptance import OWN_AREA
from loaders.authority import PLAIN, Authority, FieldRule, declared_fields, field_of
from loaders.claims import Claim, agree, believed, weighed, weighed_links
from loaders.conflicts import decided_by, fields_decided, links_decided_by, text_of, text_of_link
from loaders.entities import Row
from loaders.equality import meaning
from loaders.errors import NoSuchThing
from loaders.hearing import spoken
from loaders.payload import claims_in

# How a value came to be served where no rule had to decide (`DecidedBy` has those that did).
ONLY, AGREED, ALL = "ONLY", "AGREED", "ALL"


@dataclass(frozen=True)
class Statement:
    """What one record says of one field.

    Args:
        field: as the API names it.
        value: as text; None: it says that there is none.
        served: whether the field is served so.
        rule: why: ONLY one record speaks, all AGREED, of this relation ALL is served, or as `DecidedBy` says.
        system: whose record it is.
        record: what the system calls it.
        department: who stands behind the system.
        place: file and line it was read from.
        recorded_from: the day on which it was taken up.
        run: the key of the run that wrote it last.
    """

    field: str
    value: str | None
    served: bool
    rule: str
    system: str
    record: str
    department: str | None
    place: str | None
    recorded_from: str | None
    run: str | None


@dataclass(frozen=True)
class Account:
    """All that is claimed of one thing.

    Args:
        entity: its id.
        statements: field by field, of each the best claim first.
        unread: the ids of records about it that do not fit this model.
    """

    entity: str
    statements: tuple[Statement, ...]
    unread: tuple[str, ...]


def account_of(
    database: Database, model: Model, authority: Authority, entity: str, field: str | None = None
) -> Account:
    """Return what live records claim of one thing.

    Args:
        database: where.
        model: the kinds that the claims are of.
        authority: whom to believe.
        entity: its id.
        field: only this one, as the model or the API names it.

    Raises:
        NoSuchThing: there is no such id or field; the text says what to give instead.
    """
    kind = _kind_of(model, entity)
    fields = [_field(kind, field)] if field else _fields(kind)
    rows = database.read(sources_of(kind), {"id": entity}, seconds=60)
    if not rows:
        raise NoSuchThing(
            f"{entity} is not in the graph: take the id of a thing from an answer of the API, such as"
            f" {{ {kind.plural}(first: 1) {{ nodes {{ id }} }} }}."
        )
    claims, unread = _heard(model, authority, entity, rows)
    sources = {row["id"]: row for row in rows}
    rules = authority.rules_of(kind)
    told = [each for name in fields for each in _told(kind, name, claims, rules, sources)]
    return Account(entity, tuple(told), unread)


def _kind_of(model: Model, entity: str) -> Kind:
    kind = model.kind_of(entity)
    if kind is None or ":" not in entity:
        raise NoSuchThing(
            f"{entity!r} is no id: write it as the API shows it, kind:key, such as"
            " enterprise:91640199MA9000011X."
        )
    if kind.area == OWN_AREA:
        raise NoSuchThing(f"{entity} is written by the loader itself, and no record claims it: ask the API.")
    return kind


def _fields(kind: Kind) -> list[str]:
    return [each.name for each in declared_fields(kind) if not each.key]


def _field(kind: Kind, given: str) -> str:
    names = {camel(name): name for name in _fields(kind)}
    name = given if field_of(kind, given) else names.get(given, "")
    if name not in names.values():
        raise NoSuchThing(f"{kind.label} has no field {given} that is claimed; it has {', '.join(names)}.")
    return name


def _heard(
    model: Model, authority: Authority, entity: str, rows: list[Row]
) -> tuple[list[Claim], tuple[str, ...]]:
    claims, unread = [], []
    for row in rows:
        try:
            said = spoken(claims_in(model, row["payload"]), row["id"], row["system"], authority)
        except ValueError:
            unread.append(row["id"])
        else:
            claims += [claim for claim in said if claim.about == entity]
    return claims, tuple(unread)


def _told(
    kind: Kind, name: str, claims: list[Claim], rules: Mapping[str, FieldRule], sources: Mapping[str, Row]
) -> Iterator[Statement]:
    speaking = weighed(name, claims, rules)
    if name not in fields_decided(kind):
        links = [*weighed_links(kind.edge(name), speaking)]
        decided = links_decided_by(links, rules.get(name, PLAIN))
        rule = decided.name if decided else ALL
        for each in links:
            source = sources[each.claim.record or ""]
            yield _statement(name, text_of_link(each.link), each.served, rule, source)
        return
    first = believed(name, speaking, rules)
    for claim in speaking:
        value = claim.says(name)
        served = first is not None and meaning(value) == meaning(first.says(name))
        rule = _rule(name, speaking, rules)
        yield _statement(name, text_of(value), served, rule, sources[claim.record or ""])


def _rule(name: str, speaking: list[Claim], rules: Mapping[str, FieldRule]) -> str:
    if len(speaking) == 1:
        return ONLY
    if agree(name, speaking):
        return AGREED
    meant = [meaning(claim.says(name)) for claim in speaking]
    return decided_by(speaking, meant, rules.get(name, PLAIN)).name


def _statement(name: str, value: str | None, served: bool, rule: str, source: Row) -> Statement:
    return Statement(
        camel(name),
        value,
        served,
        rule,
        source["system"],
        source["record"],
        source["department"],
        source["place"],
        source["recorded_from"],
        source["run"],
    )
