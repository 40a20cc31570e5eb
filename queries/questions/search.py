# mypy: disable-error-code="empty-body"
"""What does the graph hold under these words? Whatever has a name or a text, in Chinese, English or pinyin.

Not here: the statement, which stands beside this module, how a text becomes a query (`words`), and how names
are indexed (`graph.model.statements`).
"""

import re
import zlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from graph.model import Model, Node, Vocabulary, Zh
from queries.questions.question import Label, Row, Text, question
from queries.questions.words import COUNTED, TextRefused, asked, search_kind

NUMBER = re.compile(r"[0-9]{1,9}")


class SearchMatch(Vocabulary):
    """How a thing matches what was typed, the closest first."""

    EXACT = "EXACT", "a field is the text · 完全一致"
    WHOLE = "WHOLE", "a field holds the text as it was typed · 完整包含"
    WORDS = "WORDS", "the words or characters stand in it, apart perhaps · 含全部字词"
    PINYIN = "PINYIN", "a name is read so, or its initials are these · 拼音"


class SearchGap(Vocabulary):
    """What is missing from what was found."""

    NOTHING_FOUND = "NOTHING_FOUND", "nothing on file has all of these words · 无结果"


class SearchHit(Row):
    """One thing that was found."""

    node: Annotated[Node, Zh("节点")]
    name: Annotated[
        str, Zh("名称"), Field(description="What to show of it, which is the `label` of its node.")
    ]
    kind: Annotated[str, Zh("类别"), Field(description="Its type, as in `__typename`.")]
    search_kind: Annotated[Label, Zh("检索类别"), Field(description="The same, as `kinds` takes it.")]
    score: Annotated[
        float, Zh("得分"), Field(description="Of the full-text index: the higher, the better; no percentage.")
    ]
    match: Annotated[SearchMatch, Zh("匹配方式")]
    matched: Annotated[
        list[str],
        Zh("匹配字段"),
        Field(description="The fields in which it was found, by the model's names."),
    ]
    excerpt: Annotated[
        str | None,
        Zh("摘录"),
        Field(description="80 characters of the first of them, from a little before the first word sought."),
    ]
    highlights: Annotated[
        list[str],
        Zh("高亮"),
        Field(
            description="What to mark in the excerpt, as it stands there: the text, or those of its words "
            "that are there; nothing of what is found by how it is read."
        ),
    ]


class KindFound(Row):
    """How many things of one kind were found."""

    search_kind: Annotated[Label, Zh("检索类别"), Field(description="As `kinds` takes it.")]
    count: Annotated[int, Zh("数量"), Field(description=f"{COUNTED:,} where there are more.")]


class MissingOfSearch(Row):
    """Something that is missing from what was found."""

    code: Annotated[SearchGap, Zh("缺失代码")]
    message: Annotated[str, Zh("说明")]


class SearchResult(Row):
    """What was found, the closest first."""

    as_of: Annotated[date, Zh("截至日期")]
    items: Annotated[list[SearchHit], Zh("检索结果")]
    total_count: Annotated[int, Zh("总数"), Field(description="The sum of `counts`.")]
    counts: Annotated[
        list[KindFound],
        Zh("各类数量"),
        Field(description="How many of each kind that has any, the most first; whatever the page."),
    ]
    has_next_page: Annotated[bool, Zh("是否有下一页")]
    end_cursor: Annotated[
        str | None, Zh("结束游标"), Field(description="Of the last item; give it as `after`.")
    ]
    gaps: Annotated[list[MissingOfSearch], Zh("缺失")]


def _given(model: Model, values: Mapping[str, Any]) -> dict[str, Any]:
    found = asked(model, values, values["text"])
    mark = f"{zlib.crc32(repr((found['query'], found['labels'])).encode()):x}-"
    return {
        **found,
        "named_by": model.named_by,
        "kinds_named": {label: search_kind(label) for label in model.kinds},
        "space": " ",
        "counted": COUNTED,
        "cursor": mark,
        "skip": _skipped(values.get("after"), mark),
    }


def _skipped(after: str | None, mark: str) -> int:
    """How many things stand before the page."""
    if after is None:
        return 0
    number = after.removeprefix(mark)
    if number == after or not NUMBER.fullmatch(number):
        raise TextRefused("after is no cursor of this search: take endCursor of the page before.")
    return int(number)


@question(zh="检索", path=Path(__file__).with_suffix(".cypher"), given=_given)
def search(
    text: Annotated[Text, Zh("检索文字")],
    as_of: date,
    kinds: Annotated[list[Label] | None, Zh("检索类别")] = None,
    first: Annotated[int, Zh("返回条数")] = 20,
    after: Annotated[str | None, Zh("起始游标之后")] = None,
) -> SearchResult:
    """What the graph holds under a text: in Chinese, in English, or in pinyin, in full or by initials (hmd).

    All words must be there. What has the text as its name comes first, then what has it as it was typed, then
    by score. No sign in the text is an operator. Pages go on to the 200 best of each kind; where something is
    written meanwhile, scores change, and a thing may come twice or not at all.

    Args:
        text: what to search for, at most 200 characters.
        as_of: the day asked about; names are searched as they are now.
        kinds: search these kinds only, or all below an interface; all kinds when left out.
        first: how many to answer, from 1 to 100.
        after: those after this cursor of the same text and kinds.
    """
