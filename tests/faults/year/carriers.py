"""Extracts written down as their sources declare it, whole or damaged; a declaration is read as data only.

Not here: what the rows say (`registers`, `inspectors`), and what becomes of them (`predicted`).
"""

import csv
import io
import json
import sqlite3
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tests.faults.year.region import Cell, Row, Source

SHIPPED = Path(__file__).parents[3] / "loaders" / "sources" / "departments"
EXTRA = "样例新列"
TABLES = """\
CREATE TABLE reports (report_no TEXT PRIMARY KEY, lab_no, lab_name, kind, uscc, maker, product, product_code,
  batch, sampled_on, conclusion);
CREATE TABLE items (report_no TEXT, item_no INTEGER, name, measured, required, standard_no, verdict);
"""
OF_REPORT = 11
OF_ANSWER = (
    *("报告编号", "机构资质编号", "机构名称", "检验类别", "生产企业代码", "生产企业", "样品名称", "产品编号"),
    *("生产批号", "抽样日期", "检验结论", "项目序号"),
)
# By carrier, how a single row can come to harm on its way, and what must be told of it.
TORN: Mapping[str, Mapping[str, str]] = {
    "csv": {
        "short": "field_count",
        "cut": "field_count",
        "nul": "nul_byte",
        "byte": "encoding_error",
        "quote": "unclosed_quote",
    },
    "jsonl": {"cut": "not_an_object", "twice": "duplicate_field"},
    "xlsx": {"formula": "formula_without_value", "error": "cell_error"},
    "parquet": {},
    "sql": {},
}


@dataclass(frozen=True)
class Line:
    """One row of a file.

    Args:
        row: what the department means.
        cells: what is written.
        code: what must be told of it, if something is wrong.
        named: its key can be read.
        torn: what happened to it on its way.
        blank: an empty line stands before it.
    """

    row: Row
    cells: Mapping[str, Cell]
    code: str | None = None
    named: bool = True
    torn: str | None = None
    blank: bool = False


@dataclass(frozen=True)
class Extract:
    """A file that was written: where it lies, as the command takes it, its name, and where its rows stand."""

    place: str
    name: str
    lines: tuple[tuple[int, Line], ...]


@cache
def declared(source: Source) -> Mapping[str, Any]:
    """What the declaration of a source says."""
    found: dict[str, Any] = tomllib.loads(text_of(source))
    return found


def text_of(source: Source) -> str:
    """The declaration of a source, as it is written."""
    folder = SHIPPED / (source.like or source.system).replace("-", "_")
    text = (folder / "source.toml").read_text("utf-8")
    for was, becomes in source.declared:
        assert was in text, was
        text = text.replace(was, becomes)
    return text


def carrier_of(source: Source) -> str:
    """The carrier of a source's extracts."""
    return str(declared(source)["format"]["transport"])


