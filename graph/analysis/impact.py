"""Impact: what a change touches, if a department were merged or abolished, or a standard withdrawn.

Nothing is changed: it is told what rests on the thing on the day, and what would be left with nothing in
its place. Not here: whether the change is wise, and who is asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.analysis import chains, network
from graph.analysis.chains import CutTier, chains_on
from graph.analysis.network import DEPARTMENT, network_on
from graph.analysis.reading import Reader

STATEMENTS = (*network.STATEMENTS, *chains.STATEMENTS, "department", "standard")
FIRST = 20  # how many of each sort are told by id
STANDARD = "standard:"
OF_DEPARTMENT = (
    "neighbours of the node, and the chains of responsibility in which it stands; left: chains in which no "
    "other department stands"
)
OF_STANDARD = (
    "neighbours of the node, and what is of the scopes it applies to or of narrower ones; left: scopes to "
    "which no other standard in force applies"
)


@dataclass(frozen=True)
class Touched:
    """How many things of one sort are touched, and the first of them by id."""

    count: int = 0
    first: tuple[str, ...] = ()

    @classmethod
    def by(cls, ids: Iterable[str]) -> "Touched":
        """Count things, and keep the first."""
        every = tuple(ids)
        return cls(len(every), every[:FIRST])

    def __add__(self, other: "Touched") -> "Touched":
        return Touched(self.count + other.count, (self.first + other.first)[:FIRST])


@dataclass(frozen=True)
class Impact:
    """What rests on one thing; a sort that has nothing to do with it counts 0.

    `touched` is by sort, as the columns of the statements are named, and `enterprises`; of these,
    `enterprises_left` and `scopes_left` would have nothing in its place.
    """

    subject: str
    method: str
    touched: Mapping[str, Touched] = field(default_factory=dict)

    def of(self, sort: str) -> Touched:
        """Return what is touched of one sort."""
        return self.touched.get(sort, Touched())


def change_impact(reader: Reader, subject: str) -> Impact | None:
    """Return what a change of a department or a standard would touch; None when there is no such thing.

    Args:
        reader: reads the day.
        subject: the id of the department or the standard.
    """
    if subject.startswith(DEPARTMENT):
        return _of_department(reader, subject)
    return _of_standard(reader, subject) if subject.startswith(STANDARD) else None


def _of_department(reader: Reader, subject: str) -> Impact | None:
    rows = reader.rows("department", of=subject)
    if not rows:
        return None
    answered, left = Touched(), Touched()
    for alike in chains_on(reader, network_on(reader)):
        departments = alike.actors(CutTier.DEPARTMENT)
        some = Touched(alike.enterprises, alike.first[:FIRST])
        answered += some if subject in departments else Touched()
        left += some if departments == {subject} else Touched()
    touched = {**_counted(rows[0]), "enterprises": answered, "enterprises_left": left}
    return Impact(subject, OF_DEPARTMENT, touched)


def _of_standard(reader: Reader, subject: str) -> Impact | None:
    rows = reader.rows("standard", of=subject)
    return Impact(subject, OF_STANDARD, _counted(rows[0])) if rows else None


def _counted(row: Mapping[str, Any]) -> dict[str, Touched]:
    return {sort: Touched.by(ids) for sort, ids in row.items()}
