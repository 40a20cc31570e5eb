"""Freshness: how long ago each system was last loaded, how much of it is on file, and what needs attention.

Not here: what a run did (`graph.model.provenance.LoadRun`), and what is wrong with its rows.
"""

from dataclasses import dataclass

from graph.analysis.reading import Reader

STATEMENTS = ("sources",)
METHOD = "counts over deliveries, runs, source records and open conflicts"


@dataclass(frozen=True)
class Source:
    """One system, as it stands on a day.

    Args:
        system: its id.
        delivered_at: when its last delivery came in.
        last_run: the id of the last run that came to its end.
        loaded_at: when that was.
        days: how many days before the day asked about.
        unfinished: whether a later run did not come to its end, or has not yet.
        records: how many records it has on file.
        quarantined: how many rows the last run kept aside.
        conflicts: how many conflicts it has a part in now.
    """

    system: str
    delivered_at: str | None
    last_run: str | None
    loaded_at: str | None
    days: int | None
    unfinished: bool
    records: int
    quarantined: int
    conflicts: int


@dataclass(frozen=True)
class Sources:
    """Every system: those never loaded first, then by how long ago that was."""

    items: tuple[Source, ...]
    method: str = METHOD


def source_freshness(reader: Reader) -> Sources:
    """Return how fresh what each system said is."""
    return Sources(tuple(Source(**row) for row in reader.rows("sources")))
