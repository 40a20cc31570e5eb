"""Reading a sheet of XLSX: cells with the types that the workbook gives them, and nothing that it only shows.

A sheet is held in memory as long as it is read (at most 1,048,576 rows). Not here: what the cells mean
(`loaders.contract`).
"""

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.parsers import expat

from loaders.reading.cells import cell_of, line_of
from loaders.reading.formats import XlsxFormat
from loaders.reading.header import checked
from loaders.reading.record import Cell, Extract, Place, RawRecord, Reject, RejectCode
from loaders.reading.refused import ExtractRefused, RefusalCode
from loaders.reading.sheet import Faults, Sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

LARGEST = 2**30  # bytes of a workbook's parts, unpacked
MOST_CELLS = 20_000_000  # up to the last that has a value: each takes memory, also an empty one
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # as the compound file's table of contents names it
_DAMAGE = (
    zipfile.BadZipFile,
    KeyError,
    StopIteration,
    ValueError,
    zlib.error,
    ElementTree.ParseError,
    expat.ExpatError,
)
_WHAT = {
    RejectCode.CELL_ERROR: "shows an error; correct it in the workbook",
    RejectCode.FORMULA_WITHOUT_VALUE: "holds a formula that was not calculated; open and save the workbook",
    RejectCode.MERGED_CELL: "is merged with others; take the merge apart and fill in each cell",
    RejectCode.FIELD_COUNT: "has a value, but no name in the header; name the column or empty the cell",
}


@contextmanager
def workbook(path: Path, form: XlsxFormat, after: Place | None = None) -> Iterator[Extract]:
    """Open a sheet of a workbook.

    Args:
        path: the file.
        form: which sheet, and which row is its header.
        after: the place of a record of this sheet, to begin behind it.

    Raises:
        ExtractRefused: it is no workbook, not whole or needs a password, lacks the sheet, or its header does
            not name its columns.
    """
    sheet, faults = _loaded(path, form)
    yield _extract(path.name, sheet, form, faults, after.number if after else form.header_row)


def _loaded(path: Path, form: XlsxFormat) -> tuple["CalamineSheet", Faults]:
    import python_calamine  # only a load of XLSX needs it

    if _has_password(path):
        why = "it is protected by a password"
        remedy = "save it without one, and send it on a protected way instead"
        raise ExtractRefused(path.name, RefusalCode.PASSWORD_PROTECTED, why, remedy)
    try:
        # As an open file it is taken for what it is, whatever its name ends in.
        with zipfile.ZipFile(path) as parts, path.open("rb") as stream:
            _check_size(path, sum(part.file_size for part in parts.infolist()), LARGEST, "bytes")
            book = python_calamine.CalamineWorkbook.from_filelike(stream)
            name = _name(path, book, form)
            sheet = Sheet.of(parts, name)
            _check_size(path, sheet.rows * sheet.columns, MOST_CELLS, f"cells in sheet {name}")
            return book.get_sheet_by_name(name), sheet.faults
    except (*_DAMAGE, python_calamine.CalamineError) as error:
        raise _damaged(path, error) from None


def _has_password(path: Path) -> bool:
    """Whether it is a compound file that holds an encrypted workbook.

    The library says so too, but of a file whose name ends in .xlsx alone.
    """
    with path.open("rb") as stream:
        if stream.read(len(_COMPOUND)) != _COMPOUND:
            return False
        with mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
            return data.find(_ENCRYPTED) >= 0


def _check_size(path: Path, size: int, bound: int, of: str) -> None:
    if size > bound:
        why = f"it reaches over {size} {of}, more than {bound}"
        remedy = "delete what stands far from the table, or deliver it in parts, as CSV or as Parquet"
        raise ExtractRefused(path.name, RefusalCode.FILE_TOO_LARGE, why, remedy)


def _damaged(path: Path, error: Exception) -> ExtractRefused:
    if zipfile.is_zipfile(path):
        why, code = f"the workbook is damaged: {error}", RefusalCode.FILE_DAMAGED
        return ExtractRefused(path.name, code, why, "open it, save it once more, and deliver that file")
    with path.open("rb") as stream:
        begins_well = stream.read(2) == b"PK"
    if begins_well:
        why, code = f"it is not whole: {error}", RefusalCode.FILE_TRUNCATED
        return ExtractRefused(path.name, code, why, "deliver it again")
    why, code = "it is no workbook of XLSX", RefusalCode.WRONG_TRANSPORT
    return ExtractRefused(path.name, code, why, "save it as .xlsx, or declare what it is")


