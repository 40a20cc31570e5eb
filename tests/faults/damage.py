"""Damaged extracts, made byte by byte: what a department may deliver by mistake, and what must become of it.

Each is an extract of eight checks, with new days, in which something is wrong. The graph has the eight
already, with former days. So of each it can be told whether its row came in, was kept aside, or was taken for
gone.
Not here: loading them.
"""

import codecs
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pyarrow
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet
from pyarrow import parquet

from tests.faults.markets import CHECKS, HEADERS, Cells, checked

HEADER = HEADERS[CHECKS]
NUMBERS = tuple(range(1, 9))
FORMER, NEW = "2013-01-01", "2013-04-09"
ROWS = tuple(checked(number, day=NEW) for number in NUMBERS)
ALL = frozenset(NUMBERS)
# How the source is declared: its transport, and what is said of the format beside it.
UTF_8, GB18030, UTF_16 = (f'csv encoding = "{codec}"' for codec in ("utf-8", "gb18030", "utf-16"))
FOUND = "csv"
LOADED, LOOK, KEPT = 0, 1, 3  # all is in; some rows are kept aside; and what is missing may be one of them
REFUSED, UNREADABLE = 2, 5


@dataclass(frozen=True)
class Damaged:
    """One damaged extract.

    Args:
        name: what happened to it.
        form: how the source is declared (`declaration_of`).
        data: its bytes.
        status: the exit status.
        good: the checks that come in from it.
        told: by line or row, the code of what is wrong there.
        refusal: the code of why none of it was read.
        more: the keys of further records that come in.
    """

    name: str
    form: str
    data: bytes
    status: int = KEPT
    good: frozenset[int] = ALL
    told: Mapping[int, str] = field(default_factory=dict)
    refusal: str | None = None
    more: frozenset[str] = frozenset()

    @property
    def quick(self) -> bool:
        """Whether it stands for the others where there is little time."""
        return self.name in QUICK


def text(rows: Sequence[Cells] = ROWS, header: Cells = HEADER) -> str:
    """A table of text, of cells that need no quotes."""
    return "".join(",".join(cells) + "\n" for cells in (header, *rows))


def changed(number: int, **cells: str) -> list[Cells]:
    """The rows, of which one has other cells."""
    return [
        checked(number, **{"day": NEW, **cells}) if each == number else ROWS[each - 1] for each in NUMBERS
    ]


def in_line(number: int, row: str | bytes) -> bytes:
    """The table, with other bytes in the place of one row."""
    lines = [line.encode() for line in text().splitlines(keepends=True)]
    lines[number] = row.encode() if isinstance(row, str) else row
    return b"".join(lines)


def without(*numbers: int) -> frozenset[int]:
    """All checks but these."""
    return ALL - frozenset(numbers)


def a_row(number: int, end: str = "\n", **cells: str) -> str:
    """One row as text."""
    return ",".join(checked(number, **{"day": NEW, **cells})) + end


# --- CSV: fault 15 --------------------------------------------------------------------------------------

