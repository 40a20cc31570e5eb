"""XLSX: the types of cells are kept, and what is no value is told instead of read as empty."""

import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from loaders.reading import ExtractRefused, Place, RawRecord, RefusalCode, Reject, RejectCode, XlsxFormat
from loaders.reading.workbook import workbook

Items = list[RawRecord | Reject]
FIRST_VISIBLE = XlsxFormat()


class Book:
    """A workbook that is being written, with the sheet that is read."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "抽查.xlsx"
        self.book = openpyxl.Workbook()
        assert isinstance(self.book.active, Worksheet)
        self.sheet = self.book.active
        self.sheet.title = "结果"

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path

    def read(self, form: XlsxFormat = FIRST_VISIBLE, after: Place | None = None) -> Items:
        with workbook(self.save(), form, after) as extract:
            return list(extract.records)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def refusal(path: Path, form: XlsxFormat = FIRST_VISIBLE) -> RefusalCode:
    with pytest.raises(ExtractRefused, match="remedy") as refused, workbook(path, form):
        pass
    return refused.value.code


def rows(items: Items) -> list[list[object]]:
    return [list(item.cells.values()) for item in items if isinstance(item, RawRecord)]


def told(items: Items) -> list[tuple[int, RejectCode, str | None]]:
    return [(item.place.number, item.code, item.field) for item in items if isinstance(item, Reject)]


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_cells_keep_their_types_and_a_number_is_never_a_text(book: Book, epoch: datetime | None) -> None:
    if epoch:
        book.book.epoch = epoch
    book.sheet.append(["id", "day", "moment", "hour", "amount", "yes", "none"])
    book.sheet.append(["007", date(2024, 2, 29), datetime(2024, 2, 29, 13, 5, 7), time(3, 4), 5, True, None])
    book.sheet.append([640104199901010010, None, None, None, 1.5, False, ""])

    first, second = book.read()

    assert isinstance(first, RawRecord)
    assert isinstance(second, RawRecord)
    assert list(first.cells.values()) == [
        "007",
        date(2024, 2, 29),
        datetime(2024, 2, 29, 13, 5, 7),
        time(3, 4),
        5.0,
        True,
        None,
    ]
    assert isinstance(first.cells["amount"], float)
    assert isinstance(second.cells["id"], float)  # damaged before it came: 15 digits of it are left
    assert str(first.place) == "抽查.xlsx, sheet 结果, row 2"
    assert first.raw.startswith(b'{"id":"007","day":"2024-02-29"')


def test_the_sheet_is_the_declared_or_the_first_that_is_visible(book: Book) -> None:
    hidden = book.book.create_sheet("旧", 0)
    hidden.sheet_state = "hidden"
    for sheet in (hidden, book.sheet):
        sheet.append(["a"])
        sheet.append([sheet.title])

    assert rows(book.read()) == [["结果"]]
    assert rows(book.read(XlsxFormat(sheet="旧"))) == [["旧"]]
    assert refusal(book.path, XlsxFormat(sheet="新")) is RefusalCode.SHEET_MISSING


def test_a_table_may_stand_anywhere_and_formatted_blank_rows_are_none(book: Book) -> None:
    book.sheet["A1"] = "二〇二四年监督抽查"
    book.sheet["C5"], book.sheet["D5"] = "a", "b"
    book.sheet["C8"], book.sheet["D8"] = "1", "2"
    book.sheet["C900"].fill = PatternFill("solid", fgColor="FF0000")
    book.sheet["C10"] = ""
    del book.sheet["A1"]

    items = book.read(XlsxFormat(header_row=5))

    assert rows(items) == [["1", "2"]]
    assert items[0].place.number == 8
    assert book.read(XlsxFormat(header_row=5), after=items[0].place) == []


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ([], RefusalCode.HEADER_MISSING),
        ([2023, 2024], RefusalCode.HEADER_MISSING),
        (["a", "a"], RefusalCode.HEADER_DUPLICATE),
        (["a", None, "b"], RefusalCode.HEADER_BLANK),
        (["b"], RefusalCode.COLUMN_MISSING),
    ],
)
def test_a_header_that_does_not_name_its_columns_is_refused(
    book: Book, head: list[object], code: RefusalCode
) -> None:
    for place, name in enumerate(head, 1):
        book.sheet.cell(1, place, name)
    book.sheet.cell(2, 1, "x")

    assert refusal(book.save(), XlsxFormat(columns=("a",))) is code


def test_merged_cells_are_refused_in_the_header_and_told_below_it(book: Book) -> None:
    for row in (["a", "b"], ["1", "2"], ["3", "4"], [None, "5"], ["合计", None], [None, None]):
        book.sheet.append(row)
    book.sheet.merge_cells("A3:A4")
    book.sheet.merge_cells("A5:B5")
    book.sheet.merge_cells("A6:B6")

    items = book.read()

    assert rows(items) == [["1", "2"], ["3", "4"]]
    assert told(items) == [(4, RejectCode.MERGED_CELL, "a"), (5, RejectCode.MERGED_CELL, "b")]
    book.sheet.merge_cells("A1:B1")
    assert refusal(book.save()) is RefusalCode.HEADER_MERGED
    with workbook(book.path, XlsxFormat(header_row=2)) as below_the_merged_row:
        assert below_the_merged_row.columns == ("1", "2")


def test_a_formula_that_was_not_calculated_and_an_error_are_no_empty_cells(book: Book) -> None:
    for row in (
        ["a", "b"],
        ["1", "=1+1"],
        ["#N/A", "2"],
        ["3", "4"],
        [None, "=A4"],
        ["5", "6"],
        [None, "=A4"],
    ):
        book.sheet.append(row)

    items = book.read()

    assert rows(items) == [["3", "4"], ["5", "6"]]
    assert told(items) == [
        (2, RejectCode.FORMULA_WITHOUT_VALUE, "b"),
        (3, RejectCode.CELL_ERROR, "a"),
        (5, RejectCode.FORMULA_WITHOUT_VALUE, "b"),
        (7, RejectCode.FORMULA_WITHOUT_VALUE, "b"),
    ]


def test_a_value_without_a_name_in_the_header_is_told(book: Book) -> None:
    for row in (["a"], ["1", "?"], ["2"]):
        book.sheet.append(row)

    items = book.read()

    assert rows(items) == [["2"]]
    assert told(items) == [(2, RejectCode.FIELD_COUNT, None)]


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _damaged(data: bytes) -> bytes:
    place = data.index(b"xl/worksheets/sheet1.xml") + 60
    return data[:place] + bytes(255 - byte for byte in data[place : place + 9]) + data[place + 9 :]


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (_cut, RefusalCode.FILE_TRUNCATED),
        (_damaged, RefusalCode.FILE_DAMAGED),
        (lambda data: b"a,b\n1,2\n", RefusalCode.WRONG_TRANSPORT),
        (lambda data: b"", RefusalCode.WRONG_TRANSPORT),
        (lambda data: _compound("EncryptedPackage"), RefusalCode.PASSWORD_PROTECTED),
        (lambda data: _compound("Workbook"), RefusalCode.WRONG_TRANSPORT),
    ],
    ids=["cut", "damaged", "csv", "empty", "password", "xls"],
)
def test_a_file_that_is_no_whole_workbook_is_refused(
    book: Book, harm: Callable[[bytes], bytes], code: RefusalCode
) -> None:
    book.sheet.append(["a"])
    path = book.save()
    path.write_bytes(harm(path.read_bytes()))

    assert refusal(path) is code


def test_a_password_is_known_whatever_the_name_ends_in(tmp_path: Path) -> None:
    path = tmp_path / "a.dat"
    path.write_bytes(_compound("EncryptedPackage"))

    assert refusal(path) is RefusalCode.PASSWORD_PROTECTED


def test_a_workbook_that_unpacks_to_more_than_the_bound_is_refused(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.reading.workbook.LARGEST", 1000)

    assert refusal(book.save()) is RefusalCode.FILE_TOO_LARGE


def test_a_value_far_from_the_table_does_not_take_all_memory(book: Book) -> None:
    book.sheet["A1"], book.sheet["A20000"], book.sheet["XFD1"] = "a", "1", " "
    book.sheet["XFD1048576"].fill = PatternFill("solid", fgColor="FF0000")

    assert refusal(book.save()) is RefusalCode.FILE_TOO_LARGE
    book.sheet["XFD1"] = None
    assert rows(book.read()) == [["1"]]


def _compound(name: str) -> bytes:
    """The smallest compound file with one stream of that name: how a workbook with a password is wrapped."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    head = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0)
    head += struct.pack("<108I", *[free] * 108)
    table = struct.pack("<128I", fat, end, *[free] * 126)
    entries = b""
    for each, kind, child in (("Root Entry", 5, 1), (name, 2, free)):
        text = each.encode("utf-16-le")
        entry = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) + 2, kind, 1, free, free, child)
        entries += (entry + bytes(36) + struct.pack("<IQ", end, 0)).ljust(128, b"\0")
    return head + table + entries.ljust(512, b"\0")


