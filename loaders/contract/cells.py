"""One cell becomes a typed value, or a fault that says why it cannot.

Nothing is guessed and nothing is cast in silence: a number where an id is declared has lost its zeros,
and a day that a spreadsheet counts says nothing without the spreadsheet's own calendar.
Not here: which cell belongs to which field (`header`) and the faults of a whole row (`rows`).
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from operator import mul
from unicodedata import normalize

from loaders.contract.columns import (
    DATE_FORMS,
    ISO,
    NESTED,
    UNITS,
    FieldType,
    Format,
    SourceField,
    Transport,
    plain,
)
from loaders.contract.issues import IssueCode
from loaders.contract.masks import masked
from loaders.reading import Cell, lossy
from loaders.reading.cells import cell_of
from loaders.sources.standards.number import NumberRefused, standard_number

One = str | bool | int | Decimal | date
Value = One | tuple[One, ...]  # several, where the field is split
Meaning = Mapping[str, str | bool]

# GB 32100-2015: ten digits and the letters without I, O, S, V, Z; who registers, what, where, whose, a check.
_USCC = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")
_SIGNS = {sign: value for value, sign in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
_WEIGHTS = tuple(3**place % 31 for place in range(17))
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)
_SERIAL = re.compile(r"\d{5}(\.\d+)?", re.ASCII)
_WORDS = {"是": True, "否": False}


class CellFault(Exception):
    """A cell does not hold what is declared.

    Args:
        code: what is wrong.
        problem: what is wrong and what to do, without the value itself.
    """

    def __init__(self, code: IssueCode, problem: str) -> None:
        super().__init__(problem)
        self.code = code
        self.problem = problem


def value_of(field: SourceField, cell: Cell, form: Format, meaning: Meaning | None = None) -> Value | None:
    """Return what a cell holds; None where it holds nothing and may.

    Args:
        field: what is declared of its column.
        cell: as the carrier holds it.
        form: how the extract is written down.
        meaning: what each written value means, where the field has a lookup.

    Raises:
        CellFault: it holds something else than is declared.
    """
    if field.part is not None or field.between is not None:
        cell = None if is_nothing(cell, form) else part_of(field, cell)
    if field.between is None:
        return _one(field, cell, form, meaning)
    values = [_one(field, each, form, meaning) for each in _apart(field.between, cell, form)]
    return tuple(dict.fromkeys(value for value in values if value is not None)) or None


def part_of(field: SourceField, cell: Cell) -> Cell:
    """Return what of a cell a field speaks of: the whole, or its part of an object or list.

    Raises:
        CellFault: there is no object or list.
    """
    if field.part is None or cell is None or cell == "":
        return cell
    found = _nested(cell)
    if isinstance(field.part, str) and isinstance(found, dict):
        return cell_of(found.get(field.part))
    if isinstance(field.part, int) and isinstance(found, list):
        return cell_of(found[field.part]) if field.part < len(found) else None
    wanted = "object" if isinstance(field.part, str) else "list"
    raise CellFault(IssueCode.TYPE, f"it is no {wanted}, of which the part {field.part} is read")


def reader_of(field: SourceField, form: Format, meaning: Meaning | None) -> Callable[[Cell], Value | None]:
    """Return `value_of` for the cells of one column; it remembers, since most values come again."""
    # Typed, since 1, 1.0 and true are equal and yet other cells.
    return lru_cache(4096, typed=True)(lambda cell: value_of(field, cell, form, meaning))


def written(cell: Cell) -> str:
    """Return a cell as text, unchanged but for its form: what a key is made of, and told to be no value."""
    return plain(cell) if isinstance(cell, str) else str(cell)


def is_nothing(cell: Cell, form: Format) -> bool:
    """Return whether a cell holds no value, whatever space it is written with."""
    return cell is None or (text := written(cell)) == "" or text in form.nulls


def _one(field: SourceField, cell: Cell, form: Format, meaning: Meaning | None) -> One | None:
    if isinstance(cell, str):
        cell = _unspoilt(plain(cell))
    if is_nothing(cell, form):
        if field.required:
            raise CellFault(IssueCode.REQUIRED, "the cell is empty; a value is needed here")
        return None
    value = _CONVERTERS[field.type](field, cell, form.transport)
    if isinstance(value, str) and field.whole is not None:
        value = _matched(value, field.whole)
    if isinstance(value, str) and field.masked:
        value = masked(value)
    _check_bounds(field, value)
    if field.last_day and isinstance(value, date):
        return _day_after(value)
    return value if meaning is None else _meant(str(value), meaning)


def _apart(between: re.Pattern[str], cell: Cell, form: Format) -> Sequence[Cell]:
    """The values that a cell has, one after another; one without value where it has none."""
    if not isinstance(cell, str):
        return [cell]
    listed = _nested(cell) if form.transport in NESTED else None
    parts = [cell_of(each) for each in listed] if isinstance(listed, list) else between.split(cell)
    return [part for part in parts if not is_nothing(part, form)] or [None]


def _nested(cell: Cell) -> object:
    """The object or list that a carrier gives as its JSON text; None: it is none."""
    if isinstance(cell, str) and cell[:1] in ("{", "["):
        with suppress(ValueError, RecursionError):
            return json.loads(cell, parse_float=Decimal)
    return None


def _unspoilt(text: str) -> str:
    if lossy(text):
        raise CellFault(
            IssueCode.LOSSY_DECODE,
            "signs were lost before the text came here; export it again in UTF-8 or GB18030",
        )
    return text


def _meant(text: str, meaning: Meaning) -> str | bool:
    if text not in meaning:
        raise CellFault(
            IssueCode.ENUM_UNKNOWN,
            f"it is none of {', '.join(list(meaning)[:12])}; correct it, or add it to the lookup",
        )
    return meaning[text]


def _matched(text: str, whole: re.Pattern[str]) -> str:
    found = whole.fullmatch(text)
    # Where a form has several ways, the group may stand in one that was not taken.
    if found is None or found[whole.groups] is None:
        raise CellFault(IssueCode.PATTERN, f"it does not have the declared form {whole.pattern}")
    return str(found[whole.groups])


def _day_after(day: date) -> date:
    if day == date.max:
        raise CellFault(IssueCode.RANGE, "no day follows it; write nothing where there is no last day")
    return day + timedelta(days=1)


def _check_bounds(field: SourceField, value: One) -> None:
    if isinstance(value, str):
        if field.longest is not None and len(value) > field.longest:
            raise CellFault(IssueCode.TOO_LONG, f"it has {len(value)} signs; at most {field.longest} fit")
        return
    low, high = field.min, field.max
    # A declaration's bounds have its field's type; the check of the one's type tells the other's to mypy.
    if (low is not None and value < low) or (high is not None and value > high):  # type: ignore[operator]
        raise CellFault(
            IssueCode.RANGE,
            f"it is not within {'…' if low is None else low} to {'…' if high is None else high}",
        )


def _text(field: SourceField, cell: Cell, transport: Transport) -> str:
    if isinstance(cell, str):
        return cell
    raise CellFault(IssueCode.TYPE, f"it is no text but {_named(cell)}; export the column as text")


def _id(field: SourceField, cell: Cell, transport: Transport) -> str:
    """An id: text, or a whole number from a carrier that keeps it whole; full-width signs are made narrow."""
    if isinstance(cell, str):
        return plain(normalize("NFKC", cell))
    if type(cell) is int and transport is not Transport.XLSX:
        return str(cell)
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        raise CellFault(
            IssueCode.ID_CELL_NUMERIC,
            "the cell is a number, so zeros and digits may be lost; give the column the format text"
            " before it is filled, and export again",
        )
    return _text(field, cell, transport)


def _uscc(field: SourceField, cell: Cell, transport: Transport) -> str:
    code = _id(field, cell, transport).upper()
    if not _USCC.fullmatch(code):
        raise CellFault(
            IssueCode.PATTERN,
            "a unified social credit code has 18 signs: digits, and letters without I, O, S, V, Z (GB 32100)",
        )
    # As python-stdnum has it, which cleans the code once more and took a fiftieth of a first load.
    if (sum(map(mul, _WEIGHTS, map(_SIGNS.__getitem__, code))) + _SIGNS[code[-1]]) % 31:
        raise CellFault(
            IssueCode.CHECK_DIGIT, "its last sign does not fit the others, so one is mistyped; look it up"
        )
    return code


def _standard(field: SourceField, cell: Cell, transport: Transport) -> str:
    try:
        return standard_number(_text(field, cell, transport))
    except NumberRefused:
        raise CellFault(
            IssueCode.PATTERN, "it is no standard's number, which is written like GB/T 19001-2016"
        ) from None


def _date(field: SourceField, cell: Cell, transport: Transport) -> date:
    if isinstance(cell, datetime):
        return _whole_day(cell)
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str) or type(cell) is int:  # a whole number may be a compact day, 20260131
        text = normalize("NFKC", str(cell))
        if (found := _moment(text, field.dates)) is not None:
            return _whole_day(found)
        if not _SERIAL.fullmatch(text):
            raise CellFault(
                IssueCode.DATE_INVALID,
                f"it is no day written like {' or '.join(field.dates) or 'a date of the carrier'}",
            )
    raise CellFault(
        IssueCode.DATE_INVALID,
        "it is a number that a spreadsheet counts days by; give the column a date format and export again",
    )


def _moment(text: str, forms: tuple[str, ...]) -> datetime | None:
    for form in forms:
        # strptime would read 2026131 as compact too, in one of two ways.
        if form.isdigit() and len(text) != len(form):
            continue
        try:
            if form == ISO and len(text) == len(ISO) and text[4] == text[7] == "-":
                return datetime.fromisoformat(text)  # the same, and in a tenth of the time
            return datetime.strptime(text, DATE_FORMS[form])
        except ValueError:
            continue
    return None


def _whole_day(moment: datetime) -> date:
    if moment.time() != time():
        raise CellFault(
            IssueCode.DATE_INVALID, "it has a time of day where a day is declared; export the day alone"
        )
    return moment.date()


def _decimal(field: SourceField, cell: Cell, transport: Transport) -> Decimal:
    if isinstance(cell, str) and _NUMBER.fullmatch(text := normalize("NFKC", cell)):
        return Decimal(text.replace(",", ""))
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        number = Decimal(str(cell))  # a float by its shortest text, which is what its user typed
        if number.is_finite():
            return number
    raise CellFault(IssueCode.TYPE, f"it is {_named(cell)} and no number such as 1200.50")


def _money(field: SourceField, cell: Cell, transport: Transport) -> Decimal:
    return _decimal(field, cell, transport) * UNITS[field.unit]


def _integer(field: SourceField, cell: Cell, transport: Transport) -> int:
    number = _decimal(field, cell, transport)
    if number != int(number):
        raise CellFault(IssueCode.TYPE, "it is no whole number")
    if not -(2**63) <= number < 2**63:
        raise CellFault(IssueCode.RANGE, "it has more than 64 bits, which the database does not hold")
    return int(number)


def _boolean(field: SourceField, cell: Cell, transport: Transport) -> bool:
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, str) and cell in _WORDS:
        return _WORDS[cell]
    raise CellFault(IssueCode.TYPE, "it is neither 是 nor 否; for other words declare a text with a lookup")


def _named(cell: Cell) -> str:
    words = {str: "a text", bool: "yes or no", int: "a number", float: "a number", Decimal: "a number"}
    return words.get(type(cell), "a date or time" if isinstance(cell, date | time) else "bytes")


_CONVERTERS: Mapping[FieldType, Callable[[SourceField, Cell, Transport], One]] = {
    FieldType.TEXT: _text,
    FieldType.ID: _id,
    FieldType.USCC: _uscc,
    FieldType.STANDARD: _standard,
    FieldType.DATE: _date,
    FieldType.INTEGER: _integer,
    FieldType.DECIMAL: _decimal,
    FieldType.MONEY: _money,
    FieldType.BOOLEAN: _boolean,
}
