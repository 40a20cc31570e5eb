"""How an extract is carried, as its source declares it: one small class a transport. Not here: reading it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

AUTO = "auto"
# Codecs in which no byte of a line end or quote is part of a longer character, so that a damaged character
# cannot take its neighbours along; and UTF-16, which is cut at its own units.
CODECS = ("utf-8", "gb18030", "gbk", "gb2312", "big5", "utf-16", "utf-16-le", "utf-16-be")


class _Declared:
    """Declared as data: a setting that a transport does not have is refused."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}


@dataclass(frozen=True)
class CsvFormat(_Declared):
    """A table of text.

    Args:
        codec: one of `CODECS`, used strictly; or `auto`, the strict ladder over the whole file.
        delimiter: between cells, one character.
        quote: around a cell that holds a delimiter, a quote (doubled) or a line end.
        header_line: the physical line that the header begins in, from 1; what stands above is not read.
        columns: what the header must name, in any order, among others.
    """

    codec: str = AUTO
    delimiter: str = ","
    quote: str = '"'
    header_line: int = 1
    columns: tuple[str, ...] = ()
    transport: Literal["csv"] = "csv"

    def __post_init__(self) -> None:
        """Refuse what cannot be read."""
        _check_codec(self.codec)
        if any(len(mark) != 1 or mark in "\r\n\0\ufeff" for mark in (self.delimiter, self.quote)):
            raise ValueError("delimiter and quote are one character each, and no line end")
        if not self.quote.isascii() or self.quote == self.delimiter:
            raise ValueError("quote is an ASCII character other than the delimiter")
        _check_header(self.header_line)


@dataclass(frozen=True)
class JsonLinesFormat(_Declared):
    """An object of JSON a line. `codec` is as in `CsvFormat`; the standard's own is UTF-8."""

    codec: str = "utf-8"
    transport: Literal["jsonl"] = "jsonl"

    def __post_init__(self) -> None:
        """Refuse what cannot be read."""
        _check_codec(self.codec)


@dataclass(frozen=True)
class XlsxFormat(_Declared):
    """One sheet of a workbook.

    Args:
        sheet: its name; without one, the first that is visible.
        header_row: the sheet's row that names the columns, from 1.
        columns: as in `CsvFormat`.
    """

    sheet: str | None = None
    header_row: int = 1
    columns: tuple[str, ...] = ()
    transport: Literal["xlsx"] = "xlsx"

    def __post_init__(self) -> None:
        """Refuse what cannot be read."""
        _check_header(self.header_row)


@dataclass(frozen=True)
class ParquetFormat(_Declared):
    """A file of Parquet, which knows its columns and types itself. `columns` is as in `CsvFormat`."""

    columns: tuple[str, ...] = ()
    transport: Literal["parquet"] = "parquet"


@dataclass(frozen=True)
class SqlFormat(_Declared):
    """The answer of a database to one statement that only reads.

    Args:
        name: what it is called in places and reports.
        statement: SQL of the declaration, with `:name` for each value.
        parameters: values that the declaration fixes; a run adds its own (a watermark).
        columns: as in `CsvFormat`.
    """

    name: str
    statement: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    transport: Literal["sql"] = "sql"


Format = CsvFormat | JsonLinesFormat | XlsxFormat | ParquetFormat | SqlFormat


def _check_codec(codec: str) -> None:
    if codec != AUTO and codec not in CODECS:
        raise ValueError(f"codec {codec!r} is not among {', '.join((AUTO, *CODECS))}")


def _check_header(number: int) -> None:
    if number < 1:
        raise ValueError("the header's place is counted from 1")
