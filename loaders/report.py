"""What a run did, in numbers that add up. Not here: the run itself (`run`)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dangling:
    """A link to something that is not in the graph."""

    record: str
    edge: str
    missing: str

    def __str__(self) -> str:
        return f"record {self.record}: {self.edge} points to {self.missing}, which nothing describes"


@dataclass(frozen=True)
class Report:
    """What became of a delivery: every row is exactly one of applied, unchanged, quarantined, stale.

    Blank rows and repeats say nothing, so they are no rows here: `left_out` counts them. `added` are those of
    the applied that were not there before. `retained` are records that were not delivered and yet not
    withdrawn, and `refusal` is why. A report without a `run` tells what a run would do.

    `dangling` counts the links, of this system's records and of those that this run cut off, whose target is
    not in the graph; `examples` names some. They are tried again by every later run. `unread` are records of
    other systems about the same things that do not fit this model: what they say is served again once their
    systems are delivered again. `refused` are the quarantined records that the database refused, and why.
    """

    system: str
    run: str
    applied: int = 0
    unchanged: int = 0
    quarantined: int = 0
    stale: int = 0
    withdrawn: int = 0
    added: int = 0
    left_out: int = 0
    retained: int = 0
    refusal: str | None = None
    dangling: int = 0
    examples: tuple[Dangling, ...] = ()
    unread: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """The records delivered."""
        return self.applied + self.unchanged + self.quarantined + self.stale

    def __str__(self) -> str:
        ends = f"{self.applied:,} applied + {self.unchanged:,} unchanged"
        rest = f"{self.quarantined:,} quarantined + {self.stale:,} stale"
        left = f"{self.withdrawn:,} withdrawn, {self.dangling:,} dangling"
        left += f", {self.left_out:,} blank or repeated left out" if self.left_out else ""
        unread = f", {len(self.unread):,} of other systems unread" if self.unread else ""
        return f"{self.system}: {self.rows:,} rows = {ends} + {rest}; {left}{unread}"
