"""Construction projects and who takes part in which stage of them (二.（三）.2, 三.（二）.8).

Not here: their acceptance and its results, which are inspections (`supervision`).
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from graph.model.actors import Actor, Region
from graph.model.declaration import Edge, FullText, Index, Key, Link, Recorded, Vocabulary, Zh
from graph.model.standards import Standard


class ProjectScale(Vocabulary):
    """The two populations that the targets of 二.（三）.2 tell apart; the clause gives no threshold."""

    LARGE_OR_MEDIUM = "LARGE_OR_MEDIUM", "大中型工程建设项目"
    OTHER = "OTHER", "其他工程"


class ProjectStage(Vocabulary):
    """The stage of a project in which a party takes part."""

    DEVELOPMENT = "DEVELOPMENT", "建设"
    SURVEY = "SURVEY", "勘察"
    DESIGN = "DESIGN", "设计"
    CONSTRUCTION = "CONSTRUCTION", "施工"
    SUPERVISION = "SUPERVISION", "监理"
    TESTING = "TESTING", "检测"


class StagePart(BaseModel):
    """The stage for which a party answers."""

    stage: Annotated[ProjectStage, Key(), Zh("环节")]


class Project(Recorded):
    """A construction project."""

    zh: ClassVar[str] = "工程项目"
    plural: ClassVar[str] = "projects"
    area: ClassVar[str] = "market"

    name: Annotated[str, FullText(pinyin=True), Index(), Zh("名称")]
    scale: Annotated[ProjectScale | None, Index(), Zh("规模")] = None
    dwellings: Annotated[bool | None, Index(), Zh("是否住宅工程")] = None
    started_on: Annotated[date | None, Index(), Zh("开工日期")] = None
    region: Annotated[Link[Region] | None, Edge("BUILT_IN", inverse="projects"), Zh("所在区划")] = None
    parties: Annotated[
        list[Link[Actor]], Edge("HAS_PARTY", inverse="projects", properties=StagePart), Zh("参建单位")
    ] = Field(default_factory=list)
    conforms_to: Annotated[list[Link[Standard]], Edge("BUILT_TO", inverse="projects"), Zh("符合标准")] = (
        Field(default_factory=list)
    )
