"""JSON Lines: numbers as written, and a broken line that costs itself only."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.reading import JsonLinesFormat, Place, RawRecord, Reject, RejectCode
from loaders.reading.lines import DEEPEST, json_lines
from loaders.reading.physical import LONGEST

Read = Callable[[bytes], list[RawRecord | Reject]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return lambda data: _read(tmp_path, data)


def _read(folder: Path, data: bytes, after: Place | None = None) -> list[RawRecord | Reject]:
    path = folder / "extract.jsonl"
    path.write_bytes(data)
    with json_lines(path, JsonLinesFormat(), after) as extract:
        return list(extract.records)


def cells(items: list[RawRecord | Reject]) -> list[dict[str, object]]:
    return [dict(item.cells) for item in items if isinstance(item, RawRecord)]


def test_numbers_are_kept_exactly_and_nested_values_as_their_text(read: Read) -> None:
    line = '{"id": 9007199254740993, "much": 123456789012345678901234567890, "price": 0.10, "no": null, '
    line += '"yes": true, "all": [1, 2.50, "三"], "in": {"街": "甲"}}'

    assert cells(read(line.encode())) == [
        {
            "id": 9007199254740993,
            "much": 123456789012345678901234567890,
            "price": Decimal("0.10"),
            "no": None,
            "yes": True,
            "all": '[1,2.50,"三"]',
            "in": '{"街":"甲"}',
        }
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"a": 1', RejectCode.NOT_AN_OBJECT),
        (b'{"a": NaN}', RejectCode.NOT_AN_OBJECT),
        (b'{"a": -Infinity}', RejectCode.NOT_AN_OBJECT),
        (b'{"a": 1} {"a": 2}', RejectCode.NOT_AN_OBJECT),
        (b"[1]", RejectCode.NOT_AN_OBJECT),
        (b'{"a": ' + b"9" * 5000 + b"}", RejectCode.NOT_AN_OBJECT),
        (b'{"a": 1e99999999999999999999}', RejectCode.NOT_AN_OBJECT),
        (b'{"a": 1, "a": 1}', RejectCode.DUPLICATE_FIELD),
        (b'{"x": {"a": 1, "a": 1}}', RejectCode.DUPLICATE_FIELD),
        (b'{"a": ' + b"[" * DEEPEST + b"]" * DEEPEST + b"}", RejectCode.TOO_DEEP),
        (b'{"a": ' + b"[" * 5000 + b"]" * 5000 + b"}", RejectCode.TOO_DEEP),
        (b'{"a": "\\u0000"}', RejectCode.NUL_BYTE),
        (b'{"a": ["\\ud83d"]}', RejectCode.ENCODING),
        ('{"a": "质"}'.encode("gb18030"), RejectCode.ENCODING),
        (b'{"a": "' + b"x" * LONGEST + b'"}', RejectCode.TOO_LONG),
    ],
    ids=lambda value: value.value if isinstance(value, RejectCode) else value[:20].decode("latin-1"),
)
def test_a_broken_line_is_told_and_its_neighbours_are_read(read: Read, line: bytes, code: RejectCode) -> None:
    items = read(b'\xef\xbb\xbf{"n": 1}\n\n' + line + b'\n\xef\xbb\xbf{"n": 2}')

    assert cells(items) == [{"n": 1}, {"n": 2}]
    broken = items[1]
    assert isinstance(broken, Reject)
    assert (broken.code, broken.place.number) == (code, 3)
    assert broken.raw == (line + b"\n")[:LONGEST]
    assert broken.field == ("a" if code is RejectCode.DUPLICATE_FIELD else None)


def test_escapes_that_make_whole_characters_are_text(read: Read) -> None:
    assert cells(read(b'{"a": "\\ud83d\\ude00 \\\\u0000"}')) == [{"a": "😀 \\u0000"}]


SCALAR = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
)


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.text("ab质", min_size=1), SCALAR, min_size=1), max_size=6))
def test_any_objects_read_back_equal_and_go_on_from_behind_any(
    tmp_path_factory: pytest.TempPathFactory, objects: list[dict[str, object]]
) -> None:
    folder = tmp_path_factory.mktemp("lines")
    data = "\r\n".join(json.dumps(each, ensure_ascii=False) for each in objects).encode()

    items = _read(folder, data)

    assert cells(items) == objects
    for n, item in enumerate(items, 1):
        assert _read(folder, data, after=item.place) == items[n:]
