"""What is done about failures: cases, sanctions, orders to rectify, recalls (三.（二）.11, 三.（三）.3).

Not here: how persons and authorities are held to account (`accountability`).
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.accountability import Incident
from graph.model.actors import Actor, Authority, Department
from graph.model.complaints import Complaint
from graph.model.conformity import Licence
from graph.model.credit import BlacklistEntry
from graph.model.declaration import Edge, FullText, Index, Link, Recorded, Vocabulary, Zh
from graph.model.market import Enterprise, Product
from graph.model.policy import Mechanism
from graph.model.projects import Project
from graph.model.risk import RiskRecord
from graph.model.supervision import Inspection
from graph.model.traceability import Batch


class CaseKind(Vocabulary):
    """What a case is about."""

    ENFORCEMENT = "ENFORCEMENT", "行政执法案件"
    TRACE_BACK = "TRACE_BACK", "追溯处罚"
    INVESTIGATION = "INVESTIGATION", "质量事故调查"


class Case(Recorded):
    """A case that one or several authorities handle, and where it came from and went."""

    zh: ClassVar[str] = "案件"
    plural: ClassVar[str] = "cases"
    area: ClassVar[str] = "enforcement"

    kind: Annotated[CaseKind, Index(), Zh("种类")]
    title: Annotated[str, FullText(), Zh("案由")]
    opened_on: Annotated[date | None, Index(), Zh("立案日期")] = None
    closed_on: Annotated[date | None, Index(), Zh("结案日期")] = None
    referred_on: Annotated[date | None, Index(), Zh("移送日期")] = None
    accepted_on: Annotated[date | None, Index(), Zh("移送受理日期")] = None
    enterprises: Annotated[list[Link[Enterprise]], Edge("CASE_OF", inverse="cases"), Zh("当事企业")] = Field(
        default_factory=list
    )
    handled_by: Annotated[
        list[Link[Authority]], Edge("HANDLED_BY", inverse="cases_handled"), Zh("办案机关")
    ] = Field(default_factory=list)
    referred_to: Annotated[
        Link[Authority] | None, Edge("REFERRED_TO", inverse="cases_received"), Zh("移送机关")
    ] = None
    inspections: Annotated[
        list[Link[Inspection]], Edge("STARTED_BY_INSPECTION", inverse="cases"), Zh("来源检查")
    ] = Field(default_factory=list)
    complaints: Annotated[
        list[Link[Complaint]], Edge("STARTED_BY_COMPLAINT", inverse="cases"), Zh("来源投诉举报")
    ] = Field(default_factory=list)
    risks: Annotated[list[Link[RiskRecord]], Edge("STARTED_BY_RISK", inverse="cases"), Zh("来源风险记录")] = (
        Field(default_factory=list)
    )
    incident: Annotated[Link[Incident] | None, Edge("INVESTIGATES", inverse="cases"), Zh("所涉事故")] = None
    mechanism: Annotated[Link[Mechanism] | None, Edge("OPENED_UNDER", inverse="cases"), Zh("依据机制")] = None


class SanctionKind(Vocabulary):
    """What was imposed."""

    PENALTY = "PENALTY", "行政处罚"
    RECTIFICATION = "RECTIFICATION", "责令整改"
    RESTRICTION = "RESTRICTION", "失信惩戒"
    REVOCATION = "REVOCATION", "吊销许可"
    EXIT = "EXIT", "退出"


class Sanction(Recorded):
    """What an authority imposed on an enterprise or organisation, and whether it was carried out."""

    zh: ClassVar[str] = "处理措施"
    plural: ClassVar[str] = "sanctions"
    area: ClassVar[str] = "enforcement"

    kind: Annotated[SanctionKind, Index(), Zh("种类")]
    title: Annotated[str | None, FullText(), Zh("内容")] = None
    imposed_on: Annotated[date | None, Index(), Zh("决定日期")] = None
    due_on: Annotated[date | None, Index(), Zh("期限")] = None
    completed_on: Annotated[date | None, Index(), Zh("完成日期")] = None
    amount: Annotated[Decimal | None, Zh("金额"), Field(description="In yuan.")] = None
    against: Annotated[Link[Actor] | None, Edge("IMPOSED_ON", inverse="sanctions"), Zh("对象")] = None
    imposed_by: Annotated[
        Link[Authority] | None, Edge("IMPOSED_BY", inverse="sanctions_imposed"), Zh("决定机关")
    ] = None
    case: Annotated[Link[Case] | None, Edge("DECIDED_IN", inverse="sanctions"), Zh("所属案件")] = None
    listing: Annotated[
        Link[BlacklistEntry] | None, Edge("FOLLOWS_LISTING", inverse="sanctions"), Zh("所依黑名单条目")
    ] = None
    follows: Annotated[
        Link["Sanction"] | None, Edge("FOLLOWS_SANCTION", inverse="followed_by"), Zh("前置措施")
    ] = None
    licence: Annotated[Link[Licence] | None, Edge("REVOKES", inverse="sanctions"), Zh("所吊销许可")] = None
    project: Annotated[Link[Project] | None, Edge("SANCTIONED_FOR", inverse="sanctions"), Zh("所涉工程")] = (
        None
    )
    incident: Annotated[
        Link[Incident] | None, Edge("SANCTIONED_AFTER", inverse="sanctions"), Zh("所涉事故")
    ] = None


class RecallKind(Vocabulary):
    """Who set a recall off."""

    VOLUNTARY = "VOLUNTARY", "主动召回"
    ORDERED = "ORDERED", "责令召回"


class Recall(Recorded):
    """The recall of a defective product; open until it is closed."""

    zh: ClassVar[str] = "召回"
    plural: ClassVar[str] = "recalls"
    area: ClassVar[str] = "enforcement"
    named_by: ClassVar[tuple[str, ...]] = ("defect", "started_on")

    kind: Annotated[RecallKind, Index(), Zh("种类")]
    defect: Annotated[str | None, FullText(), Zh("缺陷")] = None
    started_on: Annotated[date | None, Index(), Zh("开始日期")] = None
    closed_on: Annotated[date | None, Index(), Zh("结束日期")] = None
    enterprise: Annotated[Link[Enterprise] | None, Edge("RECALLED_BY", inverse="recalls"), Zh("召回企业")] = (
        None
    )
    product: Annotated[Link[Product] | None, Edge("RECALLS", inverse="recalls"), Zh("召回产品")] = None
    batches: Annotated[list[Link[Batch]], Edge("RECALLS_BATCH", inverse="recalls"), Zh("召回批次")] = Field(
        default_factory=list
    )
    ordered_by: Annotated[
        Link[Department] | None, Edge("ORDERED_BY", inverse="recalls_ordered"), Zh("责令部门")
    ] = None
