"""The sample's governments and departments, as if registered: one of each sort a county and prefecture.

The policy names none of them; who is who of the departments that it does name is for a person to approve, so
no `SAME_AS` leads here. Not here: the regions themselves, and the departments as the policy names them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.model import Link
from graph.model.actors import Department, Government
from loaders.delivery import Record
from loaders.sources.sample.catalogue import trades, wares
from loaders.sources.sample.elsewhere import LOCAL_GOVERNMENTS, SUPERVISORS, Place, counties, prefectures
from loaders.sources.sample.names import MARK
from loaders.sources.sample.proportions import FIRST_DAY

MARKET = "market"

# The day on which market supervision took over from quality supervision, everywhere in the sample.
MERGED_ON = date(2015, 1, 1)


@dataclass(frozen=True)
class Sort:
    """A sort of department: how it is called, and when departments of the sort are in office."""

    key: str
    name: str
    looks_after: str  # the value of a sector's `office`
    since: date = FIRST_DAY
    until: date | None = None


_QUALITY = Sort("quality", "质量技术监督局", MARKET, until=MERGED_ON)
_MARKET = Sort(MARKET, "市场监督管理局", MARKET, since=MERGED_ON)
_AGRICULTURE = Sort("agriculture", "农业农村局", "agriculture")
_HOUSING = Sort("housing", "住房和城乡建设局", "housing")
SORTS = (
    _QUALITY,
    _MARKET,
    _AGRICULTURE,
    _HOUSING,
    Sort("commerce", "商务局", "commerce"),
)

# Gaps on purpose: regions without a department of the sort. The prefecture's is there all the same, but for
# housing in 中卫市, where nobody has that remit in 海原县.
MISSING = frozenset(
    {
        ("640424", "market"),
        ("640303", "housing"),
        ("640422", "commerce"),
        ("640522", "housing"),
        ("640500", "housing"),
    }
)


def office_records() -> Iterator[Record]:
    """Yield one record a county and prefecture: its government and departments."""
    for place in (*prefectures(), *counties()):
        departments = (_department(place, sort) for sort in SORTS if (place.code, sort.key) not in MISSING)
        yield Record(f"offices~{place.code}", (_government(place), *departments))


def inspector_of(place: Place, on: date) -> str:
    """Return the id of the department that inspects products in a county on a day; else the prefecture's."""
    sort = _QUALITY if on < MERGED_ON else _MARKET
    within = place.within if (place.code, sort.key) in MISSING else None
    return _department_id(within or place, sort)


def agriculture_of(place: Place) -> str:
    """Return the id of the agriculture department of a county."""
    return _department_id(place, _AGRICULTURE)


def housing_of(place: Place) -> str | None:
    """Return the id of the housing department of a county; else the prefecture's, if that has one."""
    offices = (each for each in (place, place.within) if each and (each.code, _HOUSING.key) not in MISSING)
    return next((_department_id(each, _HOUSING) for each in offices), None)


def _department_id(place: Place, sort: Sort) -> str:
    return f"department:sample-{place.code}-{sort.key}"


def _government(place: Place) -> Government:
    return Government(
        key=f"sample-{place.code}",
        name=f"{place.name}人民政府（{MARK}）",
        member_of=[Link(LOCAL_GOVERNMENTS.to, FIRST_DAY)],
        jurisdiction=[Link(place.id, FIRST_DAY)],
        sample=True,
    )


def _department(place: Place, sort: Sort) -> Department:
    return Department(
        key=_department_id(place, sort).removeprefix("department:"),
        name=f"{place.name}{MARK}{sort.name}",
        member_of=[Link(SUPERVISORS.to, sort.since, sort.until)],
        jurisdiction=[Link(place.id, sort.since, sort.until)],
        unit_of=[Link(f"government:sample-{place.code}", sort.since, sort.until)],
        remit=[Link(scope, sort.since, sort.until) for scope in _remit(sort)],
        sample=True,
    )


def _remit(sort: Sort) -> Iterator[str]:
    for trade in trades():
        if trade.office == sort.looks_after:
            yield trade.id
            yield from (ware.id for ware in wares().get(trade.code, ()))
