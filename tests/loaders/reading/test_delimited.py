"""CSV: every record with its lines and bytes, and damage that costs only the records that it is in."""

import csv
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loaders.reading import (
    CsvFormat,
    ExtractRefused,
    Place,
    RawRecord,
    RefusalCode,
    Reject,
    RejectCode,
    physical,
)
from loaders.reading.delimited import delimited
from loaders.reading.physical import LONGEST

UTF_8 = CsvFormat(codec="utf-8")
Items = list[RawRecord | Reject]


@pytest.fixture
def extract(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(data: bytes) -> Path:
        path = tmp_path / "extract.csv"
        path.write_bytes(data)
        return path

    return write


def read(path: Path, form: CsvFormat = UTF_8, after: Place | None = None) -> Items:
    with delimited(path, form, after) as opened:
        return list(opened.records)


def rows(items: Items) -> list[list[object]]:
    return [list(item.cells.values()) for item in items if isinstance(item, RawRecord)]


def rejects(items: Items) -> list[tuple[RejectCode, int, int]]:
    """The rejects: why, their first line, and how many lines they take."""
    return [(i.code, i.place.number, i.place.lines) for i in items if isinstance(i, Reject)]


def refusal(path: Path, form: CsvFormat = UTF_8) -> RefusalCode:
    with pytest.raises(ExtractRefused) as refused, delimited(path, form):
        pass
    assert path.name in str(refused.value)
    return refused.value.code


def test_a_record_knows_its_line_its_bytes_and_where_reading_goes_on(
    extract: Callable[[bytes], Path],
) -> None:
    path = extract('编号,名称\r\n1,"甲\r\n乙"\r\n\r\n2,丙\r\n'.encode("gb18030"))

    first, second = read(path, CsvFormat(codec="gb18030"))

    assert isinstance(first, RawRecord)
    assert isinstance(second, RawRecord)
    assert first.cells == {"编号": "1", "名称": "甲\r\n乙"}
    assert first.raw == '1,"甲\r\n乙"\r\n'.encode("gb18030")
    assert (first.place.number, first.place.lines) == (2, 2)
    assert (second.place.number, str(second.place)) == (5, "extract.csv, line 5")
    assert second.place.offset == path.stat().st_size


def test_lines_above_the_header_are_passed_over(extract: Callable[[bytes], Path]) -> None:
    path = extract('监督抽查结果,,\n"2024, 第一季度"\na;b\n1;2\n'.encode())

    (record,) = read(path, CsvFormat(codec="utf-8", delimiter=";", header_line=3))

    assert isinstance(record, RawRecord)
    assert (record.cells, record.place.number) == ({"a": "1", "b": "2"}, 4)


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("", RefusalCode.HEADER_MISSING),
        ("\n1,2,3\n", RefusalCode.HEADER_MISSING),
        ("a,b,a\n1,2,3\n", RefusalCode.HEADER_DUPLICATE),
        ("a,b,\n1,2,3\n", RefusalCode.HEADER_BLANK),
        ("a, ,c\n1,2,3\n", RefusalCode.HEADER_BLANK),
        ('a,"b,c\n1,2,3\n', RefusalCode.HEADER_MISSING),
        ("a,c\n1,2\n", RefusalCode.COLUMN_MISSING),
    ],
)
def test_a_header_that_does_not_name_its_columns_is_refused_before_the_first_record(
    extract: Callable[[bytes], Path], head: str, code: RefusalCode
) -> None:
    assert refusal(extract(head.encode()), CsvFormat(codec="utf-8", columns=("a", "b"))) is code


def test_a_header_in_another_codec_than_declared_is_refused(extract: Callable[[bytes], Path]) -> None:
    assert refusal(extract("编号,名称\n1,2\n".encode("gb18030"))) is RefusalCode.ENCODING


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "gbk", "big5", "utf-16-le", "utf-16-be"])
def test_each_line_end_is_one_in_each_codec(extract: Callable[[bytes], Path], end: str, codec: str) -> None:
    path = extract(end.join(["a,b", "一,二", "", "三,四"]).encode(codec))

    items = read(path, CsvFormat(codec=codec))

    assert rows(items) == [["一", "二"], ["三", "四"]]
    assert [item.place.number for item in items] == [2, 4]


def test_a_file_of_utf_16_is_cut_at_its_units(extract: Callable[[bytes], Path]) -> None:
    inside = "\u0a0d\u0d0a\u2c22"  # the bytes of line ends, delimiter and quote, in other characters
    path = extract(f"\ufeffa,b\n{inside},x\r\n".encode("utf-16-le"))

    assert rows(read(path, CsvFormat())) == [[inside, "x"]]


def test_a_delimiter_whose_byte_is_half_of_a_character_cuts_no_character(
    extract: Callable[[bytes], Path],
) -> None:
    character = b"\x81|".decode("gb18030")
    path = extract(f"a|b\n{character}|x\n".encode("gb18030"))

    assert rows(read(path, CsvFormat(codec="gb18030", delimiter="|"))) == [[character, "x"]]


