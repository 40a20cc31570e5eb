"""The plan of a delivery, record by record: what would be added, changed and withdrawn, and in which fields.

Not here: the plan by which a run writes (`staging`), and the numbers of it (`report`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graph.database import Database
from graph.model import Link, Model, Node
from loaders.conflicts import text_of
from loaders.payload import readable
from loaders.report import Report
from loaders.staging import Judged, Staged

PAYLOADS = """\
UNWIND $ids AS id
MATCH (s:SourceRecord {id: id})
RETURN s.id AS id, s.payload AS payload
"""
PAGE = 1000


class Intent(Enum):
    """What is meant to be done about a record."""

    ADD = "add"
    CHANGE = "change"
    WITHDRAW = "withdraw"


INTENTS = {
    "new": Intent.ADD,
    "changed": Intent.CHANGE,
    "ended": Intent.WITHDRAW,
    "absent": Intent.WITHDRAW,
}


@dataclass(frozen=True)
class Change:
    """What a record says otherwise of one thing.

    Args:
        thing: its id.
        field: the field; None where the whole thing is new to the record, or no longer in it.
        before: what it said, as text; None: nothing.
        after: what it says.
    """

    thing: str
    field: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Planned:
    """What is meant to be done about one record.

    Args:
        intent: what.
        key: what the system calls the record.
        place: where it was read; None: it is missing.
        changes: of a changed record; none where only its department, version or place differs.
    """

    intent: Intent
    key: str
    place: str | None
    changes: tuple[Change, ...] = ()


def planned(database: Database, ready: Staged, report: Report) -> Iterator[Planned]:
    """Give what is meant to be done about each record, by their ids.

    Args:
        database: where to.
        ready: a delivery that was compared with what is there.
        report: what it comes to (`run.rehearse`): where withdrawing is refused, nothing that is missing goes.
    """
    wanted = [what for what in INTENTS if what != "absent" or report.refusal is None]
    for some in ready.judged(wanted, PAGE):
        ids = [each.id for each in some if INTENTS[each.what] is Intent.CHANGE]
        rows = database.read(PAYLOADS, {"ids": ids}, seconds=60) if ids else []
        before = {row["id"]: row["payload"] for row in rows}
        for each in some:
            changes = _changes(ready.model, before[each.id], each) if each.id in before else ()
            yield Planned(INTENTS[each.what], each.key, each.place, changes)


def _changes(model: Model, payload: str, judged: Judged) -> tuple[Change, ...]:
    before = {claim.id: claim for claim in readable(model, payload)}
    after = {claim.id: claim for claim in readable(model, judged.payload or "[]")}
    return tuple(
        change
        for thing in sorted({*before, *after})
        for change in _of_thing(model, thing, before.get(thing), after.get(thing))
    )


def _of_thing(model: Model, thing: str, before: Node | None, after: Node | None) -> Iterator[Change]:
    if before is None or after is None:
        yield Change(thing, None, None if before is None else thing, None if after is None else thing)
        return
    kind = model.kinds[type(after).__name__]
    for field in (*(prop.name for prop in kind.properties), *(edge.name for edge in kind.edges)):
        was, now = _text(before, field), _text(after, field)
        if was != now:
            yield Change(thing, field, was, now)


def _text(claim: Node, field: str) -> str | None:
    """What a claim says of a field, as text; None: nothing."""
    if field not in claim.model_fields_set:
        return None
    value = getattr(claim, field)
    links = value if isinstance(value, list) else [value]
    if links and all(isinstance(each, Link) for each in links):
        return ", ".join(sorted(map(_link, links)))
    return text_of(value)


def _link(link: Link[Any]) -> str:
    days = f" {link.valid_from or '…'} to {link.valid_to or '…'}" if link.valid_from or link.valid_to else ""
    said = "".join(f" {name}={text_of(value)}" for name, value in sorted(link.properties.items()))
    return f"{link.to}{days}{said}"
