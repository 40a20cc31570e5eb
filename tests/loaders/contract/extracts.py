"""Extracts of rows that are made in a test. Not here: what they are read as."""

from collections.abc import Iterable

from loaders.reading import Extract, RawRecord, Reject


def extract_of(
    rows: Iterable[RawRecord | Reject], columns: tuple[str, ...] = (), codec: str = "utf-8"
) -> Extract:
    """Return rows as a reader gives them; the columns are those of the first record where none are given."""
    rows = list(rows)
    first = next((tuple(row.cells) for row in rows if isinstance(row, RawRecord)), ())
    return Extract("a.csv", columns or first, iter(rows), codec)
