"""How the work is planned, measured and paid for: observed values, plans, tasks, reports, budget lines.

Not here: the targets and indicators themselves (`policy`), and appraisals (`accountability`).
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.accountability import Incident
from graph.model.actors import Actor, Authority, Region
from graph.model.classification import Scope
from graph.model.credit import CreditRecord
from graph.model.declaration import Edge, FullText, Index, Link, Recorded, Vocabulary, Zh
from graph.model.places import Site
from graph.model.policy import Indicator, Mechanism, Provision, Target


class Observation(Recorded):
    """The value of an indicator for a region and a year, as a department reported it."""

    zh: ClassVar[str] = "指标观测值"
    plural: ClassVar[str] = "observations"
    area: ClassVar[str] = "performance"
    named_by: ClassVar[tuple[str, ...]] = ("year", "value", "unit")

    year: Annotated[int, Index(), Zh("年份")]
    observed_on: Annotated[
        date | None, Index(), Zh("公布日期"), Field(description="The day from which the value is known.")
    ] = None
    value: Annotated[Decimal | None, Zh("观测值"), Field(description="Missing where none was reported.")] = (
        None
    )
    unit: Annotated[str | None, Zh("单位")] = None
    benchmark: Annotated[
        Decimal | None,
        Zh("标杆值"),
        Field(description="What the value is compared with, where something is."),
    ] = None
    indicator: Annotated[Link[Indicator] | None, Edge("OBSERVES", inverse="observations"), Zh("指标")] = None
    region: Annotated[Link[Region] | None, Edge("OBSERVED_IN", inverse="observations"), Zh("区划")] = None
    scope: Annotated[Link[Scope] | None, Edge("OBSERVED_FOR", inverse="observations"), Zh("行业或类别")] = (
        None
    )
    site: Annotated[Link[Site] | None, Edge("OBSERVED_AT", inverse="observations"), Zh("监测场所")] = None
    subject: Annotated[Link[Actor] | None, Edge("OBSERVED_OF", inverse="observations"), Zh("观测对象")] = None
    reported_by: Annotated[
        Link[Actor] | None, Edge("REPORTED_BY", inverse="observations_reported"), Zh("报送部门")
    ] = None


class PlanKind(Vocabulary):
    """What sort of plan it is."""

    MASTER = "MASTER", "国民经济总体规划"
    SECTOR = "SECTOR", "本行业的质量发展规划"
    ANNUAL = "ANNUAL", "年度行动计划"
    IMPLEMENTATION = "IMPLEMENTATION", "实施方案"
    EMERGENCY = "EMERGENCY", "应急预案"
    PERFORMANCE = "PERFORMANCE", "效能目标管理"
    BRAND = "BRAND", "名牌战略推进发展规划"


class Plan(Recorded):
    """A plan that an authority has issued, and what it takes in."""

    zh: ClassVar[str] = "规划计划"
    plural: ClassVar[str] = "plans"
    area: ClassVar[str] = "performance"

    kind: Annotated[PlanKind, Index(), Zh("种类")]
    title: Annotated[str, FullText(), Zh("标题")]
    issued_on: Annotated[date | None, Index(), Zh("印发日期")] = None
    from_year: Annotated[int | None, Index(), Zh("起始年份")] = None
    to_year: Annotated[int | None, Index(), Zh("终止年份")] = None
    issued_by: Annotated[Link[Authority] | None, Edge("PLANNED_BY", inverse="plans"), Zh("制定机关")] = None
    region: Annotated[Link[Region] | None, Edge("PLANNED_FOR", inverse="plans"), Zh("适用区划")] = None
    scope: Annotated[Link[Scope] | None, Edge("PLANNED_FOR_SCOPE", inverse="plans"), Zh("适用行业")] = None
    incorporates: Annotated[
        list[Link[Provision]], Edge("INCORPORATES", inverse="incorporated_in"), Zh("纳入事项")
    ] = Field(default_factory=list)
    incidents: Annotated[
        list[Link[Incident]], Edge("APPLIED_TO", inverse="emergency_plans"), Zh("启动于事故")
    ] = Field(default_factory=list)


class Task(Recorded):
    """One task of a plan, with its owners; open until it is done."""

    zh: ClassVar[str] = "任务"
    plural: ClassVar[str] = "tasks"
    area: ClassVar[str] = "performance"

    title: Annotated[str, FullText(), Zh("任务")]
    due_on: Annotated[date | None, Index(), Zh("期限")] = None
    done_on: Annotated[date | None, Index(), Zh("完成日期")] = None
    plan: Annotated[Link[Plan] | None, Edge("TASK_OF", inverse="tasks"), Zh("所属计划")] = None
    owners: Annotated[list[Link[Actor]], Edge("ASSIGNED_TO", inverse="tasks"), Zh("责任单位")] = Field(
        default_factory=list
    )
    provisions: Annotated[list[Link[Provision]], Edge("CARRIES_OUT", inverse="tasks"), Zh("落实事项")] = (
        Field(default_factory=list)
    )
    targets: Annotated[list[Link[Target]], Edge("PURSUES", inverse="pursued_by"), Zh("服务目标")] = Field(
        default_factory=list
    )


class ReportKind(Vocabulary):
    """What a report or publication is about."""

    INCIDENT = "INCIDENT", "重大质量事故报告"
    QUALITY_ANALYSIS = "QUALITY_ANALYSIS", "质量状况分析"
    SATISFACTION = "SATISFACTION", "顾客满意度报告"
    STANDARDS_ANALYSIS = "STANDARDS_ANALYSIS", "标准化技术分析"
    CREDIT_PUBLICATION = "CREDIT_PUBLICATION", "质量信用信息发布"
    RELEASE = "RELEASE", "质量信息综合发布"


class Report(Recorded):
    """A report or publication: who issued it, to whom, about what."""

    zh: ClassVar[str] = "报告与发布"
    plural: ClassVar[str] = "reports"
    area: ClassVar[str] = "performance"

    kind: Annotated[ReportKind, Index(), Zh("种类")]
    title: Annotated[str, FullText(), Zh("标题")]
    issued_on: Annotated[date | None, Index(), Zh("发布日期")] = None
    issued_by: Annotated[Link[Actor] | None, Edge("PUBLISHED_BY", inverse="reports"), Zh("发布主体")] = None
    submitted_to: Annotated[
        Link[Actor] | None, Edge("SUBMITTED_TO", inverse="reports_received"), Zh("报送对象")
    ] = None
    region: Annotated[Link[Region] | None, Edge("REPORTS_ON_REGION", inverse="reports"), Zh("所涉区划")] = (
        None
    )
    scopes: Annotated[list[Link[Scope]], Edge("REPORTS_ON", inverse="reports"), Zh("所涉行业或类别")] = Field(
        default_factory=list
    )
    incident: Annotated[Link[Incident] | None, Edge("REPORTS", inverse="reports"), Zh("所涉事故")] = None
    publishes: Annotated[
        list[Link[CreditRecord]], Edge("PUBLISHES", inverse="publications"), Zh("所发布信用记录")
    ] = Field(default_factory=list)
    mechanism: Annotated[
        Link[Mechanism] | None, Edge("REPORTED_UNDER", inverse="reports_made"), Zh("依据制度")
    ] = None


class BudgetLine(Recorded):
    """What an authority sets aside for one purpose in one year."""

    zh: ClassVar[str] = "预算科目"
    plural: ClassVar[str] = "budgetLines"
    area: ClassVar[str] = "performance"
    named_by: ClassVar[tuple[str, ...]] = ("year", "purpose")

    year: Annotated[int, Index(), Zh("年份")]
    purpose: Annotated[str, FullText(), Index(), Zh("用途")]
    amount: Annotated[Decimal | None, Zh("金额"), Field(description="In yuan.")] = None
    raised: Annotated[
        bool | None, Index(), Zh("较上年增长"), Field(description="As the budget says; missing in the first.")
    ] = None
    paid_by: Annotated[Link[Actor] | None, Edge("BUDGETED_BY", inverse="budget_lines"), Zh("列支单位")] = None
    paid_to: Annotated[Link[Actor] | None, Edge("BUDGETED_FOR", inverse="funded_by"), Zh("用款单位")] = None
    provisions: Annotated[list[Link[Provision]], Edge("FUNDS", inverse="budget_lines"), Zh("保障事项")] = (
        Field(default_factory=list)
    )
