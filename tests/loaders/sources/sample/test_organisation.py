"""What the sample holds about appraisals, accidents, tasks, budgets and testing holds together, gaps and all.

Not here: what holds of every record (`test_sample`, `test_loading`), and complaints, awards and exporters
(`test_society`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

from graph.model import Link, Node
from graph.model.accountability import (
    AccountabilityAction,
    ActionKind,
    Assessment,
    AssessmentResult,
    Incident,
)
from graph.model.actors import Government, Post
from graph.model.conformity import (
    Certificate,
    CertificationScheme,
    ConformityBody,
    Licence,
    LicenceKind,
    NetworkTier,
    SchemeStatus,
)
from graph.model.enforcement import Case, CaseKind, Sanction, SanctionKind
from graph.model.performance import BudgetLine, Observation, Plan, PlanKind, Report, ReportKind, Task
from graph.model.places import Equipment, EquipmentKind, Site, SiteKind
from graph.model.policy import Indicator
from graph.model.projects import Project
from graph.model.standards import Standard, StandardLevel
from graph.model.supervision import Inspection, InspectionKind, InspectionResult
from loaders.sources.sample import ANCHORS, budgets, sample_delivery, schemes
from loaders.sources.sample import proportions as share
from loaders.sources.sample.elsewhere import BUDGET_LINES, LOCAL_GOVERNMENTS, prefectures

MANY = 300
DAY = date(2026, 1, 31)  # the day that the documentation asks about
NEVER = date.max
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


def to(link: Link[Any] | None) -> str:
    assert link
    return link.to


def ranked() -> Iterator[list[Assessment]]:
    found: dict[tuple[object, ...], list[Assessment]] = defaultdict(list)
    for each in claims(Assessment):
        if each.rank:
            found[to(each.assessed_by), to(each.mechanism), each.year].append(each)
    for several in found.values():
        yield sorted(several, key=lambda each: each.rank or 0)


def test_ranks_follow_the_scores_and_the_last_of_each_ranking_failed() -> None:
    rankings = list(ranked())

    assert len(rankings) == 2
    for ranking in rankings:
        assert [each.rank for each in ranking] == list(range(1, len(ranking) + 1))
        assert all((one.score or 0) > (next_.score or 0) for one, next_ in pairwise(ranking))
        assert [each.result for each in ranking[:-1]] == [AssessmentResult.PASSED] * (len(ranking) - 1)
        assert ranking[-1].result is AssessmentResult.FAILED


def test_an_appraisal_is_made_in_the_month_after_its_year() -> None:
    days = {(each.assessed_on, each.year) for several in ranked() for each in several}

    assert days
    assert all(day and year and (day.year, day.month) == (year + 1, 1) for day, year in days)


def test_only_a_failed_result_was_taken_for_a_post_and_each_use_is_said() -> None:
    posts = by_id(Post)
    used = [(each, link) for each in claims(Assessment) for link in each.used_for]

    assert {link.properties["use"] for _, link in used} == {"APPOINTMENT", "INCENTIVES"}
    assert {each.result for each, _ in used} == {AssessmentResult.FAILED}
    assert {link.to for _, link in used} <= set(posts)


def test_the_weights_of_the_appraisal_indicators_add_up() -> None:
    weighted = [
        (link, each)
        for each in claims(Indicator)
        for link in each.counts_in
        if link.to == "mechanism:nx-2012-appraisal-indicators"
    ]

    assert {link.properties["version"] for link, _ in weighted} == {"2025"}
    assert sum(int(str(link.properties["percent"])) for link, _ in weighted) == 100
    assert all(each.applies_to for _, each in weighted)


def actions() -> list[AccountabilityAction]:
    return [each for each in claims(AccountabilityAction) if each.kind]


def test_an_action_comes_after_its_cause_and_only_a_rectification_has_a_day_by_which() -> None:
    incidents, assessments = by_id(Incident), by_id(Assessment)
    for each in actions():
        decided_on = each.decided_on or date.min
        assert decided_on < share.LAST_DAY
        if each.incident:
            assert (incidents[each.incident.to].occurred_on or NEVER) <= decided_on
        if each.assessment:
            assert (assessments[each.assessment.to].assessed_on or NEVER) <= decided_on
            assert assessments[each.assessment.to].result is AssessmentResult.FAILED
        assert (each.due_on is not None) == (each.kind is ActionKind.RECTIFICATION), each.id
        assert each.completed_on is None or decided_on <= each.completed_on


def test_units_and_persons_are_held_to_account_and_one_rectification_is_overdue() -> None:
    found = Counter((each.kind, to(each.against).partition(":")[0]) for each in actions())
    overdue = [
        each.record_key for each in actions() if (each.due_on or NEVER) < DAY and not each.completed_on
    ]

    assert found[ActionKind.ADMINISTRATIVE, "government"] == found[ActionKind.ADMINISTRATIVE, "post"] == 1
    assert found[ActionKind.DERELICTION, "post"] == 1
    assert overdue == ["action-rectification-1"]


def test_both_incidents_of_the_anchors_are_investigated_and_one_investigation_is_open() -> None:
    incidents = by_id(Incident)
    found = [each for each in claims(Case) if each.kind is CaseKind.INVESTIGATION]

    assert {(*ends(each.enterprises), each.closed_on is None) for each in found} == {
        (ANCHORS.enterprise, False),
        (ANCHORS.gaps, True),
    }
    for each in found:
        incident = incidents[to(each.incident)]
        assert ends(incident.enterprises) == ends(each.enterprises)
        assert (incident.occurred_on or NEVER) <= (each.opened_on or date.min)


def test_an_exit_follows_a_revocation_and_that_a_rectification_that_failed() -> None:
    known, licences = by_id(Sanction), by_id(Licence)
    (left,) = (each for each in known.values() if each.kind is SanctionKind.EXIT)
    revoked = known[to(left.follows)]
    ordered = known[to(revoked.follows)]

    assert [revoked.kind, ordered.kind] == [SanctionKind.REVOCATION, SanctionKind.RECTIFICATION]
    assert ordered.completed_on is None
    assert (ordered.due_on or NEVER) < (revoked.imposed_on or date.min) < (left.imposed_on or date.min)
    licence = licences[to(revoked.licence)]
    assert to(licence.holder) == to(left.against)
    assert licence.covers[0].valid_to == revoked.imposed_on


def test_units_are_sanctioned_for_a_project_that_they_were_party_to_and_one_was_spared() -> None:
    projects, incidents = by_id(Project), by_id(Incident)
    found = [each for each in claims(Sanction) if each.project]

    assert found
    for each in found:
        project = projects[to(each.project)]
        assert to(each.against) in ends(project.parties)
        occurred_on = incidents[to(each.incident)].occurred_on or NEVER
        assert (project.started_on or NEVER) < occurred_on <= (each.imposed_on or date.min)
        assert set(ends(project.parties)) > {to(other.against) for other in found}


def test_after_one_incident_in_a_service_nobody_was_held_liable() -> None:
    services = {each.id for each in claims(Incident) if each.record_key.startswith("incident-service")}
    liable = {each.incident.to for each in claims(Sanction) if each.incident}

    assert services - liable == {"incident:sample~incident-service-2"}
    assert services & liable
    assert all(each.sector for each in claims(Incident) if each.id in services)


def test_tasks_are_done_open_overdue_and_without_an_owner() -> None:
    plans = by_id(Plan)
    tasks = claims(Task)

    assert {each.done_on is None for each in tasks} == {True, False}
    assert [each.record_key for each in tasks if not each.owners] == ["task-2026-5"]
    overdue = [each.record_key for each in tasks if (each.due_on or NEVER) < DAY and not each.done_on]
    assert overdue == ["task-2026-3"]
    for each in tasks:
        plan = plans[to(each.plan)]
        assert plan.kind is PlanKind.ANNUAL
        assert each.due_on
        assert (plan.issued_on or NEVER) < each.due_on
        assert each.due_on.year == plan.to_year
        assert each.done_on is None or (plan.issued_on or NEVER) <= each.done_on <= DAY


def test_every_local_government_but_one_has_a_scheme() -> None:
    local = {each.id for each in claims(Government) if LOCAL_GOVERNMENTS.to in ends(each.member_of)}
    planned = {to(each.issued_by) for each in claims(Plan) if each.kind is PlanKind.IMPLEMENTATION}

    assert local - planned == {f"government:sample-{code}" for code in schemes.NO_SCHEME}
    assert [each for each in planned if each.startswith("department:")] == ["department:sample-640000-market"]


def test_performance_targets_take_quality_in_or_leave_it_out() -> None:
    plans = [each for each in claims(Plan) if each.kind is PlanKind.PERFORMANCE]

    assert {bool(each.incorporates) for each in plans} == {True, False}


def test_a_budget_line_says_truly_whether_it_was_raised() -> None:
    lines = {
        (to(each.paid_by), each.purpose, each.year): each
        for each in claims(BudgetLine)
        if BUDGET_LINES.to in ends(each.provisions)
    }

    assert {year for _, _, year in lines} == set(budgets.YEARS)
    for (payer, purpose, year), line in lines.items():
        before = lines.get((payer, purpose, year - 1))
        raised = None if before is None else (line.amount or 0) > (before.amount or 0)
        assert line.raised is raised
    assert [key[:2] for key, line in lines.items() if line.raised is False] == [
        ("government:sample-640400", "质量安全产品监督抽查（样例）")
    ]
    purposes = Counter(payer for payer, _, year in lines if year == budgets.YEARS[-1])
    assert set(purposes.values()) == {4, 5}
    assert len(purposes) < len(prefectures())


def test_the_leading_groups_work_is_paid_for_by_the_treasury_to_its_office() -> None:
    lines = [
        each
        for each in claims(BudgetLine)
        if "mechanism:nx-2012-leading-group-funds" in ends(each.provisions)
    ]

    assert lines
    assert {(to(each.paid_by), to(each.paid_to)) for each in lines} == {
        ("department:sample-640000-finance", "body:sample-leading-group-office")
    }


def test_checks_pass_and_fail_and_one_inspector_has_inspected_nothing() -> None:
    checks = [each for each in claims(Inspection) if each.kind is InspectionKind.IMPLEMENTATION_CHECK]
    inspectors = {p.id for p in claims(Post) if p.role and p.role.to == "orgClass:政府质量安全督察员"}
    inspected = {to(each.inspector) for each in claims(Inspection) if each.inspector}

    assert {to(each.inspector) for each in checks} == {
        "body:sample-leading-group",
        "government:sample-640000",
    }
    for inspector in {to(each.inspector) for each in checks}:
        results = {each.result for each in checks if to(each.inspector) == inspector}
        assert results == {InspectionResult.PASS, InspectionResult.FAIL}
    assert len(inspectors & inspected) == len(inspectors - inspected) == 1


def test_the_network_has_three_tiers_with_a_gap_in_each() -> None:
    tiers = defaultdict(list)
    for each in claims(ConformityBody):
        if each.tier:
            tiers[each.tier].append(each)

    assert set(tiers) == set(NetworkTier)
    national = [b for b in tiers[NetworkTier.HEAD] if "orgClass:质量监督检验中心" in ends(b.member_of)]
    assert 0 < len(national) < 10
    served = {link.to for each in tiers[NetworkTier.FOCUS] for link in each.serves}
    assert 0 < len({place.id for place in prefectures()} - served) < len(prefectures())
    parks = {each.id for each in claims(Site) if each.kind is SiteKind.PARK}
    assert {to(each.site) for each in tiers[NetworkTier.EXTENSION]} < parks


def test_the_qualifications_of_a_laboratory_follow_each_other() -> None:
    found: dict[str, list[Licence]] = defaultdict(list)
    for each in claims(Licence):
        assert (each.kind is LicenceKind.LABORATORY) == (each.body is not None)
        if each.body:
            found[each.body.to].append(each)

    assert {len(several) for several in found.values()} == {1, 2}
    for several in found.values():
        several.sort(key=lambda each: each.issued_on or date.min)
        assert all((one.expires_on or NEVER) < (next_.issued_on or NEVER) for one, next_ in pairwise(several))


def test_instruments_are_past_their_day_and_one_was_never_verified() -> None:
    overdue = {
        each.id
        for each in claims(Equipment)
        if each.kind is EquipmentKind.MEASURING_INSTRUMENT and (each.due_on or NEVER) < DAY
    }
    verified = {
        each.equipment.to
        for each in claims(Inspection)
        if each.kind is InspectionKind.VERIFICATION and each.equipment
    }

    assert overdue & verified
    assert overdue - verified == {"equipment:sample~equipment-clinic-1"}


def test_one_recognition_holds_and_one_has_ended_and_the_planned_scheme_has_no_certificate() -> None:
    recognised = [link.valid_to is None for each in claims(Standard) for link in each.recognised_by]
    halal = {each.id: each.status for each in claims(CertificationScheme) if each.status and own(each)}

    assert sorted(recognised) == [False, True]
    assert set(halal.values()) == {SchemeStatus.IN_FORCE, SchemeStatus.PLANNED}
    assert {each.scheme.to for each in claims(Certificate) if each.scheme}.isdisjoint(halal)


def own(scheme: CertificationScheme) -> bool:
    return scheme.key in {"sample-halal-food", "sample-muslim-goods"}


def test_a_local_standard_took_the_place_of_another_on_the_same_day() -> None:
    standards = {each.number: each for each in claims(Standard) if each.applies_to}
    new, old = standards["DB64/样例 0301-2024"], standards["DB64/样例 0301-2015"]

    assert ends(new.replaces) == [old.id]
    assert old.withdrawn_on == old.applies_to[0].valid_to == new.effective_on == new.applies_to[0].valid_from
    assert {new.level, standards["Q/样例天禾 0001S-2024"].level} == {
        StandardLevel.LOCAL,
        StandardLevel.ENTERPRISE,
    }


def test_some_comparisons_have_no_benchmark_and_reports_are_of_three_kinds_more() -> None:
    compared = [each for each in claims(Observation) if each.subject]

    assert {each.benchmark is None for each in compared} == {True, False}
    assert {ANCHORS.enterprise, ANCHORS.gaps} == {to(each.subject) for each in compared}
    wanted = {ReportKind.SATISFACTION, ReportKind.STANDARDS_ANALYSIS, ReportKind.RELEASE}
    assert {each.kind for each in claims(Report)} >= wanted
