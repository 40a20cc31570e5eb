"""What a statement cost: the steps of Neo4j's plan, each with its database hits and rows.

Hits are the same for the same statement, parameters and data; times are not, so none is here.
Not here: running a statement (`connection`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

DIALECT = "CYPHER 5"  # what the compiler writes at the head of every statement


@dataclass(frozen=True)
class Step:
    """One step of a plan and the steps that feed it.

    Args:
        operator: Neo4j's name for it, without the runtime's.
        details: what it works on.
        hits: how often it asked the store for something.
        rows: how many rows it gave.
        below: the steps that feed it.
    """

    operator: str
    details: str
    hits: int
    rows: int
    below: tuple["Step", ...] = ()

    def all(self) -> Iterator["Step"]:
        """Yield this step and all below it."""
        yield self
        for each in self.below:
            yield from each.all()

    @property
    def total(self) -> int:
        """The hits of the whole plan below and with this step."""
        return sum(each.hits for each in self.all())


def to_be_profiled(statement: str) -> str:
    """Return the statement as one that Neo4j profiles while it runs it."""
    return f"{DIALECT} PROFILE\n{statement.removeprefix(DIALECT).lstrip()}"


def step_of(profile: Mapping[str, Any]) -> Step:
    """Return the steps of the driver's profile."""
    below = tuple(step_of(each) for each in profile.get("children", ()))
    operator = str(profile["operatorType"]).partition("@")[0]
    details = str(profile["args"].get("Details", ""))
    return Step(operator, details, int(profile.get("dbHits", 0)), int(profile.get("rows", 0)), below)
