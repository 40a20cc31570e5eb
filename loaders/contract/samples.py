"""Samples: what a folder has written down as text, carried as the department carries it.

A sample of CSV or JSON Lines is the file itself. What is no text would not be seen in a review, so it is
written down and made when it is read:
- `NAME.xlsx.jsonl`, `NAME.parquet.jsonl`: a table, a row a line as a list of JSON, the header among them;
  text and numbers are as JSON has them, a day is `{"date": "2013-05-06"}`. In a workbook, a text such as `=1`
  becomes a formula and one such as `#N/A` an error;
- `NAME.sql`: the statements of SQLite that make the database.

Not here: what the samples come out as (`conformance`).
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from loaders.contract.columns import Format, Transport

Table = list[list[Any]]


def carried(sample: Path, form: Format, folder: Path) -> Path | str:
    """Return a sample as a reader takes it: the file itself, one made of it, or the URL of a database.

    Args:
        sample: a file of `samples/`.
        form: how the source's extracts are written down.
        folder: where a file can be made that lasts as long as it is read.
    """
    if form.transport is Transport.SQL:
        return _database(sample, folder / sample.with_suffix(".db").name)
    if form.transport not in _WRITERS:
        return sample
    file = folder / sample.with_suffix("").name
    _WRITERS[form.transport](_table(sample), form, file)
    return file


def _table(sample: Path) -> Table:
    lines = sample.read_text(encoding="utf-8").splitlines()
    return [[_cell(cell) for cell in json.loads(line)] for line in lines]


def _cell(cell: Any) -> Any:
    return date.fromisoformat(cell["date"]) if isinstance(cell, dict) and set(cell) == {"date"} else cell


def _workbook(table: Table, form: Format, file: Path) -> None:
    from openpyxl import Workbook  # only samples are written; a run reads

    book = Workbook()
    if form.sheet is not None:
        book.active.title = form.sheet
    for row in table:
        book.active.append(row)
    book.save(file)


def _columns(table: Table, form: Format, file: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    names, *rows = table
    columns = zip(*rows, strict=True)
    parquet.write_table(pyarrow.table(dict(zip(names, map(list, columns), strict=True))), file)


def _database(sample: Path, file: Path) -> str:
    with closing(sqlite3.connect(file)) as base:
        base.executescript(sample.read_text(encoding="utf-8"))
    return f"sqlite:///{file}"


_WRITERS: Mapping[Transport, Callable[[Table, Format, Path], None]] = {
    Transport.XLSX: _workbook,
    Transport.PARQUET: _columns,
}
