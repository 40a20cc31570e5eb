"""Targets against what was reported: strict, kept, relative, not scorable, and what decides.

Not here: values computed from records (`test_indicator_from_records`).
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from graph.model import Link
from graph.model.market import Enterprise
from graph.model.performance import Observation
from queries.questions.target_progress import target_progress
from tests.queries.questions.register import PREFECTURE, Graph, regions, sector

REGION = PREFECTURE
SPOT_CHECKS, STRICT, KEPT, EXACT, RISE = "P2", "P3", "P4", "E1", "E4"
DAY = date(2026, 1, 31)


def observed(which: str, year: int, value: str | None, **more: Any) -> Observation:
    """A value of an indicator of the policy, published in the spring after its year unless said otherwise."""
    said = {"observed_on": date(year + 1, 3, 1), "region": Link(REGION), "system": "s", **more}
    key = said.pop("record_key", f"{which}-{year}")
    return Observation(
        record_key=key,
        year=year,
        value=None if value is None else Decimal(value),
        indicator=Link(f"indicator:nx-2012-{which}"),
        **said,
    )


def ask(graph: Graph, as_of: date = DAY) -> dict[str, Any]:
    answer = graph.ask(target_progress, REGION, as_of)
    assert answer is not None
    return answer


def item(graph: Graph, which: str, as_of: date = DAY) -> dict[str, Any]:
    items: list[dict[str, Any]] = ask(graph, as_of)["items"]
    return next(each for each in items if each["target"]["key"] == f"nx-2012-{which}")


def told(found: dict[str, Any]) -> tuple[str, str | None, str | None]:
    return found["status"], found["reason"], found["observed"]


def test_every_target_has_its_line_and_its_clause(graph: Graph) -> None:
    graph.add(*regions())

    answer = ask(graph)

    assert len(answer["items"]) == 50
    assert all(each["basis"] for each in answer["items"])
    scorable = [each for each in answer["items"] if each["status"] != "NOT_SCORABLE"]
    assert len(scorable) == 19  # 20 have a number, and one of them is relative
    assert {each["reason"] for each in scorable} == {"NO_OBSERVATION"}
    assert len(answer["gaps"]) == 19


@pytest.mark.parametrize(
    ("which", "value", "status"),
    [
        (SPOT_CHECKS, "90", "MET"),
        (SPOT_CHECKS, "90.0", "MET"),
        (SPOT_CHECKS, "89.99", "NOT_MET"),
        (STRICT, "30", "NOT_MET"),
        (STRICT, "30.1", "MET"),
        (EXACT, "100", "MET"),
        (EXACT, "99.9", "NOT_MET"),
    ],
)
def test_a_value_is_held_against_the_target_as_the_clause_words_it(
    graph: Graph, which: str, value: str, status: str
) -> None:
    graph.add(*regions(), observed(which, 2020, value))

    found = item(graph, which)

    assert told(found) == (status, None, value)
    assert (found["year"], found["final"]) == (2020, True)
    assert [source["record_key"] for source in found["evidence"]] == [f"observation:s~{which}-2020"]


def test_the_last_year_that_counts_decides_and_later_ones_only_show(graph: Graph) -> None:
    graph.add(*regions(), *(observed(SPOT_CHECKS, year, value) for year, value in (
        (2012, "99"), (2018, "80"), (2019, "91"), (2021, "50"),
    )))  # fmt: skip

    found = item(graph, SPOT_CHECKS)

    assert told(found) == ("MET", None, "91")
    assert (found["year"], found["final"], found["trend"], found["distance"]) == (
        2019,
        False,
        "RISING",
        "1.0",
    )
    assert [(each["year"], each["met"]) for each in found["history"]] == [
        (2021, False), (2019, True), (2018, False), (2012, True),
    ]  # fmt: skip


def test_a_value_counts_from_the_day_on_which_it_was_published(graph: Graph) -> None:
    graph.add(*regions(), observed(SPOT_CHECKS, 2019, "85"), observed(SPOT_CHECKS, 2020, "95"))

    assert told(item(graph, SPOT_CHECKS, date(2021, 2, 28))) == ("NOT_MET", None, "85")
    assert told(item(graph, SPOT_CHECKS, date(2021, 3, 1))) == ("MET", None, "95")
    assert told(item(graph, SPOT_CHECKS, date(2019, 1, 1))) == ("NO_DATA", "NO_OBSERVATION", None)


@pytest.mark.parametrize(
    ("which", "year", "value", "as_of", "status"),
    [
        (SPOT_CHECKS, 2014, "85", date(2015, 12, 31), "NOT_DUE"),
        (SPOT_CHECKS, 2019, "85", date(2020, 12, 31), "NOT_DUE"),
        (SPOT_CHECKS, 2019, "85", date(2021, 1, 1), "NOT_MET"),
        (SPOT_CHECKS, 2014, "95", date(2015, 12, 31), "MET"),
        (KEPT, 2014, "85", date(2015, 12, 31), "NOT_MET"),
    ],
)
def test_a_target_is_not_missed_before_its_year_is_over(
    graph: Graph, which: str, year: int, value: str, as_of: date, status: str
) -> None:
    graph.add(*regions(), observed(which, year, value))

    found = item(graph, which, as_of)

    assert told(found) == (status, None, value)
    assert ("not over" in (found["message"] or "")) == (status == "NOT_DUE")


def test_a_value_of_the_targets_own_year_decides_before_it_is_over(graph: Graph) -> None:
    graph.add(*regions(), observed(SPOT_CHECKS, 2020, "85", observed_on=date(2020, 12, 1)))

    assert told(item(graph, SPOT_CHECKS, date(2020, 12, 31))) == ("NOT_MET", None, "85")


def test_a_level_to_be_kept_is_missed_by_one_year_below_it(graph: Graph) -> None:
    graph.add(
        *regions(), *(observed(KEPT, year, "95.9" if year == 2016 else "97") for year in range(2013, 2021))
    )

    found = item(graph, KEPT)

    assert told(found) == ("NOT_MET", None, "97")
    assert (found["years_below"], found["years_missing"]) == ([2016], [])


def test_a_level_to_be_kept_is_met_only_when_every_year_is_on_file(graph: Graph) -> None:
    graph.add(*regions(), *(observed(KEPT, year, "97") for year in range(2013, 2021) if year != 2015))

    gap = item(graph, KEPT)

    assert told(gap) == ("NO_DATA", "YEARS_MISSING", "97")
    assert (gap["years_below"], gap["years_missing"]) == ([], [2015])

    graph.add(*regions(), *(observed(KEPT, year, "97") for year in range(2013, 2021)))
    assert told(item(graph, KEPT)) == ("MET", None, "97")


def test_what_has_no_baseline_or_no_number_cannot_be_scored_and_says_why(graph: Graph) -> None:
    graph.add(*regions(), observed(RISE, 2020, "45"))

    rise, words = item(graph, RISE), item(graph, "Q07")

    assert told(rise) == ("NOT_SCORABLE", "NO_BASELINE", "45")
    assert "base" in rise["message"]
    assert told(words) == ("NOT_SCORABLE", "NO_NUMBER", None)


def test_a_value_of_a_part_does_not_stand_for_the_whole_region(graph: Graph) -> None:
    graph.add(*regions(), sector(), Enterprise(uscc="X1"),
        observed(SPOT_CHECKS, 2019, "10", record_key="a", scope=Link("sector:E~14")),
        observed(SPOT_CHECKS, 2019, "10", record_key="b", subject=Link("enterprise:X1")),
        observed(SPOT_CHECKS, 2019, "10", record_key="c", region=Link("region:640199~2002")),
        observed(SPOT_CHECKS, 2019, None, record_key="d"),
    )  # fmt: skip

    assert told(item(graph, SPOT_CHECKS)) == ("NO_DATA", "NO_OBSERVATION", None)


def test_two_reports_of_one_year_are_told_and_the_later_one_counts(graph: Graph) -> None:
    graph.add(*regions(), observed(SPOT_CHECKS, 2020, "95"),
        observed(SPOT_CHECKS, 2020, "88", record_key="again", observed_on=date(2021, 9, 1)),
    )  # fmt: skip

    found = item(graph, SPOT_CHECKS)

    assert told(found) == ("NOT_MET", None, "88")
    assert [(each["value"], each["contradicted"]) for each in found["history"]] == [("88", True)]


@pytest.mark.parametrize("subject", ["region:999999~2002", "region", "", "' OR 1=1"])
def test_an_unknown_region_has_no_answer(graph: Graph, subject: str) -> None:
    assert graph.ask(target_progress, subject, DAY) is None
