"""What comes in, as plain data: a delivery of a system is records, and a record makes claims.

Not here: what claims add up to and how they are written, nor where records are read from (`loaders.sources`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from graph.model import Node


class Extent(Enum):
    """What it means that a record is missing from a delivery."""

    WHOLE = "whole"  # it is withdrawn
    PARTS = "parts"  # it is withdrawn if the part that it belongs to was delivered
    SOME = "some"  # nothing


@dataclass(frozen=True)
class Record:
    """What a system said in one record, and the claims that follow from it.

    A claim is an instance of a kind: it says only the fields that were given to it, and its edges.

    Args:
        key: what the system itself calls the record; unique within the system.
        claims: the things that it describes.
        place: the file and line it was read from, where there is one.
    """

    key: str
    claims: tuple[Node, ...]
    place: str | None = None


@dataclass(frozen=True)
class KeptOut:
    """The rows of a delivery that are none of its records.

    Args:
        quarantined: how many have to be corrected.
        keys: what the system calls them, where that could be read: their records are not gone.
        unnamed: how many of them have no key that could be read; each may be any record.
        left_out: how many more are blank, or say the same again.
    """

    quarantined: int = 0
    keys: frozenset[str] = frozenset()
    unnamed: int = 0
    left_out: int = 0


@dataclass(frozen=True)
class Delivery:
    """One whole delivery of a system (a snapshot): a record that is missing from it is withdrawn.

    Args:
        system: the system's own key, such as `policy` or `sample`.
        name: what was delivered, for people: a file name or a title.
        records: the records, in any order.
        department: who stands behind the system, where it has one; shown as evidence.
        kept_out: its rows that are no records.
    """

    system: str
    name: str
    records: Sequence[Record]
    department: str | None = None
    kept_out: KeptOut = KeptOut()
