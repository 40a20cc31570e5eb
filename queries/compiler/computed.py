"""Computed answers: what an analysis found → the value that a selection is taken from, a page of it at a
time.

A node of such an answer is an id, and all that is selected of it is told by the further statement, so
that any selection is answered. A node that has ended since is left out.

Not here: what the analyses are (`queries.analyses`), and computing them.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from graph.model import Node
from queries.analyses.analysis import Analysis, Told
from queries.compiler import shape
from queries.compiler.errors import SelectionRefused
from queries.compiler.limits import Limits
from queries.compiler.pages import DEFAULT_PAGE, size_of
from queries.compiler.selection import Selected
from queries.compiler.values import Decisions
from queries.compiler.whole import Chosen, Whole
from queries.questions.question import Row, RowField, fields_of

SHOWN = 20  # how many nodes a list within a row holds, about


@dataclass(frozen=True)
class Computing:
    """An analysis with what it is asked with.

    Args:
        analysis: the analysis.
        as_of: the day asked about.
        subject: the id of what it is about; None when it is about the whole network.
        narrowed: the value that the list is narrowed to; None for all of it.
        first: how many of the list are asked for.
        after: the text that tells the last item of the page before from the others; None for the first page.
    """

    analysis: Analysis
    as_of: date
    subject: str | None = None
    narrowed: Enum | None = None
    first: int = DEFAULT_PAGE
    after: str | None = None

    @classmethod
    def of(
        cls, analysis: Analysis, root: Selected, as_of: Any, decisions: Decisions, limits: Limits
    ) -> "Computing":
        """Take what a root field asks an analysis for, this time.

        Raises:
            SelectionRefused: `first` is out of bounds, or `after` is no cursor.
        """
        given = decisions.only_now(root.arguments)
        first = given.get("first")
        first = size_of(decisions, limits, DEFAULT_PAGE if first is None else first)
        narrowed = given.get(analysis.narrowed[0]) if analysis.narrowed else None
        if analysis.narrowed and narrowed is not None:
            narrowed = analysis.narrowed[1](narrowed)
        after = given.get("after")
        day = decisions.only_now(as_of)
        return cls(analysis, day, given.get("of"), narrowed, first, None if after is None else _read(after))

    def record(self, found: Any, computed_at: datetime, stale: bool) -> list[Any]:
        """Return the record that the answer is taken from, as a statement would give it.

        Args:
            found: what the analysis computed.
            computed_at: when.
            stale: whether the graph has moved on since.

        Raises:
            SelectionRefused: the cursor is of an item that is no longer listed.
        """
        told = self.analysis.tell(found, self.narrowed)
        said: dict[str, Any] = {
            "as_of": self.as_of,
            "method": told.method,
            "computed_at": computed_at,
            "stale": stale,
            **told.fields,
        }
        if self.analysis.listing:
            said |= self._page(told)
        return [listed(self.analysis.row, said)]

    def _page(self, told: Told) -> dict[str, Any]:
        start = self._start(told)
        page = told.items[start : start + self.first]
        return {
            "total_count": told.total,
            "has_next_page": start + self.first < len(told.items),
            "end_cursor": _written(page[-1][0]) if page else None,
            "items": [fields for _, fields in page],
        }

    def _start(self, told: Told) -> int:
        if self.after is None:
            return 0
        places = (place for place, (identity, _) in enumerate(told.items, 1) if identity == self.after)
        start = next(places, None)
        if start is None:
            raise SelectionRefused(
                "BAD_USER_INPUT",
                "after is no cursor of this list as it is now: begin again with the first page.",
            )
        return start


@dataclass(frozen=True)
class Computed(Whole):
    """Shapes a selection of what was computed; every node goes on in the further statement."""

    def _field(self, field: RowField, each: Selected, chosen: Chosen) -> shape.Shape:
        if not (isinstance(field.type, type) and issubclass(field.type, Node)):
            return super()._field(field, each, chosen)
        if not field.many:
            return self.further.slot(field.type.__name__, each.children, self.lists)
        return Present(
            self.further.slot(field.type.__name__, each.children, (*self.lists, (each.key, SHOWN)))
        )


@dataclass(frozen=True)
class Present(shape.Listed):
    """A list of nodes, without those that have ended since it was made."""

    def take(self, value: Any, path: shape.Path, problems: shape.Problems) -> Any:
        """Shape each node that is still there."""
        taken = (self.shape.take(each, (path, index), problems) for index, each in enumerate(value or ()))
        return [each for each in taken if each is not None]


def listed(row: type[Row], said: Mapping[str, Any]) -> list[Any]:
    """Return the values of a row in the order of its fields; a field that is not said is null."""
    return [_value(field, said.get(field.name)) for field in fields_of(row)]


def _value(field: RowField, value: Any) -> Any:
    if field.many:
        return [_one(field, each) for each in value or ()]
    return None if value is None else _one(field, value)


def _one(field: RowField, value: Any) -> Any:
    if isinstance(value, Mapping):
        return listed(field.type, value)
    if isinstance(field.type, type) and issubclass(field.type, Node):
        return [(), value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _written(identity: str) -> str:
    return base64.urlsafe_b64encode(identity.encode()).decode().rstrip("=")


def _read(cursor: str) -> str:
    try:
        return base64.urlsafe_b64decode(f"{cursor}{'=' * (-len(cursor) % 4)}").decode()
    except (binascii.Error, ValueError):
        raise SelectionRefused(
            "BAD_USER_INPUT", "after is no cursor of this list: take endCursor of the page before."
        ) from None
