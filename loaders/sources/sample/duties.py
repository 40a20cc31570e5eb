"""What is drawn about an enterprise's own duties: management, traces, warranties, recalls, projects.

Few of each, so that a large sample stays as large as it was. Not here: its posts (`posts`), what authorities
do about it (`drawn`), and what is written by hand (`written`).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from graph.model import Link
from graph.model.actors import Actor, Department
from graph.model.complaints import Guarantee, GuaranteeKind
from graph.model.enforcement import Recall, RecallKind
from graph.model.market import Enterprise, Size
from graph.model.policy import Mechanism
from graph.model.projects import Project, ProjectScale
from graph.model.standards import Standard
from graph.model.supervision import Finding, Inspection, InspectionKind, InspectionResult
from graph.model.traceability import Batch, TraceEvent, TraceStep
from loaders.delivery import Record
from loaders.sources.sample import proportions as share
from loaders.sources.sample.chance import Chance
from loaders.sources.sample.elsewhere import MANAGEMENT_SYSTEM, SAMPLE
from loaders.sources.sample.enterprises import Profile
from loaders.sources.sample.names import MARK
from loaders.sources.sample.offices import housing_of, inspector_of
from loaders.sources.sample.products import Item

_BUILDERS = frozenset({"47", "48"})
_WORKS = ("办公楼", "道路改造工程", "住宅小区", "学校教学楼")
_ENERGY_STANDARD = "standard:GB 样例 0202-2015"
_BUILT_IN = timedelta(days=500)


def draw_duties(seed: int, profile: Profile, items: tuple[Item, ...]) -> Iterator[Record]:
    """Draw what an enterprise has set up, and what it answers for."""
    chance = Chance(seed, "duties", profile.number)
    yield from _set_up(chance, profile)
    if items:
        yield from _answered_for(chance, profile, chance.one(items))
    if any(trade.code in _BUILDERS for trade in profile.trades) and chance.happens(share.BUILDS):
        yield from _project(chance, profile)


def _set_up(chance: Chance, profile: Profile) -> Iterator[Record]:
    """The management system and, for the largest, the department that liaises; a record only where one is."""
    system = chance.happens(share.MANAGED[profile.size])
    since = chance.day(profile.founded_on, share.LAST_DAY)
    liaisons: list[Link[Department]] = []
    if profile.size is Size.LARGE and chance.happens(share.LIAISED):
        liaisons = [Link(inspector_of(profile.place_on(since), since), since)]
    if system or liaisons:
        regimes = [Link[Mechanism](MANAGEMENT_SYSTEM.to, since)] if system else []
        said = Enterprise(uscc=profile.uscc, regimes=regimes, liaisons=liaisons, sample=True)
        yield Record(f"regimes~{profile.uscc}", (said,))


def _answered_for(chance: Chance, profile: Profile, item: Item) -> Iterator[Record]:
    made_on = chance.day(item.since, share.LAST_DAY)
    shipped_on = chance.day(made_on, share.LAST_DAY)
    batch = Batch(product=item.link(profile), number=f"{made_on:%Y-%m%d}", made_on=made_on, sample=True)
    traced = chance.happens(share.TRACED)
    if traced:
        steps = ((TraceStep.COMMISSIONING, made_on), (TraceStep.SHIPPING, shipped_on))
        events = [_event(profile, batch, place, *step) for place, step in enumerate(steps, start=1)]
        yield Record(f"traces~{profile.uscc}", (batch, *events))
    if chance.happens(share.WARRANTED):
        yield _warranty(profile, item, chance.one(("六个月", "十二个月", "二十四个月")))
    if traced and chance.happens(share.RECALLED):
        yield _recall(chance, profile, item, batch, shipped_on)


def _event(profile: Profile, batch: Batch, place: int, step: TraceStep, on: date) -> TraceEvent:
    by: Link[Actor] = Link(profile.id)
    return TraceEvent(
        system=SAMPLE,
        record_key=f"trace-{profile.uscc}-{place}",
        step=step,
        happened_on=on,
        batches=[Link(batch.id)],
        by=by,
        sample=True,
    )


def _warranty(profile: Profile, item: Item, period: str) -> Record:
    key = f"warranty-{profile.uscc}-1"
    given_by: Link[Actor] = Link(profile.id)
    warranty = Guarantee(
        system=SAMPLE,
        record_key=key,
        kind=GuaranteeKind.WARRANTY,
        terms=f"售出{period}内包退包换（{MARK}）",
        begins_on=item.since,
        holder=profile.link,
        given_by=given_by,
        products=[item.link(profile)],
        sample=True,
    )
    return Record(f"guarantees~{key}", (warranty,))


def _recall(chance: Chance, profile: Profile, item: Item, batch: Batch, shipped_on: date) -> Record:
    key = f"recall-{profile.uscc}-1"
    started_on = chance.day(shipped_on, share.LAST_DAY)
    ordered = chance.happens(share.RECALL_ORDERED)
    closed_on = started_on + timedelta(days=120)
    closed = closed_on < share.LAST_DAY and chance.happens(share.RECALL_CLOSED)
    recall = Recall(
        system=SAMPLE,
        record_key=key,
        kind=RecallKind.ORDERED if ordered else RecallKind.VOLUNTARY,
        defect=f"标识与实物不符（{MARK}）",
        started_on=started_on,
        closed_on=closed_on if closed else None,
        enterprise=profile.link,
        product=item.link(profile),
        batches=[Link(batch.id)],
        ordered_by=Link(inspector_of(profile.place_on(started_on), started_on)) if ordered else None,
        sample=True,
    )
    return Record(f"recalls~{key}", (recall,))


def _project(chance: Chance, profile: Profile) -> Iterator[Record]:
    key = f"project-{profile.uscc}-1"
    started_on = chance.day(profile.founded_on, share.LAST_DAY)
    place = profile.place_on(started_on)
    government, builder = f"government:sample-{place.code}", profile.id
    large = chance.happens(share.LARGE_PROJECT)
    standards: list[Link[Standard]] = (
        [] if chance.happens(share.NO_ENERGY_STANDARD) else [Link(_ENERGY_STANDARD)]
    )
    project = Project(
        system=SAMPLE,
        record_key=key,
        name=f"{place.name}{MARK}{chance.one(_WORKS)}",
        scale=ProjectScale.LARGE_OR_MEDIUM if large else ProjectScale.OTHER,
        started_on=started_on,
        region=Link(place.id),
        parties=[
            Link(government, properties={"stage": "DEVELOPMENT"}),
            Link(builder, properties={"stage": "CONSTRUCTION"}),
        ],
        conforms_to=standards,
        sample=True,
    )
    yield Record(f"projects~{key}", (project,))
    accepted_on = started_on + _BUILT_IN
    if accepted_on < share.LAST_DAY and not chance.happens(share.NOT_ACCEPTED):
        passed = chance.happens(share.PASSED)
        inspector = housing_of(place)
        yield _acceptance(project, accepted_on, passed, Link(inspector) if inspector else None)


def _acceptance(project: Project, on: date, passed: bool, inspector: Link[Actor] | None) -> Record:
    key = f"acceptance-{project.record_key.removeprefix('project-')}"
    inspection = Inspection(
        system=SAMPLE,
        record_key=key,
        kind=InspectionKind.ACCEPTANCE,
        category="竣工验收",
        inspected_on=on,
        result=InspectionResult.PASS if passed else InspectionResult.FAIL,
        inspector=inspector,
        project=Link(project.id),
        sample=True,
    )
    text = f"{'未见不符合' if passed else '混凝土强度未达设计值'}（{MARK}）"
    finding = Finding(inspection=Link(inspection.id), number=1, text=text, conforms=passed, sample=True)
    return Record(f"inspections~{key}", (inspection, finding))
