"""The physical lines of a file as bytes, in bounded memory. Not here: what they hold.

A line ends in LF, CR LF or CR alone, and keeps its end.
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import BinaryIO

from loaders.reading.encoding import CHUNK

LONGEST = 10 * 2**20  # bytes of one record; what is longer is damage, and is never held whole
# A line end of UTF-16 counts only where a unit of two bytes begins.
_UTF_16 = {
    "utf-16-le": re.compile(rb"(?:..)*?(?:\r\0\n\0|\r\0|\n\0)|(?:..)+.?|.", re.DOTALL),
    "utf-16-be": re.compile(rb"(?:..)*?(?:\0\r\0\n|\0\r|\0\n)|(?:..)+.?|.", re.DOTALL),
}


class Cut(bytes):
    """The first `LONGEST` bytes of a longer line."""

    size: int  # how many bytes the line has

    def __new__(cls, head: bytes, size: int) -> "Cut":
        """Make one of the first bytes of a line, and its size."""
        cut = super().__new__(cls, head)
        cut.size = size
        return cut


def size_of(line: bytes) -> int:
    """Return how many bytes a line has in its file."""
    return line.size if isinstance(line, Cut) else len(line)


def lines_of(stream: BinaryIO, codec: str) -> Iterator[bytes]:
    """Give the lines of a stream from where it stands, each whole or as a `Cut`."""
    return chain.from_iterable(lots_of(stream, codec))


def lots_of(stream: BinaryIO, codec: str) -> Iterator[list[bytes]]:
    """Give the lines of a stream as `lines_of`, so many at a time as are read at once."""
    unit, split, feed = _splitting(codec)
    held, head, gone = b"", b"", 0  # an unfinished line; its beginning and size, once it is too long to hold
    while chunk := stream.read(CHUNK):
        data = held + chunk
        whole = len(data) - len(data) % unit
        pieces = split(data[:whole])
        # A CR may yet be followed by its LF.
        held = pieces.pop() if pieces and not pieces[-1].endswith(feed) else b""
        held += data[whole:]
        if pieces and (head or len(pieces[0]) > LONGEST):
            pieces[0] = Cut(head or pieces[0][:LONGEST], gone + len(pieces[0]))
            head, gone = b"", 0
        if pieces:
            yield pieces
        if head or len(held) > LONGEST:
            head = head or held[:LONGEST]
            kept = unit + len(held) % unit
            gone, held = gone + len(held) - kept, held[-kept:]
    if head:
        yield [Cut(head, gone + len(held))]
    elif held:
        yield split(held)


def _splitting(codec: str) -> tuple[int, Callable[[bytes], list[bytes]], bytes]:
    if codec in _UTF_16:
        return 2, _UTF_16[codec].findall, "\n".encode(codec)
    return 1, lambda data: data.splitlines(keepends=True), b"\n"
