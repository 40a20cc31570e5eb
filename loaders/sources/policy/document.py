"""Reads the policy document into its parts and refuses any text that is not exactly that document.

The outline beside this module (`outline.tsv`) holds each part's locator, heading, form, length and the
sha256 of its wording, so damage inside a part is found and named without the wording being shipped.
Blank lines, indentation and the kind of line ending are layout, not wording, and may differ.

Not here: the document itself, opening files, and turning parts into graph nodes.
"""

import csv
import hashlib
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

REMEDY = "Get the document again from its publisher and load it unchanged, as UTF-8 text."
_EXCERPT = 24


class DocumentRefused(ValueError):
    """The text is not the policy document; the message gives place, expected, found and remedy."""

    def __init__(self, line: int, locator: str, expected: str, found: str) -> None:
        """Keep the place as fields, so that a caller need not read it out of the message."""
        super().__init__(f"Line {line}, {locator}: expected {expected}; found {found}. {REMEDY}")
        self.line = line
        self.locator = locator


@dataclass(frozen=True)
class Part:
    """One part of the document: its place, its heading if it has one, and its own wording."""

    locator: str
    order: int
    heading: str | None
    parent: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Pinned:
    """What the outline says of one part.

    `form` is `single` (one paragraph), `pair` (two paragraphs) or `opening` (only the heading that opens
    a paragraph; the rest of that paragraph is the next part).
    """

    locator: str
    heading: str | None
    form: str
    characters: int
    sha256: str


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph without its indentation, with its place in the source."""

    line: int
    start: int
    text: str

    @property
    def end(self) -> int:
        """The character position after the last character."""
        return self.start + len(self.text)


@cache
def outline() -> tuple[Pinned, ...]:
    """Return what is pinned for each of the 74 parts, in document order."""
    table = files(__package__).joinpath("outline.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(
        Pinned(row["locator"], row["heading"] or None, row["form"], int(row["characters"]), row["sha256"])
        for row in rows
    )


def read_document(text: str) -> list[Part]:
    """Read the document's text into its parts, in document order.

    Args:
        text: The whole document.

    Returns:
        The 74 parts; `text[part.start:part.end]` is each part's wording.

    Raises:
        DocumentRefused: The text differs from the document; the first difference is named.
    """
    waiting = deque(_paragraphs(text))
    last_line = text.count("\n") + 1
    parts = []
    for order, pinned in enumerate(outline(), start=1):
        taken = _take(pinned, waiting, last_line)
        _check_wording(pinned, taken)
        start, end = taken[0].start, taken[-1].end
        parent = parent_of(pinned.locator)
        parts.append(Part(pinned.locator, order, pinned.heading, parent, text[start:end], start, end))
    if waiting:
        extra = waiting[0]
        place = f"after {outline()[-1].locator}"
        raise DocumentRefused(extra.line, place, "the end of the document", _describe(extra.text))
    return parts


def parent_of(locator: str) -> str | None:
    """Return the locator of the part that holds this one, or None for a top part."""
    return locator.rpartition(".")[0] or None


def wording_hash(paragraphs: Sequence[str]) -> str:
    """Return the sha256 of a part's paragraphs, joined by one line feed."""
    return hashlib.sha256("\n".join(paragraphs).encode("utf-8", "surrogatepass")).hexdigest()


def _paragraphs(text: str) -> list[_Paragraph]:
    """Split the text at line feeds into its paragraphs, leaving out blank lines."""
    found = []
    for line, match in enumerate(re.finditer(r"[^\n]*(?:\n|\Z)", text), start=1):
        raw = match.group()
        wording = raw.strip()
        if wording:
            indent = len(raw) - len(raw.lstrip())
            found.append(_Paragraph(line, match.start() + indent, wording))
    return found


def _take(pinned: Pinned, waiting: deque[_Paragraph], last_line: int) -> list[_Paragraph]:
    """Remove from the waiting paragraphs those that belong to one part."""
    taken: list[_Paragraph] = []
    for _ in range(2 if pinned.form == "pair" else 1):
        if not waiting:
            raise DocumentRefused(last_line, pinned.locator, _name(pinned), "the end of the text")
        taken.append(waiting.popleft())
    _check_heading(pinned, taken[0])
    if pinned.form == "opening":
        taken = [_split(taken[0], pinned.characters, waiting)]
    return taken


def _split(paragraph: _Paragraph, length: int, waiting: deque[_Paragraph]) -> _Paragraph:
    """Cut the opening off a paragraph and put what remains back at the front."""
    rest = paragraph.text[length:]
    if rest:
        waiting.appendleft(_Paragraph(paragraph.line, paragraph.start + length, rest))
    return _Paragraph(paragraph.line, paragraph.start, paragraph.text[:length])


def _check_heading(pinned: Pinned, paragraph: _Paragraph) -> None:
    """Refuse a paragraph that opens with another heading than the part's."""
    if _printed_heading(paragraph.text) != pinned.heading:
        raise DocumentRefused(paragraph.line, pinned.locator, _name(pinned), _describe(paragraph.text))


def _check_wording(pinned: Pinned, taken: list[_Paragraph]) -> None:
    """Refuse a part whose wording is not the pinned wording."""
    wording = [paragraph.text for paragraph in taken]
    digest = wording_hash(wording)
    if digest == pinned.sha256:
        return
    length = sum(len(text) for text in wording)
    expected = f"{_name(pinned)} with {pinned.characters} characters and sha256 {pinned.sha256[:12]}"
    owner = next((other.locator for other in outline() if other.sha256 == digest), None)
    found = f"the wording of {owner}" if owner else f"{length} characters with sha256 {digest[:12]}"
    raise DocumentRefused(taken[0].line, pinned.locator, expected, found)


def _printed_heading(text: str) -> str | None:
    """Return the heading a paragraph opens with, or None when it opens with no heading mark."""
    if not re.match(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+\.|--", text):
        return None
    return text.partition("。")[0]


def _name(pinned: Pinned) -> str:
    """Say in words what the outline expects at a part."""
    return f"the heading “{pinned.heading}”" if pinned.heading else "a paragraph without a heading"


def _describe(text: str) -> str:
    """Say in words what a paragraph is: a heading of the outline, another heading, or plain wording."""
    heading = _printed_heading(text)
    if heading is None:
        return f"a paragraph without a heading, beginning “{text[:_EXCERPT]}”"
    owner = next((pinned.locator for pinned in outline() if pinned.heading == heading), None)
    if owner:
        return f"the heading “{heading}”, which belongs at {owner}"
    return f"the heading “{heading[:_EXCERPT]}”, which the outline does not have"
