"""Extracts for the tests: of a file, and of rows made in a test. Not here: what they are read as."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from loaders.contract import Source
from loaders.reading import CsvFormat, Extract, RawRecord, Reject
from loaders.reading.delimited import delimited


def opened(file: Path, source: Source) -> AbstractContextManager[Extract]:
    """Open an extract as its source declares it."""
    form = source.format.reading
    assert isinstance(form, CsvFormat)
    return delimited(file, form)


def extract_of(
    rows: Iterable[RawRecord | Reject], columns: tuple[str, ...] = (), codec: str = "utf-8"
) -> Extract:
    """Return rows as a reader gives them; the columns are those of the first record where none are given."""
    rows = list(rows)
    first = next((tuple(row.cells) for row in rows if isinstance(row, RawRecord)), ())
    return Extract("a.csv", columns or first, iter(rows), codec)
