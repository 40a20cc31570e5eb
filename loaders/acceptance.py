"""Acceptance: a delivery is taken whole, or refused whole with the place of everything that is wrong in it.

Nothing here needs a database. Not here: how a payload looks (`payload`).
"""

from dataclasses import dataclass
from functools import cached_property

from pydantic import ValidationError

from graph.model import Model, Node
from graph.model.provenance import SourceRecord
from loaders.delivery import Delivery, Record
from loaders.errors import DeliveryRefused
from loaders.payload import claims_in, payload_of, row_hash

OWN_AREA = "provenance"


@dataclass(frozen=True)
class Accepted:
    """A record whose claims fit the model.

    Args:
        id: the id of its source record.
        record: as it was delivered.
        claims: what it says, made again from the payload, as every later run will make them.
        payload: the canonical text of the claims.
    """

    id: str
    record: Record
    claims: tuple[Node, ...]
    payload: str

    @cached_property
    def about(self) -> tuple[str, ...]:
        """The ids of what the claims are about, in their order."""
        return tuple(claim.id for claim in self.claims)

    @cached_property
    def row_hash(self) -> str:
        """What tells whether the record says the same as before."""
        return row_hash(self.payload)


def accept(model: Model, delivery: Delivery) -> list[Accepted]:
    """Return the delivery's records, checked.

    Raises:
        DeliveryRefused: a key stands twice, or a claim does not fit the model; or there is no record at all,
            which would withdraw everything.
    """
    places: dict[str, list[str]] = {}
    problems, accepted = [], []
    for record in delivery.records:  # once: a delivery may make its records while it is gone through
        places.setdefault(record.key, []).append(_where(record))
        try:
            accepted.append(_accepted(model, delivery.system, record))
        except ValueError as wrong:
            problems.append(f"{_where(record)}: {_sentence(wrong)}")
    problems += [
        f"{', '.join(found)}: the key stands {len(found)} times in this delivery; keep one"
        for found in places.values()
        if len(found) > 1
    ]
    if not places:
        problems = ["it holds no records; to take back all that the system said, withdraw the system"]
    if problems:
        raise DeliveryRefused(delivery.name, problems)
    return accepted


def record_id(system: str, key: str) -> str:
    """Return the id of a source record."""
    return SourceRecord(system=system, record_key=key).id


def _accepted(model: Model, system: str, record: Record) -> Accepted:
    for claim in record.claims:
        _check_kind(model, claim)
    payload = payload_of(model, record.claims)
    payload.encode()  # text that is no Unicode is refused here, and not by the database
    return Accepted(record_id(system, record.key), record, claims_in(model, payload), payload)


def _check_kind(model: Model, claim: Node) -> None:
    label = type(claim).__name__
    kind = model.kinds.get(label)
    if kind is None or kind.declared is not type(claim):
        raise ValueError(f"{label} is no kind of this model; declare it first")
    if kind.area == OWN_AREA:
        raise ValueError(f"{label} is written by the loader itself; leave the claim out")


def _where(record: Record) -> str:
    return f"{record.place}, record {record.key}" if record.place else f"record {record.key}"


def _sentence(wrong: ValueError) -> str:
    if isinstance(wrong, ValidationError):
        said = [
            f"{'.'.join(map(str, error['loc'])) or wrong.title}: {error['msg']}" for error in wrong.errors()
        ]
        return "; ".join(said)
    if isinstance(wrong, UnicodeEncodeError):
        return "a text holds a lone surrogate, which is no Unicode; read the source in its right encoding"
    return str(wrong)
