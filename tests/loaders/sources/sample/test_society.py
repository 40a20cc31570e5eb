"""What the sample holds about complaints, awards, conferrals and exporters hangs together, with its gaps.

Not here: what holds of every record, such as its invented name and that its links lead somewhere
(`test_sample`, `test_loading`), and appraisals, tasks, budgets and laboratories (`test_organisation`).
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

import pytest

from graph.model import Link, Node
from graph.model.accountability import AccountabilityAction, Assessment
from graph.model.actors import Body, BodyKind, Person, Post
from graph.model.complaints import Complaint, ComplaintKind
from graph.model.conferrals import Conferral, ConferralKind, ConferralStage
from graph.model.conformity import Licence, LicenceKind
from graph.model.credit import BlacklistEntry, Rating, RatingKind
from graph.model.performance import BudgetLine, Plan, Report, Task
from graph.model.places import Site, SiteKind
from graph.model.policy import Figure
from graph.model.risk import RiskRecord
from graph.model.supervision import Inspection, InspectionKind
from loaders.sources.policy.facts import facts_delivery
from loaders.sources.sample import ANCHORS, sample_delivery
from loaders.sources.sample import proportions as share
from loaders.sources.sample.elsewhere import prefectures

MANY = 1000
DAY = date(2026, 1, 31)  # the day that the documentation asks about
YUAN = 10_000  # the policy's amounts are in 万元
GOVERNMENT = "mechanism:nx-2012-government-quality-award"
CONTRIBUTION = "mechanism:nx-2012-quality-contribution-award"
PRIZE = "mechanism:nx-2012-china-quality-award-prize"
NOMINATION = "mechanism:nx-2012-china-quality-award-nomination"
LOCAL = "mechanism:nx-2012-local-reward-systems"
NAMED = ("department:nx-", "government:nx-", "body:nx-", "post:nx-")
N = TypeVar("N", bound=Node)


@cache
def everything() -> list[Node]:
    return [claim for record in sample_delivery(MANY).records for claim in record.claims]


def claims(kind: type[N]) -> list[N]:
    return [claim for claim in everything() if isinstance(claim, kind)]


def by_id(kind: type[N]) -> dict[str, N]:
    return {claim.id: claim for claim in claims(kind)}


def links(node: Node) -> Iterator[Link[Any]]:
    for name in type(node).model_fields:
        value = getattr(node, name)
        yield from (
            each for each in (value if isinstance(value, list) else [value]) if isinstance(each, Link)
        )


def conferred_under(provision: str) -> list[Conferral]:
    """The conferrals under a provision, each with all that several registers say of it."""
    said: dict[str, dict[str, Any]] = {}
    for claim in claims(Conferral):
        given = {name: getattr(claim, name) for name in claim.model_fields_set}
        said[claim.id] = said.get(claim.id, {}) | given
    whole = [Conferral(**given) for given in said.values()]
    return [each for each in whole if each.under and each.under.to == provision]


@cache
def amounts() -> dict[str, Decimal]:
    """What the policy pays, in yuan, by provision."""
    facts = (claim for record in facts_delivery().records for claim in record.claims)
    figures = [claim for claim in facts if isinstance(claim, Figure) and claim.unit == "万元" and claim.value]
    return {link.to: (each.value or Decimal(0)) * YUAN for each in figures for link in each.provisions}


def test_no_complaint_says_who_brought_it_forward_but_a_supervisors_post() -> None:
    posts = by_id(Post)
    for each in claims(Complaint):
        assert [link.to for link in links(each) if link.to.startswith("person:")] == []
        if each.filed_by:
            role = posts[each.filed_by.to].role
            assert role
            assert role.to == "orgClass:社会质量监督员"


def test_a_complaint_filed_twice_names_the_first_of_the_same_matter() -> None:
    known = by_id(Complaint)
    twice = [(each, known[each.duplicate_of.to]) for each in known.values() if each.duplicate_of]

    assert twice
    for again, first in twice:
        assert (again.kind, again.about, again.product) == (first.kind, first.about, first.product)
        assert again.channel != first.channel
        assert (first.received_on or date.max) <= (again.received_on or date.min)
        assert first.duplicate_of is None


def test_complaints_come_by_both_hotlines_and_the_web_and_some_are_open() -> None:
    complaints = [each for each in claims(Complaint) if each.kind is ComplaintKind.COMPLAINT]

    assert {each.channel for each in complaints} == {"12365", "12315", "网络"}
    for channel in ("12365", "12315", "网络"):
        assert {each.closed_on is None for each in complaints if each.channel == channel} == {True, False}
    drawn = [each for each in complaints if each.record_key.startswith("complaint-9164")]
    assert 20 < len(drawn) < 100


def test_a_dispute_is_settled_by_an_arbitration_inspection_in_its_time_and_one_waits() -> None:
    inspections = by_id(Inspection)
    disputes = [each for each in claims(Complaint) if each.kind is ComplaintKind.DISPUTE]
    settled = [(each, inspections[each.settled_by.to]) for each in disputes if each.settled_by]

    assert settled
    assert [each.closed_on for each in disputes if not each.settled_by] == [None]
    for each, inspection in settled:
        assert inspection.kind is InspectionKind.ARBITRATION
        assert inspection.product == each.product
        assert each.received_on
        assert inspection.inspected_on
        assert each.closed_on
        assert each.received_on <= inspection.inspected_on <= each.closed_on


def test_the_laboratory_of_one_arbitration_was_qualified_on_the_day_and_that_of_another_was_not() -> None:
    qualified = [each for each in claims(Licence) if each.kind is LicenceKind.LABORATORY]
    arbitrations = [each for each in claims(Inspection) if each.kind is InspectionKind.ARBITRATION]
    found = {
        any(
            licence.body == each.inspector
            and (licence.issued_on or date.max)
            <= (each.inspected_on or date.min)
            <= (licence.expires_on or date.min)
            for licence in qualified
        )
        for each in arbitrations
    }

    assert found == {True, False}


def test_some_cities_have_a_complaint_body_and_some_zones_an_office() -> None:
    bodies = [each for each in claims(Body) if each.kind is BodyKind.COMPLAINT_BODY]
    served = {link.to for each in bodies for link in each.jurisdiction}
    zones = [each for each in claims(Site) if each.kind is SiteKind.ZONE]

    assert 0 < len(served) < len(prefectures())
    assert [each.key for each in zones if each.offices] == ["sample-zone-2"]
    assert len(zones) == 3


def test_a_supervisor_reports_only_while_in_office_and_one_post_has_no_report() -> None:
    held = {link.to: link for person in claims(Person) for link in person.holds}
    supervisors = {p.id for p in claims(Post) if p.role and p.role.to == "orgClass:社会质量监督员"}
    reports = [(each, each.filed_by.to) for each in claims(Complaint) if each.filed_by]

    assert len(supervisors - {post for _, post in reports}) == 1
    for each, post in reports:
        on = each.received_on or date.min
        assert (held[post].valid_from or date.max) <= on < (held[post].valid_to or date.max)


@pytest.mark.parametrize("award", [GOVERNMENT, CONTRIBUTION, PRIZE, NOMINATION])
def test_an_award_that_is_conferred_has_the_policys_amount(award: str) -> None:
    conferred = [each for each in conferred_under(award) if each.stage is ConferralStage.CONFERRED]
    paid = {each.record_key: each.amount for each in conferred}

    assert paid
    without = {key for key, amount in paid.items() if amount is None}
    assert without == ({"award-national-91640199MA0000015J-2023"} if award == NOMINATION else set())
    assert {amount for amount in paid.values() if amount is not None} == {amounts()[award]}


def test_only_persons_win_the_contribution_award_and_only_organisations_the_others() -> None:
    holders = {
        award: [each.holder.to.partition(":")[0] for each in conferred_under(award) if each.holder]
        for award in (GOVERNMENT, CONTRIBUTION, PRIZE, NOMINATION, LOCAL)
    }

    assert set(holders.pop(CONTRIBUTION)) == {"person"}
    assert all(found and "person" not in found for found in holders.values())


def test_an_award_is_reviewed_then_settled_then_conferred() -> None:
    regional = [*conferred_under(GOVERNMENT), *conferred_under(CONTRIBUTION)]

    assert {each.stage for each in regional} == set(ConferralStage)
    order = list(ConferralStage)
    for each in regional:
        assert each.stage
        reached = order.index(each.stage)
        assert (each.reviewed_by is not None) == (reached >= 1), each.id
        assert (each.settled_by is not None) == (reached >= 2), each.id
        assert (each.conferred_on is not None) == (each.amount is not None) == (reached == 3), each.id
        assert each.conferred_on is None or each.conferred_on.year == each.year, each.id


def test_some_cities_have_an_award_and_one_went_to_an_enterprise_on_the_blacklist() -> None:
    cities = {each.conferred_by.to for each in conferred_under(LOCAL) if each.conferred_by}
    listed = [
        award.record_key
        for award in claims(Conferral)
        for entry in claims(BlacklistEntry)
        if award.kind is ConferralKind.AWARD and award.conferred_on and award.holder and entry.enterprise
        if award.holder.to == entry.enterprise.to
        if (entry.listed_on or date.max) <= award.conferred_on < (entry.removed_on or date.max)
    ]

    assert 0 < len(cities) < len(prefectures())
    assert listed == ["award-640400-2025"]


def test_parks_count_toward_the_figure_once_they_are_conferred() -> None:
    sites = by_id(Site)
    parks = conferred_under("mechanism:nx-2012-brand-parks")

    assert {each.stage for each in parks} == {ConferralStage.CONFERRED, ConferralStage.PROPOSED}
    for each in parks:
        assert each.site
        assert sites[each.site.to].kind is SiteKind.PARK
        assert bool(each.counts_toward) == (each.stage is ConferralStage.CONFERRED)


def test_a_privilege_rests_on_the_exporters_class_of_that_day_and_one_outlives_a_listing() -> None:
    ratings = by_id(Rating)
    privileges = [each for each in claims(Conferral) if each.kind is ConferralKind.PRIVILEGE]

    assert {each.ended_on is None for each in privileges} == {True, False}
    for each in privileges:
        (ground,) = (ratings[link.to] for link in each.grounds)
        assert ground.kind is RatingKind.EXPORTER_CLASS
        assert ground.enterprise
        assert each.holder
        assert ground.enterprise.to == each.holder.to
        assert (ground.rated_on or date.max) <= (each.conferred_on or date.min)
        assert each.ended_on == ground.ended_on
    listed = {e.enterprise.to for e in claims(BlacklistEntry) if e.enterprise and not e.removed_on}
    assert ANCHORS.gaps in listed
    assert {each.holder.to for each in privileges if each.holder} == {ANCHORS.enterprise, ANCHORS.gaps}


def test_an_exporters_class_rests_on_a_risk_that_was_raised_before() -> None:
    risks = by_id(RiskRecord)
    found = [(each, risks[link.to]) for each in claims(Rating) for link in each.risks]

    assert found
    assert all((risk.raised_on or date.max) <= (each.rated_on or date.min) for each, risk in found)


def test_whoever_holds_the_first_key_post_now_has_no_qualification_and_whoever_held_it_had_one() -> None:
    qualified = {
        each.holder.to
        for each in claims(Conferral)
        if each.kind is ConferralKind.QUALIFICATION and each.holder
    }
    post = "post:91640199MA0000015J-key-1"
    held = [(each.id, link.valid_to) for each in claims(Person) for link in each.holds if link.to == post]

    assert {(person in qualified, until is None) for person, until in held} == {(True, False), (False, True)}


def test_a_model_of_today_has_no_chief_quality_officer() -> None:
    officers = {p.organisation.to for p in claims(Post) if p.role and p.organisation and officer(p)}
    models = conferred_under("mechanism:nx-2012-quality-models")
    today = {each.holder.to for each in models if each.holder and not each.ended_on}

    assert ANCHORS.enterprise in today - officers
    assert ANCHORS.gaps in officers - today
    assert 5 < len(today) < 40


def officer(post: Post) -> bool:
    return post.role is not None and post.role.to == "orgClass:首席质量官"


def test_nothing_invented_hangs_on_an_actor_that_the_policy_names() -> None:
    for kind in (AccountabilityAction, Assessment, BudgetLine, Complaint, Conferral, Plan, Report, Task):
        assert claims(kind), kind
        assert [(each.id, link.to) for each in claims(kind) for link in links(each) if named(link)] == []


def named(link: Link[Any]) -> bool:
    return link.to.startswith(NAMED)


def test_conferrals_and_complaints_are_of_the_samples_time() -> None:
    days = [
        *(each.conferred_on for each in claims(Conferral)),
        *(day for each in claims(Complaint) for day in (each.received_on, each.closed_on)),
    ]

    assert max(day for day in days if day) < share.LAST_DAY
    assert min(day for day in days if day) >= share.FIRST_DAY
