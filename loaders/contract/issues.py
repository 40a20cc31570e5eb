"""Issues: all that can be wrong with an extract, as one closed list of codes, and one issue with its place.

Not here: how a fault is found (`header`, `cells`, `rows`, `intake`) and where issues are kept (`quarantine`).
"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from hashlib import blake2b
from typing import Self

from loaders.contract.masks import masked
from loaders.reading import Place


class Severity(Enum):
    """What an issue does: an error keeps its row, or its file, out; with a warning it is taken in."""

    ERROR = "error"
    WARN = "warn"


class IssueCode(Enum):
    """What is wrong; the family says what it is wrong with."""

    family: str

    def __new__(cls, value: str, family: str = "") -> Self:
        """Make a member, which is found by its value alone."""
        member = object.__new__(cls)
        member._value_, member.family = value, family
        return member

    # The codes of `loaders.reading` for a file that is refused are among these, and those for a record too.
    FILE_MISSING = "file_missing", "file"
    FILE_TRUNCATED = "file_truncated", "file"
    FILE_DAMAGED = "file_damaged", "file"
    FILE_TOO_LARGE = "file_too_large", "file"
    PASSWORD_PROTECTED = "password_protected", "file"
    WRONG_TRANSPORT = "wrong_transport", "file"
    AMBIGUOUS_ENCODING = "ambiguous_encoding", "file"
    HASH_MISMATCH = "hash_mismatch", "file"
    HEADER_MISSING = "header_missing", "file"
    HEADER_EXTRA = "header_extra", "file"
    HEADER_DUPLICATE = "header_duplicate", "file"
    HEADER_BLANK = "header_blank", "file"
    HEADER_MERGED = "header_merged", "file"
    COLUMN_MISSING = "column_missing", "file"
    SHEET_MISSING = "sheet_missing", "file"
    POSITION = "position_beyond_end", "file"
    SOURCE_UNAVAILABLE = "source_unavailable", "file"
    CONNECTION_LOST = "connection_lost", "file"
    STATEMENT = "statement_refused", "file"
    TOO_FEW_ROWS = "too_few_rows", "file"
    TOO_MANY_ROWS = "too_many_rows", "file"
    TOO_MANY_BAD_ROWS = "too_many_bad_rows", "file"
    TOO_FEW_FILLED = "too_few_filled", "file"

    ENCODING = "encoding_error", "row"
    FIELD_COUNT = "field_count", "row"
    UNCLOSED_QUOTE = "unclosed_quote", "row"
    STRAY_QUOTE = "stray_quote", "row"
    NUL_BYTE = "nul_byte", "row"
    BLANK_ROW = "blank_row", "row"
    TOO_DEEP = "too_deep", "row"
    NOT_AN_OBJECT = "not_an_object", "row"
    DUPLICATE_FIELD = "duplicate_field", "row"
    MERGED_CELL = "merged_cell", "row"
    DUPLICATE_KEY_SAME = "duplicate_key_same", "row"
    DUPLICATE_KEY_CONFLICT = "duplicate_key_conflict", "row"
    STALE_VERSION = "stale_version", "row"

    TYPE = "type", "value"
    CELL_ERROR = "cell_error", "value"
    FORMULA_WITHOUT_VALUE = "formula_without_value", "value"
    REQUIRED = "required", "value"
    PATTERN = "pattern", "value"
    RANGE = "range", "value"
    ENUM_UNKNOWN = "enum_unknown", "value"
    CHECK_DIGIT = "check_digit", "value"
    DATE_INVALID = "date_invalid", "value"
    ID_CELL_NUMERIC = "id_cell_numeric", "value"
    TOO_LONG = "too_long", "value"
    LOSSY_DECODE = "lossy_decode", "value"
    PERSONAL_NUMBER = "personal_number", "value"

    DANGLING = "dangling", "graph"
    DB_REJECTED = "db_rejected", "graph"
    CONSTRAINT = "constraint", "graph"


@dataclass(frozen=True)
class Issue:
    """One fault, safe to be shown and kept: it holds no personal number.

    Args:
        system: whose extract it is in.
        code: what is wrong.
        message: what is wrong and what to do, in one sentence.
        file: the file; where one row is at fault, `place` has it too.
        place: the row.
        record_key: what the system calls the record, where that could be read.
        field: the column as the source calls it, where one cell is at fault.
        value: what was found, as `masks.shown` shows it.
        severity: whether the row, or the file, is kept out.
        subject: what tells the row apart where it has no key: its text, masked. Not part of the report.
    """

    system: str
    code: IssueCode
    message: str
    file: str
    place: Place | None = None
    record_key: str | None = None
    field: str | None = None
    value: str | None = None
    severity: Severity = Severity.ERROR
    subject: str = ""

    def __str__(self) -> str:
        """Say it with its place."""
        where = str(self.place or self.file) + (f", column {self.field}" if self.field else "")
        found = f"found {self.value}: " if self.value is not None else ""
        return f"{where}: {found}{self.message}"

    @cached_property
    def id(self) -> str:
        """The same for the same fault in the same record, whatever file, line and run it is met in."""
        told = (self.system, self.code.value, self.record_key, self.field, self.value, self.subject)
        digest = blake2b(digest_size=8)
        for part in told:  # each with its length before it, so that no two lists of parts read alike
            text = "" if part is None else part
            digest.update(f"{len(text)}:{text}".encode(errors="surrogatepass"))
        return digest.hexdigest()

    def as_json(self) -> dict[str, str | int | None]:
        """Return the issue as a line of the file of issues holds it."""
        return {
            "issue_id": self.id,
            "system": self.system,
            "severity": self.severity.value,
            "family": self.code.family,
            "code": self.code.value,
            "file": self.file,
            "sheet": self.place.sheet if self.place else None,
            "line": self.place.number if self.place else None,
            "record_key": self.record_key,
            "field": self.field,
            "value": self.value,
            "message": self.message,
        }


def subject_of(raw: bytes) -> str:
    """Return what tells a row apart by its text: masked, since an issue's id must not give a number away."""
    return masked(raw.replace(b"\0", b"").decode(errors="backslashreplace"))
