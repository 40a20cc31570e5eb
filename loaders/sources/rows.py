"""Rows of facts: read from CSV and TOML beside a source, and made into claims by the model.

A CSV has one row a thing and one column a field; an empty cell says nothing, and `;` parts several links. A
TOML has one table a thing, named by the thing's kind (`[[Duty]]`); a link with a date, a rule or properties
is an inline table with `to`. A link may leave out its kind's prefix where its field leaves no choice.

Not here: what the fields are and what they may hold (`graph.model`), and the facts themselves.
"""

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import ValidationError

from graph.model import KindEdge, Link, Node, quality_model
from loaders.values import said_of

N = TypeVar("N", bound=Node)
_PREFIX = re.compile(r"[a-z][A-Za-z]*:")
_LINK_FIELDS = ("valid_from", "valid_to", "inferred", "rule")


class RowRefused(ValueError):
    """A row of facts is wrong; the message gives file, line, what is wrong and the remedy."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        """Keep the place as fields, so that a caller need not read it out of the message."""
        super().__init__(f"{file}, line {line}: {problem}. Correct the line and load again.")
        self.file = file
        self.line = line


@dataclass(frozen=True)
class Row:
    """One row as written, with its place; `table` is the name of its TOML table."""

    file: str
    line: int
    values: Mapping[str, Any]
    table: str = ""

    @property
    def place(self) -> str:
        """The file and line, as a source record keeps it."""
        return f"{self.file}, line {self.line}"

    def refuse(self, problem: str) -> RowRefused:
        """Return the error that says what is wrong at this row."""
        return RowRefused(self.file, self.line, problem)

    def without(self, *names: str) -> "Row":
        """Return the row without some of its fields: those that are no field of the kind."""
        kept = {name: value for name, value in self.values.items() if name not in names}
        return Row(self.file, self.line, kept, self.table)


def title_of(folder: Traversable) -> str:
    """Return the title of a table's origin, from the `source.toml` beside it."""
    return str(tomllib.loads(folder.joinpath("source.toml").read_text(encoding="utf-8"))["title"])


def csv_rows(folder: Traversable, name: str) -> list[Row]:
    """Return the rows of a UTF-8 CSV, without their empty cells.

    Raises:
        RowRefused: a row has more or fewer cells than the head has columns.
    """
    file = f"{folder.name}/{name}"
    reader = csv.reader(folder.joinpath(name).read_text(encoding="utf-8").splitlines())
    head = next(reader)
    rows = []
    for cells in reader:
        if len(cells) != len(head):
            problem = f"it has {len(cells)} cells where the head has {len(head)} columns"
            raise RowRefused(file, reader.line_num, problem)
        given = {column: cell for column, cell in zip(head, cells, strict=True) if cell}
        rows.append(Row(file, reader.line_num, given))
    return rows


def toml_rows(folder: Traversable, name: str) -> list[Row]:
    """Return the tables of a TOML of facts, each with the line of its `[[Kind]]`.

    Raises:
        RowRefused: the file is no TOML.
    """
    file = f"{folder.name}/{name}"
    text = folder.joinpath(name).read_text(encoding="utf-8")
    try:
        tables = {table: iter(items) for table, items in tomllib.loads(text).items()}
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise RowRefused(file, line, f"it is no TOML ({error})") from error
    heads = [(line, head[1]) for line, head in _heads(text)]
    return [Row(file, line, next(tables[table]), table) for line, table in heads]


def _heads(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    for line, content in enumerate(text.splitlines(), start=1):
        if head := re.match(r"\[\[(\w+)]]", content):
            yield line, head


def claim_of(kind: type[N], row: Row, prefixes: Mapping[str, str] | None = None) -> N:
    """Return the claim that a row makes about a thing of a kind.

    Args:
        kind: the kind, whose fields the row's columns are.
        row: the row.
        prefixes: by label of a target, how the id of a link begins that is written without it; needed for
            a target whose key has several parts.

    Raises:
        RowRefused: the model refuses the row; the first field that is wrong is named.
    """
    described = quality_model().kind(kind.__name__)
    fields = dict(row.values)
    for edge in described.edges:
        if edge.name in fields:
            fields[edge.name] = _linked(edge, fields[edge.name], row, prefixes or {})
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        raise row.refuse(_first(error)) from error


def _linked(edge: KindEdge, written: Any, row: Row, prefixes: Mapping[str, str]) -> Any:
    split = written.split(";") if isinstance(written, str) and edge.many else written
    items = split if isinstance(split, list) else [split]
    prefix = prefixes.get(edge.target, f"{edge.target[:1].lower()}{edge.target[1:]}:")
    try:
        links = [_link(edge, {"to": item} if isinstance(item, str) else item, prefix) for item in items]
    except ValidationError as error:
        raise row.refuse(_first(error, edge.name)) from error
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        problem = error if isinstance(error, ValueError) else "a link is an id, or a table with `to`"
        raise row.refuse(f"field {edge.name}: {problem}") from error
    return links if edge.many else links[0]


def _link(edge: KindEdge, written: Mapping[str, Any], prefix: str) -> Link[Any]:
    to = written["to"].strip()
    own = {name: written[name] for name in _LINK_FIELDS if name in written}
    rest = {name: value for name, value in written.items() if name != "to" and name not in own}
    if own.get("inferred", False) != ("rule" in own):
        raise ValueError(f"the link to {to} says inferred or rule without the other; say both or none")
    return Link(to if _PREFIX.match(to) else prefix + to, properties=_properties(edge, rest, to), **own)


def _properties(edge: KindEdge, written: Mapping[str, Any], to: str) -> dict[str, Any]:
    known = edge.properties.model_fields if edge.properties else {}
    if unknown := [name for name in written if name not in known]:
        raise ValueError(f"the link to {to} says {', '.join(unknown)}, which {edge.type} does not have")
    return said_of(edge, written)


def _first(error: ValidationError, *above: str) -> str:
    found = error.errors()[0]
    field = ".".join([*above, *(str(part) for part in found["loc"])]) or "key"
    message = found["msg"].removeprefix("Value error, ")
    shown = f"; found {found['input']!r}" if isinstance(found["input"], str | int | float | bool) else ""
    return f"field {field}: {message[:1].lower()}{message[1:]}{shown}"
