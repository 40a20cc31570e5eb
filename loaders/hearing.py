"""Hearing: all that live source records say of entities, read from the graph.

Not here: what it adds up to (`claims`), and the account of it for people (`statements`).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.database import Transaction
from graph.model import Model, Node
from graph.model.statements import records_about
from loaders.authority import Authority
from loaders.claims import Claim
from loaders.entities import ask, by_kind
from loaders.payload import claims_in

Said = dict[str, list[Claim]]


@dataclass(frozen=True)
class Heard:
    """What stored records say.

    Args:
        claims: of those that can be read, whatever they are about.
        unread: the systems of those that do not fit this model, by the records' ids.
    """

    claims: tuple[Claim, ...]
    unread: dict[str, str]


def hear(transaction: Transaction, model: Model, authority: Authority, ids: Collection[str]) -> Heard:
    """Return what live records say that describe any of these entities."""
    rows = {
        row["record"]: row
        for kind, some in by_kind(model, ids)
        for row in ask(transaction, records_about(kind), ids=some)
    }
    claims: list[Claim] = []
    unread: dict[str, str] = {}
    for record, row in rows.items():
        try:
            claims += spoken(claims_in(model, row["payload"]), record, row["system"], authority)
        except ValueError:
            unread[record] = row["system"]
    return Heard(tuple(claims), unread)


def spoken(claims: Iterable[Node], record: str, system: str, authority: Authority) -> list[Claim]:
    """Return what one record says, with its standing."""
    rank = authority.rank_of(system)
    return [Claim(said, record, rank, position, system) for position, said in enumerate(claims)]


def by_entity(claims: Iterable[Claim], about: Collection[str] | None = None) -> Said:
    """Return the claims about each of these entities, or of all; what is said of others is left out."""
    said: Said = {}
    for claim in claims:
        if about is None or claim.about in about:
            said.setdefault(claim.about, []).append(claim)
    return said
