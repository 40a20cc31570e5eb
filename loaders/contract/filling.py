"""Filling: how many rows of a delivery hold something in a column, beside how many are expected to.

A column that comes empty reads as if all that it said had been taken back, row by row, and no row is wrong.
Not here: rows that lack what they need, which are quarantined one by one (`cells`).
"""

from collections.abc import Iterator

from loaders.contract.cells import is_nothing
from loaders.contract.declaration import Source
from loaders.contract.header import Header
from loaders.contract.issues import Issue, IssueCode
from loaders.contract.shares import too_many
from loaders.reading import RawRecord


class Filling:
    """What is counted of one delivery.

    Args:
        source: the declaration, which says of which columns.
    """

    def __init__(self, source: Source) -> None:
        self._source, self._rows = source, 0
        self._empty = dict.fromkeys(source.expect.filled, 0)

    def count(self, header: Header, raw: RawRecord) -> None:
        """Count a row that holds something, whether or not it can be taken."""
        self._rows += 1
        for name in self._empty:
            self._empty[name] += is_nothing(raw.cells.get(header.columns[name]), self._source.format)

    def issues(self) -> Iterator[Issue]:
        """Give an issue for each column that is filled in too few rows."""
        for name, percent in self._source.expect.filled.items():
            empty, column = self._empty[name], self._source.fields[name].column
            if not too_many(empty, self._rows, 100 - percent):
                continue
            yield Issue(
                self._source.system,
                IssueCode.TOO_FEW_FILLED,
                f"{self._rows - empty} of {self._rows} rows hold something in the column {column}, and "
                f"{percent} percent are expected to; deliver it whole, or correct expect.filled.{name}",
                self._source.title,
                field=column,
            )