def test_a_workbook_is_taken_for_what_it_is_whatever_its_name_ends_in(book: Book) -> None:
    book.sheet.append(["a"])
    book.sheet.append(["1"])
    renamed = book.save().rename(book.path.with_suffix(".xls"))

    with workbook(renamed, FIRST_VISIBLE) as extract:
        assert rows(list(extract.records)) == [["1"]]


def test_a_formula_that_gave_an_empty_text_is_an_empty_cell(book: Book) -> None:
    for row in (["a", "b"], ['=""', "1"]):
        book.sheet.append(row)
    path = book.save()
    with zipfile.ZipFile(path) as parts:
        data = {name: parts.read(name) for name in parts.namelist()}
    with zipfile.ZipFile(path, "w") as parts:
        for name, part in data.items():
            parts.writestr(name, part.replace(b'<c r="A2">', b'<c r="A2" t="str">'))

    with workbook(path, FIRST_VISIBLE) as extract:
        assert rows(list(extract.records)) == [[None, "1"]]


def test_a_sheet_is_found_by_its_part_whatever_the_parts_are_called(book: Book) -> None:
    book.sheet.append(["a"])
    book.sheet.append(["=1"])
    source = book.save()
    renamed = source.with_name("renamed.xlsx")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(renamed, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b"worksheets/sheet1.xml", b"worksheets/x.xml")
            new.writestr(name.replace("worksheets/sheet1.xml", "worksheets/x.xml"), data)

    with workbook(renamed, FIRST_VISIBLE) as extract:
        assert told(list(extract.records)) == [(2, RejectCode.FORMULA_WITHOUT_VALUE, "a")]
