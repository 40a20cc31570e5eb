"""Provenance: which system sent what in which delivery, and the record that a fact rests on (W3C PROV-O).

These kinds are written by the loader itself, never by a delivery. Not here: how claims add up (`loaders`).
"""

from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.declaration import Edge, Index, Key, Link, Node, Zh


class System(Node):
    """A system that delivers records; its department says who stands behind them."""

    zh: ClassVar[str] = "来源系统"
    plural: ClassVar[str] = "systems"
    area: ClassVar[str] = "provenance"

    key: Annotated[str, Key(), Zh("代号")]
    name: Annotated[
        str | None,
        Zh("名称"),
        Field(description="Missing where its declaration gives none; its key names it."),
    ] = None
    department: Annotated[str | None, Index(), Zh("提供部门")] = None


class Delivery(Node):
    """One delivery of a system, known by its content."""

    zh: ClassVar[str] = "交付批次"
    plural: ClassVar[str] = "deliveries"
    area: ClassVar[str] = "provenance"

    system: Annotated[Link[System], Key(), Edge("DELIVERED_BY", inverse="deliveries"), Zh("来源系统")]
    digest: Annotated[str, Key(), Zh("内容摘要")]
    name: Annotated[str | None, Zh("名称")] = None
    received_at: Annotated[
        datetime | None,
        Index(),
        Zh("接收时间"),
        Field(description="When it came in; when it was in the graph is `endedAt` of a run."),
    ] = None


class LoadRun(Node):
    """One run of the loader over one delivery; rows = applied + unchanged + quarantined + stale."""

    zh: ClassVar[str] = "加载运行"
    plural: ClassVar[str] = "loadRuns"
    area: ClassVar[str] = "provenance"
    named_by: ClassVar[tuple[str, ...]] = ("key",)

    key: Annotated[str, Key(), Zh("运行编号")]
    delivery: Annotated[Link[Delivery] | None, Edge("LOADED", inverse="runs"), Zh("交付批次")] = None
    started_at: Annotated[datetime | None, Index(), Zh("开始时间")] = None
    ended_at: Annotated[datetime | None, Zh("结束时间"), Field(description="When all of it was loaded.")] = (
        None
    )
    rows: Annotated[int | None, Zh("行数")] = None
    applied: Annotated[int | None, Zh("已应用")] = None
    unchanged: Annotated[int | None, Zh("无变化")] = None
    quarantined: Annotated[int | None, Zh("已隔离")] = None
    stale: Annotated[int | None, Zh("已过时")] = None
    withdrawn: Annotated[int | None, Zh("已撤回")] = None
    dangling: Annotated[int | None, Zh("悬空引用")] = None


class SourceRecord(Node):
    """What a system said in one record: the evidence of every fact that rests on it."""

    zh: ClassVar[str] = "来源记录"
    plural: ClassVar[str] = "sourceRecords"
    area: ClassVar[str] = "provenance"
    named_by: ClassVar[tuple[str, ...]] = ("system", "record_key")

    system: Annotated[
        str,
        Key(),
        Index(),
        Zh("来源系统"),
        Field(description="Its key; the System is that of `run.delivery`."),
    ]
    record_key: Annotated[str, Key(), Zh("记录编号")]
    department: Annotated[str | None, Index(), Zh("提供部门")] = None
    place: Annotated[str | None, Zh("所在位置"), Field(description="File and line, where there is one.")] = (
        None
    )
    recorded_from: Annotated[
        date | None,
        Index(),
        Zh("记录起始"),
        Field(description="The day on which it was taken up, or taken up again."),
    ] = None
    withdrawn_on: Annotated[date | None, Index(), Zh("撤回日期")] = None
    run: Annotated[
        Link[LoadRun] | None,
        Edge("RECORDED_IN", inverse="records"),
        Zh("加载运行"),
        Field(description="The one that wrote it last; when it was loaded is its `endedAt`."),
    ] = None
