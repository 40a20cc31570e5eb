"""Traceability: batches and what happened to them, from the plot to the consignee (三.（一）.1, 三.（二）.7).

Events follow GS1 EPCIS: what, when, where, why. Not here: products themselves (`market`), and recalls
(`enforcement`).
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.actors import Actor
from graph.model.declaration import Edge, Index, Key, Link, Node, Recorded, Vocabulary, Zh
from graph.model.market import Product
from graph.model.places import Site


class TradeDirection(Vocabulary):
    """Which way a consignment crosses the border."""

    IMPORT = "IMPORT", "进口"
    EXPORT = "EXPORT", "出口"


class Batch(Node):
    """A batch of one product under the maker's number; one that crosses the border is a consignment."""

    zh: ClassVar[str] = "批次"
    plural: ClassVar[str] = "batches"
    area: ClassVar[str] = "traceability"
    named_by: ClassVar[tuple[str, ...]] = ("number",)

    product: Annotated[Link[Product], Key(), Edge("BATCH_OF", inverse="batches"), Zh("所属产品")]
    number: Annotated[str, Key(), Index(), Zh("批号")]
    made_on: Annotated[date | None, Index(), Zh("生产日期")] = None
    direction: Annotated[TradeDirection | None, Index(), Zh("进出口方向")] = None
    statutory_inspection: Annotated[bool | None, Index(), Zh("是否法定检验")] = None
    derived_from: Annotated[list[Link["Batch"]], Edge("DERIVED_FROM", inverse="derived"), Zh("来源批次")] = (
        Field(default_factory=list)
    )


class TraceStep(Vocabulary):
    """What happened to a batch (the business steps of EPCIS that the policy needs)."""

    HARVESTING = "HARVESTING", "采收"
    COMMISSIONING = "COMMISSIONING", "a batch begins · 建批"
    TRANSFORMING = "TRANSFORMING", "加工转化"
    INSPECTING = "INSPECTING", "检验"
    SHIPPING = "SHIPPING", "发货"
    RECEIVING = "RECEIVING", "收货"
    SELLING = "SELLING", "销售"


class FoodStage(Vocabulary):
    """The links of the chain from farm to table, as 三.（二）.4 covers them."""

    FARM = "FARM", "种植、养殖"
    PROCESSING = "PROCESSING", "生产加工"
    CIRCULATION = "CIRCULATION", "流通"
    CATERING = "CATERING", "餐饮"
    BORDER = "BORDER", "进出口"


class TraceEvent(Recorded):
    """One thing that happened to batches: what, when, where and at whose hands."""

    zh: ClassVar[str] = "追溯事件"
    plural: ClassVar[str] = "traceEvents"
    area: ClassVar[str] = "traceability"
    named_by: ClassVar[tuple[str, ...]] = ("record_key", "happened_on")

    step: Annotated[TraceStep, Index(), Zh("业务步骤")]
    stage: Annotated[FoodStage | None, Index(), Zh("环节")] = None
    happened_on: Annotated[date | None, Index(), Zh("发生日期")] = None
    passed: Annotated[bool | None, Index(), Zh("是否通过")] = None
    batches: Annotated[list[Link[Batch]], Edge("TRACES", inverse="trace_events"), Zh("所涉批次")] = Field(
        default_factory=list
    )
    by: Annotated[Link[Actor] | None, Edge("HAPPENED_AT", inverse="trace_events"), Zh("经手单位")] = None
    consignee: Annotated[Link[Actor] | None, Edge("SENT_TO", inverse="received"), Zh("收货方")] = None
    site: Annotated[Link[Site] | None, Edge("HAPPENED_IN", inverse="trace_events"), Zh("发生场所")] = None
