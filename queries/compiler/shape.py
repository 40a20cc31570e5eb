"""Shapes: how the lists that a statement answers with become the objects that the client asked for.

A statement answers in lists in the order of the selection; a shape zips them with their keys, checks what
GraphQL promises, and lets a null where none may be travel up to the nearest place where one may.

Not here: the statement (`projection`, `rows`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from queries.compiler.pages import write_cursor

Path = tuple[str | int, ...]


@dataclass
class Problems:
    """What was found wrong while shaping, each with the path of the field in the answer.

    `further` is what a further statement said of nodes: for each of its selections, by the id of the node.
    """

    found: list[tuple[str, Path]] = field(default_factory=list)
    further: list[dict[str, Any]] = field(default_factory=list)


class Missing(Exception):
    """A value that may not be null is null; it is told once and travels up."""


class Shape(Protocol):
    """Turns one value of the database's answer into one of the client's."""

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Return the value shaped; raise Missing when it is null and may not be."""


@dataclass(frozen=True)
class Required:
    """A shape whose value may not be null."""

    shape: Shape
    what: str

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Shape a value that must be there."""
        taken = self.shape.take(value, path, problems)
        if taken is None:
            problems.found.append((f"{self.what} is not on record", path))
            raise Missing
        return taken


@dataclass(frozen=True)
class Optional:
    """A shape whose value may be null, which is where a missing value below it stops."""

    shape: Shape

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Shape a value, or answer null for it."""
        try:
            return self.shape.take(value, path, problems)
        except Missing:
            return None


@dataclass(frozen=True)
class Leaf:
    """A value that is as it comes."""

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Return the value."""
        return value


@dataclass(frozen=True)
class Constant:
    """A value that is known beforehand, and for which the statement sends nothing."""

    value: Any

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Return the constant."""
        return self.value


@dataclass(frozen=True)
class Object:
    """A list of values, zipped with its keys; a constant takes none of them."""

    members: tuple[tuple[str, Shape], ...]

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Zip a list into an object."""
        if value is None:
            return None
        given = iter(value)
        return {
            key: shape.take(None if isinstance(shape, Constant) else next(given), (*path, key), problems)
            for key, shape in self.members
        }


@dataclass(frozen=True)
class OneOf:
    """A pair of a type's name and the values of that type."""

    by_type: Mapping[str, Shape]

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Shape the values as the type says."""
        if value is None:
            return None
        name, values = value
        return self.by_type[name].take(values, path, problems)


@dataclass(frozen=True)
class Picked:
    """A list of values of which some are taken, each by its place; a constant has none."""

    members: tuple[tuple[str, int | None, Shape], ...]

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Take the members out of a list."""
        if value is None:
            return None
        return {
            key: shape.take(None if place is None else value[place], (*path, key), problems)
            for key, place, shape in self.members
        }


@dataclass(frozen=True)
class ByLabel:
    """A list of values that begins with the labels of its node, of which one names the type."""

    by_type: Mapping[str, Shape]

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Shape the values as the type says."""
        if value is None:
            return None
        return self.of(value).take(value, path, problems)

    def of(self, value: Any) -> Shape:
        """Return the shape of the type that a value's labels name."""
        return self.by_type[next(label for label in value[0] if label in self.by_type)]


@dataclass(frozen=True)
class Listed:
    """A list of values of one shape."""

    shape: Shape

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Shape each value."""
        if value is None:
            return None
        return [self.shape.take(each, (*path, index), problems) for index, each in enumerate(value)]


@dataclass(frozen=True)
class Arranged:
    """Lists of pairs of an id and a node's values, arranged as the ids were asked for; null where one is not.

    Each list has the shape of one kind.
    """

    ids: tuple[str, ...]
    shapes: tuple[Shape, ...]

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Arrange the nodes."""
        found = {
            row[0]: (made, row[1]) for made, rows in zip(self.shapes, value, strict=True) for row in rows
        }
        taken: list[Any] = []
        for index, node_id in enumerate(self.ids):
            made, values = found.get(node_id, (Leaf(), None))
            taken.append(Optional(made).take(values, (*path, index), problems))
        return taken


@dataclass(frozen=True)
class PageInfo:
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
                taken[key] = shape.take(said, (*path, key), problems)
        return taken


@dataclass(frozen=True)
class Aside:
    """What a connection says of its whole list, beside the page."""

    shape: Shape


@dataclass(frozen=True)
class Connection:
    """A page of rows `[cursor values, part, …]`, a count and what stands beside, as a connection's fields.

    `parts` are the fields in the order of the selection: an EdgeShape or a Shape of nodes for a list,
    PageInfo, Constant, Aside, or None for the count.
    """

    parts: tuple[tuple[str, EdgeShape | Shape | PageInfo | Aside | None], ...]
    first: int
    after: bool

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Shape a page."""
        if value is None:
            return None
        rows, count, *asides = value
        beside = iter(asides)
        page = (rows or [])[: self.first]
        cursors = [write_cursor(row[0]) for row in page]
        column = 0
        taken: dict[str, Any] = {}
        for key, part in self.parts:
            here = (*path, key)
            if part is None:
                taken[key] = count
            elif isinstance(part, PageInfo):
                taken[key] = part.of(cursors, len(rows or []) > self.first, self.after)
            elif isinstance(part, Constant):
                taken[key] = part.value
            elif isinstance(part, Aside):
                taken[key] = part.shape.take(next(beside), here, problems)
            else:
                column += 1
                taken[key] = [
                    part.take(row[column], cursors[index], (*here, index), problems)
                    if isinstance(part, EdgeShape)
                    else part.take(row[column], (*here, index), problems)
                    for index, row in enumerate(page)
                ]
        return taken