OPENED = a_row(3, category='"开口')
TABLES = (
    Damaged(
        "quote that nobody closed", UTF_8, in_line(3, OPENED), good=without(3), told={4: "unclosed_quote"}
    ),
    Damaged(
        "quote that a later row closes",
        UTF_8,
        text(
            [
                *ROWS[:2],
                checked(3, day=NEW, category='"开口'),
                *ROWS[3:5],
                checked(6, day=NEW, category='"关"'),
            ]
        ).encode()
        + text(ROWS[6:]).split("\n", 1)[1].encode(),
        good=without(3),
        told={4: "unclosed_quote"},
    ),
    Damaged(
        "ragged rows",
        UTF_8,
        text([*ROWS[:2], ROWS[2][:4], ROWS[3], (*ROWS[4], "", "多"), *ROWS[5:]]).encode(),
        good=without(3, 5),
        told={4: "field_count", 6: "field_count"},
    ),
    Damaged("line end in a cell", UTF_8, in_line(3, a_row(3, category='"两\n行"')), LOADED),
    Damaged("NUL", UTF_8, in_line(3, a_row(3, category="a\0b")), good=without(3), told={4: "nul_byte"}),
    Damaged("CR as line end", UTF_8, text().replace("\n", "\r").encode(), LOADED),
    Damaged("other line ends in each row", UTF_8, in_line(3, a_row(3, "\r\n")) + b"\r\n\r", LOADED),
    Damaged(
        "another delimiter from the middle on",
        UTF_8,
        (text(ROWS[:4]) + text(ROWS[4:]).split("\n", 1)[1].replace(",", ";")).encode(),
        good=without(5, 6, 7, 8),
        told=dict.fromkeys(range(6, 10), "field_count"),
    ),
    Damaged(
        "a row of totals at the end",
        UTF_8,
        text([*ROWS, ("合计", "", "", "8", "", "")]).encode(),
        LOOK,
        told={10: "required"},
    ),
    Damaged("last line cut off", UTF_8, text().encode()[:-30], good=without(8), told={9: "field_count"}),
    Damaged("no line end at the end", UTF_8, text().encode()[:-1], LOADED),
    Damaged(
        "cell of 11 MB",
        UTF_8,
        in_line(3, a_row(3, unit="长" * 3_700_000)),
        good=without(3),
        told={4: "too_long"},
    ),
    Damaged(
        "one column twice",
        UTF_8,
        text(header=(*HEADER[:5], "类别")).encode(),
        UNREADABLE,
        frozenset(),
        refusal="header_duplicate",
    ),
    Damaged(
        "column without a name",
        UTF_8,
        text(header=(*HEADER[:5], "")).encode(),
        UNREADABLE,
        frozenset(),
        refusal="header_blank",
    ),
    Damaged(
        "header once more in the middle",
        UTF_8,
        (text(ROWS[:4]) + text(ROWS[4:])).encode(),
        LOOK,
        told={6: "enum_unknown"},
    ),
    Damaged("an empty line between", UTF_8, in_line(3, "\n" + a_row(3)), LOADED),
    Damaged("empty cells between", UTF_8, in_line(3, ",,,,,\n" + a_row(3)), LOADED),
)

# --- Encodings: fault 14 --------------------------------------------------------------------------------

RARE = "㐀𠮷样例"
ENCODINGS = (
    Damaged(
        "GB18030 declared UTF-8",
        UTF_8,
        text().encode("gb18030"),
        UNREADABLE,
        frozenset(),
        refusal="encoding_error",
    ),
    Damaged("UTF-8 declared GB18030", GB18030, text().encode(), REFUSED, frozenset(), refusal="missing"),
    Damaged(
        "one row of GBK in UTF-8",
        UTF_8,
        in_line(3, a_row(3, category="样例").encode("gbk")),
        good=without(3),
        told={4: "encoding_error"},
    ),
    Damaged(
        "one row of UTF-8 in GB18030",
        GB18030,
        text(ROWS[:2]).encode("gb18030")
        + a_row(3, category="样例三").encode()
        + text(ROWS[3:]).split("\n", 1)[1].encode("gb18030"),
        good=without(3),
        told={4: "encoding_error"},
    ),
    Damaged(
        "signs of four bytes in GB18030", GB18030, text(changed(3, category=RARE)).encode("gb18030"), LOADED
    ),
    Damaged("GB18030 found by trial", FOUND, text(changed(3, category=RARE)).encode("gb18030"), LOADED),
    Damaged("UTF-8 found by trial", FOUND, text(changed(3, category=RARE)).encode(), LOADED),
    Damaged(
        "rows of two encodings, to be found by trial",
        FOUND,
        in_line(3, a_row(3, category="样例").encode("gbk")),
        UNREADABLE,
        frozenset(),
        refusal="encoding",
    ),
    Damaged(
        "UTF-16 declared UTF-8",
        UTF_8,
        text().encode("utf-16"),
        UNREADABLE,
        frozenset(),
        refusal="encoding_error",
    ),
    Damaged(
        "UTF-16 without a mark",
        FOUND,
        text().encode("utf-16-le"),
        UNREADABLE,
        frozenset(),
        refusal="encoding_error",
    ),
    Damaged("UTF-16 as declared", UTF_16, text().encode("utf-16"), LOADED),
    Damaged(
        "half a sign at the end of UTF-16",
        UTF_16,
        text().encode("utf-16")[:-1],
        KEPT,
        without(8),
        {9: "encoding_error"},
    ),
    Damaged("a mark at the beginning", UTF_8, codecs.BOM_UTF8 + text().encode(), LOADED),
    Damaged(
        "two files joined, each with its mark",
        UTF_8,
        codecs.BOM_UTF8 + text(ROWS[:4]).encode() + codecs.BOM_UTF8 + text(ROWS[4:]).encode(),
        LOADED,
    ),
    Damaged(
        "text that lost signs before",
        UTF_8,
        text(changed(3, category="样\ufffd例")).encode(),
        LOOK,
        without(3),
        {4: "lossy_decode"},
    ),
)

