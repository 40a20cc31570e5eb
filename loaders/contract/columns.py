"""How an extract is written down and what its columns hold: the part of a declaration that describes a file.

Not here: how a cell is read by it (`cells`), and what a row says (`declaration`).
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Annotated, ClassVar, Self
from unicodedata import normalize

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    Strict,
    model_validator,
)

from loaders import reading
from loaders.contract.versions import SINCE
from loaders.reading import (
    AUTO,
    CODECS,
    CsvFormat,
    JsonLinesFormat,
    ParquetFormat,
    SqlFormat,
    XlsxFormat,
)

Named = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Day = Annotated[date, Strict()]  # a number is no day


class Transport(Enum):
    """What carries the rows."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    PARQUET = "parquet"
    SQL = "sql"


class FieldType(Enum):
    """What a cell holds; which forms it may be written in stands in `cells`."""

    TEXT = "text"
    ID = "id"
    USCC = "uscc"
    STANDARD = "standard"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    BOOLEAN = "boolean"


# How a day may be written, by example; the patterns are those of `strptime`.
ISO = "2026-01-31"
_SINCE = re.compile(rf"(?<!:):{SINCE}\b")
DATE_FORMS: Mapping[str, str] = {
    ISO: "%Y-%m-%d",
    "2026/1/31": "%Y/%m/%d",
    "2026.1.31": "%Y.%m.%d",
    "20260131": "%Y%m%d",
    "2026年1月31日": "%Y年%m月%d日",
    "2026-01-31 00:00:00": "%Y-%m-%d %H:%M:%S",
}
UNITS: Mapping[str, int] = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
TEXTS = frozenset({FieldType.TEXT, FieldType.ID})
NUMBERS = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY})
UNTYPED = frozenset({Transport.CSV, Transport.JSONL})  # what has no dates of its own
NESTED = frozenset({Transport.JSONL, Transport.PARQUET, Transport.SQL})  # what may hold lists and objects


def plain(text: str) -> str:
    """Return a text as cells, columns and lookups are compared: composed (NFC), without space around it."""
    return (text if text.isascii() else normalize("NFC", text)).strip()


def folded(column: str) -> str:
    """Return the name of a column as it is compared: full-width signs made narrow, without any space."""
    return "".join(normalize("NFKC", column).split())


def _date_form(written: str) -> str:
    if written not in DATE_FORMS:
        raise ValueError(f"days are not written like {written}; write one of {', '.join(DATE_FORMS)}")
    return written


def _unit(written: str) -> str:
    if written not in UNITS:
        raise ValueError(f"money is not counted in {written}; write one of {', '.join(UNITS)}")
    return written


Plain = Annotated[str, AfterValidator(plain), Field(min_length=1)]
# Written in one order: a declaration is known again by how it is written, and each process orders sets anew.
PlainSet = Annotated[frozenset[Plain], PlainSerializer(sorted)]


