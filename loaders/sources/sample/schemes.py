"""Schemes by which the sample's governments and one department carry the policy out (四.（一）.¶2).

On purpose one county has none, and of the departments only one has. Not here: the plans for the economy and
for industries (`plans`), and the yearly plan with its tasks (the table `tasks`).
"""

from collections.abc import Iterator
from datetime import date

from graph.model import Link
from graph.model.actors import Authority, Region
from graph.model.performance import Plan, PlanKind
from graph.model.policy import Provision
from loaders.delivery import Record
from loaders.sources.sample.elsewhere import LOCAL_SCHEMES, SAMPLE, counties, prefectures
from loaders.sources.sample.names import MARK

NO_SCHEME = frozenset({"640425"})
_FROM, _TO = 2013, 2020


def scheme_records() -> Iterator[Record]:
    """Yield one record a prefecture, for its scheme and its counties', and one for the department's."""
    for prefecture in prefectures():
        within = (prefecture, *(county for county in counties() if county.within == prefecture))
        schemes = [
            _scheme(place.code, place.name, Link(f"government:sample-{place.code}"), Link(place.id))
            for place in within
            if place.code not in NO_SCHEME
        ]
        yield Record(f"schemes~{prefecture.code}", tuple(schemes))
    department = _scheme("market", "市场监督管理行业", Link("department:sample-640000-market"), None)
    yield Record("schemes~market", (department,))


def _scheme(key: str, of: str, issuer: Link[Authority], region: Link[Region] | None) -> Plan:
    carries_out: list[Link[Provision]] = [Link(LOCAL_SCHEMES.to)]
    # Prefectures first, counties half a year later.
    issued_on = date(2013, 3, 1) if key.endswith("00") or region is None else date(2013, 9, 2)
    return Plan(
        system=SAMPLE,
        record_key=f"plan-scheme-{key}",
        kind=PlanKind.IMPLEMENTATION,
        title=f"{of}质量发展实施方案（{MARK}）",
        issued_on=issued_on,
        from_year=_FROM,
        to_year=_TO,
        issued_by=issuer,
        region=region,
        incorporates=carries_out,
        sample=True,
    )
