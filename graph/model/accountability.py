"""Accountability: incidents, appraisals, and what was done about those responsible.

Not here: who is responsible beforehand (`policy`, `actors`).
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from graph.model.actors import Actor, Department, Post
from graph.model.classification import Sector
from graph.model.declaration import Edge, FullText, Index, Key, Link, Recorded, Vocabulary, Zh
from graph.model.market import Enterprise, Product
from graph.model.policy import Mechanism


class Severity(Vocabulary):
    """How grave an incident was, as its system recorded it."""

    MAJOR = "MAJOR", "重大"
    ORDINARY = "ORDINARY", "一般"
    MINOR = "MINOR", "轻微"


class Incident(Recorded):
    """A quality incident, under the recording system's own key."""

    zh: ClassVar[str] = "质量事故"
    plural: ClassVar[str] = "incidents"
    area: ClassVar[str] = "accountability"

    title: Annotated[str, FullText(), Zh("标题")]
    occurred_on: Annotated[date | None, Index(), Zh("发生日期")] = None
    severity: Annotated[Severity | None, Index(), Zh("严重程度")] = None
    enterprises: Annotated[list[Link[Enterprise]], Edge("INVOLVES", inverse="incidents"), Zh("涉事企业")] = (
        Field(default_factory=list)
    )
    products: Annotated[
        list[Link[Product]], Edge("INVOLVES_PRODUCT", inverse="incidents"), Zh("涉事产品")
    ] = Field(default_factory=list)
    # 服务质量责任追究制度, 三.（三）.3: liability for a service is asked for by its industry.
    sector: Annotated[Link[Sector] | None, Edge("OCCURRED_IN", inverse="incidents"), Zh("所属行业")] = None


class AssessmentResult(Vocabulary):
    """What an appraisal came to."""

    PASSED = "PASSED", "合格"
    FAILED = "FAILED", "不合格"
    VETOED = "VETOED", "一票否决"


class AppraisalUse(Vocabulary):
    """What the result of an appraisal is a weighty basis for (三.（三）.2)."""

    LEADING_BODY = "LEADING_BODY", "领导班子建设"
    APPOINTMENT = "APPOINTMENT", "领导干部选拔任用"
    INCENTIVES = "INCENTIVES", "激励约束"


class Use(BaseModel):
    """For which of the three uses a result was taken."""

    use: Annotated[AppraisalUse, Key(), Zh("用途")]


class Assessment(Recorded):
    """The appraisal of a post, an enterprise, a department or a government for a year."""

    zh: ClassVar[str] = "考核"
    plural: ClassVar[str] = "assessments"
    area: ClassVar[str] = "accountability"
    named_by: ClassVar[tuple[str, ...]] = ("year", "record_key")

    year: Annotated[int | None, Index(), Zh("年度")] = None
    assessed_on: Annotated[date | None, Index(), Zh("考核日期")] = None
    score: Annotated[Decimal | None, Zh("得分")] = None
    rank: Annotated[int | None, Index(), Zh("名次")] = None
    result: Annotated[AssessmentResult | None, Index(), Zh("结果")] = None
    subject: Annotated[Link[Actor] | None, Edge("ASSESSES", inverse="assessments"), Zh("被考核者")] = None
    assessed_by: Annotated[
        Link[Actor] | None, Edge("ASSESSED_BY", inverse="assessments_made"), Zh("考核主体")
    ] = None
    vetoed_by: Annotated[Link[Incident] | None, Edge("VETOED_BY", inverse="vetoes"), Zh("否决事由")] = None
    mechanism: Annotated[
        Link[Mechanism] | None, Edge("ASSESSED_UNDER", inverse="assessments"), Zh("依据制度")
    ] = None
    used_for: Annotated[
        list[Link[Post]], Edge("USED_FOR", inverse="appraisals_used", properties=Use), Zh("用于职务")
    ] = Field(default_factory=list)


class ActionKind(Vocabulary):
    """In which way someone is held to account."""

    WARNING = "WARNING", "警示"
    QUESTIONING = "QUESTIONING", "问责、约谈"
    RECTIFICATION = "RECTIFICATION", "督导整改"
    ORDER = "ORDER", "对单位的处理"
    DERELICTION = "DERELICTION", "渎职腐败行为的查处"
    ADMINISTRATIVE = "ADMINISTRATIVE", "行政问责"


class AccountabilityAction(Recorded):
    """What was decided against one actor after an incident or a failed appraisal."""

    zh: ClassVar[str] = "问责措施"
    plural: ClassVar[str] = "accountabilityActions"
    area: ClassVar[str] = "accountability"
    named_by: ClassVar[tuple[str, ...]] = ("category", "decided_on")

    kind: Annotated[ActionKind | None, Index(), Zh("种类")] = None
    category: Annotated[str | None, Index(), Zh("措施类别"), Field(description="As recorded.")] = None
    decided_on: Annotated[date | None, Index(), Zh("决定日期")] = None
    due_on: Annotated[date | None, Index(), Zh("整改期限")] = None
    completed_on: Annotated[date | None, Index(), Zh("整改完成日期")] = None
    incident: Annotated[Link[Incident] | None, Edge("FOLLOWS", inverse="actions"), Zh("所涉事故")] = None
    assessment: Annotated[
        Link[Assessment] | None, Edge("FOLLOWS_ASSESSMENT", inverse="actions"), Zh("所依考核")
    ] = None
    against: Annotated[Link[Actor] | None, Edge("AGAINST", inverse="actions_against"), Zh("问责对象")] = None
    decided_by: Annotated[
        Link[Department] | None, Edge("DECIDED_BY", inverse="actions_decided"), Zh("决定部门")
    ] = None
