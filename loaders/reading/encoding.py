"""Which codec a file is read with: the declared one strictly, or a strict ladder; never a guess.

Not here: what becomes of a record that does not decode (`delimited`, `lines`).
"""

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from loaders.reading.formats import AUTO
from loaders.reading.refused import ExtractRefused, RefusalCode

CHUNK = 2**18
MARK = "\ufeff"  # the byte order mark, decoded
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARE = "declare the codec in source.toml, and the file is read with it strictly"
_BEYOND_TWO_BYTES = re.compile("[^\0-\u07ff]")
_HANZI = re.compile("[\u3400-\u9fff]")
_LOSSY = re.compile("[\ufffd\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]")


def codec_of(path: Path, declared: str) -> str:
    """Return the codec to read a file with, never `auto` or plain `utf-16`.

    Args:
        path: the file, read whole and in bounded memory if the codec is `auto`.
        declared: a codec, or `auto`: by the byte order mark; else UTF-8 if all of it is; else GB18030.

    Raises:
        ExtractRefused: no codec fits, several do, or the mark contradicts the declaration.
    """
    marked = _marked(path)
    if declared == AUTO:
        return marked or _ladder(path)
    if marked and declared != marked and not (declared == "utf-16" and marked.startswith("utf-16")):
        raise _refused(path, f"it is declared {declared}, but begins with the byte order mark of {marked}")
    if declared == "utf-16":
        if not marked:
            raise _refused(path, "it is declared utf-16, but has no byte order mark to tell which of the two")
        return marked
    return declared


def lossy(text: str) -> bool:
    """Say whether text bears the marks of an earlier conversion that lost characters."""
    return not text.isascii() and _LOSSY.search(text) is not None


def _marked(path: Path) -> str | None:
    with path.open("rb") as stream:
        head = stream.read(4)
    return next((codec for mark, codec in MARKS if head.startswith(mark)), None)


def _ladder(path: Path) -> str:
    seen = _Seen()
    if _decodes(path, "utf-8", seen):
        if seen.ascii or seen.beyond_two_bytes or not _decodes(path, "gb18030"):
            return "utf-8"
        why = "its few characters beyond ASCII can be read as UTF-8 and as GB18030"
    elif not _decodes(path, "gb18030"):
        raise _refused(path, f"byte {seen.end} is not UTF-8, and the whole is not GB18030 either")
    elif not seen.hanzi:
        return "gb18030"
    else:
        why = f"it is UTF-8 with Chinese characters up to byte {seen.end}, but all of it can be GB18030"
    raise ExtractRefused(path.name, RefusalCode.AMBIGUOUS_ENCODING, why, DECLARE)


class _Seen:
    """What the text read so far holds."""

    ascii = True
    beyond_two_bytes = False
    hanzi = False
    end = 0

    def add(self, text: str) -> None:
        self.ascii = self.ascii and text.isascii()
        if not text.isascii():
            self.beyond_two_bytes = self.beyond_two_bytes or _BEYOND_TWO_BYTES.search(text) is not None
            self.hanzi = self.hanzi or _HANZI.search(text) is not None


def _decodes(path: Path, codec: str, seen: _Seen | None = None) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    add: Callable[[str], None] = seen.add if seen else lambda text: None
    with path.open("rb") as stream:
        end = 0
        while True:
            chunk = stream.read(CHUNK)
            if b"\0" in chunk:
                raise _refused(
                    path, f"byte {end + chunk.index(0)} is NUL, which no text in UTF-8 or GB18030 has"
                )
            held = decoder.getstate()[0]
            try:
                add(decoder.decode(chunk, final=not chunk))
            except UnicodeDecodeError as error:
                add((held + chunk)[: error.start].decode(codec))
                if seen:
                    seen.end = end - len(held) + error.start
                return False
            end += len(chunk)
            if not chunk:
                return True


def _refused(path: Path, reason: str) -> ExtractRefused:
    return ExtractRefused(path.name, RefusalCode.ENCODING, reason, DECLARE)