def test_files_that_were_joined_lose_their_marks_and_their_second_header(
    extract: Callable[[bytes], Path],
) -> None:
    one = '\ufeff"a",b\n1,2\n'.encode()

    items = read(extract(one + one))

    assert rows(items) == [["1", "2"], ["1", "2"]]


@pytest.mark.parametrize(
    ("damaged", "code"),
    [
        (b"2,two,more\n", RejectCode.FIELD_COUNT),
        (b"2\n", RejectCode.FIELD_COUNT),
        (b"2;two\n", RejectCode.FIELD_COUNT),
        (b"2,t\0o\n", RejectCode.NUL_BYTE),
        (b"2,\xc4\xa3\xff\n", RejectCode.ENCODING),
        ("2,质监\n".encode("gb18030"), RejectCode.ENCODING),
        (b'2,"two"2\n', RejectCode.STRAY_QUOTE),
        (b'2,"two\n', RejectCode.UNCLOSED_QUOTE),
    ],
)
def test_a_damaged_record_is_told_with_its_bytes_and_its_neighbours_are_read(
    extract: Callable[[bytes], Path], damaged: bytes, code: RejectCode
) -> None:
    path = extract(b'a,b\n1,"one"\n' + damaged + b'3,"th\nree"\n4,four')

    items = read(path)

    assert rows(items) == [["1", "one"], ["3", "th\nree"], ["4", "four"]]
    assert rejects(items) == [(code, 3, 1)]
    assert [item.raw for item in items if isinstance(item, Reject)] == [damaged]


def test_an_undecodable_line_of_a_record_costs_the_whole_record_and_no_more(
    extract: Callable[[bytes], Path],
) -> None:
    path = extract(b'a,b\n1,"x\n\xff\ny"\n2,z\n')

    items = read(path)

    assert rejects(items) == [(RejectCode.ENCODING, 2, 3)]
    assert rows(items) == [["2", "z"]]


def test_a_quote_that_nobody_closed_does_not_swallow_the_rest(extract: Callable[[bytes], Path]) -> None:
    lines = [f'{n},"v{n}"' if n % 3 else f"{n},v{n}" for n in range(20)]
    lines[7] = '7,"v7'

    items = read(extract("\n".join(["a,b", *lines]).encode()))

    assert rejects(items) == [(RejectCode.UNCLOSED_QUOTE, 9, 1)]
    assert rows(items) == [[str(n), f"v{n}"] for n in range(20) if n != 7]


def test_what_a_quote_had_swallowed_and_is_no_record_is_told_as_one_span(
    extract: Callable[[bytes], Path],
) -> None:
    path = extract(b'a,b\n1,"one\nstreet\ntown"x\n2,two\n')

    items = read(path)

    assert rejects(items) == [(RejectCode.UNCLOSED_QUOTE, 2, 3)]
    assert items[0].raw == b'1,"one\nstreet\ntown"x\n'
    assert rows(items) == [["2", "two"]]


def test_the_rest_of_a_broken_record_does_not_pass_for_a_record(extract: Callable[[bytes], Path]) -> None:
    path = extract(b'a,b\n1,2,"one\nmore",5\n2,two\n')

    items = read(path)

    assert rows(items) == [["2", "two"]]
    assert rejects(items) == [(RejectCode.UNCLOSED_QUOTE, 2, 2)]


def test_lines_that_a_lost_quote_joins_to_the_right_number_of_cells_are_no_record(
    extract: Callable[[bytes], Path],
) -> None:
    items = read(extract(b'a,b,c\n"1\n2,",x",3\n'))

    assert rejects(items) == [(RejectCode.UNCLOSED_QUOTE, 2, 1)]
    assert rows(items) == [["2", ",x", "3"]]


def test_a_record_takes_no_more_lines_than_the_bound(
    extract: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.reading.delimited.MOST_LINES", 3)

    items = read(extract(b'a,b\n1,"x\nx\nx"\n2,"x\nx\nx\nx"\n3,three\n'))

    assert rows(items) == [["1", "x\nx\nx"], ["3", "three"]]
    assert rejects(items) == [(RejectCode.UNCLOSED_QUOTE, 5, 4)]


def test_a_quote_within_a_plain_cell_is_text(extract: Callable[[bytes], Path]) -> None:
    assert rows(read(extract(b'a,b\n1,5" pipe\n'))) == [["1", '5" pipe']]


@pytest.mark.parametrize(
    "cell",
    [b"x" * (LONGEST + 9), b'"' + (b"x" * 999 + b"\n") * 10_500 + b'"'],
    ids=["one line", "many lines"],
)
def test_a_record_over_the_bound_is_rejected_and_the_next_is_read(
    extract: Callable[[bytes], Path], cell: bytes
) -> None:
    path = extract(b"a,b\n1,one\n2," + cell + b"\n3,three\n")

    items = read(path)

    assert rows(items) == [["1", "one"], ["3", "three"]]
    assert len(rejects(items)) == 1
    assert len(next(item.raw for item in items if isinstance(item, Reject))) <= LONGEST
    assert items[-1].place.offset == path.stat().st_size


def test_a_row_of_two_thousand_columns_is_a_row(extract: Callable[[bytes], Path]) -> None:
    names, values = [f"c{n}" for n in range(2000)], [f"值{n}" for n in range(2000)]

    assert rows(read(extract(f"{','.join(names)}\n{','.join(values)}\n".encode()))) == [values]


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=8)
SPECIAL = st.sampled_from(
    ['"', ",", "\n", "\r\n", "\r", '","', '"\n', "", "㐀", "𠮷", "模", " ", "\x85", "\u2028"]
)
CELL = st.one_of(TEXT, SPECIAL, st.lists(SPECIAL, max_size=4).map("".join))


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(1, 4))
    row = st.lists(CELL, min_size=width, max_size=width).filter(any)
    return draw(st.lists(row, max_size=8))


