"""What is required: documents, clauses, duties, mechanisms, targets and indicators.

Not here: who acts (`actors`) and what is made and sold (`market`).
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.actors import Body, Department, Government, OrgClass
from graph.model.declaration import Edge, FullText, Index, Key, Link, Node, Zh


class Document(Node):
    """A policy or legal document, under a chosen slug."""

    zh: ClassVar[str] = "文件"
    plural: ClassVar[str] = "documents"
    area: ClassVar[str] = "policy"

    slug: Annotated[str, Key(), Zh("代号")]
    title: Annotated[str, FullText(), Zh("标题")]
    number: Annotated[str | None, Index(), Zh("文号")] = None
    issued_on: Annotated[date | None, Index(), Zh("印发日期")] = None


class Clause(Node):
    """One clause of a document, found by its locator."""

    zh: ClassVar[str] = "条款"
    plural: ClassVar[str] = "clauses"
    area: ClassVar[str] = "policy"

    document: Annotated[Link[Document], Key(), Edge("CLAUSE_OF", inverse="clauses"), Zh("所属文件")]
    locator: Annotated[str, Key(), Zh("条款位置")]
    order: Annotated[int, Index(), Zh("次序")]
    heading: Annotated[str | None, FullText(), Zh("标题")] = None
    text: Annotated[str | None, FullText(), Zh("正文")] = None


class Duty(Node):
    """What a document obliges someone to do (ODRL duty)."""

    zh: ClassVar[str] = "职责"
    plural: ClassVar[str] = "duties"
    area: ClassVar[str] = "policy"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(), Zh("名称")]
    open: Annotated[bool, Zh("未尽列举")] = False
    clauses: Annotated[list[Link[Clause]], Edge("STATED_IN", inverse="duties"), Zh("依据条款")] = Field(
        default_factory=list
    )
    governments: Annotated[list[Link[Government]], Edge("BORNE_BY", inverse="duties"), Zh("责任政府")] = (
        Field(default_factory=list)
    )
    departments: Annotated[list[Link[Department]], Edge("BORNE_BY", inverse="duties"), Zh("责任部门")] = (
        Field(default_factory=list)
    )
    bodies: Annotated[list[Link[Body]], Edge("BORNE_BY", inverse="duties"), Zh("责任机构")] = Field(
        default_factory=list
    )
    org_classes: Annotated[list[Link[OrgClass]], Edge("BORNE_BY", inverse="duties"), Zh("责任主体类别")] = (
        Field(default_factory=list)
    )


class Mechanism(Node):
    """A standing arrangement that a document sets up, such as a blacklist or an assessment."""

    zh: ClassVar[str] = "机制"
    plural: ClassVar[str] = "mechanisms"
    area: ClassVar[str] = "policy"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(), Zh("名称")]
    clauses: Annotated[list[Link[Clause]], Edge("STATED_IN", inverse="mechanisms"), Zh("依据条款")] = Field(
        default_factory=list
    )
    duties: Annotated[list[Link[Duty]], Edge("SERVES", inverse="mechanisms"), Zh("服务职责")] = Field(
        default_factory=list
    )


class Indicator(Node):
    """A quantity by which quality is measured."""

    zh: ClassVar[str] = "指标"
    plural: ClassVar[str] = "indicators"
    area: ClassVar[str] = "policy"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(), Zh("名称")]
    unit: Annotated[str | None, Zh("单位")] = None


class Target(Node):
    """What an indicator, or a thing without a number, is to reach by a year."""

    zh: ClassVar[str] = "目标"
    plural: ClassVar[str] = "targets"
    area: ClassVar[str] = "policy"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[str, FullText(), Zh("名称")]
    operator: Annotated[str | None, Zh("比较")] = None
    value: Annotated[str | None, Zh("目标值")] = None
    unit: Annotated[str | None, Zh("单位")] = None
    year: Annotated[int | None, Index(), Zh("年份")] = None
    strict: Annotated[bool, Zh("严格大于或小于")] = False
    maintain: Annotated[bool, Zh("保持")] = False
    relative: Annotated[bool, Zh("相对值")] = False
    quantified: Annotated[bool, Zh("可量化")] = False
    indicator: Annotated[Link[Indicator] | None, Edge("MEASURED_BY", inverse="targets"), Zh("指标")] = None
    clauses: Annotated[list[Link[Clause]], Edge("STATED_IN", inverse="targets"), Zh("依据条款")] = Field(
        default_factory=list
    )
