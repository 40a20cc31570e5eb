"""The straight way from a statement's answer to the client's value: a function written for one shape.

It does what the shape does as long as nothing in the answer is wrong, in a quarter of the time, and fails
at the first value that is not as GraphQL promises: then the shape itself is asked, which finds what is wrong
and where. The keys of the answer stand in its source as literals; every other value is a constant beside it.

Not here: what a shape means (`shape`, `connection`).
"""

from collections.abc import Callable
from functools import cached_property, singledispatch
from itertools import count
from typing import Any

from queries.compiler.connection import Aside, Connection, EdgeShape, PageInfo
from queries.compiler.pages import write_cursor
from queries.compiler.shape import (
    ByLabel,
    Checked,
    Constant,
    Leaf,
    Listed,
    Member,
    Object,
    OneOf,
    Only,
    Optional,
    Path,
    Picked,
    Problem,
    Problems,
    Refused,
    Required,
    Shape,
)

Take = Callable[[Any], Any]
WRITTEN_AT = 3  # the answer from which on a function is written: what is asked once does without


class Taker:
    """Shapes the answers of one statement, from some answers on the straight way."""

    def __init__(self, made: Shape) -> None:
        """Keep the shape; it is one that no other statement tells of."""
        self._shape, self._taken = made, 0

    def take(self, value: Any, path: Path, problems: Problems) -> Any:
        """Return the value shaped; raise Missing when it is null and may not be."""
        self._taken += 1
        if self._taken >= WRITTEN_AT and not problems.further:
            try:
                return self._straight(value)
            except Exception:  # the shape itself tells what is wrong, and where
                pass
        return self._shape.take(value, path, problems)

    @cached_property
    def _straight(self) -> Take:
        return straight(self._shape)


class Crooked(Exception):
    """The answer holds something that only the shape itself can tell of."""


def straight(made: Shape) -> Take:
    """Return a function that shapes a value as `made` does, and raises where something is wrong with it."""
    source = Source()
    return source.made(source.function([f"return {written(made, source, 'v')}"]))


class _Strict(list[Problem]):
    """No problem is kept here: the first one ends the straight way."""

    def append(self, problem: Problem) -> None:
        raise Crooked


def _crooked() -> Any:
    raise Crooked