def _name(path: Path, book: "CalamineWorkbook", form: XlsxFormat) -> str:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    if form.sheet is None:
        named = [each.name for each in sheets if each.visible == SheetVisibleEnum.Visible]
    else:
        named = [each.name for each in sheets if each.name == form.sheet]
    if not named:
        there = ", ".join(each.name for each in sheets)
        why = f"there is no sheet {form.sheet or 'that is visible'}; there are {there}"
        raise ExtractRefused(path.name, RefusalCode.SHEET_MISSING, why, "declare the sheet as it is named")
    return named[0]


def _extract(file: str, sheet: "CalamineSheet", form: XlsxFormat, faults: Faults, last: int) -> Extract:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top < form.header_row <= bottom + 1 and (top, left) != (bottom, right):
            why = f"the header in row {form.header_row} of sheet {sheet.name} has merged cells"
            remedy = "give each column a name of its own in one row, and declare that row"
            raise ExtractRefused(file, RefusalCode.HEADER_MERGED, why, remedy)
    rows = enumerate(sheet.iter_rows(), 1)
    head = next((row for number, row in rows if number == form.header_row), [])
    columns = checked(file, _names(file, sheet, form, head), form.columns)
    return Extract(file, columns, _Rows(file, sheet, columns, faults).items(rows, last))


def _names(file: str, sheet: "CalamineSheet", form: XlsxFormat, head: Sequence[object]) -> list[str]:
    names = list(head)
    while names and names[-1] == "":
        names.pop()
    if not names or not all(isinstance(name, str) for name in names):
        why = f"row {form.header_row} of sheet {sheet.name} is no header: "
        why += "it holds numbers or dates" if names else "it is empty or not there"
        raise ExtractRefused(file, RefusalCode.HEADER_MISSING, why, "declare the row that names the columns")
    return [str(name) for name in names]


class _Rows:
    """The records below a header."""

    def __init__(self, file: str, sheet: "CalamineSheet", columns: tuple[str, ...], faults: Faults) -> None:
        self._file, self._sheet, self._columns = file, sheet.name, columns
        self._first = sheet.start[1] + 1 if sheet.start else 1  # the sheet's column that is our first
        self._faults, self._covered = faults, _covered(sheet)

    def items(self, rows: Iterable[tuple[int, Sequence[object]]], last: int) -> Iterator[RawRecord | Reject]:
        """Give what stands behind row `last`."""
        for number, row in rows:
            if number > last and (number in self._faults or any(cell != "" for cell in row)):
                yield self._item(number, row)
            last = max(last, number)
        for number in sorted(number for number in self._faults if number > last):  # no cell has a value there
            yield self._item(number, [])

    def _item(self, number: int, row: Sequence[object]) -> RawRecord | Reject:
        width = len(self._columns)
        place = Place(self._file, number, number, self._sheet)
        values = [None if cell == "" else cell_of(cell) for cell in row[:width]]
        cells: dict[str, Cell] = dict(zip(self._columns, values, strict=False))
        faults = {**(self._covered.get(number, {}) if row else {}), **self._faults.get(number, {})}
        for column, cell in enumerate(row[width:], self._first + width):
            if cell != "":
                faults.setdefault(column, RejectCode.FIELD_COUNT)
        if not faults:
            return RawRecord(place, cells, line_of(cells))
        column, code = min(faults.items())
        named = 0 <= column - self._first < width
        field = self._columns[column - self._first] if named else None
        return Reject(
            place, code, f"the cell in column {field or column} {_WHAT[code]}", line_of(cells), field
        )


def _covered(sheet: "CalamineSheet") -> Faults:
    """Return the first cell of each row that a merge hides, as far as there are values."""
    hidden: Faults = {}
    height, width = sheet.end or (-1, -1)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom, height) + 1):
            column = left + (row == top)  # a merge shows its first cell
            if column <= min(right, width):
                hidden.setdefault(row + 1, {})[column + 1] = RejectCode.MERGED_CELL
    return hidden