# --- JSON Lines: fault 17 -------------------------------------------------------------------------------


def objects(rows: Sequence[Cells] = ROWS) -> list[str]:
    """The rows as objects, each a line; an empty cell is left out."""
    return [
        json.dumps({name: cell for name, cell in zip(HEADER, row, strict=True) if cell}, ensure_ascii=False)
        for row in rows
    ]


def lines(number: int | None = None, line: str = "", *more: str) -> bytes:
    """The objects, with another text in the place of one, and more at the end."""
    made = [line if each == number else text for each, text in zip(NUMBERS, objects(), strict=True)]
    return "".join(f"{each}\n" for each in (*made, *more)).encode()


def _but(number: int, was: str, becomes: str) -> str:
    found = objects()[number - 1]
    assert was in found
    return found.replace(was, becomes)


BIG = 2**53 + 1
OBJECTS = (
    Damaged("broken line", "jsonl", lines(3, objects()[2][:-1]), good=without(3), told={3: "not_an_object"}),
    Damaged(
        "two objects in a line",
        "jsonl",
        lines(3, objects()[2] * 2),
        good=without(3),
        told={3: "not_an_object"},
    ),
    Damaged("NaN", "jsonl", lines(3, _but(3, '"合格"', "NaN")), good=without(3), told={3: "not_an_object"}),
    Damaged(
        "one name twice",
        "jsonl",
        lines(3, _but(3, "}", ', "结论": "不合格"}')),
        good=without(3),
        told={3: "duplicate_field"},
    ),
    Damaged(
        "number beyond 2^53 as an id",
        "jsonl",
        lines(None, "", _but(3, '"CC-3"', str(BIG))),
        LOADED,
        more=frozenset({str(BIG)}),
    ),
    Damaged(
        "nested 40 deep",
        "jsonl",
        lines(3, _but(3, "}", f', "类别": {"[" * 40}{"]" * 40}}}')),
        good=without(3),
        told={3: "too_deep"},
    ),
    Damaged("a mark at the beginning of objects", "jsonl", codecs.BOM_UTF8 + lines(), LOADED),
    Damaged("a list", "jsonl", lines(3, "[1]"), good=without(3), told={3: "not_an_object"}),
    Damaged(
        "a name is missing",
        "jsonl",
        lines(3, _but(3, '"结论": "合格"', '"类别": "样例"')),
        LOOK,
        without(3),
        {3: "required"},
    ),
)

# --- Workbooks: fault 16 --------------------------------------------------------------------------------


