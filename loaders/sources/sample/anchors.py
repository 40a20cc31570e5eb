"""The two enterprises of the sample that are written by hand, so that documentation can name fixed ids.

The first has everything: both posts with a change of the first-responsible person, a move to another county,
a product under a superseded standard and its successor, a certificate, a licence, inspections, shared and
unshared credit records, and an incident with its consequences. The second has gaps where the first has
answers. They are there in every sample of one (two) enterprises or more, whatever the seed.

Not here: the enterprises that are drawn (`enterprises` and what hangs on them).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.model.accountability import Severity
from graph.model.conformity import AttestationStatus
from graph.model.market import Size
from loaders.delivery import Record
from loaders.sources.sample import names
from loaders.sources.sample.catalogue import Trade, Ware, bodies, schemes, trades, wares
from loaders.sources.sample.conformity import Attested, certificate_record, licence_record
from loaders.sources.sample.credit import (
    ELSEWHERE,
    FAILED_INSPECTION,
    Entry,
    Listing,
    blacklist_record,
    credit_record,
)
from loaders.sources.sample.elsewhere import CREDIT_CATEGORIES, QUALITY_SUPERVISION, SAMPLE, Place, counties
from loaders.sources.sample.enterprises import Profile, Stay, register_record, tax_record
from loaders.sources.sample.incidents import Mishap, action_record, incident_record
from loaders.sources.sample.inspections import Visit, inspection_record
from loaders.sources.sample.offices import agriculture_of
from loaders.sources.sample.posts import FIRST, MANAGER, Tenure, post_id, post_record
from loaders.sources.sample.products import Item, product_record


@dataclass(frozen=True)
class Anchors:
    """Global ids and days that hold in every sample, for documentation, tests and questions to paste.

    Args:
        enterprise: the one with everything.
        product: what it makes.
        credit_record: its record that 质监 contributed and that is shared.
        unshared_credit_record: its record by a department that is none of the eight.
        incident: its incident, with two actions.
        first_person_changed_on: the first day of its second first-responsible person.
        moved_on: the first day in its second county.
        standard_replaced_on: the first day of the product's newer standard.
        superseded_standard: the one that applied to the product until then.
        standard: the one that has applied since.
        gaps: the enterprise with neither a first-responsible person nor a quality manager, in a county
            without a market supervision department.
    """

    enterprise: str
    product: str
    credit_record: str
    unshared_credit_record: str
    incident: str
    first_person_changed_on: date
    moved_on: date
    standard_replaced_on: date
    superseded_standard: str
    standard: str
    gaps: str


_USCC, _GAPS_USCC = names.uscc(1), names.uscc(2)

ANCHORS = Anchors(
    enterprise=f"enterprise:{_USCC}",
    product=f"product:{_USCC}~GQ-01",
    credit_record=f"creditRecord:{SAMPLE}~credit-{_USCC}-1",
    unshared_credit_record=f"creditRecord:{SAMPLE}~credit-{_USCC}-3",
    incident=f"incident:{SAMPLE}~incident-{_USCC}",
    first_person_changed_on=date(2021, 7, 1),
    moved_on=date(2019, 1, 1),
    standard_replaced_on=date(2021, 1, 1),
    superseded_standard="standard:GB 样例 0001-2012",
    standard="standard:GB 样例 0001-2020",
    gaps=f"enterprise:{_GAPS_USCC}",
)


def anchor_records(number: int) -> Iterator[Record] | None:
    """Return the records of an enterprise that is written by hand, or None when it is drawn."""
    written = {1: _complete, 2: _with_gaps}.get(number)
    return written() if written else None


def _complete() -> Iterator[Record]:
    founded_on = date(2012, 3, 15)
    stays = (
        Stay(_county("640122"), founded_on, ANCHORS.moved_on),
        Stay(_county("640104"), ANCHORS.moved_on),
    )
    name = names.enterprise_name(1, "银川市", "枸杞食品")
    profile = Profile(1, name, Size.MEDIUM, 420, founded_on, stays, (_trade("14"),))
    item = Item("GQ-01", f"{names.MARK}枸杞干果", _ware("14-1"), date(2012, 9, 1))
    yield register_record(profile)
    yield tax_record(profile, profile.name, 397)
    yield from _posts(profile)
    yield product_record(profile, item)
    yield from _attestations(profile, item)
    yield from _supervision(profile, item)
    yield from _incident(profile, item)


def _posts(profile: Profile) -> Iterator[Record]:
    changed_on = ANCHORS.first_person_changed_on
    first = Tenure(f"{FIRST}-1", f"{names.MARK}甲一", profile.founded_on, changed_on)
    second = Tenure(f"{FIRST}-2", f"{names.MARK}甲二", changed_on)
    yield post_record(profile, FIRST, (first, second))
    yield post_record(profile, MANAGER, (Tenure(f"{MANAGER}-1", f"{names.MARK}甲三", date(2015, 1, 1)),))


def _attestations(profile: Profile, item: Item) -> Iterator[Record]:
    issued_on, expires_on = date(2024, 5, 20), date(2027, 5, 20)
    valid = Attested(1, issued_on, expires_on, AttestationStatus.VALID)
    management = next(scheme for scheme in schemes() if scheme.id.endswith("sample-quality-management"))
    yield certificate_record(profile, management, bodies()[0], valid, ())
    permitted = Attested(1, date(2022, 9, 1), date(2027, 9, 1), AttestationStatus.VALID)
    yield licence_record(profile, item.ware, permitted)


def _supervision(profile: Profile, item: Item) -> Iterator[Record]:
    yield inspection_record(profile, Visit(1, date(2018, 6, 5), "监督抽查", item, ("标签标注不全",)))
    yield inspection_record(profile, Visit(2, date(2023, 4, 12), "监督抽查", item))
    quality = Entry(1, date(2018, 6, 20), FAILED_INSPECTION, QUALITY_SUPERVISION, item=item)
    tax = "department:nx-2012-税务"
    late = Entry(2, date(2020, 3, 2), CREDIT_CATEGORIES[tax], tax, contributed_until=date(2023, 3, 2))
    warned = Entry(3, date(2022, 11, 8), ELSEWHERE, agriculture_of(_county("640104")), shared=False)
    yield from (credit_record(profile, entry) for entry in (quality, late, warned))
    yield blacklist_record(profile, Listing(date(2018, 8, 1), quality, date(2019, 8, 1)))


def _incident(profile: Profile, item: Item) -> Iterator[Record]:
    mishap = Mishap(date(2018, 5, 28), Severity.MINOR, item)
    yield incident_record(profile, mishap)
    yield action_record(profile, mishap, 1, profile.id, "罚款")
    yield action_record(profile, mishap, 2, post_id(profile, FIRST), "约谈")


def _with_gaps() -> Iterator[Record]:
    founded_on = date(2016, 4, 1)
    name = names.enterprise_name(2, "固原市", "粮油")
    stays = (Stay(_county("640424"), founded_on),)
    profile = Profile(2, name, Size.SMALL, 36, founded_on, stays, (_trade("13"),))
    yield register_record(profile)
    # The post is there and nobody has held it since 2024; the post of quality manager was never registered.
    left = Tenure(f"{FIRST}-1", f"{names.MARK}乙一", founded_on, date(2024, 2, 1))
    yield post_record(profile, FIRST, (left,))
    yield product_record(profile, Item("RM-01", f"{names.MARK}大米", _ware("13-1"), date(2016, 10, 1)))
    # Needs a compulsory certificate, which has run out (`written`).
    yield product_record(profile, Item("RM-02", f"{names.MARK}家用碾米机", _ware("38-3"), date(2019, 6, 1)))


def _county(code: str) -> Place:
    return next(place for place in counties() if place.code == code)


def _trade(code: str) -> Trade:
    return next(trade for trade in trades() if trade.code == code)


def _ware(code: str) -> Ware:
    return next(ware for among in wares().values() for ware in among if ware.code == code)
