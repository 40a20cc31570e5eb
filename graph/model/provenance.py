"""Provenance: which system sent what in which delivery, and the record that a fact rests on (W3C PROV-O).

Where records disagree, the conflict is a kind of its own, and so is what is wrong with a row kept aside. All
these kinds are written by the loader itself, never by a delivery. Not here: how claims add up (`loaders`).
"""

from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from graph.model.declaration import Edge, Index, Key, Link, Node, Vocabulary, Zh


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
    issues_left_out: Annotated[
        int | None,
        Zh("未列出的问题数"),
        Field(description="How many more issues it met than `quarantine` holds of it."),
    ] = None


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


class ConflictKind(Vocabulary):
    """In what records disagree."""

    VALUE = "VALUE", "they give different values · 取值不一致"
    EXISTENCE = "EXISTENCE", "some give a value, and some say that there is none · 有无不一致"


class DecidedBy(Vocabulary):
    """Which rule says whose value is served."""

    RANK = "RANK", "the rank of the systems · 系统排名"
    FIELD_RANK = "FIELD_RANK", "the field's own order of systems · 字段权威次序"
    NEWEST = "NEWEST", "the day that the records themselves give · 以最新为准"
    RECORD = "RECORD", "nothing but the order of the records' ids: rank the systems · 按记录编号"
    MUST_AGREE = "MUST_AGREE", "none is served until all agree · 须一致"


class ClaimedValue(BaseModel):
    """What one system claims."""

    place: Annotated[int, Key(), Zh("次序"), Field(description="1 for what is believed first; best by this.")]
    value: Annotated[
        str | None,
        Zh("取值"),
        Field(description="As text; of a relation the id, with its days; missing: there is none, it says."),
    ] = None
    is_served: Annotated[bool, Zh("是否采用"), Field(description="Whether it means what is served.")]
    record_count: Annotated[
        int, Zh("记录数"), Field(description="How many records of the system say so; this one is the first.")
    ]


class Conflict(Node):
    """A field of one thing about which live records disagree; it ends when they agree again."""

    zh: ClassVar[str] = "取值冲突"
    plural: ClassVar[str] = "conflicts"
    area: ClassVar[str] = "provenance"
    named_by: ClassVar[tuple[str, ...]] = ("entity", "field")

    entity: Annotated[
        str, Key(), Index(), Zh("所涉对象"), Field(description="Its id; `node(id:)` gives the thing itself.")
    ]
    field: Annotated[str, Key(), Index(), Zh("字段"), Field(description="As the API names it.")]
    of_kind: Annotated[str, Index(), Zh("对象类型"), Field(description="The type of the thing.")]
    kind: Annotated[ConflictKind, Index(), Zh("冲突类型")]
    served: Annotated[
        str | None, Zh("采用值"), Field(description="As text; missing: the field is served as empty.")
    ] = None
    decided_by: Annotated[DecidedBy, Index(), Zh("采用依据")]
    values: Annotated[int, Zh("取值数"), Field(description="How many different ones; 2 at least.")]
    claims: Annotated[
        list[Link[SourceRecord]],
        Edge("BETWEEN", inverse="conflicts", properties=ClaimedValue),
        Zh("各方主张"),
        Field(description="One for each system and value, 50 at most."),
    ] = Field(default_factory=list)
    systems: Annotated[list[Link[System]], Edge("INVOLVES", inverse="conflicts"), Zh("所涉系统")] = Field(
        default_factory=list
    )
    since: Annotated[
        Link[LoadRun] | None,
        Edge("OPENED_IN", inverse="conflicts"),
        Zh("起始运行"),
        Field(description="The run that met it first; missing where `./qg resolve` did."),
    ] = None


class IssueSeverity(Vocabulary):
    """What an issue does to its row."""

    ERROR = "ERROR", "the row is kept aside · 已隔离"
    WARN = "WARN", "the row is loaded · 仅提示"


class QuarantineIssue(Node):
    """What is wrong with a row of a system's last delivery; it holds no personal number, and not the row."""

    zh: ClassVar[str] = "隔离问题"
    plural: ClassVar[str] = "quarantine"
    area: ClassVar[str] = "provenance"
    named_by: ClassVar[tuple[str, ...]] = ("place", "code")

    issue: Annotated[
        str,
        Key(),
        Zh("问题编号"),
        Field(description="The same for the same fault in the same record, in whichever delivery."),
    ]
    system: Annotated[Link[System], Edge("ISSUE_OF", inverse="quarantine"), Zh("来源系统")]
    run: Annotated[Link[LoadRun] | None, Edge("MET_IN", inverse="quarantine"), Zh("加载运行")] = None
    code: Annotated[str, Index(), Zh("问题代码"), Field(description="As `issues.jsonl` has it.")]
    severity: Annotated[IssueSeverity, Index(), Zh("严重程度")]
    place: Annotated[str, Zh("所在位置"), Field(description="File, sheet and row, as far as they are known.")]
    field: Annotated[str | None, Index(), Zh("列"), Field(description="As the source calls it.")] = None
    record_key: Annotated[str | None, Index(), Zh("记录编号")] = None
    message: Annotated[str, Zh("说明"), Field(description="What is wrong, and what to do.")]
