"""Which values mean the same, however they are written."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.equality import meaning
from tests.loaders.gardens import Bark

CHINA = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("宁夏样例（集团）有限公司", "宁夏样例(集团)有限公司"),
        ("宁夏样例〔集团〕有限公司", "宁夏样例 （集团） 有限公司 "),
        ("宁夏 样例", "宁夏样例"),
        ("ＧＢ／Ｔ　１９００１－２０１６", "GB/T 19001-2016"),
        ("GB/T  19001—2016", "GB/T 19001-2016"),
        ("阿里·木", "阿里•木"),
        (Decimal("2.50"), Decimal("2.5")),
        (datetime(2013, 4, 9, 8, tzinfo=CHINA), datetime(2013, 4, 9, tzinfo=UTC)),
        (["a", "ｂ"], ["b", "a"]),
    ],
)
def test_what_differs_only_in_how_it_is_written_means_the_same(one: Any, other: Any) -> None:
    assert meaning(one) == meaning(other)
    assert hash(meaning(one)) == hash(meaning(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("宁夏样例甲", "宁夏样例乙"),
        ("GB 19001", "GB19 001"),
        ("a b", "ab"),
        ("", None),
        (Decimal("2.5"), Decimal("2.51")),
        (date(2013, 4, 9), date(2013, 4, 10)),
        (Bark.SMOOTH, Bark.ROUGH),
        (["a"], ["a", "b"]),
        (None, False),
    ],
)
def test_what_says_something_else_does_not(one: Any, other: Any) -> None:
    assert meaning(one) != meaning(other)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_full_width_means_what_half_width_does(text: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign != " " else "\u3000" for sign in text)
    assert meaning(wide) == meaning(text)
