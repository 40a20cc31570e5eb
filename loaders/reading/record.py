"""What every reader gives: raw records, and rejects for what is no record. Not here: the readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum

# As the carrier holds it: text from CSV; from the others what they know more closely.
Cell = str | int | float | bool | Decimal | date | datetime | time | bytes | None


class RejectCode(Enum):
    """Why something read is no record; the value is what issue files and reports write."""

    FIELD_COUNT = "field_count"
    UNCLOSED_QUOTE = "unclosed_quote"
    NUL_BYTE = "nul_byte"
    ENCODING = "encoding_error"
    TOO_LONG = "too_long"
    NOT_AN_OBJECT = "not_an_object"  # a line of JSON that is broken, or no object
    DUPLICATE_FIELD = "duplicate_field"  # an object that has one name twice


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record was read.

    Args:
        file: the name of the file, or of the query.
        number: its physical line (CSV, JSON Lines), its row in the sheet (XLSX) or its ordinal (Parquet,
            SQL), from 1.
        offset: where reading goes on behind it: bytes (CSV, JSON Lines), else the number.
        sheet: the sheet that it stands in, where there are sheets.
    """

    file: str
    number: int
    offset: int
    sheet: str | None = None

    def __str__(self) -> str:
        """Say it as a source record keeps it."""
        within = f", sheet {self.sheet}, row" if self.sheet else ", line"
        return f"{self.file}{within} {self.number}"


@dataclass(frozen=True, slots=True)
class RawRecord:
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
        place: where it begins.
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