def written(table: list[list[str]], end: str = "\r\n") -> list[str]:
    """Each row as the csv module writes it, below a header."""
    lines = []
    quoting = (
        csv.QUOTE_MINIMAL if end == "\r\n" else csv.QUOTE_ALL
    )  # it looks for the line end's characters only
    for row in [[f"c{n}" for n in range(len(table[0]) if table else 2)], *table]:
        text = io.StringIO()
        csv.writer(text, lineterminator=end, quoting=quoting).writerow(row)
        lines.append(text.getvalue())
    return lines


@pytest.fixture(scope="module")
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "extract.csv"


@settings(deadline=None)
@given(tables(), st.sampled_from(["utf-8", "gb18030", "utf-16-le"]), st.sampled_from(["\r\n", "\n", "\r"]))
def test_any_table_reads_back_equal_and_goes_on_from_behind_any_record(
    scratch: Path, table: list[list[str]], codec: str, end: str
) -> None:
    scratch.write_bytes("".join(written(table, end)).encode(codec))
    form = CsvFormat(codec=codec)

    items = read(scratch, form)

    assert rows(items) == table
    for n, item in enumerate(items, 1):
        assert read(scratch, form, after=item.place) == items[n:]


# A quote that is too many closes where the next one opens, and what follows is damage by its first character;
# unless that is a delimiter or line end, which makes another table that is as good.
SOBER = CELL.filter(lambda cell: not cell.lstrip('"').startswith((",", "\r", "\n")))


@settings(deadline=None)
@given(st.data(), st.sampled_from(["utf-8", "gb18030"]))
def test_damage_costs_only_the_records_that_it_is_in(scratch: Path, data: st.DataObject, codec: str) -> None:
    width = data.draw(st.integers(2, 4))
    table = data.draw(
        st.lists(st.lists(SOBER, min_size=width, max_size=width).filter(any), min_size=1, max_size=8)
    )
    encoded = [line.encode(codec) for line in written(table)]
    place = data.draw(st.integers(1, len(table)))
    line = encoded[place]
    at, until = sorted([data.draw(st.integers(0, len(line) - 2)), data.draw(st.integers(0, len(line) - 2))])
    harm = data.draw(st.sampled_from([b'"', b"\0", b"\xff", b"\n", b",", b"", b'""', b'\n"', b"x"]))
    encoded[place] = line[:at] + harm + line[until:]
    assume(encoded[place] != line)
    scratch.write_bytes(b"".join(encoded))

    read_back = rows(read(scratch, CsvFormat(codec=codec)))

    before, after = table[: place - 1], table[place:]
    assert read_back[: len(before)] == before
    assert read_back[len(read_back) - len(after) :] == after


PIECE = st.sampled_from(
    [
        b"a,b",
        b"c",
        b",",
        b"\n",
        b"\r\n",
        b"\r",
        b'"',
        b'"a","b"',
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"c0,c1",
        "质,监".encode(),
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECE, max_size=24).map(b"".join))
def test_what_is_read_does_not_depend_on_how_much_is_read_at_once(scratch: Path, below: bytes) -> None:
    scratch.write_bytes(b"c0,c1\n" + below)
    with pytest.MonkeyPatch.context() as bounds:
        bounds.setattr(physical, "CHUNK", 1)
        line_by_line = read(scratch)

    assert read(scratch) == line_by_line


GENERATED = """
import os, resource, sys
from pathlib import Path
from loaders.reading.delimited import delimited
from loaders.reading import CsvFormat

path = Path(sys.argv[1])
row = "{n:010d},银川市某某质量监督检验所,2024-02-29,\\"合格,复检\\",91640199MA75ABCD1X\\n"
with path.open("w", encoding="gb18030") as stream:
    stream.write("编号,机构,日期,结论,代码\\n")
    n = 0
    while stream.tell() < int(sys.argv[2]):
        stream.write("".join(row.format(n=n + k) for k in range(1000)))
        n += 1000
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with delimited(path, CsvFormat(codec="gb18030")) as extract:
    assert sum(1 for _ in extract.records) == n
print(n, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_a_large_file_is_read_in_bounded_memory(tmp_path: Path) -> None:
    size = int(os.environ.get("QG_LARGE_EXTRACT", 10 * 2**20))  # bytes; more by hand

    command = [sys.executable, "-c", GENERATED, str(tmp_path / "large.csv"), str(size)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])

    grown = int(told.stdout.split()[1])  # KiB
    assert grown < 16 * 1024
