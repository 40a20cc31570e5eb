"""Reading ahead: everything comes in its order, and what ends the reading comes behind all that was read."""

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.contract.ahead import in_lots, one_behind


def broken_off(behind: int) -> Iterator[int]:
    yield from range(behind)
    raise OSError("the file breaks off")


def add_all(lots: Iterable[list[int]], seen: list[int]) -> None:
    for lot in lots:
        seen += lot


@given(many=st.integers(0, 20), size=st.integers(1, 7))
def test_lots_are_full_but_the_last(many: int, size: int) -> None:
    lots = list(in_lots(range(many), size, abs, 1000))

    assert [each for lot in lots for each in lot] == list(range(many))
    assert all(len(lot) == size for lot in lots[:-1])
    assert all(lots)


@given(weights=st.lists(st.integers(0, 20)), most=st.integers(1, 30))
def test_a_lot_is_full_once_it_weighs_enough(weights: list[int], most: int) -> None:
    lots = list(in_lots(weights, 1000, abs, most))

    assert [each for lot in lots for each in lot] == weights
    assert all(sum(lot[:-1]) < most for lot in lots)
    assert all(sum(lot) >= most for lot in lots[:-1])


def test_an_item_is_given_once_the_next_was_fetched() -> None:
    fetched = []

    def items() -> Iterator[int]:
        for number in range(3):
            fetched.append(number)
            yield number

    assert [(each, len(fetched)) for each in one_behind(items())] == [(0, 2), (1, 3), (2, 3)]


@given(many=st.integers(0, 20), size=st.integers(1, 7))
def test_what_ends_the_reading_comes_behind_what_was_read(many: int, size: int) -> None:
    seen: list[int] = []

    with pytest.raises(OSError, match="breaks off"):
        add_all(one_behind(in_lots(broken_off(many), size, abs, 1000)), seen)

    assert seen == list(range(many))
