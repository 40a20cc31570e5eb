"""Why an extract cannot be read at all, or not to its end. Not here: rejects of single records (`record`)."""

from enum import Enum

from loaders.errors import LoadProblem


class RefusalCode(Enum):
    """Why an extract is refused; the value is what reports write."""

    FILE_MISSING = "file_missing"
    FILE_TRUNCATED = "file_truncated"
    FILE_DAMAGED = "file_damaged"
    FILE_TOO_LARGE = "file_too_large"
    PASSWORD_PROTECTED = "password_protected"
    WRONG_TRANSPORT = "wrong_transport"  # another kind of file than declared
    ENCODING = "encoding_error"
    AMBIGUOUS_ENCODING = "ambiguous_encoding"
    HEADER_MISSING = "header_missing"
    HEADER_DUPLICATE = "header_duplicate"
    HEADER_BLANK = "header_blank"
    HEADER_MERGED = "header_merged"
    COLUMN_MISSING = "column_missing"
    SHEET_MISSING = "sheet_missing"
    SOURCE_UNAVAILABLE = "source_unavailable"
    CONNECTION_LOST = "connection_lost"
    STATEMENT = "statement_refused"


class ExtractRefused(LoadProblem):
    """An extract is not read, or not to its end; what was not read must not count as gone.

    Args:
        file: its name, or the query's.
        code: why.
        reason: what is wrong, and where.
        remedy: what to do.
    """

    def __init__(self, file: str, code: RefusalCode, reason: str, remedy: str) -> None:
        self.file, self.code, self.reason, self.remedy = file, code, reason, remedy
        super().__init__(f"{file}: {reason}\n  remedy  {remedy}\n  code    {code.value}")
