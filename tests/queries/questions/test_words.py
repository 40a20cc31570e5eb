"""What is typed becomes a query of words alone: parts, readings in pinyin, and bounds.

Not here: what the query finds (`test_search`).
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import quality_model
from loaders.pinyin import pinyin_of
from queries.questions.pinyin import READINGS, readings
from queries.questions.words import (
    HAN,
    MAXIMUM_TEXT,
    TextRefused,
    nearest_of,
    parts_of,
    query_of,
    searched,
)

# All that a query may be made of: quoted words, words with a star, and our own operators.
WORD = rf"(?:[^\W_]|{HAN.pattern})+"
PIECE = re.compile(rf'"{WORD}(?: {WORD})*"|\*?{WORD}\*?|AND|OR|\^\d|[() ]')


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("质量 黑名单", ["质量", "黑名单"]),
        ("GB/T 19001-2016", ["gb", "t", "19001", "2016"]),
        ("GAP（良好农业规范）认证", ["gap", "良好农业规范", "认证"]),
        ("ISO9001认证abc", ["iso9001", "认证", "abc"]),
        ("ＩＳＯ　９００１", ["iso", "9001"]),
        ("“一票否决”", ["一票否决"]),
    ],
)
def test_a_text_is_parted_at_signs_and_where_the_script_changes(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


@given(st.text(max_size=MAXIMUM_TEXT))
@settings(max_examples=500, deadline=None)
def test_whatever_is_typed_the_query_is_made_of_words_alone(text: str) -> None:
    for make in (query_of, nearest_of):
        try:
            query = make(text)
        except TextRefused:
            continue
        assert PIECE.sub("", query) == ""
        assert query.count("(") == query.count(")")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("zhiliang", ("zhi", "liang")),
        ("zhi liang", ("zhi", "liang")),
        ("lvse", ("lv", "se")),
        ("lüse", ("lv", "se")),
        ("xian", ("xian",)),
        ("xi'an", ("xi", "an")),
        ("xian", ("xi", "an")),
        ("Anquan", ("an", "quan")),
    ],
)
def test_letters_are_read_as_syllables(text: str, found: tuple[str, ...]) -> None:
    assert found in readings(text)


@pytest.mark.parametrize("text", ["hmd", "质量", "iso 9001", "zh", "blacklist", ""])
def test_what_is_no_pinyin_has_no_reading(text: str) -> None:
    assert readings(text) == ()


@pytest.mark.parametrize("text", ["xian" * 50, "xian " * 40, "a " * 100, "angan" * 40, "v" * 200, "z" * 200])
def test_readings_are_few_however_many_there_could_be(text: str) -> None:
    assert len(readings(text)) <= READINGS


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8))
@settings(max_examples=300, deadline=None)
def test_what_the_loader_writes_is_a_reading_of_what_is_typed_for_it(name: str) -> None:
    written = pinyin_of(name).split()
    syllables = [each[:-1] for each in written if each.endswith("0")]
    if not all(each.isascii() and any(vowel in each for vowel in "aeiouv") for each in syllables):
        return  # 嗯 and signs that nobody types

    assert tuple(syllables) in readings(" ".join(syllables)) or "fiao" in syllables


def test_a_name_is_read_in_one_breath_and_its_initials_stand_apart() -> None:
    assert pinyin_of("企业“黑名单”") == "qi0 ye0 hei0 ming0 dan0 q9 y9 h9 m9 d9"
    assert pinyin_of("银行") == "yin0 hang0 y9 h9"
    assert pinyin_of("掠夺") == "lue0 duo0 l9 d9"
    assert pinyin_of("GAP认证", "") == "ren0 zheng0 r9 z9"
    assert pinyin_of("ISO 9001", "") == ""


def test_what_is_searched_follows_the_model() -> None:
    found = searched(quality_model())

    assert {"Clause", "Provision", "Actor", "Standard", "Enterprise", "Product", "Topic"} <= found.keys()
    assert "Licence" not in found or found["Licence"]
    assert [kind.label for kind in found["Provision"]] == ["Duty", "Mechanism", "Target"]
