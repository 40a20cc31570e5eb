"""The shape of a connection: a page of rows, its cursors, and what is said of the whole list.

Not here: the shapes of the rows (`shape`), and which rows a page holds (`pages`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from queries.compiler.pages import write_cursor
from queries.compiler.shape import Alone, Constant, Path, Problems, Shape, Slot


@dataclass(frozen=True)
class PageInfo(Alone):
    """What a page says of itself: whether there is more, and its first and last cursor."""

    keys: tuple[tuple[str, str], ...]  # response key, field name

    def of(self, cursors: list[str], more: bool, after: bool) -> dict[str, Any]:
        """Return the selected facts about a page."""
        facts = {
            "hasNextPage": more,
            "hasPreviousPage": after,
            "startCursor": cursors[0] if cursors else None,
            "endCursor": cursors[-1] if cursors else None,
            "__typename": "PageInfo",
        }
        return {key: facts[name] for key, name in self.keys}


@dataclass(frozen=True)
class EdgeShape:
    """One edge of a connection: its node, its cursor and its own properties."""

    members: tuple[tuple[str, Shape | None], ...]  # None: the cursor

    def take(self, value: Any, cursor: str, path: Path, problems: Problems) -> dict[str, Any]:
        """Zip one edge."""
        given = iter(value)
        taken = {}
        for key, shape in self.members:
            if shape is None:
                taken[key] = cursor
            else:
                said = None if isinstance(shape, Constant) else next(given)
                taken[key] = shape.take(said, (path, key), problems)
        return taken

    def onward(self, value: Any) -> Iterator[tuple[Slot, str]]:
        """Yield those of the node."""
        given = iter(value)
        for _, shape in self.members:
            if shape is not None and not isinstance(shape, Constant):
                yield from shape.onward(next(given))


@dataclass(frozen=True)
class Aside:
    """What a connection says of its whole list, beside the page."""

    shape: Shape


@dataclass(frozen=True)
class Connection:
    """A page of rows, a count and what stands beside, as a connection's fields.

    Args:
        parts: the fields in the order of the selection: an EdgeShape or a Shape of nodes for a list,
            PageInfo, Constant, Aside, or None for the count.
        first: how many the page holds; a row more says that there are more.
        after: whether a page comes before.
        cursors: what each cursor begins with, where each row begins with the values of its own; else None.
        columns: how many lists each row is part of; a row of one value is that value.
        bare: whether the rows stand alone, without a count and what is beside.
    """

    parts: tuple[tuple[str, EdgeShape | Shape | PageInfo | Aside | None], ...]
    first: int
    after: bool
    cursors: bytes | None
    columns: int
    bare: bool

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Shape a page."""
        rows, count, asides = self._said(value)
        page = rows[: self.first]
        cursors = [write_cursor(self._cell(row, 0), self.cursors) for row in page] if self.cursors else []
        beside = iter(asides)
        column = int(bool(self.cursors))
        taken: dict[str, Any] = {}
        for key, part in self.parts:
            here = (path, key)
            if part is None:
                taken[key] = count or len(rows)
            elif isinstance(part, PageInfo):
                taken[key] = part.of(cursors, len(rows) > self.first, self.after)
            elif isinstance(part, Constant):
                taken[key] = part.take(None, here, problems)
            elif isinstance(part, Aside):
                taken[key] = part.shape.take(next(beside), here, problems)
            else:
                cells = page if self.single else [row[column] for row in page]
                taken[key] = self._listed(part, cells, cursors, here, problems)
                column += 1
        return taken

    def _listed(
        self, part: EdgeShape | Shape, cells: list[Any], cursors: list[str], here: Path, problems: Problems
    ) -> list[Any]:
        if isinstance(part, EdgeShape):
            named = cursors or [""] * len(cells)
            return [
                part.take(cell, named[index], (here, index), problems) for index, cell in enumerate(cells)
            ]
        return [part.take(cell, (here, index), problems) for index, cell in enumerate(cells)]

    def onward(self, value: Any) -> Iterator[tuple[Slot, str]]:
        """Yield those of each row, and of what stands beside."""
        rows, _, asides = self._said(value)
        beside = iter(asides)
        column = int(bool(self.cursors))
        for _, part in self.parts:
            if isinstance(part, Aside):
                yield from part.shape.onward(next(beside))
            elif part is not None and not isinstance(part, PageInfo | Constant):
                for row in rows[: self.first]:
                    yield from part.onward(self._cell(row, column))
                column += 1

    def _said(self, value: Any) -> tuple[list[Any], Any, list[Any]]:
        """Return the rows, the count and what is beside."""
        if self.bare:
            return value or [], None, []
        rows, count, *asides = value
        return rows or [], count, asides

    def _cell(self, row: Any, column: int) -> Any:
        return row if self.single else row[column]

    @property
    def single(self) -> bool:
        """Whether a row is one value, and no list of several."""
        return self.columns + bool(self.cursors) == 1
