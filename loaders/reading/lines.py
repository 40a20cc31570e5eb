"""Reading JSON Lines: one object a line, numbers exactly as written. Not here: what its fields mean."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from loaders.reading.cells import cell_of
from loaders.reading.encoding import MARK, codec_of
from loaders.reading.formats import JsonLinesFormat
from loaders.reading.physical import LONGEST, Cut, lines_of, size_of
from loaders.reading.record import Cell, Extract, Place, RawRecord, Reject, RejectCode

DEEPEST = 32  # lists and objects within each other
_ESCAPED = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")  # NUL, or half a character


@contextmanager
def json_lines(path: Path, form: JsonLinesFormat, after: Place | None = None) -> Iterator[Extract]:
    """Open a file with an object of JSON in each line.

    Args:
        path: the file.
        form: how it is written.
        after: the place of a record of this file, to begin behind it.

    Raises:
        ExtractRefused: it cannot be decoded at all.
    """
    codec = codec_of(path, form.codec)
    with path.open("rb") as stream:
        start = after or Place(path.name, 1, 0, lines=0)
        stream.seek(start.offset)
        yield Extract(path.name, (), _items(lines_of(stream, codec), codec, start), codec)


def _items(lines: Iterator[bytes], codec: str, after: Place) -> Iterator[RawRecord | Reject]:
    offset = after.offset
    for number, line in enumerate(lines, after.number + after.lines):
        offset += size_of(line)
        place = Place(after.file, number, offset)
        try:
            text = _text(line, codec)
            if text:
                yield RawRecord(place, _cells(text), line)
        except _NoRecord as fault:
            yield Reject(place, fault.code, f"{fault}; deliver the line again, corrected", line, fault.field)


class _NoRecord(Exception):
    """A line holds no record.

    Args:
        code: why.
        what: the reason in words.
        field: the name that it lies in.
    """

    def __init__(self, code: RejectCode, what: str, field: str | None = None) -> None:
        self.code, self.field = code, field
        super().__init__(what)


def _text(line: bytes, codec: str) -> str:
    if isinstance(line, Cut):
        raise _NoRecord(RejectCode.TOO_LONG, f"the line has {line.size} bytes, more than {LONGEST}")
    try:
        return line.decode(codec).removeprefix(MARK).strip()
    except UnicodeDecodeError as error:
        raise _NoRecord(
            RejectCode.ENCODING, f"the line is not {codec} at its byte {error.start + 1}"
        ) from None


def _cells(text: str) -> dict[str, Cell]:
    try:
        read = _DECODER.decode(text)
        if not isinstance(read, dict):
            raise _NoRecord(RejectCode.NOT_AN_OBJECT, "the line is JSON, but no object")
        names_and_texts = list(_texts(read, DEEPEST))
    except RecursionError:
        raise _NoRecord(RejectCode.TOO_DEEP, f"it is nested more than {DEEPEST} deep") from None
    except (ValueError, ArithmeticError) as error:  # no JSON; a number without end
        raise _NoRecord(RejectCode.NOT_AN_OBJECT, f"this is no JSON: {error}") from None
    if _ESCAPED.search(text):
        _check(names_and_texts)
    return {name: cell_of(value) for name, value in read.items()}


def _texts(value: object, deep: int) -> Iterator[str]:
    """Give all names and texts in a value; a RecursionError if it is nested deeper than that."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        if deep == 0:
            raise RecursionError
        for part in value:
            yield from _texts(part, deep - 1)
        for part in value.values() if isinstance(value, dict) else ():
            yield from _texts(part, deep - 1)


def _check(texts: list[str]) -> None:
    for text in texts:
        if "\0" in text:
            raise _NoRecord(RejectCode.NUL_BYTE, "a text holds NUL")
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise _NoRecord(RejectCode.ENCODING, "a text holds half a character (a lone surrogate)")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _NoRecord(RejectCode.DUPLICATE_FIELD, f"{twice} is there more than once", twice)
    return read


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=Decimal, parse_constant=_no_number)
