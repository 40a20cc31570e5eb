"""The scalars that are not GraphQL's own: a day, a moment and a decimal number, each as text.

Not here: GraphQL's own five.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import strawberry
from strawberry.types.scalar import ScalarDefinition

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?", re.ASCII)


def day(value: Any) -> date:
    """Return the day that a text such as 2026-01-31 names; ValueError if it names none."""
    # `fromisoformat` alone would take 20260131 and 2026-W05-6 too.
    if not (isinstance(value, str) and DAY.fullmatch(value)):
        raise ValueError("a Date is written as 2026-01-31")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("there is no such day; a Date is written as 2026-01-31") from None


def moment(value: Any) -> datetime:
    """Return the moment that a text such as 2026-01-31T08:00:00+08:00 names; ValueError if it names none."""
    remedy = "a DateTime is written with its offset, as 2026-01-31T08:00:00+08:00"
    try:
        found = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError(remedy) from None
    offset = found.utcoffset()
    if offset is None or offset % timedelta(minutes=1) or abs(offset) > timedelta(hours=18):
        raise ValueError(f"{remedy}; the offset is whole minutes, at most 18 hours")
    if not 1 < found.year < 9999:  # at the ends of time, another offset has another year
        raise ValueError(f"{remedy}, in the years 0002 to 9998")
    return found


def number(value: Any) -> Decimal:
    """Return the number that a text such as 98.50 names; ValueError if it names none."""
    if not (isinstance(value, str) and NUMBER.fullmatch(value)):
        raise ValueError('a Decimal is written as text, as "98.50"')
    return Decimal(value)


def _iso(value: Any) -> str:
    return value if isinstance(value, str) else str(value.isoformat())


def _scalar(
    name: str, description: str, serialize: Callable[[Any], str], parse: Callable[[Any], object]
) -> ScalarDefinition:
    return strawberry.scalar(name=name, description=description, serialize=serialize, parse_value=parse)


def scalar_map() -> Mapping[object, ScalarDefinition]:
    """Return how each Python type of the model that is no scalar of GraphQL's own reads and writes."""
    return {
        date: _scalar("Date", "A day in ISO 8601, as 2026-01-31 · 日期", _iso, day),
        datetime: _scalar(
            "DateTime",
            "A moment in ISO 8601 with its offset, as 2026-01-31T08:00:00+08:00 · 时间",
            _iso,
            moment,
        ),
        Decimal: _scalar("Decimal", "A decimal number as text, digit for digit · 十进制数", str, number),
    }
