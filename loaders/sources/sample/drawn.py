"""What is drawn about the supervision of an enterprise: special equipment, grades and classes, cases.

Few of each, so that a large sample stays as large as it was. Not here: inspections (`inspections`), credit
(`credit`), and what is written by hand (`written`).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from graph.model import Link
from graph.model.actors import Authority
from graph.model.credit import Rating, RatingKind
from graph.model.enforcement import Case, CaseKind, Sanction, SanctionKind
from graph.model.places import Equipment, EquipmentKind
from graph.model.policy import Mechanism
from loaders.delivery import Record
from loaders.sources.sample import proportions as share
from loaders.sources.sample.chance import Chance
from loaders.sources.sample.elsewhere import CLASSIFIED_SUPERVISION, FOOD_HYGIENE, SAMPLE
from loaders.sources.sample.enterprises import Profile
from loaders.sources.sample.inspections import Visit, inspection_id
from loaders.sources.sample.names import MARK
from loaders.sources.sample.offices import inspector_of
from loaders.sources.sample.teams import ENFORCEMENT, body_id

FOOD_SECTORS = frozenset({"13", "14", "15", "62"})
_EQUIPMENT = ("锅炉", "压力容器", "起重机械", "电梯")
_DECIDED_AFTER = timedelta(days=45)
_OPENED_AFTER = timedelta(days=10)


def draw_supervision(seed: int, profile: Profile, visits: tuple[Visit, ...]) -> Iterator[Record]:
    """Draw the equipment of an enterprise, its grades and classes, and the cases after failed inspections."""
    chance = Chance(seed, "supervision", profile.number)
    if chance.happens(share.EQUIPPED[profile.size]):
        yield _equipment(chance, profile)
    if not FOOD_SECTORS.isdisjoint(trade.code for trade in profile.trades) and chance.happens(
        share.GRADED_FOR_HYGIENE
    ):
        grade = chance.weighted(share.HYGIENE_GRADES)
        yield _rating(chance, profile, RatingKind.FOOD_HYGIENE, grade, FOOD_HYGIENE)
    if chance.happens(share.CLASSED):
        grade = chance.weighted(share.SUPERVISION_CLASSES)
        yield _rating(chance, profile, RatingKind.SUPERVISION_CLASS, grade, CLASSIFIED_SUPERVISION)
    for visit in visits:
        opened_on = visit.on + _OPENED_AFTER
        if visit.defects and opened_on < share.LAST_DAY and chance.happens(share.CASE_OPENED):
            yield from _case(chance, profile, visit, opened_on)


def _equipment(chance: Chance, profile: Profile) -> Record:
    overdue = chance.happens(share.OVERDUE)
    late, early = share.LAST_DAY - timedelta(days=400), share.LAST_DAY + timedelta(days=700)
    due_on = chance.day(late, share.LAST_DAY) if overdue else chance.day(share.LAST_DAY, early)
    equipment = Equipment(
        system=SAMPLE,
        record_key=f"equipment-{profile.uscc}-1",
        kind=EquipmentKind.SPECIAL,
        category=chance.one(_EQUIPMENT),
        due_on=due_on,
        owner=Link(profile.id),
        region=Link(profile.stays[-1].place.id),
        sample=True,
    )
    return Record(f"equipment~{profile.uscc}", (equipment,))


def _rating(
    chance: Chance, profile: Profile, kind: RatingKind, grade: str, mechanism: Link[Mechanism]
) -> Record:
    rated_on = chance.day(profile.founded_on, share.LAST_DAY)
    key = f"rating-{profile.uscc}-{kind.value.lower()}"
    rating = Rating(
        system=SAMPLE,
        record_key=key,
        kind=kind,
        grade=grade,
        rated_on=rated_on,
        reason=f"抽取的{grade}等级（{MARK}）",
        enterprise=profile.link,
        rated_by=Link(inspector_of(profile.place_on(rated_on), rated_on)),
        mechanism=mechanism,
        sample=True,
    )
    return Record(f"ratings~{key}", (rating,))


def _case(chance: Chance, profile: Profile, visit: Visit, opened_on: date) -> Iterator[Record]:
    decided_on = opened_on + _DECIDED_AFTER
    closed = chance.happens(share.CASE_CLOSED) and decided_on < share.LAST_DAY
    place = profile.place_on(opened_on)
    key = f"case-{profile.uscc}-{visit.place}"
    team = place.within if place.within and place.code in ENFORCEMENT.missing else place
    handled_by: list[Link[Authority]] = [Link(body_id(team.code, ENFORCEMENT))]
    case = Case(
        system=SAMPLE,
        record_key=key,
        kind=CaseKind.ENFORCEMENT,
        title=f"{visit.item.name}{visit.defects[0]}案",
        opened_on=opened_on,
        closed_on=decided_on if closed else None,
        enterprises=[profile.link],
        handled_by=handled_by,
        inspections=[Link(inspection_id(profile, visit))],
        sample=True,
    )
    yield Record(f"cases~{key}", (case,))
    if closed:
        yield _penalty(profile, case, decided_on, 1000 * (1 + chance.below(20)))


def _penalty(profile: Profile, case: Case, decided_on: date, amount: int) -> Record:
    key = f"sanction-{case.record_key.removeprefix('case-')}"
    sanction = Sanction(
        system=SAMPLE,
        record_key=key,
        kind=SanctionKind.PENALTY,
        title=f"罚款（{MARK}）",
        imposed_on=decided_on,
        amount=Decimal(amount),
        against=Link(profile.id),
        imposed_by=Link(inspector_of(profile.place_on(decided_on), decided_on)),
        case=Link(case.id),
        sample=True,
    )
    return Record(f"sanctions~{key}", (sanction,))
