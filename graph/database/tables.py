"""Tables that the driver makes for itself on import and that nothing here reads: 17 MiB of each process.

It holds how each 16-bit number is packed, which its Rust extension works out instead, and how many days each
month of 9,999 years has. What the driver does not document is used here only; where another version of it
has other names, its tables stay. Not here: speaking to the driver (`connection`).
"""

import importlib
from calendar import monthrange

PACKING = "neo4j._codec.packstream.v1"
TIME, DAYS = "neo4j.time", "_DAYS_IN_MONTH"


class _Days(dict[tuple[int, int], int]):
    """The days of a month, of its year and number, worked out when asked for."""

    def __missing__(self, month: tuple[int, int]) -> int:
        return monthrange(*month)[1]


def forget_tables() -> None:
    """Drop the tables that the driver made; months are worked out from then on."""
    packing, time = importlib.import_module(PACKING), importlib.import_module(TIME)
    if getattr(packing, "_rust_pack", None) and getattr(packing, "_rust_unpack", None):
        for table in ("PACKED_UINT_16", "UNPACKED_UINT_16"):
            getattr(packing, table, []).clear()
    if hasattr(time, DAYS):
        setattr(time, DAYS, _Days())
