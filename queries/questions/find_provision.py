# mypy: disable-error-code="empty-body"
"""What does a document call so? Provisions by their Chinese term, letter for letter or the nearest.

A term may name several provisions, in one clause or in several: all are answered, each with its clauses. Not
here: the statement, which stands beside this module, and searching for anything else (`search`).
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from graph.model import Model, Vocabulary, Zh
from graph.model.policy import Clause, Provision
from queries.questions.question import Row, Text, question
from queries.questions.words import asked, nearest_of

MARKS = ("", "“”", "《》")  # what a term may stand in


class TermMatch(Vocabulary):
    """How a provision comes to be answered for a term."""

    EXACT = "EXACT", "it is called so · 名称一致"
    RESTATED = "RESTATED", "another clause calls it so · 异名"
    TEXT = "TEXT", "nothing is called so; this is among the nearest by full text · 全文相近"


class TermGap(Vocabulary):
    """What is missing of a term."""

    NOT_LETTER_FOR_LETTER = (
        "NOT_LETTER_FOR_LETTER",
        "nothing is called just so; the nearest are answered · 非原文名称",
    )
    NO_SUCH_TERM = "NO_SUCH_TERM", "nothing comes near · 无此名称"


class FoundProvision(Row):
    """One provision that a term names, or that is called like it."""

    provision: Annotated[Provision, Zh("规定事项")]
    match: Annotated[TermMatch, Zh("匹配方式")]
    term: Annotated[str, Zh("原文名称"), Field(description="By which term it was found, letter for letter.")]
    score: Annotated[float | None, Zh("得分"), Field(description="Of full text only.")]
    basis: Annotated[list[Clause], Zh("依据条款")]


class MissingOfTerm(Row):
    """Something that is missing of a term."""

    code: Annotated[TermGap, Zh("缺失代码")]
    message: Annotated[str, Zh("说明")]


class FoundProvisions(Row):
    """The provisions that a term names; several, where a document uses it for several."""

    as_of: Annotated[date, Zh("截至日期")]
    match: Annotated[TermMatch | None, Zh("匹配方式"), Field(description="Of the best item.")]
    items: Annotated[list[FoundProvision], Zh("规定事项"), Field(description="At most 10, if by full text.")]
    gaps: Annotated[list[MissingOfTerm], Zh("缺失")]
    # No provenance here: a term is the provision's own, and each provision has its records.


def _given(model: Model, values: Mapping[str, Any]) -> dict[str, Any]:
    term = values["term"]
    found = asked(model, {"kinds": ["Provision", "Restatement"]}, term)
    bare = term.strip()
    return {
        "indexes": found["indexes"],
        "query": nearest_of(term),
        "terms": [f"{marks[:1]}{bare}{marks[1:]}" for marks in MARKS],
    }


@question(zh="按名称查规定事项", path=Path(__file__).with_suffix(".cypher"), given=_given)
def find_provision(term: Annotated[Text, Zh("名称")], as_of: date) -> FoundProvisions:
    """Which provisions a document calls by a term, or, if none, which are called most like it.

    Args:
        term: the Chinese term, without its quotation marks or with them; at most 200 characters.
        as_of: the day asked about; terms are those of the document as it was issued.
    """
