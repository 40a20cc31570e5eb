"""Ningxia's divisions as a delivery: one record a code and name, with its parents and predecessors.

What the table beside this module (`divisions.csv`, its origin in `source.toml`) says:

- `began` is the year of the first yearly list that has the code with this name. 1980 is the first list there
  is, so there it means *in or before 1980*, and `began_on` is empty: the day is unknown.
- `began_on` and `ended_on` are otherwise the earliest days that the lists allow: the day after the last list
  that shows the former state. The day itself is in the approving document, which the lists do not have.
- A name that changes under one code begins anew, as in the lists, and so does a code that is used again.
- `succeeds` is for one place that goes on under another code or name. Yinchuan's three districts of 2002 do
  not follow from its three former ones each to each, and the lists name no successor of the suburb of
  Shizuishan: those links are inferred and stand in `_REGROUPED`.

A county's parent follows from its code (GB/T 2260: the first four digits are the prefecture's), so it is
worked out here, for each span of time that the parent's own rows allow.

Not here: rows 市辖区, which are for statistics and are no places, and boundaries.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from graph.model import Link
from graph.model.actors import Region, RegionLevel
from loaders.delivery import Delivery, Record
from loaders.sources.rows import Row, claim_of, csv_rows, title_of

SYSTEM = "regions"
_FOLDER = files(__package__)
_RULE = "the former ended and the later began in one list, in one prefecture; who went where is not said"
_REGROUPED = {
    "640104~2002": ("640102~1980", "640103~1980", "640104~1980"),
    "640105~2002": ("640102~1980", "640103~1980", "640104~1980"),
    "640106~2002": ("640102~1980", "640103~1980", "640104~1980"),
    "640223~1987": ("640211~1980",),
}


@dataclass(frozen=True)
class _Division:
    """A row, with the half-open span of days in which it holds; an end that is None is open or unknown."""

    row: Row
    region: Region
    began_on: date | None
    ended_on: date | None


def regions_delivery() -> Delivery:
    """Return the delivery of Ningxia's divisions, from 1980 on.

    Raises:
        RowRefused: a row of the table is wrong; file, line and field are named.
    """
    divisions = [_division(row) for row in csv_rows(_FOLDER, "divisions.csv")]
    records = [Record(_key(each.region), (_placed(each, divisions),), each.row.place) for each in divisions]
    return Delivery(SYSTEM, title_of(_FOLDER), records)


def region_on(code: str, day: date) -> str | None:
    """Return the id of the region that had a code on a day, or None: codes are used again and given up."""
    return next((region for since, until, region in _spans().get(code, ()) if since <= day < until), None)


def codes_since(day: date) -> date:
    """Return since when every code has meant what it means on a day."""
    days = (at for held in _spans().values() for since, until, _ in held for at in (since, until))
    return max((at for at in days if at <= day), default=date.min)


@cache
def _spans() -> Mapping[str, list[tuple[date, date, str]]]:
    spans: dict[str, list[tuple[date, date, str]]] = {}
    for each in (_division(row) for row in csv_rows(_FOLDER, "divisions.csv")):
        held = (each.began_on or date.min, each.ended_on or date.max, each.region.id)
        spans.setdefault(each.region.code, []).append(held)
    return spans


def _division(row: Row) -> _Division:
    region = claim_of(Region, row.without("began_on", "ended_on"), {"Region": "region:"})
    return _Division(row, region, _day(row, "began_on"), _day(row, "ended_on"))


def _day(row: Row, column: str) -> date | None:
    try:
        return date.fromisoformat(row.values[column]) if column in row.values else None
    except ValueError as error:
        raise row.refuse(f"field {column}: {error}; write it as 2003-07-01") from error


def _placed(division: _Division, all_of_them: list[_Division]) -> Region:
    region = division.region
    former = [Link[Region](f"region:{key}", inferred=True, rule=_RULE) for key in _former(region)]
    edges = {"part_of": list(_parents(division, all_of_them)), "succeeds": [*region.succeeds, *former]}
    return region.model_copy(update={name: links for name, links in edges.items() if links})


def _parents(division: _Division, all_of_them: list[_Division]) -> Iterator[Link[Region]]:
    code = _parent_code(division.region)
    for above in all_of_them:
        since = max(division.began_on or date.min, above.began_on or date.min)
        until = min(division.ended_on or date.max, above.ended_on or date.max)
        if above.region.code == code and since < until:
            yield Link(
                above.region.id,
                valid_from=None if since == date.min else since,
                valid_to=None if until == date.max else until,
            )


def _parent_code(region: Region) -> str | None:
    if region.level is RegionLevel.COUNTY:
        return f"{region.code[:4]}00"
    return f"{region.code[:2]}0000" if region.level is RegionLevel.PREFECTURE else None


def _key(region: Region) -> str:
    return f"{region.code}~{region.began}"


def _former(region: Region) -> tuple[str, ...]:
    return _REGROUPED.get(_key(region), ())
