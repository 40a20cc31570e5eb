"""Accountability: incidents and what was done about those responsible.

Not here: who is responsible beforehand (`policy`, `actors`).
"""

from datetime import date
from enum import Enum
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.actors import Actor, Department
from graph.model.declaration import Edge, FullText, Index, Key, Link, Node, Zh
from graph.model.market import Enterprise, Product


class Severity(Enum):
    """How grave an incident was, as its system recorded it."""

    MAJOR = "MAJOR"
    ORDINARY = "ORDINARY"
    MINOR = "MINOR"


class Incident(Node):
    """A quality incident, under the recording system's own key."""

    zh: ClassVar[str] = "质量事故"
    plural: ClassVar[str] = "incidents"
    area: ClassVar[str] = "accountability"

    system: Annotated[str, Key(), Zh("来源系统")]
    record_key: Annotated[str, Key(), Zh("记录编号")]
    title: Annotated[str, FullText(), Zh("标题")]
    occurred_on: Annotated[date | None, Index(), Zh("发生日期")] = None
    severity: Annotated[Severity | None, Index(), Zh("严重程度")] = None
    enterprises: Annotated[list[Link[Enterprise]], Edge("INVOLVES", inverse="incidents"), Zh("涉事企业")] = (
        Field(default_factory=list)
    )
    products: Annotated[
        list[Link[Product]], Edge("INVOLVES_PRODUCT", inverse="incidents"), Zh("涉事产品")
    ] = Field(default_factory=list)


class AccountabilityAction(Node):
    """What was decided against one actor after an incident."""

    zh: ClassVar[str] = "问责措施"
    plural: ClassVar[str] = "accountabilityActions"
    area: ClassVar[str] = "accountability"

    system: Annotated[str, Key(), Zh("来源系统")]
    record_key: Annotated[str, Key(), Zh("记录编号")]
    category: Annotated[str | None, Index(), Zh("措施类别")] = None
    decided_on: Annotated[date | None, Index(), Zh("决定日期")] = None
    incident: Annotated[Link[Incident] | None, Edge("FOLLOWS", inverse="actions"), Zh("所涉事故")] = None
    against: Annotated[Link[Actor] | None, Edge("AGAINST", inverse="actions_against"), Zh("问责对象")] = None
    decided_by: Annotated[
        Link[Department] | None, Edge("DECIDED_BY", inverse="actions_decided"), Zh("决定部门")
    ] = None
