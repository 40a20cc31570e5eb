# mypy: disable-error-code="empty-body"
"""What does the graph hold under these words? Whatever has a name or a text, in Chinese, English or pinyin.

Not here: the statement, which stands beside this module, how a text becomes a query (`words`), and how names
are indexed (`graph.model.statements`).
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from graph.model import Model, Node, Vocabulary, Zh
from queries.questions.question import Label, Row, Text, question
from queries.questions.words import asked


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


class MissingOfSearch(Row):
    """Something that is missing from what was found."""

    code: Annotated[SearchGap, Zh("缺失代码")]
    message: Annotated[str, Zh("说明")]


class SearchResult(Row):
    """What was found, the closest first."""

    as_of: Annotated[date, Zh("截至日期")]
    items: Annotated[list[SearchHit], Zh("检索结果")]
    gaps: Annotated[list[MissingOfSearch], Zh("缺失")]


def _given(model: Model, values: Mapping[str, Any]) -> dict[str, Any]:
    return {**asked(model, values, values["text"]), "named_by": model.named_by, "space": " "}


@question(zh="检索", path=Path(__file__).with_suffix(".cypher"), given=_given)
def search(
    text: Annotated[Text, Zh("检索文字")],
    as_of: date,
    kinds: Annotated[list[Label] | None, Zh("检索类别")] = None,
    first: Annotated[int, Zh("返回条数")] = 20,
) -> SearchResult:
    """What the graph holds under a text: in Chinese, in English, or in pinyin, in full or by initials (hmd).

    All words must be there. What has the text as its name comes first, then what has it as it was typed, then
    by score. No sign in the text is an operator. There are no further pages: search again for fewer kinds,
    or one kind at a time where one is not to crowd out another.

    Args:
        text: what to search for, at most 200 characters.
        as_of: the day asked about; names are searched as they are now.
        kinds: search these kinds only, or all below an interface; all kinds when left out.
        first: how many to answer, from 1 to 100.
    """
