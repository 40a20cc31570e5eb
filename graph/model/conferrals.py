"""What is conferred on someone: awards, titles, commendations, privileges, qualifications (三.（三）.4–6).

Not here: the award or title itself, which a policy sets up (`policy`).
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.actors import Actor, Authority
from graph.model.classification import Sector
from graph.model.credit import Rating
from graph.model.declaration import Edge, FullText, Index, Link, Recorded, Vocabulary, Zh
from graph.model.places import Site
from graph.model.policy import Figure, Provision


class ConferralKind(Vocabulary):
    """What is conferred."""

    AWARD = "AWARD", "奖"
    TITLE = "TITLE", "称号"
    COMMENDATION = "COMMENDATION", "表彰"
    PRIVILEGE = "PRIVILEGE", "绿色通道、直通放行"
    QUALIFICATION = "QUALIFICATION", "上岗资格"


class ConferralStage(Vocabulary):
    """How far a decision has come: reviewed by the office, settled by the group, conferred (四.（一））."""

    PROPOSED = "PROPOSED", "提名"
    REVIEWED = "REVIEWED", "reviewed by the office · 审核"
    SETTLED = "SETTLED", "settled by the leading group · 审定"
    CONFERRED = "CONFERRED", "授予"


class Conferral(Recorded):
    """An award, a title, a commendation, a privilege or a qualification for one holder."""

    zh: ClassVar[str] = "授予"
    plural: ClassVar[str] = "conferrals"
    area: ClassVar[str] = "conferrals"
    named_by: ClassVar[tuple[str, ...]] = ("title", "year")

    kind: Annotated[ConferralKind, Index(), Zh("种类")]
    title: Annotated[str, FullText(pinyin=True), Index(), Zh("名称")]
    tier: Annotated[str | None, Index(), Zh("等次")] = None
    stage: Annotated[ConferralStage | None, Index(), Zh("阶段")] = None
    year: Annotated[int | None, Index(), Zh("年份")] = None
    conferred_on: Annotated[date | None, Index(), Zh("授予日期")] = None
    ended_on: Annotated[
        date | None, Index(), Zh("失效日期"), Field(description="The first day on which it holds no more.")
    ] = None
    amount: Annotated[Decimal | None, Zh("奖金"), Field(description="In yuan.")] = None
    under: Annotated[
        Link[Provision] | None, Edge("CONFERRED_UNDER", inverse="conferrals"), Zh("依据规定")
    ] = None
    holder: Annotated[Link[Actor] | None, Edge("CONFERRED_ON", inverse="conferrals"), Zh("获得者")] = None
    site: Annotated[Link[Site] | None, Edge("CONFERRED_ON_SITE", inverse="conferrals"), Zh("获得场所")] = None
    sector: Annotated[Link[Sector] | None, Edge("CONFERRED_IN", inverse="conferrals"), Zh("所属行业")] = None
    conferred_by: Annotated[
        Link[Authority] | None, Edge("CONFERRED_BY", inverse="conferred"), Zh("授予机关")
    ] = None
    reviewed_by: Annotated[
        Link[Authority] | None, Edge("REVIEWED_BY", inverse="reviewed"), Zh("评审组织者")
    ] = None
    settled_by: Annotated[
        Link[Authority] | None, Edge("DETERMINED_BY", inverse="determined"), Zh("审定者")
    ] = None
    counts_toward: Annotated[
        list[Link[Figure]], Edge("COUNTS_TOWARD", inverse="conferrals"), Zh("计入数字")
    ] = Field(default_factory=list)
    grounds: Annotated[list[Link[Rating]], Edge("GRANTED_FOR", inverse="grants"), Zh("授予依据")] = Field(
        default_factory=list
    )
