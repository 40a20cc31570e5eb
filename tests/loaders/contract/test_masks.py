"""No personal number gets through, however it is written and whatever stands around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.contract.masks import masked, shown

DIGITS = st.sampled_from("0123456789０１２３４５６７８９")
AROUND = st.text(st.characters(exclude_categories=["Nd", "Cs"]), max_size=8)
BETWEEN = st.sampled_from(["", "", "", " ", "-", "－", "–", ".", "（", ") "])


@given(st.lists(st.tuples(DIGITS, BETWEEN), min_size=11, max_size=30), AROUND, AROUND)
def test_a_long_number_never_gets_through(number: list[tuple[str, str]], before: str, after: str) -> None:
    digits = "".join(digit for digit, _ in number)
    text = before + "".join(digit + between for digit, between in number).strip() + after

    left = [sign for sign in masked(text).replace(f"‹{len(digits)} digits›", "") if sign.isdecimal()]

    assert left == []


@pytest.mark.parametrize(
    "number",
    [
        "64010219850203123X",
        "640102850203123",
        "13800138000",
        "+86 138-0013-8000",
        "0951-5012345",
        "(0951)5012345",
    ],
)
def test_each_sort_of_number_is_hidden(number: str) -> None:
    assert "123" not in masked(f"联系 {number}。").replace("digits", "")
    assert "8000" not in masked(f"联系{number}")
    assert "501" not in masked(number)


def test_the_last_sign_of_an_identity_card_goes_with_it() -> None:
    assert masked("64010219850203123X") == "‹17 digits›"


@pytest.mark.parametrize(
    "text", ["91640199MA9000011X", "2013-02-29", "640104", "宁质监罚字〔2013〕第12号", "1200.50"]
)
def test_what_is_no_personal_number_stays_readable(text: str) -> None:
    assert masked(text) == text


@given(st.text(), st.text(min_size=1))
def test_nothing_of_a_sensitive_value_is_shown(around: str, value: str) -> None:
    assert shown(value, sensitive=True) == f"‹{len(value)} signs›"


@given(st.text())
def test_a_shown_value_has_no_sign_that_a_terminal_would_obey(text: str) -> None:
    assert shown(text).isprintable()