class Source:
    """The source of a function while it is written: its parts, and the constants that they name."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._values: dict[str, Any] = {"crooked": _crooked}
        self._numbers = count()

    def name(self, letter: str = "x") -> str:
        """Return a name that stands nowhere yet."""
        return f"{letter}{next(self._numbers)}"

    def constant(self, value: Any) -> str:
        """Return what a value is called."""
        name = self.name("c")
        self._values[name] = value
        return name

    def function(self, body: list[str]) -> str:
        """Add a function of one value `v`, and return its name."""
        name = self.name("f")
        self._lines += [f"def {name}(v):", *(f"    {line}" for line in body)]
        return name

    def made(self, entry: str) -> Take:
        """Return one of its functions."""
        exec(compile("\n".join(self._lines), "<straight>", "exec"), self._values)
        taken: Take = self._values[entry]
        return taken


@singledispatch
def written(made: Shape, source: Source, value: str) -> str:
    """Return an expression that shapes the value of that name; a shape not known here shapes it itself."""
    return f"{source.constant(lambda value: made.take(value, None, Problems(_Strict())))}({value})"


@written.register
def _(made: Leaf, source: Source, value: str) -> str:
    return value


@written.register
def _(made: Constant, source: Source, value: str) -> str:
    return repr(made.value) if isinstance(made.value, str) else source.constant(made.value)


@written.register
def _(made: Refused, source: Source, value: str) -> str:
    return "crooked()"


@written.register
def _(made: Checked, source: Source, value: str) -> str:
    return f"({value} if {source.constant(made.allows)}({value}) else crooked())"


@written.register
def _(made: Member, source: Source, value: str) -> str:
    return f"({value} if {value} in {source.constant(made.members | {None})} else crooked())"


@written.register
def _(made: Optional, source: Source, value: str) -> str:
    return written(made.shape, source, value)


@written.register
def _(made: Required, source: Source, value: str) -> str:
    if isinstance(made.shape, Member):
        return f"({value} if {value} in {source.constant(made.shape.members - {None})} else crooked())"
    if type(made.shape) is Leaf:
        return f"({value} if {value} is not None else crooked())"
    taken = source.name()
    return f"({taken} if ({taken} := {written(made.shape, source, value)}) is not None else crooked())"


@written.register
def _(made: Only, source: Source, value: str) -> str:
    only = source.name()
    body = [f"{only} = v[0] if v else None", f"return {written(made.shape, source, only)}"]
    return f"{source.function(body)}({value})"


@written.register
def _(made: Object, source: Source, value: str) -> str:
    given, taken = _zipped(made.members, source)
    return _unless_null([f"{given} = v", f"return {taken}"], source, value)


@written.register
def _(made: Picked, source: Source, value: str) -> str:
    names = [source.name() for _ in made.members]
    given = [
        f"{name} = {_at(place)}"
        for name, (_, place, _) in zip(names, made.members, strict=True)
        if place is not None
    ]
    taken = {
        key: written(each, source, name) for name, (key, _, each) in zip(names, made.members, strict=True)
    }
    return _unless_null([*given, f"return {_object(taken)}"], source, value)


@written.register
def _(made: OneOf, source: Source, value: str) -> str:
    by_type = source.constant({name: straight(each) for name, each in made.by_type.items()})
    return _unless_null([f"return {by_type}[v[0]](v[1])"], source, value)


@written.register
def _(made: ByLabel, source: Source, value: str) -> str:
    by_type = source.constant({name: straight(each) for name, each in made.by_type.items()})
    named = f"next(label for label in v[0] if label in {by_type})"
    return _unless_null([f"return {by_type}[{named}](v)"], source, value)


@written.register
def _(made: Listed, source: Source, value: str) -> str:
    each = source.name()
    return _unless_null([f"return [{written(made.shape, source, each)} for {each} in v]"], source, value)


@written.register
def _(made: Connection, source: Source, value: str) -> str:
    asides = [source.name() for _, part in made.parts if isinstance(part, Aside)]
    given = "rows = v" if made.bare else f"[rows, count, {', '.join(asides)}] = v"
    body = [given, "rows = rows or []", f"page = rows[:{made.first}]", f"cursors = {_cursors(made, source)}"]
    taken, column, beside = {}, int(bool(made.cursors)), iter(asides)
    for key, part in made.parts:
        if part is None:
            taken[key] = "len(rows)" if made.bare else "count or len(rows)"
        elif isinstance(part, PageInfo):
            taken[key] = f"{source.constant(part.of)}(cursors, len(rows) > {made.first}, {made.after})"
        elif isinstance(part, Aside):
            taken[key] = written(part.shape, source, next(beside))
        elif isinstance(part, Constant):
            taken[key] = written(part, source, "None")
        else:
            cells = "page" if made.single else f"[row[{column}] for row in page]"
            taken[key] = _rows(part, source, cells, bool(made.cursors))
            column += 1
    return f"{source.function([*body, f'return {_object(taken)}'])}({value})"


def _cursors(made: Connection, source: Source) -> str:
    if not made.cursors:
        return "[]"
    own, mark = "row" if made.single else "row[0]", source.constant(made.cursors)
    return f"[{source.constant(write_cursor)}({own}, {mark}) for row in page]"


def _rows(part: EdgeShape | Shape, source: Source, cells: str, cursors: bool) -> str:
    if not isinstance(part, EdgeShape):
        each = source.name()
        return f"[{written(part, source, each)} for {each} in {cells}]"
    given, taken = _zipped(part.members, source, "cursor" if cursors else "''")
    way = f"cursor, {given} in zip(cursors, {cells})" if cursors else f"{given} in {cells}"
    return f"[{taken} for {way}]"


def _zipped(
    members: tuple[tuple[str, Shape | None], ...], source: Source, cursor: str = ""
) -> tuple[str, str]:
    """Return what a list of values is parted into, and the object that is made of them."""
    names = [source.name() for _ in members]
    given = [
        name
        for name, (_, each) in zip(names, members, strict=True)
        if each is not None and not isinstance(each, Constant)
    ]
    taken = {
        key: cursor if each is None else written(each, source, name)
        for name, (key, each) in zip(names, members, strict=True)
    }
    return f"[{', '.join(given)}]", _object(taken)


def _at(place: int | tuple[int, ...]) -> str:
    return f"v[{place}]" if isinstance(place, int) else f"[{', '.join(f'v[{each}]' for each in place)}]"


def _unless_null(body: list[str], source: Source, value: str) -> str:
    return f"{source.function(['if v is None: return None', *body])}({value})"


def _object(members: dict[str, str]) -> str:
    return f"{{{', '.join(f'{key!r}: {value}' for key, value in members.items())}}}"