class Part(BaseModel):
    """A part of a declaration: frozen, and every key that is not declared is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Format(Part):
    """How the extract is written down.

    Args:
        transport: what carries it.
        encoding: of a CSV or JSON Lines; without it, it is found out by strict trial.
        delimiter: between the cells of a CSV.
        header_line: the line (CSV) or row of the sheet (XLSX) with the names of the columns.
        sheet: of an XLSX; without it, the only one there is.
        statement: the SQL query, which only reads; with `:since` it asks for what is not older than that.
        overlap: how much before the newest version that was taken in `:since` lies: days, or a number.
        nulls: what is written where there is no value, beside an empty cell.
    """

    transport: Transport
    encoding: str | None = None
    delimiter: str = Field(default=",", min_length=1, max_length=1)
    header_line: int = Field(default=1, ge=1)
    sheet: str | None = None
    statement: str | None = None
    overlap: int | None = Field(default=None, ge=0)
    nulls: PlainSet = frozenset()

    _FOR: ClassVar = {
        "encoding": {Transport.CSV, Transport.JSONL},
        "delimiter": {Transport.CSV},
        "header_line": {Transport.CSV, Transport.XLSX},
        "sheet": {Transport.XLSX},
        "statement": {Transport.SQL},
        "overlap": {Transport.SQL},
    }

    @model_validator(mode="after")
    def _fits_the_transport(self) -> Self:
        for name, transports in self._FOR.items():
            if name in self.model_fields_set and self.transport not in transports:
                raise ValueError(f"{name} means nothing for {self.transport.value}; leave it out")
        if self.transport is Transport.SQL and self.statement is None:
            raise ValueError("sql needs the statement that selects the rows")
        if (self.overlap is not None) != self.asks_since:
            raise ValueError("a statement with :since needs an overlap, and only such a one has it")
        if self.encoding not in (None, *CODECS):
            raise ValueError(f"{self.encoding} cannot be read; write one of {', '.join(CODECS)}")
        return self

    @property
    def asks_since(self) -> bool:
        """Whether the statement asks for what is not older than a version."""
        return self.statement is not None and _SINCE.search(self.statement) is not None

    @property
    def reading(self) -> reading.Format:
        """The same, as the readers take it."""
        match self.transport:
            case Transport.CSV:
                return CsvFormat(self.encoding or AUTO, self.delimiter, header_line=self.header_line)
            case Transport.XLSX:
                return XlsxFormat(self.sheet, self.header_line)
            case Transport.JSONL:
                return JsonLinesFormat(self.encoding or AUTO)
            case Transport.PARQUET:
                return ParquetFormat()
            case Transport.SQL:
                return SqlFormat("query", self.statement or "")


class SourceField(Part):
    """One column, under the name by which the rest of the declaration speaks of it.

    Args:
        column: its name in the extract.
        also: other names that it has had.
        part: of an object or a list in it, the name or the place (from 0) of what is read.
        split: a regular expression for what stands between the values of a cell that has several; a list has
            them apart already.
        type: what it holds.
        required: an empty cell is an error.
        pattern: a regular expression that the whole of a text or id must match; with a group, only what the
            group matches is taken.
        longest: the most signs that a text or id may have.
        min: the least value of a number or day.
        max: the greatest.
        dates: the forms in which a day is written, as the examples of `DATE_FORMS`.
        last_day: it is the last day on which something holds, and the day after it is taken.
        unit: what money is counted in.
        lookup: the table that says what each written value means.
        masked: what looks like a personal number in a text is replaced by how many digits it has.
        sensitive: no message shows anything of it.
    """

    column: Plain
    also: tuple[Plain, ...] = ()
    part: Plain | Annotated[int, Strict(), Field(ge=0)] | None = None
    split: str | None = Field(default=None, min_length=1)
    type: FieldType = FieldType.TEXT
    required: bool = False
    pattern: str | None = None
    longest: int | None = Field(default=None, ge=1)
    min: Day | Decimal | None = None
    max: Day | Decimal | None = None
    dates: tuple[Annotated[str, AfterValidator(_date_form)], ...] = ()
    last_day: bool = False
    unit: Annotated[str, AfterValidator(_unit)] = "元"
    lookup: Named | None = None
    masked: bool = False
    sensitive: bool = False

    _FOR: ClassVar = {
        "split": TEXTS | {FieldType.USCC, FieldType.STANDARD},
        "pattern": TEXTS,
        "longest": TEXTS,
        "masked": {FieldType.TEXT},
        "lookup": TEXTS,
        "min": NUMBERS | {FieldType.DATE},
        "max": NUMBERS | {FieldType.DATE},
        "dates": {FieldType.DATE},
        "last_day": {FieldType.DATE},
        "unit": {FieldType.MONEY},
    }

    @model_validator(mode="after")
    def _fits_the_type(self) -> Self:
        for name, types in self._FOR.items():
            if name in self.model_fields_set and self.type not in types:
                raise ValueError(f"{name} means nothing for type {self.type.value}; leave it out")
        for bound in (self.min, self.max):
            if bound is not None and isinstance(bound, date) != (self.type is FieldType.DATE):
                raise ValueError(f"min and max of type {self.type.value} are written otherwise: {bound}")
        for name, written in (("pattern", self.pattern), ("split", self.split)):
            try:
                groups = re.compile(written or "").groups
            except re.error as wrong:
                raise ValueError(f"{name} is no regular expression: {wrong}") from wrong
            if groups > (name == "pattern"):
                raise ValueError(f"{name} has {groups} groups in which text is kept; write the others (?:…)")
        return self

    @cached_property
    def whole(self) -> re.Pattern[str] | None:
        """The pattern, made."""
        return None if self.pattern is None else re.compile(self.pattern)

    @cached_property
    def between(self) -> re.Pattern[str] | None:
        """What stands between several values, made."""
        return None if self.split is None else re.compile(self.split)