def workbook(
    harm: Callable[[Worksheet], object] = lambda sheet: None,
    rows: Sequence[Cells] = ROWS,
    *,
    header_row: int = 1,
) -> bytes:
    """The rows as a sheet, to which something is done; days are dates."""
    book = Workbook()
    sheet = book.active
    for _ in range(header_row - 1):
        sheet.append(["样例抽查"])
    sheet.append(list(HEADER))
    for row in rows:
        sheet.append([date.fromisoformat(cell) if cell in (FORMER, NEW) else cell or None for cell in row])
    harm(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put(place: str, value: object) -> Callable[[Worksheet], None]:
    def put(sheet: Worksheet) -> None:
        sheet[place] = value

    return put


def _number_for_a_day(sheet: Worksheet) -> None:
    sheet["C4"].number_format = "General"
    sheet["C4"] = 41373


def _of_1904(sheet: Worksheet) -> None:
    sheet.parent.epoch = CALENDAR_MAC_1904


def _hidden_before(sheet: Worksheet) -> None:
    hidden = sheet.parent.create_sheet("草稿", 0)
    hidden.append(list(HEADER))
    hidden.append(list(checked(99, day=NEW)))
    hidden.sheet_state = "hidden"


def _formatted_below(sheet: Worksheet) -> None:
    for row in range(10, 400):
        sheet.cell(row, 1).font = Font(bold=True)


def _password() -> bytes:
    from tests.loaders.reading.test_workbook import _compound

    return _compound("EncryptedPackage")


WORKBOOKS = (
    Damaged("whole workbook", "xlsx", workbook(), LOADED),
    Damaged(
        "merged cells in the header",
        "xlsx",
        workbook(lambda sheet: sheet.merge_cells("E1:F1")),
        UNREADABLE,
        frozenset(),
        refusal="header_merged",
    ),
    Damaged("two rows of headers", "xlsx", workbook(header_row=2), REFUSED, frozenset(), refusal="missing"),
    Damaged("two rows of headers, as declared", "xlsx header_line = 2", workbook(header_row=2), LOADED),
    Damaged("day as a number", "xlsx", workbook(_number_for_a_day), LOOK, without(3), {4: "date_invalid"}),
    Damaged("days of 1904", "xlsx", workbook(_of_1904), LOADED),
    Damaged("id as a number", "xlsx", workbook(_put("A4", 3)), KEPT, without(3), {4: "id_cell_numeric"}),
    Damaged(
        "formula that nobody calculated",
        "xlsx",
        workbook(_put("E4", "=1+1")),
        good=without(3),
        told={4: "formula_without_value"},
    ),
    Damaged("hidden sheet before", "xlsx", workbook(_hidden_before), LOADED),
    Damaged("formatted rows below", "xlsx", workbook(_formatted_below), LOADED),
    Damaged("password", "xlsx", _password(), UNREADABLE, frozenset(), refusal="password_protected"),
    Damaged("half a workbook", "xlsx", workbook()[:3000], UNREADABLE, frozenset(), refusal="file_truncated"),
)

# --- Parquet: fault 18 ----------------------------------------------------------------------------------


def columnar(rows: Sequence[Cells] = ROWS, **columns: Sequence[object] | None) -> bytes:
    """The rows as Parquet; a column may have other values, or be left out."""
    values = {name: list(cells) for name, cells in zip(HEADER, zip(*rows, strict=True), strict=True)}
    values |= {name: list(cells) for name, cells in columns.items() if cells is not None}
    made = {name: cells for name, cells in values.items() if name not in columns or columns[name] is not None}
    stream = io.BytesIO()
    parquet.write_table(pyarrow.table(made), stream)
    return stream.getvalue()


def _overwritten(data: bytes) -> bytes:
    """The pages of the rows are no longer what was written; the footer is whole."""
    return data[:4] + bytes(byte ^ 0xFF for byte in data[4:400]) + data[400:]


COLUMNS = (
    Damaged("whole Parquet", "parquet", columnar(), LOADED),
    Damaged("column is missing", "parquet", columnar(日期=None), REFUSED, frozenset(), refusal="missing"),
    Damaged("days as dates", "parquet", columnar(日期=[date.fromisoformat(NEW)] * 8), LOADED),
    Damaged(
        "results as numbers",
        "parquet",
        columnar(结论=[1] * 8),
        REFUSED,
        frozenset(),
        refusal="none of its 8 rows",
    ),
    Damaged(
        "footer is cut off", "parquet", columnar()[:-100], UNREADABLE, frozenset(), refusal="file_truncated"
    ),
    Damaged(
        "footer is encrypted",
        "parquet",
        columnar()[:-4] + b"PARE",
        UNREADABLE,
        frozenset(),
        refusal="password_protected",
    ),
    Damaged(
        "rows are damaged",
        "parquet",
        _overwritten(columnar()),
        UNREADABLE,
        frozenset(),
        refusal="file_damaged",
    ),
)

QUICK = frozenset(
    (
        "quote that a later row closes",
        "another delimiter from the middle on",
        "a row of totals at the end",
        "last line cut off",
        "one row of GBK in UTF-8",
        "GB18030 found by trial",
        "two files joined, each with its mark",
        "number beyond 2^53 as an id",
        "broken line",
        "formula that nobody calculated",
        "password",
        "footer is cut off",
    )
)
CORPUS = (*TABLES, *ENCODINGS, *OBJECTS, *WORKBOOKS, *COLUMNS)


def declaration_of(form: str) -> tuple[str, str]:
    """What the declaration of the checks says of the format, and what it says for a form instead."""
    transport, _, more = form.partition(" ")
    said = f'transport = "{transport}"' + (f"\n{more}" if more else "")
    return 'transport = "csv"\nencoding = "utf-8"', said


def former(form: str) -> bytes:
    """The extract of before, in which nothing is wrong."""
    rows = [checked(number, day=FORMER) for number in NUMBERS]
    match form.partition(" "):
        case "csv", _, encoding:
            return text(rows).encode(encoding[12:-1] or "utf-8")
        case "jsonl", _, _:
            return "\n".join(objects(rows)).encode()
        case "xlsx", _, header:
            return workbook(rows=rows, header_row=2 if header else 1)
        case _:
            return columnar(rows)
