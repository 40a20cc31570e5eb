# mypy: disable-error-code="empty-body"
"""Which departments share a credit record? The eight that the policy names, and no other.

Not here: the statement, which stands beside this module, and what is recorded (`graph.model.credit`).
"""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from graph.model import Vocabulary, Zh
from graph.model.actors import Department
from graph.model.credit import CreditRecord
from graph.model.policy import Clause, Mechanism
from graph.model.provenance import SourceRecord
from queries.questions.question import Id, Row, question


class NotSharedReason(Vocabulary):
    """Why a credit record is not shared with a department."""

    NOT_NAMED_IN_SOURCE = (
        "NOT_NAMED_IN_SOURCE",
        "it contributed the record, and the mechanism does not name it among those who share · 文件未列明",
    )
    NO_SHARING_MECHANISM = (
        "NO_SHARING_MECHANISM",
        "no source says that the record is shared at all · 无共享机制",
    )
    NOT_YET_RECORDED = "NOT_YET_RECORDED", "the record is of a later day than the one asked about · 尚未记录"
    NOT_TAKING_PART = "NOT_TAKING_PART", "the mechanism names it, but not on the day asked about · 当日未参与"


class SharingGap(Vocabulary):
    """What is missing about the sharing of a credit record."""

    NO_SHARING_MECHANISM = "NO_SHARING_MECHANISM", "no source says that such records are shared · 无共享机制"
    NO_CONTRIBUTOR = "NO_CONTRIBUTOR", "no department on file contributed the record · 无提供部门"
    NO_PARTICIPANT = "NO_PARTICIPANT", "the policy that names the departments is not loaded · 未载入参与部门"


class SharingDepartment(Row):
    """A department with which a credit record is shared."""

    department: Annotated[Department, Zh("共享部门")]
    since: Annotated[
        date | None,
        Zh("共享起始"),
        Field(
            description="The later of the record's day and the first day on which the department takes part."
        ),
    ]
    basis: Annotated[list[Clause], Zh("依据条款")]
    evidence: Annotated[list[SourceRecord], Zh("来源记录")]


class ExcludedDepartment(Row):
    """A department with which a credit record is not shared, and why."""

    department: Annotated[Department, Zh("部门")]
    reason: Annotated[NotSharedReason, Zh("原因")]


class MissingOfSharing(Row):
    """Something that is missing about the sharing of a credit record."""

    code: Annotated[SharingGap, Zh("缺失代码")]
    message: Annotated[str, Zh("说明")]


class CreditRecordSharing(Row):
    """Who contributed a credit record, with whom it is shared, and with whom it is not."""

    as_of: Annotated[date, Zh("截至日期")]
    record: Annotated[CreditRecord, Zh("质量信用记录")]
    mechanism: Annotated[Mechanism | None, Zh("共享机制")]
    open: Annotated[
        bool | None,
        Zh("未尽列举"),
        Field(description="Whether the source leaves the list of sharing departments open (等)."),
    ]
    basis: Annotated[list[Clause], Zh("依据条款")]
    contributed_by: Annotated[list[Department], Zh("提供部门")]
    shared_with: Annotated[
        list[SharingDepartment], Zh("共享部门"), Field(description="In the document's order.")
    ]
    not_shared_with: Annotated[list[ExcludedDepartment], Zh("未共享部门")]
    gaps: Annotated[list[MissingOfSharing], Zh("缺失")]
    provenance: Annotated[list[SourceRecord], Zh("来源记录")]


@question(zh="一条信用记录由哪些部门共享？", path=Path(__file__).with_suffix(".cypher"))
def credit_record_sharing(record: Id, as_of: date) -> CreditRecordSharing:
    """Which departments share a credit record on a day, and which do not.

    A record is shared with the departments that its mechanism names, the contributor among them if it is
    named, and with no other: a contributor that is not named is listed as not shared with.

    Args:
        record: the global id of the credit record.
        as_of: the day asked about; a relation holds from its first day until the day before it ends.
    """
