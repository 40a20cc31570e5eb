"""What the sample holds about goals and enterprises' duties hangs together in time, and holds its gaps.

Not here: what holds of every record, such as its invented name and that its links lead somewhere
(`test_sample`, `test_loading`), and supervision (`test_supervision`).
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

import pytest

from graph.model import Link, Node
from graph.model.accountability import Assessment, AssessmentResult, Incident
from graph.model.actors import Body, BodyKind, Person, Post
from graph.model.complaints import Complaint, ComplaintKind, Guarantee, GuaranteeKind
from graph.model.conferrals import Conferral, ConferralKind
from graph.model.conformity import Certificate
from graph.model.enforcement import Recall, RecallKind
from graph.model.market import Enterprise, Product
from graph.model.performance import Observation, Report, ReportKind
from graph.model.policy import Target
from graph.model.projects import Project, ProjectScale
from graph.model.standards import Standard, StandardLevel
from graph.model.supervision import Inspection, InspectionKind, InspectionResult
from graph.model.traceability import Batch, TraceEvent
from loaders.sources.policy.facts import facts_delivery
from loaders.sources.sample import ANCHORS, sample_delivery
from loaders.sources.sample import proportions as share
from loaders.sources.sample.elsewhere import MANAGEMENT_SYSTEM, REGION
from loaders.sources.standards.number import NumberRefused, standard_number

MANY = 1000
NOT_OBSERVED = "V2"
# The first of each pair is never after the second.
PERIODS: dict[type[Node], tuple[str, str]] = {
    Complaint: ("received_on", "closed_on"),
    Conferral: ("conferred_on", "ended_on"),
    Guarantee: ("begins_on", "ended_on"),
    Recall: ("started_on", "closed_on"),
}
HAPPENED: dict[type[Node], tuple[str, ...]] = {
    Assessment: ("assessed_on",),
    Batch: ("made_on",),
    Complaint: ("received_on", "closed_on"),
    Conferral: ("conferred_on", "ended_on"),
    Guarantee: ("begins_on",),
    Incident: ("occurred_on",),
    Observation: ("observed_on",),
    Project: ("started_on",),
    Recall: ("started_on", "closed_on"),
    Report: ("issued_on",),
    TraceEvent: ("happened_on",),
}
N = TypeVar("N", bound=Node)


@cache
def everything() -> list[Node]:
    return [claim for record in sample_delivery(MANY).records for claim in record.claims]


def claims(kind: type[N]) -> list[N]:
    return [claim for claim in everything() if isinstance(claim, kind)]


def by_id(kind: type[N]) -> dict[str, N]:
    return {claim.id: claim for claim in claims(kind)}


def ends(links: list[Any]) -> list[str]:
    return [link.to for link in links]


def targets() -> list[Target]:
    facts = (claim for record in facts_delivery().records for claim in record.claims)
    return [claim for claim in facts if isinstance(claim, Target) and claim.quantified]


def observed_for_the_region() -> dict[str, dict[int, Decimal | None]]:
    found: dict[str, dict[int, Decimal | None]] = defaultdict(dict)
    for each in claims(Observation):
        if each.region and each.region.to == REGION and not each.scope and not each.site and each.indicator:
            found[each.indicator.to.rpartition("-")[2]][each.year] = each.value
    return found


def test_every_numeric_target_but_one_has_a_value_of_its_own_year() -> None:
    found = observed_for_the_region()

    wanted = {target.key.rpartition("-")[2]: target.year or 0 for target in targets()}
    assert len(wanted) == 20
    assert set(wanted) - set(found) == {NOT_OBSERVED}
    assert [key for key, years in found.items() if years.get(wanted[key]) is None] == []


def test_some_targets_are_met_and_some_are_not_and_one_fell_below_a_level_to_be_kept() -> None:
    found = observed_for_the_region()
    reached = {
        target.key.rpartition("-")[2]: found[target.key.rpartition("-")[2]].get(2020) for target in targets()
    }

    met = [t.key for t in targets() if t.value and (reached[t.key.rpartition("-")[2]] or 0) >= t.value]
    assert 5 < len(met) < 15
    below = {
        target.key: [year for year, value in years.items() if value is not None and value < target.value]
        for target in targets()
        if target.maintain and target.value and (years := found[target.key.rpartition("-")[2]])
    }
    assert below == {"nx-2012-P4": [2015], "nx-2012-P5": []}
    assert found["P5"][2015] is None  # not reported


def test_a_value_is_known_in_the_spring_after_its_year() -> None:
    for each in claims(Observation):
        assert each.observed_on
        assert (each.observed_on.year, each.observed_on.month) == (each.year + 1, 3)


@pytest.mark.parametrize("indicator", ["V3", "V5"])
def test_the_regions_value_is_the_share_of_the_sites_that_complied(indicator: str) -> None:
    sites: dict[int, list[Decimal]] = defaultdict(list)
    for each in claims(Observation):
        if each.site and each.indicator and each.indicator.to.endswith(indicator):
            sites[each.year].append(each.value or Decimal(0))

    assert set(sites) == {2020, 2024}
    for year, values in sites.items():
        assert observed_for_the_region()[indicator][year] == round(sum(values) / len(values), 1)


def test_the_regions_air_is_the_mean_of_its_cities() -> None:
    cities: dict[int, list[Decimal]] = defaultdict(list)
    for each in claims(Observation):
        if each.indicator and each.indicator.to.endswith("V1") and each.region and each.region.to != REGION:
            cities[each.year].append(each.value or Decimal(0))

    assert {len(values) for values in cities.values()} == {5}
    for year, values in cities.items():
        assert observed_for_the_region()["V1"][year] == round(sum(values) / 5, 1)


@pytest.mark.parametrize("kind", list(PERIODS))
def test_nothing_ends_before_it_begins(kind: type[Node]) -> None:
    begins, ended = PERIODS[kind]
    pairs = [(getattr(claim, begins), getattr(claim, ended)) for claim in claims(kind)]

    assert pairs
    assert [pair for pair in pairs if all(pair) and pair[0] > pair[1]] == []


def test_nothing_happens_after_the_last_day() -> None:
    for kind, fields in HAPPENED.items():
        days = [getattr(claim, name) for claim in claims(kind) for name in fields]
        assert any(days), kind
        assert max(day for day in days if day) < share.LAST_DAY, kind


def test_batches_come_from_earlier_ones_and_never_from_themselves() -> None:
    batches = by_id(Batch)
    derived = [(batch, batches[origin]) for batch in claims(Batch) for origin in ends(batch.derived_from)]

    assert derived
    # A day that grows along each step leaves no room for a circle.
    assert [batch.id for batch, origin in derived if not earlier(origin.made_on, batch.made_on)] == []


def earlier(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def test_nothing_happens_to_a_batch_before_it_is_made() -> None:
    batches = by_id(Batch)
    for event in claims(TraceEvent):
        for batch in ends(event.batches):
            assert event.happened_on
            assert event.happened_on >= (batches[batch].made_on or date.max)


def test_the_first_enterprise_can_trace_from_the_plot_to_the_consignee_and_the_second_cannot() -> None:
    batch = by_id(Batch)[f"batch:{ANCHORS.product.partition(':')[2]}~2025-0801"]
    way = {origin: events_of(origin) for origin in (batch.id, *ends(batch.derived_from))}

    assert all(any(event.site for event in way[origin]) for origin in ends(batch.derived_from))
    assert [event.consignee.to for event in way[batch.id] if event.consignee] == [
        "body:sample-consignee-1",
        "body:sample-consignee-2",
    ]
    makers = {product.maker.to for product in claims(Product) if product.id in traced_products()}
    assert ANCHORS.enterprise in makers
    assert ANCHORS.gaps not in makers


def events_of(batch: str) -> list[TraceEvent]:
    return [event for event in claims(TraceEvent) if batch in ends(event.batches)]


@cache
def traced_products() -> frozenset[str]:
    batches = by_id(Batch)
    return frozenset(
        batches[batch].product.to for event in claims(TraceEvent) for batch in ends(event.batches)
    )


def test_a_recall_is_of_batches_of_its_product_made_before_it() -> None:
    batches, products = by_id(Batch), by_id(Product)
    for recall in claims(Recall):
        assert recall.product
        assert recall.enterprise
        assert products[recall.product.to].maker == recall.enterprise
        for batch in ends(recall.batches):
            assert batches[batch].product.to == recall.product.to
            assert (batches[batch].made_on or date.max) <= (recall.started_on or date.min)


def test_recalls_are_voluntary_and_ordered_open_and_closed_and_one_names_no_batch() -> None:
    recalls = claims(Recall)

    assert {(recall.kind, recall.closed_on is None) for recall in recalls} >= {
        (RecallKind.VOLUNTARY, True),
        (RecallKind.VOLUNTARY, False),
        (RecallKind.ORDERED, True),
    }
    assert all((recall.ordered_by is not None) == (recall.kind is RecallKind.ORDERED) for recall in recalls)
    assert [r.record_key for r in recalls if not r.batches] == ["recall-91640199MA0000023D-1"]


def test_a_claim_is_paid_under_a_guarantee_that_held_on_the_day_of_the_incident() -> None:
    guarantees, incidents = by_id(Guarantee), by_id(Incident)
    found = [each for each in claims(Complaint) if each.kind is ComplaintKind.CLAIM and each.incident]

    assert {each.closed_on is None for each in found} == {True, False}
    for each in (each for each in found if each.paid_under):
        paid = guarantees[each.paid_under.to] if each.paid_under else None
        occurred = incidents[each.incident.to].occurred_on if each.incident else None
        assert paid
        assert occurred
        assert (paid.begins_on or date.min) <= occurred < (paid.ended_on or date.max)


def test_an_insurance_is_given_by_an_insurer_and_a_warranty_by_its_maker() -> None:
    insurers = {body.id for body in claims(Body) if body.kind is BodyKind.INSURER}
    for each in claims(Guarantee):
        assert each.given_by
        assert each.holder
        if each.kind is GuaranteeKind.INSURANCE:
            assert each.given_by.to in insurers
        else:
            assert each.given_by.to == each.holder.to


def test_a_veto_names_an_incident_of_the_year_and_of_the_enterprise() -> None:
    incidents, posts = by_id(Incident), by_id(Post)
    vetoed = [each for each in claims(Assessment) if each.result is AssessmentResult.VETOED]

    own = [each for each in vetoed if each.subject and each.subject.to in posts]
    assert own
    for each in own:
        assert each.vetoed_by
        incident = incidents[each.vetoed_by.to]
        post = posts[each.subject.to] if each.subject else None
        assert incident.occurred_on
        assert incident.occurred_on.year == each.year
        assert post
        assert post.organisation
        assert post.organisation.to in ends(incident.enterprises)


def test_the_second_enterprise_has_no_key_post_and_one_of_the_first_was_never_appraised() -> None:
    key_posts = {post.id: post for post in claims(Post) if post.key_post}
    appraised = {each.subject.to for each in claims(Assessment) if each.subject}

    assert {post.organisation.to for post in key_posts.values() if post.organisation} == {ANCHORS.enterprise}
    never = "post:91640199MA0000015J-key-2"
    assert set(key_posts) - appraised == {never}
    assert all(never not in ends(person.holds) for person in claims(Person))


def test_the_grave_incident_of_the_second_enterprise_was_reported_by_nobody() -> None:
    reported = {
        each.incident.to for each in claims(Report) if each.kind is ReportKind.INCIDENT and each.incident
    }
    of_anchors = [i for i in claims(Incident) if {ANCHORS.enterprise, ANCHORS.gaps} & {*ends(i.enterprises)}]

    unreported = [incident for incident in of_anchors if incident.id not in reported]
    assert [ends(incident.enterprises) for incident in unreported] == [[ANCHORS.gaps]]


def acceptances() -> Iterator[tuple[Project, list[Inspection]]]:
    for project in claims(Project):
        found = [each for each in claims(Inspection) if each.project and each.project.to == project.id]
        yield project, sorted(found, key=lambda each: each.inspected_on or date.max)


def test_projects_fail_and_pass_and_are_accepted_after_they_were_begun() -> None:
    last = {}
    for project, found in acceptances():
        assert all((project.started_on or date.max) < (each.inspected_on or date.min) for each in found)
        own = [each.result for each in found if each.kind is InspectionKind.ACCEPTANCE]
        last[project.record_key] = own

    failed, passed = InspectionResult.FAIL, InspectionResult.PASS
    assert last["project-2"] == [failed, passed]
    assert last["project-3"] == [failed]
    assert last["project-5"] == []
    assert {project.scale for project in claims(Project)} == set(ProjectScale)
    assert [p.record_key for p in claims(Project) if not p.conforms_to and len(p.record_key) < 10] == [
        "project-2",
        "project-5",
    ]


def test_one_has_a_management_system_without_a_certificate_and_one_has_both() -> None:
    managed = {each.id for each in claims(Enterprise) if MANAGEMENT_SYSTEM.to in ends(each.regimes)}
    certified = {
        each.holder.to
        for each in claims(Certificate)
        if each.holder and each.scheme and each.scheme.to.endswith("sample-quality-management")
    }

    assert ANCHORS.enterprise in managed & certified
    assert ANCHORS.gaps in managed - certified


def test_models_count_toward_the_hundred_and_some_have_lost_the_title() -> None:
    models = [
        each
        for each in claims(Conferral)
        if each.kind is ConferralKind.TITLE
        and "figure:nx-2012-quality-models-number" in ends(each.counts_toward)
    ]

    assert {each.ended_on is None for each in models} == {True, False}
    assert {each.conferred_by for each in models} == {None}  # the clause does not say who selects them


def test_an_alliance_has_members_and_a_standard_of_no_statutory_level() -> None:
    alliances = {body.id for body in claims(Body) if body.kind is BodyKind.STANDARDS_ALLIANCE}
    members = {member for body in claims(Body) if body.id in alliances for member in ends(body.members)}
    drafted = [each for each in claims(Standard) if alliances & {*ends(each.drafted_by)}]

    assert members == {ANCHORS.enterprise, ANCHORS.gaps}
    assert [each.level for each in drafted] == [StandardLevel.ALLIANCE]


def test_no_invented_standard_has_a_number_that_could_be_issued() -> None:
    for each in claims(Standard):
        with pytest.raises(NumberRefused):
            standard_number(each.number)


def test_an_enterprise_is_liaised_with_by_one_department_at_a_time() -> None:
    for enterprise in claims(Enterprise):
        links: list[Link[Any]] = list(enterprise.liaisons)
        assert [link.valid_to for link in links[:-1]] == [link.valid_from for link in links[1:]]
