"""Inspections of the sample's products by its departments, and what they found.

Not here: what a failed inspection leads to (`credit`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.model import Link
from graph.model.standards import Standard
from graph.model.supervision import Finding, Inspection, InspectionKind, InspectionResult
from loaders.delivery import Record
from loaders.sources.sample import proportions as share
from loaders.sources.sample.catalogue import standards_for
from loaders.sources.sample.chance import Chance
from loaders.sources.sample.elsewhere import SAMPLE
from loaders.sources.sample.enterprises import Profile
from loaders.sources.sample.names import MARK
from loaders.sources.sample.offices import inspector_of
from loaders.sources.sample.products import Item

_CATEGORIES = {"监督抽查": 0.7, "执法检查": 0.2, "风险监测": 0.1}
_KINDS = {
    "监督抽查": InspectionKind.SPOT_CHECK,
    "执法检查": InspectionKind.ENFORCEMENT,
    "风险监测": InspectionKind.RISK_MONITORING,
}
_DEFECTS = ("标签标注不全", "理化指标不合格", "出厂检验记录缺失", "净含量不足")


@dataclass(frozen=True)
class Visit:
    """One inspection of a product: its number within the enterprise, and what it found.

    `defects` is empty when the product passed.
    """

    place: int
    on: date
    category: str
    item: Item
    defects: tuple[str, ...] = ()


def inspection_id(inspected: Profile, visit: Visit) -> str:
    """Return the global id of an inspection."""
    return f"inspection:{SAMPLE}~{_key(inspected, visit)}"


def _key(inspected: Profile, visit: Visit) -> str:
    return f"inspection-{inspected.uscc}-{visit.place}"


def inspection_record(inspected: Profile, visit: Visit) -> Record:
    """Return what the register of inspections says of one inspection, with a finding for each defect."""
    record_key = _key(inspected, visit)
    inspection = Inspection(
        system=SAMPLE,
        record_key=record_key,
        kind=_KINDS[visit.category],
        category=visit.category,
        inspected_on=visit.on,
        result=InspectionResult.FAIL if visit.defects else InspectionResult.PASS,
        inspector=Link(inspector_of(inspected.place_on(visit.on), visit.on)),
        enterprise=inspected.link,
        product=visit.item.link(inspected),
        sample=True,
    )
    return Record(f"inspections~{record_key}", (inspection, *_findings(inspection.id, visit)))


def draw_visits(seed: int, inspected: Profile, items: tuple[Item, ...]) -> tuple[Visit, ...]:
    """Draw the inspections of an enterprise, which has some only when it has products."""
    chance = Chance(seed, "inspections", inspected.number)
    many = chance.between(0, share.MOST_INSPECTIONS[inspected.size]) if items else 0
    return tuple(_visit(chance, items, place) for place in range(1, many + 1))


def _visit(chance: Chance, items: tuple[Item, ...], place: int) -> Visit:
    item = chance.one(items)
    on = chance.day(item.since, share.LAST_DAY)
    category = chance.weighted(_CATEGORIES)
    if chance.happens(share.PASSED):
        return Visit(place, on, category, item)
    defects = dict.fromkeys(chance.one(_DEFECTS) for _ in range(1 + chance.below(2)))
    return Visit(place, on, category, item, tuple(defects))


def _findings(inspection: str, visit: Visit) -> Iterator[Finding]:
    # All against the same standards: those that apply to the class of the product on that day, perhaps none.
    against: list[Link[Standard]] = [Link(number) for number in standards_for(visit.item.ware, visit.on)]
    for number, defect in enumerate(visit.defects or ("未见不符合",), start=1):
        yield Finding(
            inspection=Link(inspection),
            number=number,
            text=f"{defect}（{MARK}）",
            conforms=not visit.defects,
            against=against if visit.defects else [],
            sample=True,
        )
