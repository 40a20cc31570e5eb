"""Versions keep their order as text, and a database is asked from before the newest on."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from loaders.contract.versions import MIDDLE, ordered, since

NUMBERS = st.integers(-MIDDLE, MIDDLE - 1)


@given(st.tuples(NUMBERS, NUMBERS))
def test_numbers_keep_their_order_as_text(both: tuple[int, int]) -> None:
    one, other = both

    assert (ordered(one) < ordered(other)) == (one < other)


@given(st.tuples(st.dates(), st.dates()))
def test_days_keep_their_order_as_text(both: tuple[date, date]) -> None:
    one, other = both

    assert (ordered(one) < ordered(other)) == (one < other)


@given(NUMBERS, st.integers(0, 2**62))
def test_a_number_is_asked_from_the_overlap_before_the_newest_on(newest: int, overlap: int) -> None:
    assert since(ordered(newest), overlap, days=False) == max(-MIDDLE, newest - overlap)


@given(st.dates(), st.integers(0, 4_000_000))
def test_a_day_is_asked_from_the_overlap_before_the_newest_on(newest: date, overlap: int) -> None:
    try:
        expected = newest - timedelta(days=overlap)
    except OverflowError:
        expected = date.min

    assert since(ordered(newest), overlap, days=True) == expected


def test_without_a_newest_everything_is_asked_for() -> None:
    assert since(None, 3, days=True) == date.min
    assert since(None, 3, days=False) == -MIDDLE
