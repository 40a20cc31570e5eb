"""Plans of the sample's governments and departments: the overall economic plan, and one for an industry.

三.（二）.2 wants the quality strategy in every local plan and a quality plan for every industry. On purpose
one county has no plan, two have one without the strategy, and some industries have none.
Not here: emergency plans (`written`), and the plans that the policy itself cites.
"""

from collections.abc import Iterator
from datetime import date

from graph.model import Link
from graph.model.classification import Scope
from graph.model.performance import Plan, PlanKind
from graph.model.policy import Provision
from loaders.delivery import Record
from loaders.sources.sample.catalogue import Trade, trades
from loaders.sources.sample.elsewhere import QUALITY_IN_PLANS, SAMPLE, Place, counties, prefectures
from loaders.sources.sample.names import MARK

NO_PLAN = frozenset({"640424"})
WITHOUT_STRATEGY = frozenset({"640324", "640422"})
SECTORS_WITHOUT_PLAN = frozenset({"06", "07", "35", "44", "62"})
_FROM, _TO = 2021, 2035
_ISSUER = "640100"  # of every industry's plan: the sample's Region has no departments of its own


def plan_records() -> Iterator[Record]:
    """Yield one record a prefecture, for its plan and its counties', and one a sort of office."""
    for prefecture in prefectures():
        within = (prefecture, *(county for county in counties() if county.within == prefecture))
        plans = tuple(_master(place) for place in within if place.code not in NO_PLAN)
        yield Record(f"plans~{prefecture.code}", plans)
    planned = [trade for trade in trades() if trade.code not in SECTORS_WITHOUT_PLAN]
    for office in dict.fromkeys(trade.office for trade in planned if trade.office):
        yield Record(f"plans~{office}", tuple(_sector(trade) for trade in planned if trade.office == office))


def _master(place: Place) -> Plan:
    written_in: list[Link[Provision]] = [Link(QUALITY_IN_PLANS.to)]
    return Plan(
        system=SAMPLE,
        record_key=f"plan-master-{place.code}",
        kind=PlanKind.MASTER,
        title=f"{place.name}国民经济总体规划（{MARK}）",
        issued_on=date(2021, 3, 1),
        from_year=_FROM,
        to_year=_TO,
        issued_by=Link(f"government:sample-{place.code}"),
        region=Link(place.id),
        incorporates=[] if place.code in WITHOUT_STRATEGY else written_in,
        sample=True,
    )


def _sector(trade: Trade) -> Plan:
    scope: Link[Scope] = Link(trade.id)
    return Plan(
        system=SAMPLE,
        record_key=f"plan-sector-{trade.code}",
        kind=PlanKind.SECTOR,
        title=f"{trade.word}行业质量发展规划（{MARK}）",
        issued_on=date(2021, 6, 1),
        from_year=_FROM,
        to_year=_TO,
        issued_by=Link(f"department:sample-{_ISSUER}-{trade.office}"),
        scope=scope,
        sample=True,
    )
