"""Acceptance: a delivery is taken whole, or refused whole with the place of everything that is wrong in it.

Nothing here needs a database. Not here: how a payload looks (`payload`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from pydantic import ValidationError

from graph.model import Model, Node
from graph.model.declaration import camel, encode
from graph.model.provenance import SourceRecord
from loaders.delivery import Delivery, Record
from loaders.errors import DeliveryRefused, misfits
from loaders.payload import claims_in, payload_of, row_hash

OWN_AREA = "provenance"
PREFIX = camel(SourceRecord.__name__)


@dataclass(frozen=True)
class Accepted:
    """A record whose claims fit the model.

    Args:
        id: the id of its source record.
        key: what the system calls it.
        place: the file and line it was read from, where there is one.
        claims: what it says.
        payload: the canonical text of the claims.
        version: what tells which of two rows with one key is the newer, in the order of text.
        part: the part of the delivery that it belongs to, where parts are delivered.
        cells: what tells whether its row is the very same as before, and judged alike.
        ends: it says that the record has ended, and makes no claims.
    """

    id: str
    key: str
    place: str | None
    claims: tuple[Node, ...]
    payload: str
    version: str | None = None
    part: str | None = None
    cells: str | None = None
    ends: bool = False

    @cached_property
    def about(self) -> tuple[str, ...]:
        """The ids of what the claims are about, in their order."""
        return tuple(claim.id for claim in self.claims)

    @property
    def row_hash(self) -> str:
        """What tells whether the record says the same as before."""
        return row_hash(self.payload)


class Earlier(NamedTuple):
    """A row of the same delivery that has the key of another, and stands.

    Args:
        same: whether it says the same.
        place: where it stands.
    """

    same: bool
    place: str


def accepted(
    model: Model,
    system: str,
    record: Record,
    version: str | None = None,
    part: str | None = None,
    cells: str | None = None,
) -> Accepted:
    """Return a record, checked.

    Args:
        model: the kinds that the claims are of.
        system: the key of the system.
        record: what it says.
        version, part, cells: as those of `Accepted`.

    Raises:
        ValueError: a claim does not fit the model.
    """
    for claim in record.claims:
        _check_kind(model, claim)
    payload = payload_of(model, record.claims)
    payload.encode()  # text that is no Unicode is refused here, and not by the database
    id_ = record_id(system, record.key)
    return Accepted(id_, record.key, record.place, record.claims, payload, version, part, cells)


def accept(model: Model, delivery: Delivery) -> Iterator[Accepted]:
    """Give the delivery's records, checked.

    Raises:
        DeliveryRefused: behind the last of them: a key stands twice, or a claim does not fit the model; or
            there is no record at all, which would withdraw everything.
    """
    places: dict[str, list[str]] = {}
    problems = []
    for record in delivery.records:  # once: a delivery may make its records while it is gone through
        met = places.setdefault(record.key, [])
        met.append(where(record))
        try:
            found = accepted(model, delivery.system, record)
            claims_in(model, found.payload)  # as it will be read again for the writing
        except ValueError as wrong:
            problems.append(f"{where(record)}: {sentence(wrong)}")
        else:
            if len(met) == 1:
                yield found
    problems += [
        f"{', '.join(found)}: the key stands {len(found)} times in this delivery; keep one"
        for found in places.values()
        if len(found) > 1
    ]
    if not places:
        problems = ["it holds no records; to take back all that the system said, withdraw the system"]
    if problems:
        raise DeliveryRefused(delivery.name, problems)


def record_id(system: str, key: str) -> str:
    """Return the id of a source record."""
    return f"{_of_system(system)}{encode(key)}"  # as `SourceRecord.id`, of which millions are needed


@cache
def _of_system(system: str) -> str:
    return f"{PREFIX}:{encode(system)}~"


def _check_kind(model: Model, claim: Node) -> None:
    label = type(claim).__name__
    kind = model.kinds.get(label)
    if kind is None or kind.declared is not type(claim):
        raise ValueError(f"{label} is no kind of this model; declare it first")
    if kind.area == OWN_AREA:
        raise ValueError(f"{label} is written by the loader itself; leave the claim out")


def where(record: Record) -> str:
    """Say which record is meant, for people."""
    return f"{record.place}, record {record.key}" if record.place else f"record {record.key}"


def sentence(wrong: ValueError) -> str:
    """Say what does not fit the model."""
    if isinstance(wrong, ValidationError):
        return "; ".join(misfits(wrong))
    if isinstance(wrong, UnicodeEncodeError):
        return "a text holds a lone surrogate, which is no Unicode; read the source in its right encoding"
    return str(wrong)
