# mypy: disable-error-code="empty-body"
"""What stands around a clause? Its place, its neighbours in the order of the document, and what it sets up.

Not here: the statement, which stands beside this module, and the whole document (`outline`).
"""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from graph.model import Vocabulary, Zh
from graph.model.actors import Actor
from graph.model.policy import Clause, Document, Figure, Part, Provision
from graph.model.provenance import SourceRecord
from graph.model.silence import Omission
from queries.questions.question import Id, Row, question


class ClauseGap(Vocabulary):
    """What is missing of a clause."""

    NO_WORDING = "NO_WORDING", "the document itself was not supplied · 无条款原文"


class MissingOfClause(Row):
    """Something that is missing of a clause."""

    code: Annotated[ClauseGap, Zh("缺失代码")]
    message: Annotated[str, Zh("说明")]


class NamedActor(Row):
    """An actor that the clause names, in something that it sets up."""

    provision: Annotated[Provision, Zh("规定事项")]
    actor: Annotated[Actor, Zh("主体")]
    part: Annotated[
        Part | None, Zh("参与方式"), Field(description="Missing where the actor bears it as a duty.")
    ]
    inferred: Annotated[bool, Zh("是否推定")]
    rule: Annotated[str | None, Zh("推定规则")]


class ClauseContext(Row):
    """A clause in its place, with its neighbours and what it sets up."""

    as_of: Annotated[date, Zh("截至日期")]
    clause: Annotated[Clause, Zh("条款")]
    document: Annotated[Document, Zh("所属文件")]
    path: Annotated[
        list[Clause], Zh("上级路径"), Field(description="What it lies within, from the chapter down.")
    ]
    parent: Annotated[Clause | None, Zh("上级条款")]
    previous: Annotated[
        Clause | None, Zh("上一条款"), Field(description="In the order of the document, whatever its depth.")
    ]
    next: Annotated[
        Clause | None, Zh("下一条款"), Field(description="In the order of the document, whatever its depth.")
    ]
    children: Annotated[list[Clause], Zh("下级条款"), Field(description="In order.")]
    provisions: Annotated[
        list[Provision], Zh("规定事项"), Field(description="What is defined in it, the weightiest first.")
    ]
    actors: Annotated[
        list[NamedActor],
        Zh("提及主体"),
        Field(description="Whom this clause names, and not whom another clause names for the same thing."),
    ]
    figures: Annotated[list[Figure], Zh("数字")]
    not_stated: Annotated[
        list[Omission], Zh("未载明事项"), Field(description="The expected facts that it does not give.")
    ]
    gaps: Annotated[list[MissingOfClause], Zh("缺失")]
    provenance: Annotated[list[SourceRecord], Zh("来源记录")]


@question(zh="条款上下文", path=Path(__file__).with_suffix(".cypher"))
def clause_context(of: Id, as_of: date) -> ClauseContext:
    """What stands around a clause: what it lies within, what comes before and after, and what it sets up.

    Args:
        of: the global id of the clause.
        as_of: the day asked about; clauses are those of the document as it was issued.
    """