def carried(source: Source, file: Path, lines: Sequence[Line], whole: str = "") -> Extract:
    """Write an extract.

    Args:
        source: whose.
        file: where, without the ending.
        lines: its rows.
        whole: what happens to all of it: `codec`, `cut`, `extra`, `column`, `renamed`, `empty` or nothing.
    """
    form = declared(source)["format"]
    carrier = form["transport"]
    path = file.with_name(f"{file.name}.{'db' if carrier == 'sql' else carrier}")
    if carrier == "sql":
        lines = sorted(lines, key=lambda line: (line.cells["report_no"], line.cells["item_no"]))
        _database(path, lines, broken=whole == "cut")
        return Extract(f"sqlite:///{path}", "query", tuple(enumerate(lines, 1)))
    names = {
        column: column for column in source.columns if not (whole == "column" and column == _lost(source))
    }
    if whole == "renamed" and source.former:
        names[source.former[0]] = source.former[1]
    if whole == "extra":
        names[EXTRA] = EXTRA
    first = form.get("header_line", 1) + 1
    made: bytes
    if carrier == "csv":
        made, numbers = _text(source, form, names, lines)
    elif carrier == "jsonl":
        made, numbers = _objects(names, lines), list(range(1, len(lines) + 1))
    elif carrier == "xlsx":
        made, numbers = _workbook(source, form, names, lines), list(range(first, first + len(lines)))
    else:
        made, numbers = _columnar(names, lines), list(range(1, len(lines) + 1))
    if whole == "codec":
        made = made.decode(form["encoding"]).encode("utf-16")
    if whole == "cut":
        made = made[: len(made) // 2]
    path.write_bytes(b"" if whole == "empty" else made)
    return Extract(str(path), path.name, tuple(zip(numbers, lines, strict=True)))


def corrected(source: Source, file: Path, rows: Sequence[Row]) -> None:
    """Write into a file of rows that were kept aside what they should have been."""
    form = declared(source)["format"]
    if form["transport"] != "csv":
        lines = [Line(row, _as_objects(source, row.cells)) for row in rows]
        names = {column: column for line in lines for column in line.cells}
        file.write_bytes(_objects(names, lines))
        return
    header = file.read_bytes().decode(form["encoding"], "replace").split("\n", 1)[0]
    columns = next(csv.reader([header], delimiter=form.get("delimiter", ",")))
    former = {} if source.former is None else {source.former[1]: source.former[0]}
    table = [[row.cells.get(former.get(column, column), "x") for column in columns] for row in rows]
    text = header + "\n" + "".join(_joined(cells, form.get("delimiter", ",")) for cells in table)
    file.write_bytes(text.encode(form["encoding"]))


def _as_objects(source: Source, cells: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """The cells of a row as they lie among those that were kept aside, where the carrier is no CSV."""
    if carrier_of(source) == "sql":
        named = dict(zip(OF_ANSWER, cells.values(), strict=False))
        result = f"{cells['name']}：实测{cells['measured']}，要求未记录"
        ends = {"判定依据": cells["standard_no"], "单项判定": cells["verdict"]}
        return {**named, "项目结果": result, **ends}
    numbers = float if carrier_of(source) == "xlsx" else int  # a workbook knows no other
    return {
        name: cell.isoformat() if isinstance(cell, date) else numbers(cell) if type(cell) is int else cell
        for name, cell in cells.items()
    }


def _lost(source: Source) -> str:
    """A column that is declared and not the first."""
    return str(list(declared(source)["fields"].values())[2]["column"])


def _cells(names: Mapping[str, str], line: Line) -> list[Cell]:
    return ["x" if name == EXTRA else line.cells[name] for name in names]


def _joined(cells: Sequence[Cell], delimiter: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return stream.getvalue()


def _text(
    source: Source, form: Mapping[str, Any], names: Mapping[str, str], lines: Sequence[Line]
) -> tuple[bytes, list[int]]:
    delimiter, codec = form.get("delimiter", ","), form["encoding"]
    made = "".join(f"{line}\n" for line in source.above) + _joined(list(names.values()), delimiter)
    data, numbers, number = made.encode(codec), list[int](), len(source.above) + 2
    for line in lines:
        cells = _cells(names, line)
        text = _joined(cells, delimiter)
        number += line.blank
        before = "\n" if line.blank else ""
        if line.torn == "short":
            text = _joined(cells[:-2], delimiter)
        elif line.torn == "cut":
            text = _joined(cells[:2], delimiter)[:-1]
        elif line.torn == "nul":
            text = _joined(["a\0b", *cells[1:]], delimiter)
        elif line.torn == "quote":
            text = _joined(cells[:-1], delimiter)[:-1] + delimiter + '"开口\n'
        data += before.encode(codec) + b"\xff" * (line.torn == "byte") + text.encode(codec)
        numbers.append(number)
        number += text.count("\n")
    return data, numbers


def _objects(names: Mapping[str, str], lines: Sequence[Line]) -> bytes:
    made = ""
    for line in lines:
        cells = zip(names.values(), _cells(names, line), strict=True)
        text = json.dumps({name: cell for name, cell in cells if cell is not None}, ensure_ascii=False)
        if line.torn == "cut":
            text = text[:-1]
        elif line.torn == "twice":
            text = f'{{"{next(iter(names))}": "样例", {text[1:]}'
        made += f"{text}\n"
    return made.encode()


def _workbook(
    source: Source, form: Mapping[str, Any], names: Mapping[str, str], lines: Sequence[Line]
) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = form["sheet"]
    for above in source.above:
        sheet.append([above])
    sheet.append(list(names.values()))
    for line in lines:
        cells = _cells(names, line)
        if line.torn:
            cells[1] = {"formula": "=1+1", "error": "#N/A"}[line.torn]
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _columnar(names: Mapping[str, str], lines: Sequence[Line]) -> bytes:
    import pyarrow
    from pyarrow import parquet

    stream = io.BytesIO()
    table = [_cells(names, line) for line in lines]
    columns = [list(column) for column in zip(*table, strict=True)] if table else [[] for _ in names]
    parquet.write_table(pyarrow.table(dict(zip(names.values(), columns, strict=True))), stream)
    return stream.getvalue()


def _database(path: Path, lines: Sequence[Line], *, broken: bool) -> None:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as base:
        base.executescript(TABLES)
        for line in lines:
            cells = list(line.cells.values())
            base.execute(
                f"INSERT OR IGNORE INTO reports VALUES ({', '.join('?' * OF_REPORT)})", cells[:OF_REPORT]
            )
            item = [cells[0], *cells[OF_REPORT:]]
            base.execute(f"INSERT INTO items VALUES ({', '.join('?' * len(item))})", item)
        if broken:
            base.execute("DROP TABLE items")
        base.commit()
