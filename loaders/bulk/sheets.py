"""Sheets: nodes and relationships as the CSV that Neo4j's bulk import reads, a file for each kind and edge.

Every text is in quotes, so an empty one is none that is missing; what stands between two commas is missing.
Lists have no quotes of their own, so their parts are set apart by a sign that occurs in none of them.

Not here: what the rows say (`emission`), and the import itself (`graph.database.bulk`).
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, TextIO, get_args, get_origin

from graph.database import Reading, Sheet
from graph.model import OUT, Kind, KindEdge
from graph.model.declaration import Fields
from graph.model.kinds import DISPUTED, PINYIN, properties_of

Columns = Mapping[str, str]  # the importer's type of each property
Row = Mapping[str, Any]
TYPES: Mapping[Any, str] = {
    str: "string",
    bool: "boolean",
    int: "long",
    float: "double",
    Decimal: "string",
    date: "date",
    datetime: "datetime",
}
OF_RECORDS = dict.fromkeys(("payload", "row_hash", "version", "part", "cells"), "string")
OF_EDGES = {
    "key": "string",
    "valid_from": "date",
    "valid_to": "date",
    "inferred": "boolean",
    "rule": "string",
}
# Signs that set parts apart, and then those that nobody has given a meaning.
SEPARATORS = ("\x1f", "\x1e", "\x1d", "\x1c", *map(chr, range(0xE000, 0xE100)))


class SeparatorMet(ValueError):
    """A part of a list holds the sign that was to set such parts apart: take another."""


def columns_of(kind: Kind) -> dict[str, str]:
    """Return the columns of a kind: its properties, and those that only the loader reads."""
    columns = {prop.name: type_of(prop.type) for prop in kind.properties}
    columns |= {PINYIN: "string"} if any(prop.pinyin for prop in kind.properties) else {}
    columns |= {**OF_RECORDS, "missing": "string[]"} if kind.label == "SourceRecord" else {}
    return {**columns, DISPUTED: "boolean"}


def columns_of_edge(properties: Fields | None) -> dict[str, str]:
    """Return the columns of an edge with these properties."""
    said = {prop.name: type_of(prop.type) for prop in properties_of(properties)} if properties else {}
    return {**OF_EDGES, **said, "records": "string[]"}


def type_of(kind: Any) -> str:
    """Return the importer's name of a type, as `loaders.values` stores what has it.

    Raises:
        ValueError: the importer has none.
    """
    if get_origin(kind) is list:
        return f"{type_of(get_args(kind)[0])}[]"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "string"
    if kind not in TYPES:
        raise ValueError(f"{kind} is no type that the bulk import has: add it to {__name__}")
    return TYPES[kind]


@dataclass
class _Opened:
    """A sheet while it is written."""

    sheet: Sheet
    names: Mapping[str, str]
    forms: list[Callable[[Any], str]]
    file: TextIO


class Sheets:
    """The sheets of one import; used as a context, which closes their files.

    Args:
        folder: where they are written, which is there and empty.
        separator: what sets the parts of lists apart.
    """

    def __init__(self, folder: Path, separator: str = SEPARATORS[0]) -> None:
        self._folder, self._separator = folder, separator
        self._nodes: dict[str, _Opened] = {}
        self._edges: dict[tuple[str, str], _Opened] = {}
        self._files = ExitStack()
        self._longest, self._lines = 0, False

    def __enter__(self) -> "Sheets":
        """Return them."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close their files."""
        self._files.close()

    def node(self, kind: Kind, id_: str, properties: Row, label: str = "") -> None:
        """Write a node of a kind, with one more label where there is one."""
        opened = self._nodes.get(kind.label)
        if opened is None:
            name = ":".join((kind.label, *kind.interfaces))
            opened = self._begin(kind.label, name, ["id:ID", ":LABEL"], columns_of(kind))
            self._nodes[kind.label] = opened
        self._write(opened, f"{_text(id_)},{label}", properties)

    def free_node(self, label: str, columns: Columns, properties: Row) -> None:
        """Write a node that is of no kind, and to which nothing leads."""
        opened = self._nodes.get(label)
        if opened is None:
            opened = self._nodes[label] = self._begin(label, label, [":LABEL"], columns)
        self._write(opened, "", properties)

    def edge(self, kind: Kind, edge: KindEdge, row: Row) -> None:
        """Write an edge of a kind from its row (`entities.edge_row`)."""
        opened = self._edges.get((kind.label, edge.name))
        if opened is None:
            columns, ends = columns_of_edge(edge.properties), [":START_ID", ":END_ID"]
            opened = self._begin(f"{kind.label}.{edge.name}", edge.type, ends, columns)
            self._edges[kind.label, edge.name] = opened
        start, end = (row["id"], row["to"]) if edge.direction is OUT else (row["to"], row["id"])
        self._write(opened, f"{_text(start)},{_text(end)}", {"key": row["key"], **row["properties"]})

    def bare_edge(self, type_: str, start: str, end: str) -> None:
        """Write an edge that says nothing but that it is there."""
        opened = self._edges.get((type_, ""))
        if opened is None:
            opened = self._edges[type_, ""] = self._begin(type_, type_, [":START_ID", ":END_ID"], {})
        self._write(opened, f"{_text(start)},{_text(end)}", {})

    @property
    def nodes(self) -> list[Sheet]:
        """Those of nodes."""
        return [each.sheet for each in self._nodes.values()]

    @property
    def edges(self) -> list[Sheet]:
        """Those of relationships."""
        return [each.sheet for each in self._edges.values()]

    @property
    def reading(self) -> Reading:
        """How they are to be read."""
        return Reading(self._separator, self._lines, self._longest)

    def _begin(self, stem: str, name: str, ends: Iterable[str], columns: Columns) -> _Opened:
        sheet = Sheet(name, (f"{stem}.csv",))
        file = (self._folder / sheet.files[0]).open("w", encoding="utf-8", newline="")
        self._files.enter_context(file)
        header = [*ends, *(f"{column}:{type_}" for column, type_ in columns.items())]
        file.write(f"{','.join(header)}\n")
        return _Opened(sheet, columns, [self._form(type_) for type_ in columns.values()], file)

    def _form(self, type_: str) -> Callable[[Any], str]:
        return self._list if type_.endswith("[]") else FORMS[type_]

    def _write(self, opened: _Opened, ends: str, properties: Row) -> None:
        if unknown := properties.keys() - opened.names:
            raise ValueError(f"{opened.sheet.name} has no column for {', '.join(sorted(unknown))}")
        values = map(properties.get, opened.names)
        cells = [
            "" if value is None else form(value) for value, form in zip(values, opened.forms, strict=True)
        ]
        line = ",".join((ends, *cells))
        self._longest = max(self._longest, len(line))
        self._lines = self._lines or "\n" in line or "\r" in line
        opened.file.write(f"{line}\n")

    def _list(self, values: list[Any]) -> str:
        texts = [value if isinstance(value, str) else value.isoformat() for value in values]
        if texts in ([], [""]):
            raise ValueError("the bulk import has no list of nothing, and none of one empty text")
        if any(self._separator in text for text in texts):
            raise SeparatorMet(self._separator)
        return _text(self._separator.join(texts))


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"{value} has no zone, which the bulk import would add")
    return value.isoformat()


FORMS: Mapping[str, Callable[[Any], str]] = {
    "string": _text,
    "boolean": lambda value: "true" if value else "false",
    "long": str,
    "double": repr,
    "date": date.isoformat,
    "datetime": _moment,
}
