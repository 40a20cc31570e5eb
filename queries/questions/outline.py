# mypy: disable-error-code="empty-body"
"""How is a document built? Its clauses in order, as a flat table of contents with the depth of each.

Flat, since a tree of unknown depth has no type in GraphQL: whoever wants the tree has `depth` and `parent`.
Not here: the statement, which stands beside this module, and one clause (`clause_context`).
"""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from graph.model import Vocabulary, Zh
from graph.model.policy import Clause, Document
from graph.model.provenance import SourceRecord
from queries.questions.question import Id, Row, question


class OutlineGap(Vocabulary):
    """What is missing from an outline."""

    NO_CLAUSES = "NO_CLAUSES", "the document has no clauses on file · 无条款"
    CUT_OFF = "CUT_OFF", "there are more clauses than are shown · 未全部列出"


class OutlineEntry(Row):
    """One clause in its place in the document, and how much it sets up."""

    clause: Annotated[Clause, Zh("条款")]
    depth: Annotated[int, Zh("层级"), Field(description="1 for a chapter, at most 4.")]
    parent: Annotated[Clause | None, Zh("上级条款")]
    provisions: Annotated[
        int, Zh("规定事项数"), Field(description="How many provisions are defined in this very clause.")
    ]
    provisions_below: Annotated[
        int, Zh("含下级的规定事项数"), Field(description="In it and all within it, each counted once.")
    ]
    not_stated: Annotated[
        int, Zh("未载明事项数"), Field(description="How many expected facts the clause does not give.")
    ]


class MissingOfOutline(Row):
    """Something that is missing from an outline."""

    code: Annotated[OutlineGap, Zh("缺失代码")]
    message: Annotated[str, Zh("说明")]


class Outline(Row):
    """The clauses of a document in order."""

    as_of: Annotated[date, Zh("截至日期")]
    document: Annotated[Document, Zh("文件")]
    total: Annotated[int, Zh("条款总数")]
    entries: Annotated[list[OutlineEntry], Zh("目录"), Field(description="The first 1,000.")]
    gaps: Annotated[list[MissingOfOutline], Zh("缺失")]
    provenance: Annotated[list[SourceRecord], Zh("来源记录")]


@question(zh="文件目录", path=Path(__file__).with_suffix(".cypher"))
def outline(document: Id, as_of: date) -> Outline:
    """How a document is built: its clauses in order, each with its depth and with how much it sets up.

    Args:
        document: the global id of the document.
        as_of: the day asked about; clauses are those of the document as it was issued.
    """
