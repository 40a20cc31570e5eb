"""The sample's enterprises: where, how large and in which sector; what two registers say of them.

Not here: what hangs on an enterprise (`posts`, `products`, `conformity`, `inspections`, `credit`,
`incidents`), and the two that are written by hand (`anchors`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from graph.model import Link
from graph.model.actors import OrgClass, Region
from graph.model.market import Enterprise, Size
from loaders.delivery import Record
from loaders.sources.sample import names
from loaders.sources.sample import proportions as share
from loaders.sources.sample.catalogue import Trade, trades
from loaders.sources.sample.chance import Chance
from loaders.sources.sample.elsewhere import LEADERS, Place, counties


@dataclass(frozen=True)
class Stay:
    """The time that an enterprise is in one county."""

    place: Place
    since: date
    until: date | None = None


@dataclass(frozen=True)
class Profile:
    """What everything else about an enterprise follows from."""

    number: int
    name: str
    size: Size
    employees: int
    founded_on: date
    stays: tuple[Stay, ...]
    trades: tuple[Trade, ...]

    @cached_property
    def uscc(self) -> str:
        """The unified social credit code."""
        return names.uscc(self.number)

    @property
    def id(self) -> str:
        """The global id of the enterprise."""
        return f"enterprise:{self.uscc}"

    @property
    def link(self) -> Link[Enterprise]:
        """The link to the enterprise."""
        return Link(self.id)

    def place_on(self, on: date) -> Place:
        """Return the county in which the enterprise is on a day since it was founded."""
        return next(stay.place for stay in reversed(self.stays) if stay.since <= on)


def draw_profile(seed: int, number: int) -> Profile:
    """Draw an enterprise; the same seed and number give the same one in a sample of any size."""
    chance = Chance(seed, "enterprise", number)
    size = chance.weighted(share.SIZES)
    low, high = share.EMPLOYEES[size]
    founded_on = chance.day(share.FIRST_DAY, share.FOUNDED_UNTIL)
    stays = _stays(chance, founded_on)
    first = chance.one(trades())
    second = (chance.one(trades()),) if chance.happens(share.SECOND_SECTOR) else ()
    known = () if chance.happens(share.NO_SECTOR) else (first, *(t for t in second if t != first))
    prefecture = stays[0].place.within or stays[0].place
    name = names.enterprise_name(number, prefecture.name, first.word)
    return Profile(number, name, size, chance.between(low, high), founded_on, stays, known)


def _stays(chance: Chance, founded_on: date) -> tuple[Stay, ...]:
    first = chance.early(counties())
    second = chance.early(counties())
    moved_on = chance.day(founded_on + timedelta(days=200), share.LAST_DAY)
    if not chance.happens(share.MOVED_COUNTY) or second == first:
        return (Stay(first, founded_on),)
    return Stay(first, founded_on, moved_on), Stay(second, moved_on)


def register_record(profile: Profile) -> Record:
    """Return what the business register says of an enterprise."""
    enterprise = Enterprise(
        uscc=profile.uscc,
        name=profile.name,
        member_of=_memberships(profile),
        size=profile.size,
        founded_on=profile.founded_on,
        employees=profile.employees,
        region=[_located(stay) for stay in profile.stays],
        sectors=[Link(trade.id, profile.founded_on) for trade in profile.trades],
        sample=True,
    )
    return Record(f"aic~{profile.uscc}", (enterprise,))


def tax_record(profile: Profile, name: str, employees: int) -> Record:
    """Return what the tax register says of an enterprise, which may differ."""
    enterprise = Enterprise(uscc=profile.uscc, name=name, employees=employees, sample=True)
    return Record(f"tax~{profile.uscc}", (enterprise,))


def draw_tax_records(seed: int, profile: Profile) -> Iterator[Record]:
    """Draw whether the tax register has the enterprise, and whether it contradicts the business register."""
    chance = Chance(seed, "tax", profile.number)
    if not chance.happens(share.IN_TAX_REGISTER):
        return
    name, employees = profile.name, profile.employees
    if chance.happens(share.TAX_OTHER_NAME):
        name = name.replace("有限公司", "有限责任公司")
    if chance.happens(share.TAX_OTHER_EMPLOYEES):
        employees += 1 + chance.below(employees)
    yield tax_record(profile, name, employees)


def _located(stay: Stay) -> Link[Region]:
    return Link(stay.place.id, stay.since, stay.until)


def _memberships(profile: Profile) -> list[Link[OrgClass]]:
    # Only a membership that somebody would record; that every enterprise is in 企业 goes without a record.
    return [Link(LEADERS.to, profile.founded_on)] if profile.size is Size.LARGE else []
