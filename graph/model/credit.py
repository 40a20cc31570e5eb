"""Quality credit: records that departments contribute, and the blacklist (三.（二）.10).

Not here: the mechanism under which records are shared (`policy`).
"""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from graph.model.actors import Department
from graph.model.declaration import Edge, FullText, Index, Key, Link, Node, Zh
from graph.model.market import Enterprise
from graph.model.policy import Mechanism


class CreditRecord(Node):
    """One quality credit record of an enterprise, under the recording system's own key."""

    zh: ClassVar[str] = "质量信用记录"
    plural: ClassVar[str] = "creditRecords"
    area: ClassVar[str] = "credit"

    system: Annotated[str, Key(), Zh("来源系统")]
    record_key: Annotated[str, Key(), Zh("记录编号")]
    category: Annotated[str | None, Index(), Zh("信用事项类别")] = None
    summary: Annotated[str | None, FullText(), Zh("摘要")] = None
    recorded_on: Annotated[date | None, Index(), Zh("记录日期")] = None
    public_until: Annotated[date | None, Index(), Zh("公示截止日期")] = None
    enterprise: Annotated[
        Link[Enterprise] | None, Edge("CONCERNS", inverse="credit_records"), Zh("信用主体")
    ] = None
    contributed_by: Annotated[
        list[Link[Department]], Edge("CONTRIBUTED_BY", inverse="contributed", dated=True), Zh("提供部门")
    ] = Field(default_factory=list)
    shared_under: Annotated[
        Link[Mechanism] | None, Edge("SHARED_UNDER", inverse="credit_records"), Zh("共享机制")
    ] = None


class BlacklistEntry(Node):
    """One stay of an enterprise on a blacklist; the policy states no entry test, keeper, term or appeal."""

    zh: ClassVar[str] = "黑名单条目"
    plural: ClassVar[str] = "blacklistEntries"
    area: ClassVar[str] = "credit"

    system: Annotated[str, Key(), Zh("来源系统")]
    record_key: Annotated[str, Key(), Zh("记录编号")]
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
