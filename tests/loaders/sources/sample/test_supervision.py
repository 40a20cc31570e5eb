"""What the sample holds about supervision hangs together in time, and holds its gaps.

Not here: what holds of every record, such as its invented name and that its links lead somewhere
(`test_sample`, `test_loading`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Any, TypeVar

from stdnum import ean

from graph.model import Link, Node
from graph.model.actors import Body, BodyKind, Government
from graph.model.complaints import Complaint, ComplaintKind
from graph.model.conformity import Certificate, CertificationScheme, ConformityBody, Licence
from graph.model.credit import BlacklistEntry, Rating, RatingKind
from graph.model.enforcement import Case, Sanction
from graph.model.market import Enterprise, Product
from graph.model.performance import Plan, PlanKind
from graph.model.places import Equipment, EquipmentKind, Site, SiteKind
from graph.model.policy import Indicator
from graph.model.risk import RiskRecord
from graph.model.supervision import CatalogueEdition, Inspection, InspectionKind
from graph.model.traceability import Batch
from loaders.sources.sample import ANCHORS, plans, sample_delivery, teams, written
from loaders.sources.sample import proportions as share
from loaders.sources.sample.catalogue import SECTORS, trades
from loaders.sources.sample.drawn import FOOD_SECTORS
from loaders.sources.sample.elsewhere import counties, prefectures
from loaders.sources.sample.names import BARCODE_HEAD
from loaders.sources.sample.products import PACKED

MANY = 1000
DAY = date(2026, 1, 31)  # the day that the documentation asks about
ACTORS = ("department:nx-", "government:nx-", "body:nx-", "post:nx-")
# The first of each pair is never after the second.
PERIODS: dict[type[Node], tuple[tuple[str, str], ...]] = {
    BlacklistEntry: (("listed_on", "removed_on"),),
    Complaint: (("received_on", "closed_on"),),
    Case: (("opened_on", "closed_on"), ("opened_on", "referred_on"), ("referred_on", "accepted_on")),
    CatalogueEdition: (("effective_on", "ended_on"),),
    Certificate: (("issued_on", "expires_on"),),
    Licence: (("issued_on", "expires_on"),),
    Rating: (("rated_on", "ended_on"),),
    RiskRecord: (("raised_on", "closed_on"),),
    Sanction: (("imposed_on", "due_on"), ("imposed_on", "completed_on")),
}
# When something happened; what is due or runs out may be later than the sample's last day.
HAPPENED: dict[type[Node], tuple[str, ...]] = {
    Batch: ("made_on",),
    BlacklistEntry: ("listed_on", "removed_on"),
    Case: ("opened_on", "closed_on", "referred_on", "accepted_on"),
    Inspection: ("inspected_on",),
    Rating: ("rated_on",),
    RiskRecord: ("raised_on", "closed_on"),
    Sanction: ("imposed_on", "completed_on"),
}
N = TypeVar("N", bound=Node)


@cache
def everything() -> list[Node]:
    return [claim for record in sample_delivery(MANY).records for claim in record.claims]


def claims(kind: type[N]) -> list[N]:
    return [claim for claim in everything() if isinstance(claim, kind)]


def by_id(kind: type[N]) -> dict[str, N]:
    return {claim.id: claim for claim in claims(kind)}


def founded() -> dict[str, date]:
    return {each.id: each.founded_on for each in claims(Enterprise) if each.founded_on}


def links(node: Node) -> Iterator[Link[Node]]:
    for name in type(node).model_fields:
        value = getattr(node, name)
        yield from (
            each for each in (value if isinstance(value, list) else [value]) if isinstance(each, Link)
        )


def open_on(start: date | None, end: date | None, day: date) -> bool:
    return start is not None and start <= day and (end is None or day < end)


def test_each_table_is_one_record_about_the_region_or_one_of_the_two() -> None:
    folder = Path(written.__file__).with_name("written")
    tables = sum(file.read_text("utf-8").count("\n[[") for file in folder.glob("*.toml"))

    assert {file.stem for file in folder.glob("*.toml")} == set(written.FILES)
    assert sum(len(list(written.written_records(number))) for number in range(3)) == tables


def test_nothing_ends_before_it_begins() -> None:
    for kind, pairs in PERIODS.items():
        assert claims(kind), kind
        for claim in claims(kind):
            for first, last in pairs:
                begun, ended = getattr(claim, first), getattr(claim, last)
                assert ended is None or (begun is not None and begun <= ended), (claim.id, first, last)


def test_nothing_has_happened_after_the_last_day_or_before_its_enterprise() -> None:
    since = founded()
    for kind, fields in HAPPENED.items():
        for claim in claims(kind):
            days = [day for field in fields if (day := getattr(claim, field))]
            about = [since[link.to] for link in links(claim) if link.to in since]
            assert all(day < share.LAST_DAY for day in days), claim.id
            assert all(day >= begun for day in days for begun in about), claim.id


def test_what_follows_comes_after_what_it_follows() -> None:
    days: dict[str, date | None] = {
        **{each.id: each.inspected_on for each in claims(Inspection)},
        **{each.id: each.raised_on for each in claims(RiskRecord)},
        **{each.id: each.opened_on for each in claims(Case)},
        **{each.id: each.received_on for each in claims(Complaint)},
        **{each.id: each.listed_on for each in claims(BlacklistEntry)},
    }
    pairs = [
        *(pair for c in claims(Case) for pair in each_with(c.opened_on, *origins(c))),
        *(pair for s in claims(Sanction) for pair in each_with(s.imposed_on, s.case, s.listing)),
        *(pair for r in claims(RiskRecord) for pair in each_with(r.raised_on, *r.inspections)),
        *(pair for r in claims(Rating) for pair in each_with(r.rated_on, *r.inspections)),
    ]

    assert len(pairs) > 20
    for later, link in pairs:
        earlier = days[link.to]
        assert earlier is not None
        assert later is not None
        assert earlier <= later, link.to


def origins(case: Case) -> list[Link[Any]]:
    return [*case.inspections, *case.risks, *case.complaints]


def each_with(day: date | None, *to: Link[Any] | None) -> list[tuple[date | None, Link[Any]]]:
    return [(day, link) for link in to if link]


def test_one_risk_record_leads_to_a_later_one() -> None:
    records = by_id(RiskRecord)
    led = [(each, records[link.to]) for each in records.values() for link in each.leads_to]

    assert led
    assert all((each.raised_on or DAY) <= (after.raised_on or DAY) for each, after in led)


def test_the_ratings_of_one_kind_follow_each_other_without_overlap() -> None:
    known = by_id(Rating)
    found: dict[tuple[str, object], list[Rating]] = defaultdict(list)
    for rating in known.values():
        assert rating.enterprise is not None
        found[rating.enterprise.to, rating.kind].append(rating)

    for several in found.values():
        several.sort(key=lambda rating: rating.rated_on or date.min)
        for before, after in pairwise(several):
            assert before.ended_on is not None, before.id
            assert after.rated_on is not None
            assert before.ended_on <= after.rated_on, after.id
    for rating in known.values():
        if rating.follows:
            assert known[rating.follows.to].ended_on == rating.rated_on, rating.id


def test_the_editions_of_a_catalogue_follow_each_other() -> None:
    editions = [each for each in claims(CatalogueEdition) if each.catalogue == "sample-key-supervision"]

    assert [each.effective_on for each in editions[1:]] == [each.ended_on for each in editions[:-1]]
    assert editions[-1].ended_on is None


def test_no_real_actor_has_done_or_suffered_anything_invented() -> None:
    for kind in (Case, Sanction, Rating, RiskRecord, Inspection, Certificate, Licence, Equipment):
        assert [(each.id, link.to) for each in claims(kind) for link in links(each) if named(link.to)] == []


def named(node_id: str) -> bool:
    return node_id.startswith(ACTORS)


def test_bodies_stand_at_three_levels_and_are_missing_on_purpose() -> None:
    bodies = by_id(Body)
    for sort in (teams.ENFORCEMENT, teams.FARM):
        of_sort = {each.id for each in bodies.values() if each.kind is sort.kind}
        wanted = {place.code for place in (*prefectures(), *counties())} | {"640000"}
        assert sort.missing
        assert of_sort == {teams.body_id(code, sort) for code in wanted - sort.missing}
        for body_id in of_sort:
            assert levels_above(bodies, body_id) == level(body_id)


def level(body_id: str) -> int:
    code = body_id.split("-")[1]
    return 0 if code == "640000" else 1 if code.endswith("00") else 2


def levels_above(bodies: dict[str, Body], body_id: str) -> int:
    above = bodies[body_id].part_of
    return 0 if above is None else 1 + levels_above(bodies, above.to)


def test_some_counties_are_served_by_no_test_centre() -> None:
    served = {link.to for centre in claims(ConformityBody) for link in centre.serves}
    unserved = {place.code for place in counties() if place.id not in served}

    assert unserved == {place.code for place in counties() if place.code[:4] == teams.NO_CENTRE[:4]}


def test_plans_are_missing_and_silent_on_purpose() -> None:
    masters = [plan for plan in claims(Plan) if plan.kind is PlanKind.MASTER]
    planning = Counter(plan.issued_by.to for plan in masters if plan.issued_by)
    planned = {plan.scope.to for plan in claims(Plan) if plan.kind is PlanKind.SECTOR and plan.scope}
    governments = {each.id for each in claims(Government)}

    assert set(planning.values()) == {1}
    assert governments - set(planning) == {f"government:sample-{code}" for code in plans.NO_PLAN}
    silent = {plan.record_key.removeprefix("plan-master-") for plan in masters if not plan.incorporates}
    assert silent == plans.WITHOUT_STRATEGY
    assert {trade.code for trade in trades() if trade.id not in planned} >= plans.SECTORS_WITHOUT_PLAN


def test_some_equipment_is_overdue() -> None:
    special = [each for each in claims(Equipment) if each.kind is EquipmentKind.SPECIAL and each.due_on]
    overdue = [each for each in special if each.due_on and each.due_on < share.LAST_DAY]
    of_anchors = {each.owner.to for each in overdue if each.owner and each.due_on and each.due_on < DAY}

    assert {ANCHORS.enterprise, ANCHORS.gaps} <= of_anchors
    assert len(special) > 30
    assert 0 < len(overdue) < len(special) / 4


def test_food_makers_are_graded_and_equipment_is_overdue_in_the_documented_shares() -> None:
    drawn = [each for each in claims(Enterprise) if each.founded_on][2:]
    food = {f"sector:{SECTORS}~{code}" for code in FOOD_SECTORS}
    makers = {each.id for each in drawn if food & {link.to for link in each.sectors}}
    graded = [r for r in claims(Rating) if r.enterprise and r.enterprise.to in makers]
    hygiene = sum(rating.kind is RatingKind.FOOD_HYGIENE for rating in graded)
    owned = [each for each in claims(Equipment) if each.owner and each.owner.to in {e.id for e in drawn}]
    overdue = sum((each.due_on or DAY) < share.LAST_DAY for each in owned)

    assert close(hygiene, len(makers), share.GRADED_FOR_HYGIENE)
    assert close(overdue, len(owned), share.OVERDUE)


def close(found: int, among: int, wanted: float) -> bool:
    """Whether a share of drawn cases lies within four standard deviations of the chosen one."""
    return abs(found / among - wanted) < 4 * sqrt(wanted * (1 - wanted) / among)


def test_a_product_is_made_whose_compulsory_certificate_has_run_out() -> None:
    mandatory = {each.id: {link.to for link in each.covers} for each in claims(CertificationScheme)}
    product = by_id(Product)[f"product:{ANCHORS.gaps.partition(':')[2]}~RM-02"]
    held = [(each, link) for each in claims(Certificate) for link in each.products if link.to == product.id]

    assert product.classes[0].to in mandatory["certificationScheme:sample-compulsory"]
    assert [each.scheme.to for each, _ in held if each.scheme] == ["certificationScheme:sample-compulsory"]
    assert all(link.valid_to is not None and link.valid_to < DAY for _, link in held)


def test_some_bases_hold_a_certificate_and_one_has_none() -> None:
    bases = {site.id for site in claims(Site) if site.kind is SiteKind.BASE}
    certified = {link.to for each in claims(Certificate) for link in each.sites}

    assert certified < bases


def test_a_consignment_that_needs_statutory_inspection_has_had_none() -> None:
    needed = {batch.id for batch in claims(Batch) if batch.statutory_inspection}
    done = {
        each.batch.to for each in claims(Inspection) if each.kind is InspectionKind.STATUTORY and each.batch
    }

    assert done < needed


def test_every_inspection_says_of_which_kind_it_was() -> None:
    assert [each.id for each in claims(Inspection) if each.kind is None] == []


def test_cases_are_open_closed_joint_referred_and_not_taken_over() -> None:
    cases = claims(Case)

    assert {each.closed_on is None for each in cases} == {True, False}
    assert max(len(each.handled_by) for each in cases) >= 2
    assert {each.accepted_on is None for each in cases if each.referred_on} == {True, False}
    assert all(each.referred_to is not None for each in cases if each.referred_on)
    judicial = {each.id for each in claims(Body) if each.kind is BodyKind.JUDICIAL}
    assert {each.referred_to.to for each in cases if each.referred_to} <= judicial


def test_some_tips_led_to_a_case_and_some_did_not() -> None:
    tips = {each.id for each in claims(Complaint) if each.kind is ComplaintKind.TIP}
    followed = {link.to for case in claims(Case) for link in case.complaints}

    assert followed & tips
    assert tips - followed


def test_a_blacklisted_enterprise_is_sanctioned_on_each_listing_written_by_hand() -> None:
    sanctioned = {each.listing.to for each in claims(Sanction) if each.listing}
    listed = {
        each.id: open_on(each.listed_on, each.removed_on, DAY)
        for each in claims(BlacklistEntry)
        if each.enterprise and each.enterprise.to in (ANCHORS.enterprise, ANCHORS.gaps)
    }

    assert set(listed) == sanctioned
    assert set(listed.values()) == {True, False}


def test_the_weights_of_each_version_of_the_credit_indicators_add_up() -> None:
    sums: Counter[object] = Counter()
    for indicator in claims(Indicator):
        for link in indicator.counts_in:
            if link.to == "mechanism:nx-2012-credit-indicators":
                sums[link.properties["version"]] += int(str(link.properties["percent"]))

    assert sums == {"2019": 100, "2024": 100}


def test_a_bar_code_is_right_and_of_the_numbers_that_no_maker_is_given() -> None:
    coded = [product for product in claims(Product) if product.barcode]

    assert len({product.barcode for product in coded}) == len(coded) > 0
    assert all(ean.is_valid(str(product.barcode)) for product in coded)
    assert {str(product.barcode)[:2] for product in coded} == {BARCODE_HEAD}
    assert 20 <= int(BARCODE_HEAD) <= 29
    sectors = {product.classes[0].to.rpartition("~")[2].partition("-")[0] for product in coded}
    assert sectors <= PACKED
