"""Reading Parquet, batch by batch. Not here: what the cells mean (`loaders.contract`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loaders.reading.cells import cell_of, line_of
from loaders.reading.formats import ParquetFormat
from loaders.reading.header import checked
from loaders.reading.record import Extract, Place, RawRecord
from loaders.reading.refused import ExtractRefused, RefusalCode

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetFile

BATCH = 2_000
_ENDS = {b"PAR1": "plain", b"PARE": "encrypted"}


@contextmanager
def columnar(path: Path, form: ParquetFormat, after: Place | None = None) -> Iterator[Extract]:
    """Open a file of Parquet.

    Args:
        path: the file.
        form: the columns that must be there.
        after: the place of a record of this file, to begin behind it.

    Raises:
        ExtractRefused: it is no Parquet, not whole or encrypted, or lacks a column.
    """
    from pyarrow import ArrowException, parquet  # only a load of Parquet needs it

    _check_ends(path)
    try:
        opened = parquet.ParquetFile(path, pre_buffer=False)
    except (ArrowException, OSError) as error:
        raise _damaged(path.name, f"its footer cannot be read: {error}") from None
    with opened as file:
        columns = checked(path.name, file.schema_arrow.names, form.columns)
        yield Extract(path.name, columns, _items(path.name, file, after.number if after else 0))


def _check_ends(path: Path) -> None:
    with path.open("rb") as stream:
        begin = stream.read(4)
        stream.seek(max(0, path.stat().st_size - 4))
        end = stream.read(4)
    if begin not in _ENDS:
        why, remedy = "it is no Parquet", "deliver Parquet, or declare what it is"
        raise ExtractRefused(path.name, RefusalCode.WRONG_TRANSPORT, why, remedy)
    if end not in _ENDS:
        why = "it is not whole: its footer is missing"
        raise ExtractRefused(path.name, RefusalCode.FILE_TRUNCATED, why, "deliver it again")
    if _ENDS[end] == "encrypted":
        why, remedy = "it is encrypted", "deliver it plain, on a protected way"
        raise ExtractRefused(path.name, RefusalCode.PASSWORD_PROTECTED, why, remedy)


def _items(name: str, file: "ParquetFile", last: int) -> Iterator[RawRecord]:
    skipped, groups = _groups_behind(file, last)
    number = skipped
    for batch in _batches(name, file, groups):
        for row in batch:
            number += 1
            if number > last:
                cells = {column: cell_of(value) for column, value in row.items()}
                yield RawRecord(Place(name, number, number), cells, line_of(cells))


def _groups_behind(file: "ParquetFile", last: int) -> tuple[int, list[int]]:
    """Return how many rows are in row groups that hold nothing behind a row, and the groups after these."""
    skipped, group = 0, 0
    while group < file.num_row_groups:
        rows = file.metadata.row_group(group).num_rows
        if skipped + rows > last:
            break
        skipped, group = skipped + rows, group + 1
    return skipped, list(range(group, file.num_row_groups))


def _batches(name: str, file: "ParquetFile", groups: list[int]) -> Iterator[list[dict[str, Any]]]:
    from pyarrow import ArrowException

    batches: Iterator[RecordBatch] = file.iter_batches(BATCH, row_groups=groups, use_threads=False)
    while True:
        try:
            rows = next(batches).to_pylist()
        except StopIteration:
            return
        except (ArrowException, OSError, ValueError) as error:
            raise _damaged(name, f"its rows cannot all be read: {error}") from None
        yield rows


def _damaged(name: str, why: str) -> ExtractRefused:
    return ExtractRefused(name, RefusalCode.FILE_DAMAGED, why, "deliver it again")
