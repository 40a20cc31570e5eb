"""Observed values of the policy's indicators: for the region, and for some of its cities, sectors and sites.

The table `observations.csv` has one column a year; a dash is a value that nobody reported. On purpose:
nothing is known of the key polluters (V2); the farm produce rate, which is to be kept, fell below its level
in 2015; standardized farming stood at exactly its limit in 2024. A site's value is 100 in a year in which it
complied and 0 in another, and the region's value is the share of its sites.

Not here: the indicators and their targets (the source `policy`), and what can be computed from other records.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from graph.model import Link
from graph.model.actors import Department, Region
from graph.model.classification import Scope, Sector
from graph.model.performance import Observation
from graph.model.places import Site, SiteKind
from loaders.delivery import Record
from loaders.sources.rows import Row, csv_rows
from loaders.sources.sample.catalogue import SECTORS
from loaders.sources.sample.elsewhere import REGION, SAMPLE, counties, prefectures
from loaders.sources.sample.names import MARK
from loaders.sources.sample.proportions import FIRST_DAY

_FOLDER = files(__package__)
_NOT_REPORTED = "-"
_KNOWN_FROM = (3, 20)  # month and day of the year after

# Who reports what, by the first letter of an indicator or by the indicator; each an invented office.
_OFFICES = {
    "market": "自治区样例市场监督管理厅",
    "agriculture": "自治区样例农业农村厅",
    "housing": "自治区样例住房和城乡建设厅",
    "statistics": "自治区样例统计局",
    "environment": "自治区样例生态环境厅",
}
_REPORTERS = {"P": "market", "E": "housing", "S": "statistics", "V": "environment"}
_REPORTERS |= dict.fromkeys(("P3", "P4", "P6"), "agriculture")
_POINTS = "百分点"
_UNITS = {"E4": _POINTS}

# Sectors of services in which nobody of the sample works, so that they are none to draw from. The policy
# names fields of service in words of its own; that these sectors are among them is the sample's reading.
_SERVICES = {
    "51": "批发业",
    "54": "道路运输业",
    "59": "仓储业",
    "60": "邮政业",
    "65": "软件和信息技术服务业",
    "66": "货币金融服务",
    "70": "房地产业",
    "73": "研究和试验发展",
    "74": "专业技术服务业",
    "78": "公共设施管理业",
    "79": "居民服务业",
    "82": "教育",
    "83": "卫生",
}

# Down the river, then one source a prefecture.
_SECTIONS = ("640502", "640521", "640381", "640181", "640121", "640205")
_SOURCES = ("640100", "640200", "640300", "640400", "640500")
_NUMERALS = "一二三四五六"


def observation_records() -> Iterator[Record]:
    """Yield who reports, what is observed, and one record an indicator with all that is known of it."""
    yield Record("offices~640000", tuple(_office(key, name) for key, name in _OFFICES.items()))
    yield Record("catalogue~services", tuple(_service(code, name) for code, name in _SERVICES.items()))
    yield Record("sites~water", tuple(_sites()))
    for indicator, rows in _by_indicator().items():
        observed = tuple(each for row in rows for each in _observations(indicator, row))
        yield Record(f"observations~{indicator}", observed)


def reporter(indicator: str) -> Link[Department]:
    """Return the office that reports an indicator, such as `P2`."""
    office = _REPORTERS.get(indicator, _REPORTERS[indicator[0]])
    return Link(f"department:sample-640000-{office}")


def _office(key: str, name: str) -> Department:
    over = [Link[Region](REGION, FIRST_DAY)]
    return Department(key=f"sample-640000-{key}", name=name, jurisdiction=over, sample=True)


def _service(code: str, name: str) -> Sector:
    return Sector(edition=SECTORS, code=code, name=name, sample=True)


def _sites() -> Iterator[Site]:
    for numeral, code, number in zip(_NUMERALS, _SECTIONS, range(1, 7), strict=True):
        name = f"黄河干流{MARK}断面{numeral}"
        yield _site(f"section-{number}", name, SiteKind.RIVER_SECTION, code)
    for number, code in enumerate(_SOURCES, start=1):
        name = f"{_places()[code][1]}{MARK}集中式饮用水水源地"
        yield _site(f"source-{number}", name, SiteKind.WATER_SOURCE, code)


def _site(key: str, name: str, kind: SiteKind, code: str) -> Site:
    return Site(key=f"sample-{key}", name=name, kind=kind, region=Link(_places()[code][0]), sample=True)


@cache
def _places() -> dict[str, tuple[str, str]]:
    """The id and name of each region, by code."""
    return {place.code: (place.id, place.name) for place in (*prefectures(), *counties())}


@cache
def _by_indicator() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in csv_rows(_FOLDER, "observations.csv"):
        found.setdefault(row.values["indicator"], []).append(row)
    return found


def _observations(indicator: str, row: Row) -> Iterator[Observation]:
    region, sector, site = (row.values.get(name) for name in ("region", "sector", "site"))
    ids = {"640000": REGION} | {code: place[0] for code, place in _places().items()}
    scope: Link[Scope] | None = Link(f"sector:{SECTORS}~{sector}") if sector else None
    of = [part for part in (region, sector, site) if part]
    years = {int(name): said for name, said in row.values.items() if name.isdigit()}
    for year, said in years.items():
        yield Observation(
            system=SAMPLE,
            record_key="-".join(("observation", indicator, str(year), *of)),
            year=year,
            observed_on=date(year + 1, *_KNOWN_FROM),
            value=None if said == _NOT_REPORTED else Decimal(said),
            unit=_UNITS.get(indicator, "%"),
            indicator=Link(f"indicator:nx-2012-{indicator}"),
            region=Link(ids[region]) if region else None,
            scope=scope,
            site=Link(f"site:sample-{site}") if site else None,
            reported_by=Link(reporter(indicator).to),
            sample=True,
        )
