"""The analysis of freshness as the API tells it. Not here: how it is found (`graph.analysis.freshness`)."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from graph.analysis import Sources, freshness, source_freshness
from graph.model import Zh
from graph.model.provenance import LoadRun, System
from queries.analyses.analysis import Analysis, Listing, Told
from queries.questions.question import Row


class FreshSource(Row):
    """One system: when it was last loaded, and what of it needs attention."""

    system: Annotated[System | None, Zh("来源系统")]
    delivered_at: Annotated[datetime | None, Zh("最近交付时间")]
    last_run: Annotated[
        LoadRun | None,
        Zh("最近完成的运行"),
        Field(description="The last that came to its end; missing: none has."),
    ]
    loaded_at: Annotated[datetime | None, Zh("最近加载时间"), Field(description="When that run ended.")]
    days: Annotated[
        int | None, Zh("距今天数"), Field(description="How many days before the day asked about that was.")
    ]
    unfinished: Annotated[
        bool,
        Zh("是否有未完成的运行"),
        Field(description="Whether a later run did not come to its end, or has not yet."),
    ]
    records: Annotated[
        int, Zh("现有记录数"), Field(description="On the day, as far as known: not withdrawn.")
    ]
    quarantined: Annotated[int, Zh("隔离行数"), Field(description="The rows that the last run kept aside.")]
    conflicts: Annotated[
        int, Zh("未决冲突数"), Field(description="That it has a part in now, whatever day is asked about.")
    ]


class SourceFreshness(Listing):
    """How fresh what each system said is, on one day; those never loaded first, then the longest ago."""

    items: Annotated[list[FreshSource], Zh("来源时效")]


def _told(found: Sources, _: None) -> Told:
    items = [(each.system, vars(each)) for each in found.items]
    return Told(found.method, {}, items, len(items))


SOURCE_FRESHNESS = Analysis(
    name="source_freshness",
    zh="数据来源时效",
    doc="When each system last delivered and was last loaded, how many records it has on file, how many rows"
    " were kept aside and how many conflicts it has a part in.",
    row=SourceFreshness,
    statements=freshness.STATEMENTS,
    compute=lambda reader, _: source_freshness(reader),
    tell=_told,
)
