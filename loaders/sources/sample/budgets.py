"""Budget lines of the sample's cities for the five purposes that the policy names (四.（三）), for two years.

On purpose one city did not raise a line, and has no line at all for another purpose; two cities have no line
on file. Not here: what the leading group's work is paid from (the table `tasks`), and bonuses.
"""

from collections.abc import Iterator
from decimal import Decimal

from graph.model import Link
from graph.model.actors import Actor
from graph.model.performance import BudgetLine
from graph.model.policy import Provision
from loaders.delivery import Record
from loaders.sources.sample.elsewhere import BUDGET_LINES, SAMPLE
from loaders.sources.sample.names import MARK

# In the clause's order.
PURPOSES = (
    "质量奖励",
    "名牌战略推进",
    "技术标准体系建设",
    "质量安全产品监督抽查",
    "公共检验检测服务平台建设",
)
YEARS = (2025, 2026)

# For each city, in units of 10,000 yuan, what it set aside for each purpose in each year; None: no line.
AMOUNTS: dict[str, tuple[tuple[int | None, ...], tuple[int | None, ...]]] = {
    "640100": ((300, 240, 180, 520, 400), (320, 250, 200, 560, 450)),
    "640200": ((120, 100, 80, 210, 150), (125, 104, 86, 220, 165)),
    "640400": ((60, 50, 40, 160, None), (62, 52, 42, 150, None)),
}


def budget_records() -> Iterator[Record]:
    """Yield one record a city and year, with its lines."""
    for code, (before, now) in AMOUNTS.items():
        for year, amounts, earlier in ((YEARS[0], before, None), (YEARS[1], now, before)):
            yield Record(f"budgets~{code}~{year}", tuple(_lines(code, year, amounts, earlier)))


def _lines(
    code: str, year: int, amounts: tuple[int | None, ...], earlier: tuple[int | None, ...] | None
) -> Iterator[BudgetLine]:
    provisions: list[Link[Provision]] = [Link(BUDGET_LINES.to)]
    paid_by: Link[Actor] = Link(f"government:sample-{code}")
    for place, (purpose, amount) in enumerate(zip(PURPOSES, amounts, strict=True)):
        if amount is None:
            continue
        last = earlier[place] if earlier else None
        yield BudgetLine(
            system=SAMPLE,
            record_key=f"budget-{code}-{year}-{place + 1}",
            year=year,
            purpose=f"{purpose}（{MARK}）",
            amount=Decimal(amount * 10_000),
            raised=None if last is None else amount > last,
            paid_by=paid_by,
            provisions=provisions,
            sample=True,
        )
