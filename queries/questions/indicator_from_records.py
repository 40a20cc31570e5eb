# mypy: disable-error-code="empty-body"
"""What do the records say of an indicator? Computed year by year, beside what was reported.

Not here: the statement, which stands beside this module, and whether a target is met (`target_progress`).
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import Field

from graph.model import Vocabulary, Zh
from graph.model.actors import Region
from graph.model.performance import Observation
from graph.model.policy import Clause, Indicator
from graph.model.provenance import SourceRecord
from queries.questions.question import Id, Row, question


class ComputationGap(Vocabulary):
    """What is missing for computing an indicator, or for holding it against a report."""

    NO_RULE = "NO_RULE", "no rule computes this indicator from records · 无计算规则"
    NO_RECORDS = "NO_RECORDS", "no record on file counts · 无记录"
    NOT_REPORTED = "NOT_REPORTED", "nothing was reported to hold it against · 未报送"


class ComputedYear(Row):
    """An indicator computed for one year, and the reported value beside it."""

    year: Annotated[int, Zh("年份")]
    passed: Annotated[int, Zh("合格数")]
    counted: Annotated[int, Zh("总数")]
    value: Annotated[Decimal, Zh("计算值"), Field(description="In percent, to two places.")]
    reported: Annotated[Decimal | None, Zh("报送值")]
    difference: Annotated[
        Decimal | None, Zh("差值"), Field(description="The computed value less the reported one.")
    ]
    observation: Annotated[Observation | None, Zh("报送记录")]


class MissingOfComputation(Row):
    """Something that is missing for computing or comparing."""

    code: Annotated[ComputationGap, Zh("缺失代码")]
    message: Annotated[str, Zh("说明")]
    year: Annotated[int | None, Zh("年份")]


class IndicatorFromRecords(Row):
    """An indicator as the records in the graph tell it."""

    as_of: Annotated[date, Zh("截至日期")]
    indicator: Annotated[Indicator, Zh("指标")]
    region: Annotated[Region, Zh("区划")]
    definition: Annotated[
        str | None,
        Zh("计算定义"),
        Field(description="What counts: ours, since the document does not say how its rates are taken."),
    ]
    years: Annotated[list[ComputedYear], Zh("历年计算值"), Field(description="The newest first.")]
    gaps: Annotated[list[MissingOfComputation], Zh("缺失")]
    basis: Annotated[list[Clause], Zh("依据条款")]
    provenance: Annotated[
        list[SourceRecord],
        Zh("来源记录"),
        Field(description="Of the reports; each record counted has its own."),
    ]


@question(zh="按记录计算，指标是多少？", path=Path(__file__).with_suffix(".cypher"))
def indicator_from_records(indicator: Id, region: Id, as_of: date) -> IndicatorFromRecords:
    """What the records in the graph say of an indicator in a region, beside what was reported.

    Computed are the spot-check pass rate and the two acceptance rates, by the definition shown.

    Args:
        indicator: the global id of the indicator.
        region: the global id of the region; what is within it counts.
        as_of: the day asked about; what happened after it does not count.
    """
