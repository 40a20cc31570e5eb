from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from schema.scalars import day, moment, number


def test_a_day_is_read_as_iso_8601_writes_it() -> None:
    assert day("2026-01-31") == date(2026, 1, 31)


@pytest.mark.parametrize(
    "text", ["20260131", "2026-W05-6", "2026-02-30", "2026-1-1", "", "２０２６-01-31", 2026]
)
def test_what_only_resembles_a_day_is_refused_with_an_example(text: object) -> None:
    with pytest.raises(ValueError, match="2026-01-31"):
        day(text)


def test_a_moment_is_read_with_its_offset() -> None:
    assert moment("2026-01-31T08:00:00+08:00") == datetime(2026, 1, 31, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026-01-31T08:00:00", "2026-01-31", "yesterday", "", None])
def test_a_moment_without_an_offset_is_refused_since_it_may_be_any_of_many(text: object) -> None:
    with pytest.raises(ValueError, match="with its offset"):
        moment(text)


def test_a_decimal_number_keeps_every_digit() -> None:
    assert str(number("98.50")) == "98.50"
    assert number("-0.1") == Decimal("-0.1")


@pytest.mark.parametrize("text", ["1e999999999", "NaN", "Infinity", "1,5", "", 98.5, "1" * 40])
def test_what_is_no_plain_decimal_number_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="written as text"):
        number(text)
