"""Cells of a sheet that show something which is no value: errors, and formulas that nobody calculated.

The library that reads workbooks gives both as empty cells. Not here: reading cells (`workbook`).
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers import expat

from loaders.reading.encoding import CHUNK
from loaders.reading.record import RejectCode

Faults = dict[int, dict[int, RejectCode]]  # by row and column, from 1

_SIGNS = re.compile(rb"""<(?:\w+:)?f[\s/>]|t=["']e["']""")
_LONGEST_SIGN = 40


def faults_of(workbook: zipfile.ZipFile, sheet: str) -> Faults:
    """Return the cells of a sheet that hold an error or a formula without a value.

    Raises:
        KeyError: the workbook has no such part.
        zipfile.BadZipFile, ElementTree.ParseError, expat.ExpatError: it is damaged.
    """
    part = _part_of(workbook, sheet)
    if not any(_SIGNS.search(piece) for piece in _overlapping(workbook, part)):
        return {}
    cells = _Cells()
    with workbook.open(part) as stream:
        cells.parser.ParseFile(stream)
    return cells.faults


def _part_of(workbook: zipfile.ZipFile, sheet: str) -> str:
    sheets = ElementTree.fromstring(workbook.read("xl/workbook.xml")).iterfind("{*}sheets/{*}sheet")
    named = next(each for each in sheets if each.get("name") == sheet)
    key = next(value for name, value in named.items() if name.endswith("}id"))
    parts = ElementTree.fromstring(workbook.read("xl/_rels/workbook.xml.rels"))
    target = next(part.attrib["Target"] for part in parts if part.get("Id") == key)
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _overlapping(workbook: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with workbook.open(part) as stream:
        end = b""
        while chunk := stream.read(CHUNK):
            yield end + chunk
            end = chunk[-_LONGEST_SIGN:]


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
