"""What the library that reads workbooks does not tell of a sheet, read from the sheet's own part.

How far it reaches, since the library takes memory for every cell up to the last; and which cells show
something that is no value (an error, a formula that nobody calculated), since it gives those as empty.
Not here: reading cells (`workbook`).
"""

import posixpath
import re
import zipfile
from dataclasses import dataclass
from typing import Self
from xml.etree import ElementTree
from xml.parsers import expat

from loaders.reading.encoding import CHUNK
from loaders.reading.record import RejectCode

Faults = dict[int, dict[int, RejectCode]]  # by row and column, from 1

_SIGN = re.compile(rb"""<(?:\w+:)?f[\s/>]|t=["']e["']""")
_VALUED = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]+)([0-9]+)"[^>]*(?<!/)>""")
_LONGEST = 100  # bytes of what these find


@dataclass
class Sheet:
    """A sheet's part, looked through.

    Args:
        rows, columns: how far its values reach.
        faults: the cells that hold an error or a formula without a value.
    """

    rows: int
    columns: int
    faults: Faults

    @classmethod
    def of(cls, workbook: zipfile.ZipFile, name: str) -> Self:
        """Look through a sheet.

        Raises:
            KeyError, StopIteration: the workbook has no such part.
            zipfile.BadZipFile, zlib.error, ElementTree.ParseError, expat.ExpatError: it is damaged.
        """
        part = _part_of(workbook, name)
        sheet, signs, end = cls(0, 0, {}), False, b""
        with workbook.open(part) as stream:
            while chunk := stream.read(CHUNK):
                sheet._reach(end + chunk)
                signs = signs or _SIGN.search(end + chunk) is not None
                end = chunk[-_LONGEST:]
        if signs:
            cells = _Cells()
            with workbook.open(part) as stream:
                cells.parser.ParseFile(stream)
            sheet.faults = cells.faults
        return sheet

    def _reach(self, piece: bytes) -> None:
        places = _VALUED.findall(piece)
        columns = {column for column, _ in places}
        self.rows = max([self.rows, *(int(row) for _, row in places)])
        self.columns = max([self.columns, *(_column(column.decode()) for column in columns)])


def _part_of(workbook: zipfile.ZipFile, name: str) -> str:
    sheets = ElementTree.fromstring(workbook.read("xl/workbook.xml")).iterfind("{*}sheets/{*}sheet")
    sheet = next(each for each in sheets if each.get("name") == name)
    key = next(value for attribute, value in sheet.items() if attribute.endswith("}id"))
    parts = ElementTree.fromstring(workbook.read("xl/_rels/workbook.xml.rels"))
    target = next(part.attrib["Target"] for part in parts if part.get("Id") == key)
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


class _Cells:
    """Walks the cells of a sheet's part; a row or cell that leaves out its place follows the last."""

    def __init__(self) -> None:
        self.faults: Faults = {}
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._row = self._column = 0
        self._kind = ""
        self._formula = self._within_value = self._valued = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition("}")[2]:
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            case "c":
                place = attributes.get("r", "")
                self._column = _column(place) if place else self._column + 1
                self._kind = attributes.get("t", "")
                self._formula = self._within_value = self._valued = False
            case "f":
                self._formula = True
            case "v":
                self._within_value = True

    def _text(self, text: str) -> None:
        self._valued = self._valued or self._within_value

    def _end(self, name: str) -> None:
        match name.rpartition("}")[2]:
            case "v":
                self._within_value = False
            case "c" if self._kind == "e":
                self.faults.setdefault(self._row, {})[self._column] = RejectCode.CELL_ERROR
            case "c" if self._formula and not self._valued and self._kind != "str":
                self.faults.setdefault(self._row, {})[self._column] = RejectCode.FORMULA_WITHOUT_VALUE


def _column(place: str) -> int:
    number = 0
    for letter in place.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
