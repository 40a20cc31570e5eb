# mypy: disable-error-code="empty-body"
"""How far is each target? Met, not met, no data or not scorable, for one region on one day.

Not here: the statement, which stands beside this module, and values computed from records
(`indicator_from_records`).
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import Field

from graph.model import Vocabulary, Zh
from graph.model.actors import Region
from graph.model.performance import Observation
from graph.model.policy import Clause, Indicator, Target
from graph.model.provenance import SourceRecord
from queries.questions.question import Id, Row, question


class TargetStatus(Vocabulary):
    """Where a target stands."""

    MET = "MET", "达标"
    NOT_MET = "NOT_MET", "未达标"
    NOT_DUE = "NOT_DUE", "not met yet, and the target's year is not over · 未到期"
    NO_DATA = "NO_DATA", "nothing sufficient is on file · 无数据"
    NOT_SCORABLE = "NOT_SCORABLE", "it gives no number, no base or no comparison · 无法评定"


class Unscored(Vocabulary):
    """Why a target is neither met nor not met."""

    NO_NUMBER = "NO_NUMBER", "the document gives no number · 无数值"
    NO_BASELINE = "NO_BASELINE", "relative to a base that the document does not give · 无基数"
    NO_OBSERVATION = "NO_OBSERVATION", "no value on file for a year that counts · 无观测值"
    NO_COMPARISON = "NO_COMPARISON", "a number without an operator · 无比较方式"
    YEARS_MISSING = "YEARS_MISSING", "a level to be kept, and not every year is on file · 年份不全"


class Trend(Vocabulary):
    """How the deciding value stands to the one before it."""

    RISING = "RISING", "上升"
    STEADY = "STEADY", "持平"
    FALLING = "FALLING", "下降"
    UNKNOWN = "UNKNOWN", "fewer than two values · 不明"


class ObservedYear(Row):
    """The value of one year, of which the latest report counts."""

    year: Annotated[int, Zh("年份")]
    value: Annotated[Decimal, Zh("观测值")]
    met: Annotated[bool | None, Zh("是否达标"), Field(description="Missing where it cannot be told.")]
    contradicted: Annotated[
        bool, Zh("存在不一致"), Field(description="Whether another report of the same year says otherwise.")
    ]
    observation: Annotated[Observation, Zh("观测记录")]


class TargetInRegion(Row):
    """One target, and what decides it."""

    target: Annotated[Target, Zh("目标")]
    indicator: Annotated[Indicator | None, Zh("指标")]
    status: Annotated[TargetStatus, Zh("状态")]
    reason: Annotated[Unscored | None, Zh("未评原因")]
    message: Annotated[str | None, Zh("说明")]
    observed: Annotated[
        Decimal | None,
        Zh("观测值"),
        Field(description="The value that decides: of the last year on file that counts."),
    ]
    year: Annotated[int | None, Zh("观测年份")]
    final: Annotated[
        bool,
        Zh("是否目标年"),
        Field(description="Whether it is of the target's own year; else it is still on the way there."),
    ]
    distance: Annotated[
        Decimal | None,
        Zh("差距"),
        Field(
            description="The value less the target's, in its unit; missing for a rise over an unknown base."
        ),
    ]
    trend: Annotated[
        Trend,
        Zh("趋势"),
        Field(description="Of the value that decides, against the one before it that counts."),
    ]
    years_below: Annotated[
        list[int],
        Zh("未达标年份"),
        Field(description="Of a level to be kept: the years in which it was not."),
    ]
    years_missing: Annotated[list[int], Zh("缺数年份"), Field(description="Of a level to be kept.")]
    history: Annotated[
        list[ObservedYear],
        Zh("历年观测值"),
        Field(description="The newest first; years after the target's too, which decide nothing."),
    ]
    basis: Annotated[list[Clause], Zh("依据条款")]
    evidence: Annotated[list[SourceRecord], Zh("来源记录")]


class TargetGap(Row):
    """A target that could be scored and for which nothing sufficient is on file."""

    code: Annotated[Unscored, Zh("缺失代码")]
    message: Annotated[str, Zh("说明")]
    target: Annotated[Target, Zh("目标")]


class TargetProgress(Row):
    """Every target of the policy against what was reported for a region."""

    as_of: Annotated[date, Zh("截至日期")]
    region: Annotated[Region, Zh("区划")]
    items: Annotated[list[TargetInRegion], Zh("目标进展")]
    gaps: Annotated[list[TargetGap], Zh("缺失")]
    provenance: Annotated[list[SourceRecord], Zh("来源记录")]


@question(zh="目标进展如何？", path=Path(__file__).with_suffix(".cypher"))
def target_progress(region: Id, as_of: date) -> TargetProgress:
    """How far a region has come with each target, by what had been reported on a day.

    The last value that counts decides: of a year after the document's and not after the target's own. A
    level to be kept is met if it was in every such year; any other, not met yet, is not due until its year
    is over. 超过 is strictly more, 以上 at least, a bare number
    exactly. A rise over a base that the document does not give cannot be scored; neither can a target without
    a number. The document sets its targets for the whole region: asked of a city, the same number measures.

    Args:
        region: the global id of the region.
        as_of: the day asked about; a value counts from the day on which it was published.
    """
