"""What every reader gives: raw records, and rejects for what is no record. Not here: the readers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

# As the carrier holds it: text from CSV; from the others what they know more closely (a number of a
# workbook is a float, even a whole one). Lists and objects are given as their JSON text.
Cell = str | int | float | bool | Decimal | date | datetime | time | bytes | None


class RejectCode(Enum):
    """Why something read is no record; the value is what issue files and reports write."""

    FIELD_COUNT = "field_count"
    UNCLOSED_QUOTE = "unclosed_quote"
    STRAY_QUOTE = "stray_quote"
    NUL_BYTE = "nul_byte"
    ENCODING = "encoding_error"
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"  # lists and objects within each other
    NOT_AN_OBJECT = "not_an_object"  # a line of JSON that is broken, or no object
    DUPLICATE_FIELD = "duplicate_field"  # an object that has one name twice
    CELL_ERROR = "cell_error"  # a cell of a workbook that shows #N/A or the like
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    MERGED_CELL = "merged_cell"


class Place(NamedTuple):
    """Where a record was read.

    Args:
        file: the name of the file, or of the query.
        number: its first physical line (CSV, JSON Lines), its row in the sheet (XLSX) or its ordinal
            (Parquet, SQL), from 1.
        offset: where reading goes on behind it: bytes (CSV, JSON Lines), else the number.
        sheet: the sheet that it stands in, where there are sheets.
        lines: how many lines or rows it takes; the next begins at `number + lines`.
    """

    file: str
    number: int
    offset: int
    sheet: str | None = None
    lines: int = 1

    def __str__(self) -> str:
        """Say it as a source record keeps it."""
        within = f", sheet {self.sheet}, row" if self.sheet else ", line"
        return f"{self.file}{within} {self.number}"


class RawRecord(NamedTuple):
    """One record, nothing of it changed.

    Args:
        place: where it stands.
        cells: by column name as the source writes it.
        raw: the bytes that it was read from, for the file of rejected rows; a line of JSON where the carrier
            has no text of its own.
    """

    place: Place
    cells: Mapping[str, Cell]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Reject:
    """Something read that is no record; what stands before and after it is read all the same.

    Args:
        place: where it begins, and how many lines it takes.
        code: why.
        message: what is wrong and what to do, in one sentence.
        raw: its bytes, whole or cut at the reader's bound.
        field: the column, where the fault lies in one.
    """

    place: Place
    code: RejectCode
    message: str
    raw: bytes
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """An opened extract, to be read once.

    Args:
        file: its name, or the query's.
        columns: as the header names them, in its order; none for JSON Lines, where each record names its own.
        records: all that is in it, in its order.
        codec: the codec it is read with, where it is text.
    """

    file: str
    columns: tuple[str, ...]
    records: Iterator[RawRecord | Reject]
    codec: str | None = None
