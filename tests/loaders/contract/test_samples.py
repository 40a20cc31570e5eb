"""Samples that are written down as text come out as the carrier that they stand for."""

from datetime import date, datetime
from pathlib import Path

import pytest

from loaders.contract.columns import Format, Transport
from loaders.contract.samples import carried
from loaders.reading import RawRecord, Reject
from loaders.reading.opening import read

TABLE = """\
["编号", "日期", "数"]
["007", {"date": "2013-05-06"}, 1.5]
["#N/A", null, 2]
["=1", null, 3]
"""
SQL = "CREATE TABLE a (编号 TEXT, 日期 TEXT); INSERT INTO a VALUES ('007', '2013-05-06');"


def rows(sample: Path, form: Format, folder: Path) -> list[RawRecord | Reject]:
    with read(carried(sample, form, folder), form.reading) as extract:
        return list(extract.records)


def test_a_table_becomes_a_workbook_with_its_faults(tmp_path: Path) -> None:
    sample = tmp_path / "a.xlsx.jsonl"
    sample.write_text(TABLE, encoding="utf-8")

    good, error, formula = rows(sample, Format(transport=Transport.XLSX, sheet="表"), tmp_path)

    assert isinstance(good, RawRecord)
    assert str(good.place) == "a.xlsx, sheet 表, row 2"
    assert good.cells["编号"] == "007"
    assert good.cells["日期"] in (date(2013, 5, 6), datetime(2013, 5, 6))
    assert isinstance(error, Reject)
    assert isinstance(formula, Reject)
    assert [error.code.value, formula.code.value] == ["cell_error", "formula_without_value"]


def test_a_table_becomes_a_file_of_parquet(tmp_path: Path) -> None:
    sample = tmp_path / "a.parquet.jsonl"
    sample.write_text(TABLE, encoding="utf-8")

    [good, *_] = rows(sample, Format(transport=Transport.PARQUET), tmp_path)

    assert isinstance(good, RawRecord)
    assert dict(good.cells) == {"编号": "007", "日期": date(2013, 5, 6), "数": 1.5}


def test_statements_become_a_database(tmp_path: Path) -> None:
    sample = tmp_path / "a.sql"
    sample.write_text(SQL, encoding="utf-8")

    [good] = rows(sample, Format(transport=Transport.SQL, statement="SELECT * FROM a"), tmp_path)

    assert isinstance(good, RawRecord)
    assert dict(good.cells) == {"编号": "007", "日期": "2013-05-06"}


@pytest.mark.parametrize("transport", [Transport.CSV, Transport.JSONL])
def test_what_is_text_is_the_sample_itself(tmp_path: Path, transport: Transport) -> None:
    assert carried(tmp_path / "a", Format(transport=transport), tmp_path / "b") == tmp_path / "a"
