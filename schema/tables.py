"""Rows as text: JSON Lines, and CSV.

Not here: where the rows come from (`schema.export`) and where the text goes (`schema.streams`, `cli.export`).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import orjson

from schema.media import CSV, JSON_LINES

BOM = "\ufeff"  # by which Excel knows UTF-8
BETWEEN = "; "  # the values of a list in one cell
# What a spreadsheet would take for a formula, by OWASP's page on CSV injection.
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")

Row = Mapping[str, Any]


class Table(Protocol):
    """A way to write rows."""

    media: str

    def head(self) -> bytes:
        """Return what stands before the rows."""
        ...

    def lines(self, rows: Iterable[Row]) -> bytes:
        """Return rows as text."""
        ...


class JsonLines:
    """Each row a JSON object on a line of its own."""

    media = JSON_LINES

    def head(self) -> bytes:
        """Return nothing: the first line is a row."""
        return b""

    def lines(self, rows: Iterable[Row]) -> bytes:
        """Return a line for each row."""
        return b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)


class Csv:
    """RFC 4180: a line of names and a line for each row, every cell quoted, lines ending in CR LF.

    A column is the path of a value, its parts joined by dots. The values of a list stand in one cell.
    """

    media = CSV

    def __init__(self, columns: Sequence[tuple[str, ...]], *, bom: bool = False) -> None:
        """Keep the columns.

        Args:
            columns: the path of each value in a row.
            bom: begin with a byte order mark, by which Excel knows that the text is UTF-8.
        """
        self._columns = columns
        self._bom = bom

    def head(self) -> bytes:
        """Return the line of names."""
        line = _written([[".".join(path) for path in self._columns]])
        return (BOM + line if self._bom else line).encode()

    def lines(self, rows: Iterable[Row]) -> bytes:
        """Return a line for each row."""
        return _written([_cell(row, path) for path in self._columns] for row in rows).encode()


def _written(rows: Iterable[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _cell(row: Row, path: tuple[str, ...]) -> str:
    return BETWEEN.join(_guarded(each) for each in _values(row, path))


def _values(value: Any, path: tuple[str, ...]) -> Iterator[Any]:
    """Yield the values at a path, those of each member where it leads through a list."""
    if isinstance(value, list):
        for each in value:
            yield from _values(each, path)
    elif path and isinstance(value, dict):
        yield from _values(value.get(path[0]), path[1:])
    else:
        yield value


def _guarded(value: Any) -> str:
    """Return a value as text that no spreadsheet runs: an apostrophe goes before what may be a formula."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return orjson.dumps(value).decode()
    return f"'{value}" if FORMULA.match(value) and not NUMBER.fullmatch(value) else value


def table_of(format_: str, columns: Sequence[tuple[str, ...]], *, bom: bool = False) -> Table:
    """Return the way to write rows in a format, `jsonl` or `csv`."""
    return Csv(columns, bom=bom) if format_ == "csv" else JsonLines()
