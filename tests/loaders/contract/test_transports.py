"""Whatever carries the rows, they say the same: one declaration, five transports. No Neo4j."""

import csv
import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow
import pytest
from openpyxl import Workbook
from pyarrow import parquet

from loaders.contract import Intake, Outcome
from loaders.delivery import Record
from loaders.reading.opening import read
from tests.loaders.contract.orchards import CODE, MODEL, TOML, source

DAY = date(2013, 5, 6)
HEAD = ("编号", "代码", "日期", "结果", "电话")
ROWS = (("A-1", CODE, DAY, "合格", None), ("007", CODE, DAY, "不合格", "13800000001"))


def as_csv(folder: Path) -> Path | str:
    file = folder / "a.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEAD, *ROWS])
    return file


def as_jsonl(folder: Path) -> Path | str:
    file = folder / "a.jsonl"
    lines = [json.dumps(dict(zip(HEAD, row, strict=True)), default=date.isoformat) for row in ROWS]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def as_xlsx(folder: Path) -> Path | str:
    book = Workbook()
    for row in (HEAD, *ROWS):
        book.active.append(row)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def as_parquet(folder: Path) -> Path | str:
    parquet.write_table(
        pyarrow.table(dict(zip(HEAD, zip(*ROWS, strict=True), strict=True))), folder / "a.parquet"
    )
    return folder / "a.parquet"


def as_sql(folder: Path) -> Path | str:
    with sqlite3.connect(folder / "a.db") as base:
        base.execute(f"CREATE TABLE a ({', '.join(HEAD)})")
        rows = [[str(cell) if isinstance(cell, date) else cell for cell in row] for row in ROWS]
        base.executemany("INSERT INTO a VALUES (?, ?, ?, ?, ?)", rows)
    base.close()
    return f"sqlite:///{folder / 'a.db'}"


WRITERS = {"csv": as_csv, "jsonl": as_jsonl, "xlsx": as_xlsx, "parquet": as_parquet, "sql": as_sql}


def outcomes(folder: Path, transport: str, write: Callable[[Path], Path | str]) -> list[Outcome]:
    form = f'transport = "{transport}"' + '\nstatement = "SELECT * FROM a"' * (transport == "sql")
    declared = source(folder, TOML.replace('transport = "csv"', form))
    with read(write(folder), declared.format.reading) as extract:
        return list(Intake(declared, MODEL, date(2013, 6, 30)).outcomes(extract))


@pytest.mark.parametrize("transport", WRITERS)
def test_the_same_rows_say_the_same_by_every_transport(tmp_path: Path, transport: str) -> None:
    found = outcomes(tmp_path, transport, WRITERS[transport])
    wanted = outcomes(tmp_path, "csv", as_csv)

    assert [outcome.issues for outcome in found] == [(), ()]
    assert [said(outcome.record) for outcome in found] == [said(outcome.record) for outcome in wanted]


def said(record: Record | None) -> object:
    assert record is not None
    return record.key, record.claims


def test_an_id_that_a_spreadsheet_holds_as_a_number_is_refused(tmp_path: Path) -> None:
    def numbers(folder: Path) -> Path:
        book = Workbook()
        for row in (HEAD, (7, CODE, DAY, "合格", None), ("A-1", CODE, 41400, "合格", 13800000001)):
            book.active.append(row)
        book.save(folder / "a.xlsx")
        return folder / "a.xlsx"

    found = outcomes(tmp_path, "xlsx", numbers)

    codes = [[issue.code.value for issue in outcome.issues] for outcome in found]
    assert codes == [["id_cell_numeric"], ["date_invalid", "type"]]
    assert "13800000001" not in str(found[1].issues)
