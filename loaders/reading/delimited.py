"""Reading CSV: records with their lines and bytes; damage costs only the records that it is in.

The csv module parses. It takes from us as many lines as it needs for one record, so that we know which they
are. A record of several lines must be flawless; else its first line alone is given up and reading goes on
behind that, since a quote that nobody closed would swallow all up to the next one. Behind damage every record
must be flawless, so that the rest of a broken one does not pass for a whole one.

Most files are plain for most of their length: without a quote and without damage each line is one record, and
such lines are read many at once, which takes half the time.

Not here: what the cells mean (`loaders.contract`).
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from loaders.reading.encoding import DECLARE, MARK, codec_of
from loaders.reading.formats import CsvFormat
from loaders.reading.header import checked
from loaders.reading.physical import LONGEST, Cut, lines_of, lots_of, size_of
from loaders.reading.record import Extract, Place, RawRecord, Reject, RejectCode
from loaders.reading.refused import ExtractRefused, RefusalCode

MOST_LINES = 10_000  # of one record; a quote that nobody closed is noticed then at the latest

Fault = tuple[RejectCode, str]


@contextmanager
def delimited(path: Path, form: CsvFormat, after: Place | None = None) -> Iterator[Extract]:
    """Open a table of text.

    Args:
        path: the file.
        form: how it is written.
        after: the place of a record of this file, to begin behind it.

    Raises:
        ExtractRefused: it cannot be decoded at all, or its header does not name its columns.
    """
    codec = codec_of(path, form.codec)
    csv.field_size_limit(LONGEST)
    with path.open("rb") as stream:
        columns, top = _header(_Lines(stream, codec, _above(path, stream, codec, form)), form)
        rows = _Rows(_Lines(stream, codec, after or top), form, columns)
        yield Extract(path.name, columns, rows.items(), codec)


def _above(path: Path, stream: BinaryIO, codec: str, form: CsvFormat) -> Place:
    """Return the place of what stands above the header."""
    lines = lines_of(stream, codec)
    sizes = [size_of(line) for _, line in zip(range(form.header_line - 1), lines, strict=False)]
    return Place(path.name, 1, sum(sizes), lines=len(sizes))


def _header(lines: "_Lines", form: CsvFormat) -> tuple[tuple[str, ...], Place]:
    try:
        names, fault = next(_parser(lines, form), []), lines.fault
    except (csv.Error, _TooLong) as error:
        names, fault = [], (RejectCode.UNCLOSED_QUOTE, str(error))
    if fault and fault[0] is RejectCode.ENCODING:
        raise ExtractRefused(lines.file, RefusalCode.ENCODING, f"the header, {fault[1]}", DECLARE)
    if fault or not any(names):
        raise ExtractRefused(
            lines.file,
            RefusalCode.HEADER_MISSING,
            f"line {form.header_line} is no header"
            + (f": {fault[1]}" if fault else ", it is empty or not there"),
            "deliver the file with its header, or declare the line that it stands in",
        )
    return checked(lines.file, names, form.columns), lines.place()


class _TooLong(Exception):
    """More than a record may take."""


class _Lines:
    """Decoded lines as the csv module takes them, and which it took for the record at hand."""

    def __init__(self, stream: BinaryIO, codec: str, after: Place) -> None:
        stream.seek(after.offset)
        self._lots = lots_of(stream, codec)
        self.codec = codec
        self.returned: list[bytes] = []  # to be taken again, the next at the end
        self.file = after.file
        self.number = after.number + after.lines
        self.offset = after.offset  # where the record at hand begins
        self._start()

    def begin(self) -> None:
        """Count what was taken as read, and begin a record."""
        self.number += len(self.taken)
        self.offset += self._size
        self._start()

    def _start(self) -> None:
        self.taken: list[bytes] = []
        self.fault: Fault | None = None  # of a line: it cannot be decoded, or holds NUL
        self.marked = self.exceeded = False
        self._size = 0

    def lot(self) -> list[bytes]:
        """Take the lines that are read next; none at the end."""
        self.begin()
        self.taken = next(self._lots, [])
        self._size = sum(map(size_of, self.taken))
        return self.taken

    def give_back(self, kept: int) -> None:
        """Give all but the first of the lines at hand back, to be taken again.

        Args:
            kept: how many are kept.
        """
        self.returned.extend(reversed(self.taken[kept:]))
        del self.taken[kept:]
        self._size = sum(map(size_of, self.taken))

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if not self.returned:
            self.returned = next(self._lots)[::-1]
        line = self.returned.pop()
        self.taken.append(line)
        self._size += size_of(line)
        if self._size > LONGEST or len(self.taken) > MOST_LINES:
            self.exceeded = True
            raise _TooLong(f"it has more than {LONGEST} bytes or {MOST_LINES} lines")
        text = self._decoded(line)
        if len(self.taken) == 1 and text.startswith(MARK):  # of the file, or of one that was appended to it
            self.marked = True
            return text[1:]
        return text

    def _decoded(self, line: bytes) -> str:
        try:
            text = line.decode(self.codec)
        except UnicodeDecodeError as error:
            number = self.number + len(self.taken) - 1
            where = f"line {number} is not {self.codec} at its byte {error.start + 1}"
            self.fault = (RejectCode.ENCODING, f"{where}; deliver it again, corrected")
            return line.decode(self.codec, "backslashreplace")  # to find the record's end; never given out
        if "\0" in text:
            number = self.number + len(self.taken) - 1
            self.fault = (RejectCode.NUL_BYTE, f"line {number} holds NUL; deliver it again, corrected")
        return text

    def text(self) -> str:
        """Return the text of the record at hand."""
        return b"".join(self.taken).decode(self.codec, "backslashreplace").removeprefix(MARK)

    def raw(self) -> bytes:
        """Return its bytes, up to the bound."""
        return self.taken[0] if len(self.taken) == 1 else b"".join(self.taken)

    def place(self) -> Place:
        """Return its place."""
        return Place(self.file, self.number, self.offset + self._size, None, len(self.taken))


class _Damage:
    """Neighbouring lines that are no records, told as one: what a quote had swallowed and was given back."""

    def __init__(self, place: Place, fault: Fault, raw: bytes) -> None:
        self._place, self._fault, self._raw = place, fault, bytearray(raw)

    def extend(self, place: Place, raw: bytes) -> None:
        first = self._place
        lines = place.number + place.lines - first.number
        self._place = Place(first.file, first.number, place.offset, None, lines)
        self._raw += raw[: LONGEST - len(self._raw)]

    def reject(self) -> Reject:
        return Reject(self._place, *self._fault, bytes(self._raw))


class _Rows:
    """The records below a header."""

    def __init__(self, lines: _Lines, form: CsvFormat, columns: tuple[str, ...]) -> None:
        self._lines, self._columns = lines, columns
        self._reader, self._form = _parser(lines, form), form
        self._flawless = _flawless(form)

    def items(self) -> Iterator[RawRecord | Reject]:
        lines, columns = self._lines, self._columns
        yield from self._plain()
        damage: _Damage | None = None
        swallowed = 0  # up to which byte a quote took lines that were given back
        for cells, broken in self._candidates():
            if not broken and not any(cells):
                continue
            if fault := broken or self._fault(cells, damage is not None):
                within_swallowed = lines.offset < swallowed
                if fault[0] is RejectCode.UNCLOSED_QUOTE:
                    swallowed = max(swallowed, sys.maxsize if lines.exceeded else lines.place().offset)
                    lines.give_back(kept=1)
                if damage and within_swallowed:
                    damage.extend(lines.place(), lines.raw())
                else:
                    if damage:
                        yield damage.reject()
                    damage = _Damage(lines.place(), fault, lines.raw())
                continue
            if damage:
                yield damage.reject()
                damage, swallowed = None, 0
            if not (lines.marked and tuple(cells) == columns):  # else the header of a file that was appended
                yield RawRecord(lines.place(), dict(zip(columns, cells, strict=True)), lines.raw())
            if not lines.returned:
                yield from self._plain()
        if damage:
            yield damage.reject()

    def _plain(self) -> Iterator[RawRecord]:
        """Give the records of the lines that come next, up to those that may hold anything else."""
        lines, columns = self._lines, self._columns
        file = lines.file
        while lot := lines.lot():
            offset, rows = lines.offset, self._rows_of(lot)
            if rows is None:
                lines.give_back(kept=0)
                return
            for number, (cells, line) in enumerate(zip(rows, lot, strict=True), start=lines.number):
                offset += len(line)
                if any(cells):
                    yield RawRecord(Place(file, number, offset), dict(zip(columns, cells, strict=True)), line)

    def _rows_of(self, lot: list[bytes]) -> list[list[str]] | None:
        """Return the cells of each of these lines; None where one may be no record, or not a whole one."""
        if Cut in map(type, lot):
            return None
        try:
            texts = [line.decode(self._lines.codec) for line in lot]
        except UnicodeDecodeError:
            return None
        whole = "".join(texts)
        if any(sign in whole for sign in (self._form.quote, "\0", MARK)):
            return None
        rows = list(_parser(texts, self._form))
        return rows if {*map(len, rows)} <= {0, len(self._columns)} else None

    def _candidates(self) -> Iterator[tuple[list[str], Fault | None]]:
        while True:
            self._lines.begin()
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except (csv.Error, _TooLong) as error:
                yield [], self._broken(error)
            else:
                yield cells, None

    def _broken(self, error: Exception) -> Fault:
        lines = self._lines
        if len(lines.taken) > 1 or "end of data" in str(error):
            what = "a quote is opened here and not closed as it must be; close it, or double it inside a cell"
            return RejectCode.UNCLOSED_QUOTE, what
        if isinstance(error, _TooLong):
            return RejectCode.TOO_LONG, f"{error}; look for a quote or line end that is missing"
        what = "a quote stands where none belongs; double the quotes of a cell, and quote the cell"
        return lines.fault or (RejectCode.STRAY_QUOTE, what)

    def _fault(self, cells: list[str], wary: bool) -> Fault | None:
        lines, width = self._lines, len(self._columns)
        several = len(lines.taken) > 1
        if (several or wary) and not self._flawless.fullmatch(lines.text()):
            return self._broken(csv.Error())
        if len(cells) != width:
            if several:
                return self._broken(csv.Error())
            return lines.fault or (
                RejectCode.FIELD_COUNT,
                f"{len(cells)} cells under {width} columns; give each its own",
            )
        return lines.fault


def _parser(lines: Iterable[str], form: CsvFormat) -> "Iterator[list[str]]":
    return csv.reader(lines, delimiter=form.delimiter, quotechar=form.quote, strict=True)


def _flawless(form: CsvFormat) -> re.Pattern[str]:
    """Return what a record looks like in which a quote stands only where one belongs."""
    mark, end = re.escape(form.quote), re.escape(form.delimiter)
    cell = f"(?:{mark}[^{mark}]*+(?:{mark}{mark}[^{mark}]*+)*+{mark}|[^{mark}{end}\\r\\n]*+)"
    return re.compile(f"{cell}(?:{end}{cell})*+(?:\\r\\n|\\r|\\n)?")
