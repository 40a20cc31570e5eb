"""Which codec a file is read with: the ladder is strict, and what it cannot tell it asks for."""

from pathlib import Path

import pytest

from loaders.reading import AUTO, CsvFormat, ExtractRefused, RefusalCode, lossy
from loaders.reading.encoding import CHUNK, codec_of

ROW = "1,宁夏质监㐀𠮷\n"


def found(tmp_path: Path, data: bytes, declared: str = AUTO) -> str:
    path = tmp_path / "extract.csv"
    path.write_bytes(data)
    return codec_of(path, declared)


def refusal(tmp_path: Path, data: bytes, declared: str = AUTO) -> RefusalCode:
    with pytest.raises(ExtractRefused, match="declare the codec") as refused:
        found(tmp_path, data, declared)
    return refused.value.code


@pytest.mark.parametrize(
    ("data", "codec"),
    [
        (b"", "utf-8"),
        (b"a,b\n1,2\n", "utf-8"),
        (ROW.encode(), "utf-8"),
        ("质监\n".encode(), "utf-8"),  # by chance GB18030 too
        (ROW.encode("utf-8-sig"), "utf-8"),
        (ROW.encode("gb18030"), "gb18030"),
        ("1,模\n2,质监\n".encode("gb18030"), "gb18030"),
        ("1,caf\u00e9 \u8d28\n".encode(), "utf-8"),
        (("\ufeff" + ROW).encode("utf-16-le"), "utf-16-le"),
        (("\ufeff" + ROW).encode("utf-16-be"), "utf-16-be"),
        (b"a" * (CHUNK - 1) + "质".encode(), "utf-8"),
        (b"a" * (CHUNK - 1) + "质监".encode("gb18030"), "gb18030"),
    ],
)
def test_the_ladder_takes_the_first_codec_that_all_of_the_file_is_in(
    tmp_path: Path, data: bytes, codec: str
) -> None:
    assert found(tmp_path, data) == codec


@pytest.mark.parametrize(
    "data",
    [
        ROW.encode("utf-16-le"),
        "a,b\n1,2\n".encode("utf-16-be"),
        b"a\0b\n",
        ROW.encode() + b"\xff\n",
        ROW.encode() + "质".encode("gb18030") + b"\n",
    ],
)
def test_what_is_whole_in_no_codec_is_refused(tmp_path: Path, data: bytes) -> None:
    assert refusal(tmp_path, data) is RefusalCode.ENCODING


@pytest.mark.parametrize(
    "data",
    [
        "1,模\n".encode("gb18030"),  # also "ģ" in UTF-8
        "名称,监督\n1,质".encode() + b"\xe7\xc4\xa3\n",  # damaged UTF-8, by chance all GB18030
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(tmp_path: Path, data: bytes) -> None:
    data.decode("gb18030")
    assert refusal(tmp_path, data) is RefusalCode.AMBIGUOUS_ENCODING


def test_a_declared_codec_is_taken_without_a_look_at_the_text(tmp_path: Path) -> None:
    assert found(tmp_path, "1,模\n".encode("gb18030"), "gb18030") == "gb18030"
    assert found(tmp_path, b"\xff", "utf-8") == "utf-8"
    assert found(tmp_path, ("\ufeff" + ROW).encode("utf-16-be"), "utf-16") == "utf-16-be"


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (ROW.encode("utf-8-sig"), "gb18030"),
        (ROW.encode("utf-16"), "utf-8"),
        (ROW.encode("utf-16-le"), "utf-16"),
    ],
)
def test_a_byte_order_mark_that_contradicts_the_declaration_or_is_missing_is_refused(
    tmp_path: Path, data: bytes, declared: str
) -> None:
    assert refusal(tmp_path, data, declared) is RefusalCode.ENCODING


def test_a_codec_in_which_lines_cannot_be_cut_is_refused_when_it_is_declared() -> None:
    with pytest.raises(ValueError, match="iso2022_jp"):
        CsvFormat(codec="iso2022_jp")


def test_text_that_lost_characters_on_its_way_is_known_by_its_marks() -> None:
    assert lossy("宁\ufffd")
    assert lossy("\ue7c7")
    assert not lossy("宁夏 Ningxia ģ 𠮷")
