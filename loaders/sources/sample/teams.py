"""Bodies at three levels, of the Region, the prefectures and the counties: who enforces, supervises, tests.

三.（二）.7 and 11 want enforcement teams, supervision bodies for farm produce and a testing system for it,
each at three levels. Some counties have none, on purpose: a gap that the API has to show.
Not here: departments and governments (`offices`), and the bodies that the policy itself names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.model import Link, Node
from graph.model.actors import Body, BodyKind, Department, OrgClass
from graph.model.classification import Scope
from graph.model.conformity import ConformityBody, ConformityBodyKind
from loaders.delivery import Record
from loaders.sources.sample.catalogue import SECTORS
from loaders.sources.sample.elsewhere import (
    ENFORCEMENT_TEAMS,
    FARM_SUPERVISION,
    FARM_TESTING,
    WHOLE_REGION,
    Place,
    counties,
    prefectures,
)
from loaders.sources.sample.names import MARK
from loaders.sources.sample.offices import MISSING

SET_UP_ON = date(2013, 1, 1)
HOSTED_SINCE_MERGER = "market"


@dataclass(frozen=True)
class Sort:
    """A sort of body: how it is called, which class of the policy it belongs to, who hosts it, where not."""

    key: str
    name: str
    kind: BodyKind
    member_of: str
    host: str
    missing: frozenset[str]


ENFORCEMENT = Sort(
    "enforcement",
    "产品质量执法稽查队",
    BodyKind.ENFORCEMENT_TEAM,
    ENFORCEMENT_TEAMS.to,
    HOSTED_SINCE_MERGER,
    frozenset({"640424"}),
)
FARM = Sort(
    "farm",
    "农产品质量安全监管站",
    BodyKind.FARM_PRODUCE_SUPERVISION,
    FARM_SUPERVISION.to,
    "agriculture",
    frozenset({"640303", "640425"}),
)

# Counties with a test centre of their own; the others are served by their prefecture's, where it has one.
WITH_CENTRE = frozenset({"640122", "640181", "640302"})
NO_CENTRE = "640500"  # a prefecture: nobody serves it or its counties
_TESTED = (f"sector:{SECTORS}~01", f"sector:{SECTORS}~03")


def team_records() -> Iterator[Record]:
    """Yield one record a region: the bodies that the registers of all three sorts have of it."""
    for place in (WHOLE_REGION, *prefectures(), *counties()):
        bodies = [_body(place, sort) for sort in (ENFORCEMENT, FARM) if place.code not in sort.missing]
        claims: list[Node] = [*bodies, *_centres(place)]
        yield Record(f"bodies~{place.code}", tuple(claims))


def body_id(code: str, sort: Sort) -> str:
    """Return the id of the body of a sort for the region with a code."""
    return f"body:sample-{code}-{sort.key}"


def _body(place: Place, sort: Sort) -> Body:
    above = place.within or WHOLE_REGION
    classes: list[Link[OrgClass]] = [Link(sort.member_of, SET_UP_ON)]
    return Body(
        key=body_id(place.code, sort).removeprefix("body:"),
        name=f"{place.name}{MARK}{sort.name}",
        kind=sort.kind,
        member_of=classes,
        jurisdiction=[Link(place.id, SET_UP_ON)],
        part_of=None if place == WHOLE_REGION else Link(body_id(above.code, sort)),
        hosted_by=_host(place, sort),
        sample=True,
    )


def _host(place: Place, sort: Sort) -> Link[Department] | None:
    # The sample's Region has no departments of its own.
    if place == WHOLE_REGION or (place.code, sort.host) in MISSING:
        return None
    return Link(f"department:sample-{place.code}-{sort.host}")


def _centres(place: Place) -> Iterator[ConformityBody]:
    own = place == WHOLE_REGION or place.code in WITH_CENTRE
    if place.code == NO_CENTRE or not (own or place in prefectures()):
        return
    below = [c for c in counties() if c.within == place and c.code not in WITH_CENTRE]
    classes: list[Link[OrgClass]] = [Link(FARM_TESTING.to, SET_UP_ON)]
    tests: list[Link[Scope]] = [Link(scope, SET_UP_ON) for scope in _TESTED]
    yield ConformityBody(
        key=f"sample-centre-{place.code}",
        name=f"{place.name}{MARK}农产品质量检测中心",
        kind=ConformityBodyKind.TEST_CENTRE,
        member_of=classes,
        serves=[Link(each.id, SET_UP_ON) for each in (place, *below)],
        tests=tests,
        sample=True,
    )
