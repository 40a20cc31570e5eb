"""Standards: what they are, what they adopt and replace, and what they apply to.

Not here: certification against a standard (`conformity`).
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from graph.model.actors import Actor, Body
from graph.model.classification import Scope
from graph.model.declaration import Edge, FullText, Index, Key, Link, Node, Vocabulary, Zh


class Stage(Vocabulary):
    """Where a standard stands in its life."""

    DRAFT = "DRAFT", "草案"
    IN_FORCE = "IN_FORCE", "现行"
    TO_BE_REVISED = "TO_BE_REVISED", "待修订"
    WITHDRAWN = "WITHDRAWN", "废止"


class StandardLevel(Vocabulary):
    """Who a standard is of; an alliance's is none of the statutory levels of 2012."""

    INTERNATIONAL = "INTERNATIONAL", "国际标准"
    NATIONAL = "NATIONAL", "国家标准"
    SECTOR = "SECTOR", "行业标准"
    LOCAL = "LOCAL", "地方标准"
    ENTERPRISE = "ENTERPRISE", "企业标准"
    ALLIANCE = "ALLIANCE", "联盟标准"


class AdoptionDegree(Vocabulary):
    """How far a standard follows the one it adopts (GB/T 20000.2, ISO/IEC Guide 21)."""

    IDT = "IDT", "identical: the same, word for word but for small editorial changes · 等同采用"
    MOD = "MOD", "modified: with technical differences, which are marked · 修改采用"
    NEQ = (
        "NEQ",
        "not equivalent: with differences that are not marked; no adoption in the strict sense · 非等效",
    )


class Adoption(BaseModel):
    """How far one standard adopts another, and whether a source was seen that confirms it."""

    degree: Annotated[AdoptionDegree, Zh("采用程度")]
    verified: Annotated[bool, Zh("已核实")]


class Drafter(Vocabulary):
    """As what someone took part in drafting a standard."""

    LEAD = "LEAD", "主要起草单位"
    PARTICIPANT = "PARTICIPANT", "参与起草单位"


class Drafting(BaseModel):
    """The part of one drafter in a standard."""

    role: Annotated[Drafter | None, Zh("起草角色")] = None


class Standard(Node):
    """A standard, under its number."""

    zh: ClassVar[str] = "标准"
    plural: ClassVar[str] = "standards"
    area: ClassVar[str] = "standards"
    named_by: ClassVar[tuple[str, ...]] = ("number", "title")

    number: Annotated[str, Key(), FullText(), Zh("标准号")]
    title: Annotated[str | None, FullText(pinyin=True), Zh("中文名称")] = None
    title_en: Annotated[str | None, FullText(), Zh("英文名称")] = None
    issuer: Annotated[str | None, Index(), Zh("发布机构")] = None
    level: Annotated[StandardLevel | None, Index(), Zh("标准级别")] = None
    mandatory: Annotated[bool | None, Index(), Zh("是否强制")] = None  # None: not known
    stage: Annotated[Stage | None, Index(), Zh("状态")] = None
    stage_code: Annotated[str | None, Zh("国际阶段代码")] = None
    ics: Annotated[str | None, Index(), Zh("国际标准分类号")] = None
    published_on: Annotated[date | None, Index(), Zh("发布日期")] = None
    published: Annotated[str | None, Zh("发布年月")] = None  # as precise as the source: 2015-09
    effective_on: Annotated[date | None, Index(), Zh("实施日期")] = None
    withdrawn_on: Annotated[date | None, Index(), Zh("废止日期")] = None
    verified: Annotated[bool, Zh("已核实")] = False
    adopts: Annotated[
        list[Link["Standard"]],
        Edge("ADOPTS", inverse="adopted_by", properties=Adoption),
        Zh("采用国际标准"),
    ] = Field(default_factory=list)
    replaces: Annotated[list[Link["Standard"]], Edge("REPLACES", inverse="replaced_by"), Zh("代替标准")] = (
        Field(default_factory=list)
    )
    applies_to: Annotated[
        list[Link[Scope]], Edge("APPLIES_TO", inverse="standards", dated=True), Zh("适用范围")
    ] = Field(default_factory=list)
    drafted_by: Annotated[
        list[Link[Actor]], Edge("DRAFTED_BY", inverse="drafted", properties=Drafting), Zh("起草单位")
    ] = Field(default_factory=list)
    recognised_by: Annotated[
        list[Link[Body]], Edge("RECOGNISED_BY", inverse="recognises", dated=True), Zh("互认机构")
    ] = Field(default_factory=list)
