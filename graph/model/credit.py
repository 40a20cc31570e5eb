"""Quality credit: records that departments contribute, ratings and classes, the blacklist (三.（二）.10).

Not here: the mechanism under which records are shared (`policy`).
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.actors import Actor, Department
from graph.model.declaration import Edge, FullText, Index, Link, Recorded, Vocabulary, Zh
from graph.model.market import Enterprise, Product
from graph.model.policy import Mechanism
from graph.model.risk import RiskRecord
from graph.model.supervision import Inspection


class CreditRecord(Recorded):
    """One quality credit record of an enterprise, under the recording system's own key."""

    zh: ClassVar[str] = "质量信用记录"
    plural: ClassVar[str] = "creditRecords"
    area: ClassVar[str] = "credit"
    named_by: ClassVar[tuple[str, ...]] = ("category", "recorded_on")

    category: Annotated[str | None, Index(), Zh("信用事项类别")] = None
    summary: Annotated[str | None, FullText(), Zh("摘要")] = None
    recorded_on: Annotated[date | None, Index(), Zh("记录日期")] = None
    public_until: Annotated[date | None, Index(), Zh("公示截止日期")] = None
    enterprise: Annotated[
        Link[Enterprise] | None, Edge("CONCERNS", inverse="credit_records"), Zh("信用主体")
    ] = None
    product: Annotated[
        Link[Product] | None, Edge("CONCERNS_PRODUCT", inverse="credit_records"), Zh("所涉产品")
    ] = None
    contributed_by: Annotated[
        list[Link[Department]], Edge("CONTRIBUTED_BY", inverse="contributed", dated=True), Zh("提供部门")
    ] = Field(default_factory=list)
    shared_under: Annotated[
        Link[Mechanism] | None, Edge("SHARED_UNDER", inverse="credit_records"), Zh("共享机制")
    ] = None


class BlacklistEntry(Recorded):
    """One stay of an enterprise on a blacklist; the policy states no entry test, keeper, term or appeal."""

    zh: ClassVar[str] = "黑名单条目"
    plural: ClassVar[str] = "blacklistEntries"
    area: ClassVar[str] = "credit"
    named_by: ClassVar[tuple[str, ...]] = ("reason", "listed_on")

    listed_on: Annotated[date | None, Index(), Zh("列入日期")] = None
    removed_on: Annotated[date | None, Index(), Zh("移出日期")] = None
    reason: Annotated[str | None, FullText(), Zh("列入原因")] = None
    enterprise: Annotated[
        Link[Enterprise] | None, Edge("LISTS", inverse="blacklist_entries"), Zh("失信企业")
    ] = None
    triggered_by: Annotated[
        list[Link[CreditRecord]], Edge("TRIGGERED_BY", inverse="triggered"), Zh("触发记录")
    ] = Field(default_factory=list)
    mechanism: Annotated[Link[Mechanism] | None, Edge("ENTERED_UNDER", inverse="entries"), Zh("依据制度")] = (
        None
    )


class RatingKind(Vocabulary):
    """What a rating classes by."""

    CREDIT = "CREDIT", "质量信用评价"
    SUPERVISION_CLASS = "SUPERVISION_CLASS", "分类分级监管、质量信用分类监管"
    FOOD_HYGIENE = "FOOD_HYGIENE", "食品卫生监督量化分级"
    EXPORTER_CLASS = "EXPORTER_CLASS", "诚信管理和风险分析、分类管理"


class Rating(Recorded):
    """The grade or class of an enterprise for a time, and what it rests on."""

    zh: ClassVar[str] = "评级"
    plural: ClassVar[str] = "ratings"
    area: ClassVar[str] = "credit"
    named_by: ClassVar[tuple[str, ...]] = ("grade", "rated_on")

    kind: Annotated[RatingKind, Index(), Zh("种类")]
    grade: Annotated[str, Index(), Zh("等级")]
    score: Annotated[Decimal | None, Zh("分值")] = None
    rated_on: Annotated[date | None, Index(), Zh("评定日期")] = None
    ended_on: Annotated[
        date | None, Index(), Zh("失效日期"), Field(description="The first day on which it holds no more.")
    ] = None
    reason: Annotated[str | None, FullText(), Zh("评定理由")] = None
    enterprise: Annotated[Link[Enterprise] | None, Edge("RATES", inverse="ratings"), Zh("被评企业")] = None
    rated_by: Annotated[Link[Actor] | None, Edge("RATED_BY", inverse="ratings_given"), Zh("评定主体")] = None
    mechanism: Annotated[Link[Mechanism] | None, Edge("RATED_UNDER", inverse="ratings"), Zh("依据制度")] = (
        None
    )
    follows: Annotated[
        Link["Rating"] | None, Edge("REPLACES_RATING", inverse="followed_by"), Zh("前次评级")
    ] = None
    inspections: Annotated[list[Link[Inspection]], Edge("RESTS_ON", inverse="ratings"), Zh("依据检查")] = (
        Field(default_factory=list)
    )
    records: Annotated[
        list[Link[CreditRecord]], Edge("RESTS_ON_RECORD", inverse="ratings"), Zh("依据信用记录")
    ] = Field(default_factory=list)
    ratings: Annotated[list[Link["Rating"]], Edge("RESTS_ON_RATING", inverse="decides"), Zh("依据评级")] = (
        Field(default_factory=list)
    )
    risks: Annotated[list[Link[RiskRecord]], Edge("RESTS_ON_RISK", inverse="ratings"), Zh("依据风险记录")] = (
        Field(default_factory=list)
    )
