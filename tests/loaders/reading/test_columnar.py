"""Parquet: types are kept, rows are read in batches, and half a file is no file."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from loaders.reading import ExtractRefused, ParquetFormat, Place, RawRecord, RefusalCode, Reject
from loaders.reading.columnar import columnar

ANY = ParquetFormat()


def read(path: Path, after: Place | None = None) -> list[RawRecord | Reject]:
    with columnar(path, ANY, after) as extract:
        return list(extract.records)


def refusal(path: Path, form: ParquetFormat = ANY) -> RefusalCode:
    with pytest.raises(ExtractRefused, match="remedy") as refused, columnar(path, form) as extract:
        list(extract.records)
    return refused.value.code


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "extract.parquet"


def test_a_row_keeps_the_types_of_its_cells(path: Path) -> None:
    row = {
        "id": 2**62,
        "名称": "甲",
        "day": date(2024, 2, 29),
        "moment": datetime(2024, 2, 29, 13, 5, 7, tzinfo=UTC),
        "amount": Decimal("1.50"),
        "none": None,
        "all": ["一", None],
        "in": {"a": 1},
        "long": timedelta(days=1),
        "bytes": b"\xff",
    }
    parquet.write_table(pyarrow.Table.from_pylist([row]), path)

    (record,) = read(path)

    assert isinstance(record, RawRecord)
    changed = {"all": '["一",null]', "in": '{"a":1}', "long": "1 day, 0:00:00"}
    assert record.cells == row | changed
    assert record.raw.startswith(b'{"id":4611686018427387904,')
    assert (record.place.number, record.place.offset) == (1, 1)


@pytest.mark.parametrize("after", [0, 1, 9, 10, 24, 25])
def test_reading_goes_on_behind_any_row_of_any_group(path: Path, after: int) -> None:
    parquet.write_table(pyarrow.table({"n": list(range(25))}), path, row_group_size=10)
    everything = read(path)

    assert read(path, everything[after - 1].place if after else None) == everything[after:]


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda data: data[:-20], RefusalCode.FILE_TRUNCATED),
        (lambda data: data[:10] + b"\xff" * 20 + data[30:], RefusalCode.FILE_DAMAGED),
        (lambda data: data[:-8] + b"\xff" * 4 + data[-4:], RefusalCode.FILE_DAMAGED),
        (lambda data: data[:-4] + b"PARE", RefusalCode.PASSWORD_PROTECTED),
        (lambda data: b"a,b\n1,2\n", RefusalCode.WRONG_TRANSPORT),
        (lambda data: b"", RefusalCode.WRONG_TRANSPORT),
    ],
    ids=["cut", "rows", "footer", "encrypted", "csv", "empty"],
)
def test_a_file_that_is_not_whole_is_refused(
    path: Path, harm: Callable[[bytes], bytes], code: RefusalCode
) -> None:
    parquet.write_table(pyarrow.table({"a": ["1", "2"]}), path)
    path.write_bytes(harm(path.read_bytes()))

    assert refusal(path) is code


def test_a_column_that_is_missing_or_twice_there_is_refused(path: Path) -> None:
    parquet.write_table(pyarrow.table({"a": ["1"]}), path)
    assert refusal(path, ParquetFormat(columns=("a", "b"))) is RefusalCode.COLUMN_MISSING

    parquet.write_table(pyarrow.table([["1"], ["2"]], names=["a", "a"]), path)
    assert refusal(path) is RefusalCode.HEADER_DUPLICATE
