"""Physical lines: cut at every line end wherever a chunk ends, and never held whole when too long."""

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.reading import physical
from loaders.reading.physical import LONGEST, lines_of, size_of

TEXT = st.text(st.sampled_from("a\r\n质\u0a0d\u0d0a\u0a00ਊ"), max_size=30)
CODECS = st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"])


def read(data: bytes, codec: str, chunk: int, longest: int = LONGEST) -> list[bytes]:
    with pytest.MonkeyPatch.context() as bounds:
        bounds.setattr(physical, "CHUNK", chunk)
        bounds.setattr(physical, "LONGEST", longest)
        return list(lines_of(io.BytesIO(data), codec))


@settings(deadline=None)
@given(TEXT, CODECS, st.integers(1, 9), st.binary(max_size=1))
def test_a_line_ends_at_each_line_end_whatever_a_chunk_holds(
    text: str, codec: str, chunk: int, tail: bytes
) -> None:
    tail = tail if codec.startswith("utf-16") else b""  # half a unit
    expected = [line.encode(codec) for line in re.findall("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)]
    if tail and expected and not text.endswith(("\r", "\n")):
        expected[-1] += tail
    elif tail:
        expected.append(tail)

    assert read(text.encode(codec) + tail, codec, chunk) == expected


@settings(deadline=None)
@given(TEXT, CODECS, st.integers(1, 9), st.integers(2, 9))
def test_a_line_that_is_too_long_is_cut_and_its_size_is_known(
    text: str, codec: str, chunk: int, longest: int
) -> None:
    whole = read(text.encode(codec), codec, 1000)

    lines = read(text.encode(codec), codec, chunk, longest)

    assert [size_of(line) for line in lines] == [len(line) for line in whole]
    # A line within one chunk was held anyway, so it may be given whole.
    assert all(line in (full, full[:longest]) for line, full in zip(lines, whole, strict=True))
