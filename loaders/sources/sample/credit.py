"""Credit records of the sample's enterprises, and their stays on the blacklist.

Most are contributed by one of the eight departments that the policy names and are shared under its mechanism;
some by a sample department that is none of the eight, and some are not shared: both on purpose.
Not here: who shares with whom, which follows from the policy.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from graph.model import Link
from graph.model.credit import BlacklistEntry, CreditRecord
from loaders.delivery import Record
from loaders.sources.sample import proportions as share
from loaders.sources.sample.chance import Chance
from loaders.sources.sample.elsewhere import (
    BLACKLIST,
    CREDIT_CATEGORIES,
    CREDIT_SHARING,
    QUALITY_SUPERVISION,
    SAMPLE,
)
from loaders.sources.sample.enterprises import Profile
from loaders.sources.sample.inspections import Visit
from loaders.sources.sample.names import MARK
from loaders.sources.sample.offices import agriculture_of
from loaders.sources.sample.products import Item

_PUBLIC_FOR = timedelta(days=3 * 365)
FAILED_INSPECTION = "监督抽查不合格"
ELSEWHERE = "农产品质量警示"


@dataclass(frozen=True)
class Entry:
    """One credit record: its number within the enterprise, what it is about, and who contributed it."""

    place: int
    on: date
    category: str
    department: str
    shared: bool = True
    contributed_until: date | None = None
    item: Item | None = None


@dataclass(frozen=True)
class Listing:
    """One stay on the blacklist, with the credit record that led to it."""

    on: date
    trigger: Entry
    removed_on: date | None = None


def credit_key(profile: Profile, entry: Entry) -> str:
    """Return the record key of a credit record."""
    return f"credit-{profile.uscc}-{entry.place}"


def credit_record(profile: Profile, entry: Entry) -> Record:
    """Return what one department says of an enterprise's credit."""
    key = credit_key(profile, entry)
    record = CreditRecord(
        system=SAMPLE,
        record_key=key,
        category=entry.category,
        summary=f"{entry.category}（{MARK}）",
        recorded_on=entry.on,
        public_until=entry.on + _PUBLIC_FOR,
        enterprise=profile.link,
        product=entry.item.link(profile) if entry.item else None,
        contributed_by=[Link(entry.department, entry.on, entry.contributed_until)],
        shared_under=CREDIT_SHARING if entry.shared else None,
        sample=True,
    )
    return Record(f"credit~{key}", (record,))


def blacklist_record(profile: Profile, listing: Listing) -> Record:
    """Return what the blacklist says of one stay of an enterprise."""
    key = f"blacklist-{profile.uscc}"
    entry = BlacklistEntry(
        system=SAMPLE,
        record_key=key,
        listed_on=listing.on,
        removed_on=listing.removed_on,
        reason=f"{listing.trigger.category}（{MARK}）",
        enterprise=profile.link,
        triggered_by=[Link(f"creditRecord:{SAMPLE}~{credit_key(profile, listing.trigger)}")],
        mechanism=BLACKLIST,
        sample=True,
    )
    return Record(f"blacklist~{key}", (entry,))


def draw_credit(seed: int, profile: Profile, visits: tuple[Visit, ...]) -> Iterator[Record]:
    """Draw the credit records of an enterprise, failed inspections first, and its stay on the blacklist."""
    chance = Chance(seed, "credit", profile.number)
    failed = [v for v in visits if v.defects and chance.happens(share.FAILURE_RECORDED)]
    entries = [
        Entry(place, visit.on, FAILED_INSPECTION, QUALITY_SUPERVISION, item=visit.item)
        for place, visit in enumerate(failed, start=1)
    ]
    many = chance.weighted(share.OTHER_CREDIT_RECORDS)
    others = [_entry(chance, profile, len(entries) + place) for place in range(1, many + 1)]
    yield from (credit_record(profile, entry) for entry in (*entries, *others))
    if entries and chance.happens(share.BLACKLISTED):
        yield blacklist_record(profile, _listing(chance, entries[0]))


def _entry(chance: Chance, profile: Profile, place: int) -> Entry:
    on = chance.day(profile.founded_on, share.LAST_DAY)
    if chance.happens(share.CREDIT_FROM_ELSEWHERE):
        return Entry(place, on, ELSEWHERE, agriculture_of(profile.place_on(on)), shared=False)
    department = chance.one(tuple(CREDIT_CATEGORIES))
    ended = on + timedelta(days=400) if chance.happens(share.CONTRIBUTION_ENDED) else None
    shared = not chance.happens(share.CREDIT_NOT_SHARED)
    return Entry(place, on, CREDIT_CATEGORIES[department], department, shared, ended)


def _listing(chance: Chance, trigger: Entry) -> Listing:
    removed_on = trigger.on + timedelta(days=365 + chance.below(730))
    gone = chance.happens(share.BLACKLIST_REMOVED) and removed_on < share.LAST_DAY
    return Listing(trigger.on + timedelta(days=30), trigger, removed_on if gone else None)
