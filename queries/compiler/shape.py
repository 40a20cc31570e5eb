"""Shapes: how the lists that a statement answers with become the objects that the client asked for.

A statement answers in lists in the order of the selection; a shape zips them with their keys, checks what
GraphQL promises, and lets a null where none may be travel up to the nearest place where one may.

Not here: the statement (`projection`), and the shape of a connection (`connection`).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

# The place of a value in the answer, from the last step to the first: made for every value, and read of few.
Path = tuple[Any, str | int] | None
Slot = tuple[int, int]  # which further statement, and which of its selections


@dataclass(frozen=True)
class Problem:
    """One value that is not as GraphQL promises, or that could not be asked for.

    Args:
        text: what is wrong.
        path: where.
        asked: whether what was asked is wrong, and not what is on record.
    """

    text: str
    path: Path
    asked: bool = False


@dataclass
class Problems:
    """What was found wrong while shaping, each with the path of the field in the answer.

    `further` is what further statements said of nodes: for each of their selections, by the id of the node.
    """

    found: list[Problem] = field(default_factory=list)
    further: list[list[dict[str, Any]]] = field(default_factory=list)


def steps_of(path: Path) -> list[str | int]:
    """Return the steps of a path from the first to the last."""
    steps: list[str | int] = []
    while path is not None:
        path, step = path
        steps.append(step)
    return steps[::-1]


class Missing(Exception):
    """A value that may not be null is null; it is told once and travels up."""


class Shape(Protocol):
    """Turns one value of the database's answer into one of the client's."""

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Return the value shaped; raise Missing when it is null and may not be."""

    def onward(self, value: Any) -> Iterator[tuple[Slot, str]]:
        """Yield the nodes of a value of which a further statement tells, by their ids."""


@dataclass(frozen=True)
class Alone:
    """The base of shapes that lead to no node."""

    def onward(self, value: Any) -> Iterator[tuple[Slot, str]]:
        """Yield nothing."""
        yield from ()


@dataclass(frozen=True)
class Required:
    """A shape whose value may not be null."""

    shape: Shape
    what: str

    def onward(self, value: Any) -> Iterator[tuple[Slot, str]]:
        """Yield those of the value."""
        return self.shape.onward(value)

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Shape a value that must be there."""
        taken = self.shape.take(value, path, problems)
        if taken is None:
            problems.found.append(Problem(f"{self.what} is not on record", path))
            raise Missing
        return taken


@dataclass(frozen=True)
class Optional:
    """A shape whose value may be null, which is where a missing value below it stops."""

    shape: Shape

    def onward(self, value: Any) -> Iterator[tuple[Slot, str]]:
        """Yield those of the value."""
        return self.shape.onward(value)

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Shape a value, or answer null for it."""
        try:
            return self.shape.take(value, path, problems)
        except Missing:
            return None


@dataclass(frozen=True)
class Only:
    """The one value of a list, or null.

    Taken by head() in the statement, it would keep Neo4j from caching the properties that it reads.
    """

    shape: Shape

    def onward(self, value: Any) -> Iterator[tuple[Slot, str]]:
        """Yield those of the value."""
        return self.shape.onward(_only(value))

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Shape the value."""
        return self.shape.take(_only(value), path, problems)


def _only(value: Any) -> Any:
    return value[0] if value else None


@dataclass(frozen=True)
class Leaf(Alone):
    """A value that is as it comes."""

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Return the value."""
        return value


@dataclass(frozen=True)
class Constant(Alone):
    """A value that is known beforehand, and for which the statement sends nothing."""

    value: Any

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Return the constant."""
        return self.value


@dataclass(frozen=True)
class Refused(Constant):
    """A field that cannot be asked for as it was; the statement sends nothing for it."""

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Tell why, and let the null travel up: only lists have arguments, and no list may be null."""
        problems.found.append(Problem(str(self.value), path, asked=True))
        raise Missing


@dataclass(frozen=True)
class Checked(Leaf, ABC):
    """The base of values that are not just as they come."""

    what: str

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Return the value, if it is one."""
        if self.allows(value):
            return value
        problems.found.append(Problem(f"{self.what} is on record with a value that it cannot have", path))
        raise Missing

    @abstractmethod
    def allows(self, value: Any) -> bool:
        """Whether it is null or a value that GraphQL promises."""


@dataclass(frozen=True)
class Whole(Checked):
    """A whole number of 32 bits."""

    def allows(self, value: Any) -> bool:
        """Whether it is null or such a number."""
        return value is None or (type(value) is int and -(2**31) <= value < 2**31)


@dataclass(frozen=True)
class Member(Checked):
    """A member of an enum."""

    members: frozenset[Any]

    def allows(self, value: Any) -> bool:
        """Whether it is null or a member's value."""
        return value is None or value in self.members


