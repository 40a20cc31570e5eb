"""Indicators computed from records: what counts, where and when, and how it stands to what was reported.

Not here: whether a target is met (`test_target_progress`).
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from graph.model import Link
from graph.model.performance import Observation
from graph.model.projects import Project, ProjectScale
from graph.model.supervision import Inspection, InspectionKind, InspectionResult
from queries.questions.indicator_from_records import indicator_from_records
from tests.queries.questions.register import (
    COUNTY,
    OTHER_COUNTY,
    PREFECTURE,
    Graph,
    enterprise,
    regions,
    sector,
)

SPOT_CHECKS, LARGE, OTHER = (f"indicator:nx-2012-{key}" for key in ("P2", "E1", "E2"))
PASS, FAIL = InspectionResult.PASS, InspectionResult.FAIL
DAY = date(2026, 1, 31)


def check(key: str, on: date, result: InspectionResult | None = PASS, **more: Any) -> Inspection:
    said = {"kind": InspectionKind.SPOT_CHECK, "enterprise": Link("enterprise:X1"), **more}
    return Inspection(system="s", record_key=key, inspected_on=on, result=result, **said)


def acceptance(key: str, project: Project, on: date, result: InspectionResult) -> Inspection:
    return check(key, on, result, kind=InspectionKind.ACCEPTANCE, enterprise=None, project=Link(project.id))


def project(key: str, scale: ProjectScale) -> Project:
    return Project(system="s", record_key=key, name=f"样例工程{key}", scale=scale, region=Link(COUNTY))


def ask(graph: Graph, indicator: str, region: str = PREFECTURE, as_of: date = DAY) -> dict[str, Any]:
    answer = graph.ask(indicator_from_records, indicator, as_of, region=region)
    assert answer is not None
    return answer


def rates(answer: dict[str, Any]) -> list[tuple[int, int, int, str]]:
    return [(each["year"], each["passed"], each["counted"], each["value"]) for each in answer["years"]]


def test_spot_checks_count_once_by_year_and_others_do_not(graph: Graph) -> None:
    graph.add(*regions(), sector(), enterprise(),
        check("1", date(2024, 3, 1)), check("2", date(2024, 6, 1), FAIL), check("3", date(2024, 9, 1)),
        check("4", date(2025, 2, 1)),
        check("5", date(2024, 9, 2), FAIL, kind=InspectionKind.SELF),
        check("6", date(2024, 9, 2), None),
        check("7", date(2026, 2, 1), FAIL),
    )  # fmt: skip

    answer = ask(graph, SPOT_CHECKS)

    assert rates(answer) == [(2025, 1, 1, "100.0"), (2024, 2, 3, "66.67")]
    assert "spot checks" in answer["definition"]
    assert [clause["locator"] for clause in answer["basis"]] == ["二.（三）.1"]


def test_only_what_lies_in_the_region_counts(graph: Graph) -> None:
    moved_on = date(2024, 1, 1)
    maker = enterprise(Link(COUNTY, None, moved_on), Link(OTHER_COUNTY, moved_on))
    graph.add(*regions(), sector(), maker, check("1", date(2023, 3, 1)))

    assert rates(ask(graph, SPOT_CHECKS, OTHER_COUNTY)) == [(2023, 1, 1, "100.0")]
    here = ask(graph, SPOT_CHECKS, COUNTY)
    assert (here["years"], [gap["code"] for gap in here["gaps"]]) == ([], ["NO_RECORDS"])


def test_the_reported_value_stands_beside_the_computed_one(graph: Graph) -> None:
    reported = Observation(
        system="s", record_key="o", year=2024, observed_on=date(2025, 3, 1), value=Decimal("70.5"),
        indicator=Link(SPOT_CHECKS), region=Link(PREFECTURE),
    )  # fmt: skip
    graph.add(*regions(), sector(), enterprise(), reported,
        check("1", date(2024, 3, 1)), check("2", date(2024, 6, 1), FAIL), check("3", date(2025, 6, 1)),
    )  # fmt: skip

    answer = ask(graph, SPOT_CHECKS)

    years = {each["year"]: (each["value"], each["reported"], each["difference"]) for each in answer["years"]}
    assert years == {2024: ("50.0", "70.5", "-20.5"), 2025: ("100.0", None, None)}
    assert [(gap["code"], gap["year"]) for gap in answer["gaps"]] == [("NOT_REPORTED", 2025)]
    assert [source["record_key"] for source in answer["provenance"]] == [reported.id]


def test_a_large_project_counts_by_its_last_acceptance_and_another_by_its_first(graph: Graph) -> None:
    large, small = project("L", ProjectScale.LARGE_OR_MEDIUM), project("S", ProjectScale.OTHER)
    graph.add(*regions(), large, small, *(
        acceptance(f"{each.record_key}{place}", each, date(2024, place, 1), result)
        for each in (large, small) for place, result in ((1, FAIL), (2, PASS))
    ))  # fmt: skip

    assert rates(ask(graph, LARGE)) == [(2024, 1, 1, "100.0")]
    assert rates(ask(graph, OTHER)) == [(2024, 0, 1, "0.0")]


def test_an_indicator_without_a_rule_says_so(graph: Graph) -> None:
    graph.add(*regions())

    answer = ask(graph, "indicator:nx-2012-V4")

    assert (answer["definition"], answer["years"]) == (None, [])
    assert [gap["code"] for gap in answer["gaps"]] == ["NO_RULE"]


@pytest.mark.parametrize("subject", ["indicator:none", "", "' OR 1=1"])
def test_an_unknown_indicator_has_no_answer(graph: Graph, subject: str) -> None:
    assert graph.ask(indicator_from_records, subject, DAY, region=PREFECTURE) is None
