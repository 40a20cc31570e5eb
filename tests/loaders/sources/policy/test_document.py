"""The policy document is read into its parts, and any other text is refused with its place.

Not here: the document. Its path comes from the environment variable QG_POLICY_FILE.
"""

from itertools import pairwise
from pathlib import Path

import pytest

from loaders.sources.policy.document import DocumentRefused, Part, Pinned, outline, read_document

BROKEN = "�"


@pytest.fixture(scope="module")
def source(policy_file: Path) -> str:
    """Give the document's text."""
    return policy_file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def parts(source: str) -> dict[str, Part]:
    """Give the parts of the undamaged document by locator."""
    return {part.locator: part for part in read_document(source)}


def refusal(text: str) -> DocumentRefused:
    """Read a damaged text and give back the refusal, which must hold every element of the message."""
    with pytest.raises(DocumentRefused) as caught:
        read_document(text)
    message = str(caught.value)
    assert message.startswith(f"Line {caught.value.line}, {caught.value.locator}: expected ")
    assert "; found " in message
    assert message.endswith("as UTF-8 text.")
    return caught.value


def line_of(source: str, part: Part) -> int:
    """Give the line number on which a part begins."""
    return source.count("\n", 0, part.start) + 1


def without(source: str, part: Part) -> str:
    """Cut a part out of the source."""
    return source[: part.start] + source[part.end :]


def swapped(source: str, first: Part, second: Part) -> str:
    """Exchange the wording of two parts, the first of which comes earlier."""
    between = source[first.end : second.start]
    return source[: first.start] + second.text + between + first.text + source[second.end :]


def test_the_document_has_74_parts_of_which_67_are_headed(source: str) -> None:
    read = read_document(source)
    assert len(read) == 74
    assert sum(part.heading is not None for part in read) == 67
    assert len({part.locator for part in read}) == 74


def test_the_parts_come_in_document_order_with_every_locator_of_the_outline(source: str) -> None:
    read = read_document(source)
    assert [part.order for part in read] == list(range(1, 75))
    assert [part.locator for part in read] == [pinned.locator for pinned in outline()]
    assert all(before.end <= after.start for before, after in pairwise(read))


def test_spans_reproduce_the_wording_and_leave_out_only_white_space(source: str) -> None:
    rest, position = "", 0
    for part in read_document(source):
        assert part.text == source[part.start : part.end] == part.text.strip()
        assert part.heading is None or part.text.startswith(part.heading)
        rest += source[position : part.start]
        position = part.end
    assert (rest + source[position:]).strip() == ""


def test_every_parent_is_an_earlier_part(parts: dict[str, Part]) -> None:
    for part in parts.values():
        assert part.parent is None or parts[part.parent].order < part.order
    assert parts["三.（二）.10"].parent == "三.（二）"
    assert parts["四.（一）.¶1"].parent == "四.（一）"
    assert parts["署"].parent is None


def test_other_line_endings_are_the_same_document(source: str) -> None:
    assert len(read_document(source.replace("\n", "\r\n"))) == 74


@pytest.mark.parametrize("pinned", outline(), ids=lambda pinned: pinned.locator)
def test_one_changed_character_is_refused_at_its_part(
    source: str, parts: dict[str, Part], pinned: Pinned
) -> None:
    part = parts[pinned.locator]
    at = part.end - 1
    error = refusal(source[:at] + BROKEN + source[at + 1 :])
    assert error.locator == part.locator
    assert error.line == line_of(source, part)


@pytest.mark.parametrize("locator", ["二", "二.（二）", "二.（二）.—3", "三.（二）.10", "四.（四）"])
def test_a_deleted_heading_is_refused_at_its_place(source: str, parts: dict[str, Part], locator: str) -> None:
    heading = parts[locator].heading
    assert heading is not None
    error = refusal(source.replace(heading, "", 1))
    assert error.locator == locator
    assert heading in str(error)


def test_a_misnumbered_heading_is_refused_at_its_place(source: str) -> None:
    error = refusal(source.replace("10.推进质量诚信", "12.推进质量诚信", 1))
    assert error.locator == "三.（二）.10"


def test_a_doubled_part_is_refused_and_its_right_place_named(source: str, parts: dict[str, Part]) -> None:
    part = parts["三.（二）.4"]
    error = refusal(source[: part.end] + "\n\n" + part.text + source[part.end :])
    assert error.locator == "三.（二）.5"
    assert "belongs at 三.（二）.4" in str(error)


def test_a_missing_part_is_refused_at_its_place(source: str, parts: dict[str, Part]) -> None:
    assert refusal(without(source, parts["三.（五）.2"])).locator == "三.（五）.2"


@pytest.mark.parametrize(("first", "second"), [("一.¶1", "一.¶2"), ("三.（一）.1", "三.（一）.2")])
def test_two_swapped_paragraphs_are_refused_and_the_owner_named(
    source: str, parts: dict[str, Part], first: str, second: str
) -> None:
    error = refusal(swapped(source, parts[first], parts[second]))
    assert error.locator == first
    assert f" {second}." in str(error)


@pytest.mark.parametrize("locator", ["一.¶3", "三.（三）.6", "四.（一）.¶1", "署"])
def test_a_truncated_document_is_refused_where_it_ends(
    source: str, parts: dict[str, Part], locator: str
) -> None:
    part = parts[locator]
    assert refusal(source[: part.end - 1]).locator == locator
    assert refusal(source[: part.start]).locator == locator


def test_trailing_junk_is_refused_after_the_last_part(source: str) -> None:
    error = refusal(source.rstrip() + "\n\n附件\n")
    assert error.locator == "after 署"
    assert "附件" in str(error)


@pytest.mark.parametrize("text", ["", "\n　　\n"])
def test_an_empty_text_is_refused_at_the_opening(text: str) -> None:
    assert refusal(text).locator == "序"


def test_another_document_is_refused_at_the_opening() -> None:
    assert refusal("一、另一份文件\n\n　　内容。\n").locator == "序"