@dataclass(frozen=True)
class Object:
    """A list of values, zipped with its keys; a constant takes none of them."""

    members: tuple[tuple[str, Shape], ...]

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Zip a list into an object."""
        if value is None:
            return None
        if (
            self._bare
            and (not self._needs or None not in value)
            and all(check(value[place]) for place, check in self._checks)
        ):
            return dict(zip(self._keys, value, strict=True))
        given = iter(value)
        return {
            key: shape.take(None if isinstance(shape, Constant) else next(given), (path, key), problems)
            for key, shape in self.members
        }

    def onward(self, value: Any) -> Iterator[tuple[Slot, str]]:
        """Yield those of the members."""
        given = iter(value or ())
        for _, shape in self.members if value and not self._bare else ():
            if not isinstance(shape, Constant):
                yield from shape.onward(next(given))

    @cached_property
    def _keys(self) -> list[str]:
        return [key for key, _ in self.members]

    @cached_property
    def _bare(self) -> bool:
        """Whether all members are values as they come."""
        return all(
            isinstance(each.shape if isinstance(each, Required | Optional) else each, Leaf)
            for _, each in self.members
        )

    @cached_property
    def _checks(self) -> list[tuple[int, Callable[[Any], bool]]]:
        """What is checked of which value."""
        leaves = (each.shape if isinstance(each, Required | Optional) else each for _, each in self.members)
        return [(place, each.allows) for place, each in enumerate(leaves) if isinstance(each, Checked)]

    @cached_property
    def _needs(self) -> bool:
        """Whether some member may not be null."""
        return any(isinstance(each, Required) for _, each in self.members)


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

    def onward(self, value: Any) -> Iterator[tuple[Slot, str]]:
        """Yield those of the type's values."""
        if value is not None:
            yield from self.by_type[value[0]].onward(value[1])


@dataclass(frozen=True)
class Label(Alone):
    """The pieces that name a thing, and its id: what of them is there, or else the id."""

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Join the pieces, as `projection.readable` does."""
        *pieces, node_id = value
        return " ".join(str(each) for each in pieces if each is not None) or node_id


@dataclass(frozen=True)
class Picked:
    """A list of values of which some are taken, each by its place, or by several; a constant has none."""

    members: tuple[tuple[str, int | tuple[int, ...] | None, Shape], ...]

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Take the members out of a list."""
        if value is None:
            return None
        return {
            key: shape.take(_at(value, place), (path, key), problems) for key, place, shape in self.members
        }

    def onward(self, value: Any) -> Iterator[tuple[Slot, str]]:
        """Yield those of the members."""
        for _, place, shape in self.members if value is not None else ():
            if isinstance(place, int):
                yield from shape.onward(value[place])


def _at(values: Any, place: int | tuple[int, ...] | None) -> Any:
    if isinstance(place, tuple):
        return [values[each] for each in place]
    return None if place is None else values[place]


@dataclass(frozen=True)
class ByLabel:
    """A list of values that begins with the labels of its node, of which one names the type."""

    by_type: Mapping[str, Shape]

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Shape the values as the type says."""
        if value is None:
            return None
        return self.of(value).take(value, path, problems)

    def onward(self, value: Any) -> Iterator[tuple[Slot, str]]:
        """Yield those of the type's values."""
        if value is not None:
            yield from self.of(value).onward(value)

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
        return [self.shape.take(each, (path, index), problems) for index, each in enumerate(value)]

    def onward(self, value: Any) -> Iterator[tuple[Slot, str]]:
        """Yield those of each value."""
        for each in value or ():
            yield from self.shape.onward(each)


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
            taken.append(Optional(made).take(values, (path, index), problems))
        return taken

    def onward(self, value: Any) -> Iterator[tuple[Slot, str]]:
        """Yield those of each node."""
        for made, rows in zip(self.shapes, value, strict=True):
            for row in rows:
                yield from made.onward(row[1])
