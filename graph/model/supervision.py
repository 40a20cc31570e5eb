"""Supervision: inspections by authorities and what they found.

Not here: conformity assessment by third parties (`conformity`) and incidents (`accountability`).
"""

from datetime import date
from enum import Enum
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.actors import Department
from graph.model.declaration import Edge, FullText, Index, Key, Link, Node, Zh
from graph.model.market import Enterprise, Product
from graph.model.standards import Standard


class InspectionResult(Enum):
    """What an inspection came to."""

    PASS = "PASS"
    FAIL = "FAIL"


class Inspection(Node):
    """One inspection, under the recording system's own key."""

    zh: ClassVar[str] = "监督检查"
    plural: ClassVar[str] = "inspections"
    area: ClassVar[str] = "supervision"

    system: Annotated[str, Key(), Zh("来源系统")]
    record_key: Annotated[str, Key(), Zh("记录编号")]
    category: Annotated[str | None, Index(), Zh("检查类别")] = None
    inspected_on: Annotated[date | None, Index(), Zh("检查日期")] = None
    result: Annotated[InspectionResult | None, Index(), Zh("检查结果")] = None
    inspector: Annotated[
        Link[Department] | None, Edge("CONDUCTED_BY", inverse="inspections"), Zh("检查部门")
    ] = None
    enterprise: Annotated[
        Link[Enterprise] | None, Edge("INSPECTS", inverse="inspections"), Zh("被检企业")
    ] = None
    product: Annotated[
        Link[Product] | None, Edge("INSPECTS_PRODUCT", inverse="inspections"), Zh("被检产品")
    ] = None


class Finding(Node):
    """One thing that an inspection found, numbered within it."""

    zh: ClassVar[str] = "检查发现"
    plural: ClassVar[str] = "findings"
    area: ClassVar[str] = "supervision"

    inspection: Annotated[Link[Inspection], Key(), Edge("FOUND_IN", inverse="findings"), Zh("所属检查")]
    number: Annotated[int, Key(), Zh("序号")]
    text: Annotated[str, FullText(), Zh("发现内容")]
    conforms: Annotated[bool | None, Index(), Zh("是否符合")] = None
    against: Annotated[list[Link[Standard]], Edge("FOUND_AGAINST", inverse="findings"), Zh("不符合标准")] = (
        Field(default_factory=list)
    )
