"""Supervision: inspections and what they found, catalogues of what is supervised.

Not here: certificates and licences (`conformity`), what is done about a failure (`enforcement`).
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.actors import Actor, Authority, Region
from graph.model.classification import ProductClass
from graph.model.declaration import Edge, FullText, Index, Key, Link, Node, Recorded, Vocabulary, Zh
from graph.model.market import Enterprise, Product
from graph.model.places import Equipment, Site
from graph.model.policy import Mechanism, Topic
from graph.model.projects import Project
from graph.model.standards import Standard
from graph.model.traceability import Batch


class InspectionResult(Vocabulary):
    """What an inspection came to."""

    PASS = "PASS", "合格"
    FAIL = "FAIL", "不合格"


class InspectionKind(Vocabulary):
    """What sort of inspection it was; a self-inspection is by the enterprise and counts in no rate."""

    SPOT_CHECK = "SPOT_CHECK", "监督抽查"
    SUPERVISION = "SUPERVISION", "监督检查"
    ENFORCEMENT = "ENFORCEMENT", "执法检查"
    RISK_MONITORING = "RISK_MONITORING", "风险监测"
    STATUTORY = "STATUTORY", "进出口商品法定检验"
    EQUIPMENT = "EQUIPMENT", "特种设备检验"
    VERIFICATION = "VERIFICATION", "强制检定"
    ACCEPTANCE = "ACCEPTANCE", "工程验收"
    DWELLING_ACCEPTANCE = "DWELLING_ACCEPTANCE", "分户验收"
    CLEAN_PRODUCTION_AUDIT = "CLEAN_PRODUCTION_AUDIT", "清洁生产审核"
    ARBITRATION = "ARBITRATION", "仲裁检验和质量鉴定"
    IMPLEMENTATION_CHECK = "IMPLEMENTATION_CHECK", "督促检查《实施意见》贯彻实施情况"
    SELF = "SELF", "企业自检"


class Inspection(Recorded):
    """One inspection, under the recording system's own key."""

    zh: ClassVar[str] = "监督检查"
    plural: ClassVar[str] = "inspections"
    area: ClassVar[str] = "supervision"
    named_by: ClassVar[tuple[str, ...]] = ("category", "inspected_on")

    kind: Annotated[InspectionKind | None, Index(), Zh("检查种类")] = None
    category: Annotated[str | None, Index(), Zh("检查类别"), Field(description="As recorded.")] = None
    inspected_on: Annotated[date | None, Index(), Zh("检查日期")] = None
    result: Annotated[InspectionResult | None, Index(), Zh("检查结果")] = None
    unit: Annotated[
        str | None,
        Zh("受检部位"),
        Field(description="Which part of the object: a dwelling, a field of work."),
    ] = None
    inspector: Annotated[
        Link[Actor] | None, Edge("CONDUCTED_BY", inverse="inspections_conducted"), Zh("检查主体")
    ] = None
    enterprise: Annotated[
        Link[Enterprise] | None, Edge("INSPECTS", inverse="inspections"), Zh("被检企业")
    ] = None
    product: Annotated[
        Link[Product] | None, Edge("INSPECTS_PRODUCT", inverse="inspections"), Zh("被检产品")
    ] = None
    batch: Annotated[Link[Batch] | None, Edge("INSPECTS_BATCH", inverse="inspections"), Zh("被检批次")] = None
    equipment: Annotated[
        Link[Equipment] | None, Edge("INSPECTS_EQUIPMENT", inverse="inspections"), Zh("被检设备")
    ] = None
    project: Annotated[
        Link[Project] | None, Edge("INSPECTS_PROJECT", inverse="inspections"), Zh("被检工程")
    ] = None
    site: Annotated[Link[Site] | None, Edge("INSPECTS_SITE", inverse="inspections"), Zh("被检场所")] = None
    region: Annotated[
        Link[Region] | None,
        Edge("INSPECTS_REGION", inverse="inspections"),
        Zh("被检区划"),
        Field(
            description="Only where the region itself was inspected; of the inspections of its enterprises, "
            "filter by `enterprise: {region: ...}`."
        ),
    ] = None


class Finding(Node):
    """One thing that an inspection found, numbered within it."""

    zh: ClassVar[str] = "检查发现"
    plural: ClassVar[str] = "findings"
    area: ClassVar[str] = "supervision"
    named_by: ClassVar[tuple[str, ...]] = ("text",)

    inspection: Annotated[Link[Inspection], Key(), Edge("FOUND_IN", inverse="findings"), Zh("所属检查")]
    number: Annotated[int, Key(), Zh("序号")]
    text: Annotated[str, FullText(), Zh("发现内容")]
    conforms: Annotated[bool | None, Index(), Zh("是否符合")] = None
    against: Annotated[list[Link[Standard]], Edge("FOUND_AGAINST", inverse="findings"), Zh("不符合标准")] = (
        Field(default_factory=list)
    )


class CatalogueEdition(Node):
    """One edition of a catalogue of products under key supervision, with the days in which it holds."""

    zh: ClassVar[str] = "目录版本"
    plural: ClassVar[str] = "catalogueEditions"
    area: ClassVar[str] = "supervision"

    catalogue: Annotated[str, Key(), Zh("目录代号")]
    edition: Annotated[str, Key(), Zh("版本")]
    title: Annotated[str, FullText(), Zh("标题")]
    effective_on: Annotated[date | None, Index(), Zh("施行日期")] = None
    ended_on: Annotated[
        date | None, Index(), Zh("失效日期"), Field(description="The first day on which it holds no more.")
    ] = None
    issued_by: Annotated[
        Link[Authority] | None, Edge("CATALOGUED_BY", inverse="catalogue_editions"), Zh("发布机关")
    ] = None
    mechanism: Annotated[Link[Mechanism] | None, Edge("EDITION_OF", inverse="editions"), Zh("依据目录")] = (
        None
    )
    group: Annotated[
        Link[Topic] | None,
        Edge("EDITION_FOR", inverse="editions"),
        Zh("所属产品类"),
        Field(description="Which of the groups that the policy names the edition spells out."),
    ] = None
    lists: Annotated[
        list[Link[ProductClass]], Edge("LISTS_CLASS", inverse="listed_in"), Zh("列入产品类别")
    ] = Field(default_factory=list)
