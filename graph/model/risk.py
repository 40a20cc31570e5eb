"""Risk: signals, assessments and warnings about the safety of products (三.（二）.6).

Not here: incidents, where harm was done already (`accountability`).
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.actors import Actor, Region
from graph.model.classification import Scope
from graph.model.declaration import Edge, FullText, Index, Link, Recorded, Vocabulary, Zh
from graph.model.market import Enterprise, Product
from graph.model.places import Site
from graph.model.policy import Mechanism
from graph.model.supervision import Inspection


class RiskKind(Vocabulary):
    """What sort of record about a risk it is; one leads to the next."""

    SIGNAL = "SIGNAL", "风险监测"
    INJURY = "INJURY", "never with data on the person hurt · 产品伤害"
    FOREIGN_NOTICE = "FOREIGN_NOTICE", "国外通报、扣留、销毁、退货"
    PEST = "PEST", "动植物外来有害生物、疫情"
    ASSESSMENT = "ASSESSMENT", "分析评估"
    WARNING = "WARNING", "预警"


class RiskLevel(Vocabulary):
    """How far a risk reaches."""

    SYSTEMIC = "SYSTEMIC", "系统性"
    REGIONAL = "REGIONAL", "区域性"
    LOCAL = "LOCAL", "局部性"


class RiskRecord(Recorded):
    """One signal, assessment or warning about a risk; open until it is closed."""

    zh: ClassVar[str] = "风险记录"
    plural: ClassVar[str] = "riskRecords"
    area: ClassVar[str] = "risk"

    kind: Annotated[RiskKind, Index(), Zh("种类")]
    title: Annotated[str, FullText(), Zh("标题")]
    level: Annotated[RiskLevel | None, Index(), Zh("范围")] = None
    raised_on: Annotated[date | None, Index(), Zh("提出日期")] = None
    closed_on: Annotated[
        date | None, Index(), Zh("关闭日期"), Field(description="The first day on which it is closed.")
    ] = None
    measure: Annotated[str | None, FullText(), Zh("处置措施")] = None
    scopes: Annotated[list[Link[Scope]], Edge("RISK_OF", inverse="risk_records"), Zh("所涉类别")] = Field(
        default_factory=list
    )
    products: Annotated[
        list[Link[Product]], Edge("RISK_OF_PRODUCT", inverse="risk_records"), Zh("所涉产品")
    ] = Field(default_factory=list)
    enterprises: Annotated[
        list[Link[Enterprise]], Edge("RISK_AT", inverse="risk_records"), Zh("所涉企业")
    ] = Field(default_factory=list)
    region: Annotated[Link[Region] | None, Edge("RISK_IN", inverse="risk_records"), Zh("所涉区划")] = None
    site: Annotated[Link[Site] | None, Edge("RISK_AT_SITE", inverse="risk_records"), Zh("所涉场所")] = None
    raised_by: Annotated[Link[Actor] | None, Edge("RAISED_BY", inverse="risks_raised"), Zh("提出主体")] = None
    inspections: Annotated[
        list[Link[Inspection]], Edge("DERIVED_FROM_INSPECTION", inverse="risk_records"), Zh("依据检查")
    ] = Field(default_factory=list)
    leads_to: Annotated[list[Link["RiskRecord"]], Edge("LEADS_TO", inverse="arises_from"), Zh("引出")] = (
        Field(default_factory=list)
    )
    mechanism: Annotated[
        Link[Mechanism] | None, Edge("HANDLED_UNDER", inverse="risks_handled"), Zh("依据机制")
    ] = None
