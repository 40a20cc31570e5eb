"""Faults 11, 12, 13, 21 and 22: rows and files that come twice, too late, in another order, or not at all."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.faults import invariants, markets
from tests.faults.markets import CHECKS, REGISTER, STAFF, checked, code, registered, staffed
from tests.faults.night import Night, numbers, withdraw

pytestmark = pytest.mark.faults  # each loads several times in processes of its own

DAYS = "MATCH (i:Inspection) RETURN i.record_key AS key, toString(i.inspected_on) AS day"


def days(night: Night) -> dict[str, str]:
    return {row["key"]: row["day"] for row in night.database.read(DAYS, {})}


def test_11_the_same_row_twice_counts_once(night: Night) -> None:
    night.loaded(REGISTER, [registered(1)])
    delivery = night.given(CHECKS, [checked(1), checked(2), checked(1)])

    ended = night.load(delivery)

    assert (ended.status, ended.said["applied"], ended.said["left_out"]) == (0, 2, 1), ended
    invariants.adds_up(ended.said, delivery.rows)
    invariants.agrees(ended)
    night.changes_nothing(delivery)


def test_11_of_two_rows_with_one_key_the_first_stands_and_the_other_is_told(night: Night) -> None:
    night.loaded(REGISTER, [registered(1)])
    delivery = night.given(CHECKS, [checked(1, day="2013-01-01"), checked(1, day="2013-02-02")])

    ended = night.load(delivery)

    assert (ended.status, ended.said["quarantined"], days(night)) == (1, 1, {"CC-1": "2013-01-01"}), ended
    invariants.agrees(ended)
    night.changes_nothing(delivery)


def test_11_a_row_that_stands_in_two_files_of_a_delivery_counts_once(night: Night) -> None:
    night.loaded(REGISTER, [registered(1)])
    first, second = (night.given(CHECKS, [checked(n), checked(9)], name=f"{n}.csv") for n in (1, 2))

    ended = night.loader.load(CHECKS, *first.files, *second.files)

    assert (ended.status, ended.said["applied"], ended.said["left_out"]) == (0, 3, 1), ended
    assert ended.said["files"] == ["1.csv", "2.csv"]


def test_11_what_two_departments_say_of_one_thing_is_kept_for_each(night: Night) -> None:
    night.loaded(REGISTER, [registered(1, "样例商行")])
    night.loaded(STAFF, [staffed(1, 12)])
    said = "MATCH (e:Enterprise) RETURN e.name AS name, e.employees AS employees"
    assert night.database.read(said, {}) == [{"name": "样例商行", "employees": 12}]

    withdraw(night.database, REGISTER)
    (left,) = night.database.read(said, {})
    assert left["employees"] == 12
    assert left["name"] != "样例商行"

    withdraw(night.database, STAFF)
    assert night.database.read(said, {}) == []


@pytest.mark.faults
def test_12_departments_may_be_loaded_in_any_order(night: Night) -> None:
    deliveries = [
        night.given(REGISTER, [registered(n) for n in (1, 2, 3)]),
        night.given(STAFF, [staffed(n) for n in (2, 3, 4)]),
        night.given(CHECKS, [checked(n, n) for n in (1, 4, 5)]),
    ]
    graphs = []
    for order in permutations(deliveries):
        night.again()
        for each in order:
            night.load(each)
        graphs.append(invariants.dump(night.database))

    for graph in graphs[1:]:
        invariants.same(graph, graphs[0])


@pytest.mark.parametrize("examples", [2, pytest.param(15, marks=pytest.mark.faults)])
def test_12_rows_may_stand_in_any_order(night: Night, examples: int) -> None:
    night.loaded(REGISTER, [registered(n) for n in (1, 2)])
    night.loaded(CHECKS, [checked(n) for n in range(6)])
    rows = [*(checked(n, n % 3 + 1, day="2013-03-03") for n in range(2, 8)), checked(8, day="三月")]
    night.load(night.given(CHECKS, rows))
    wanted = invariants.dump(night.database, history=False)

    @settings(
        max_examples=examples,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(shuffled=st.permutations(rows))
    def check(shuffled: list[markets.Cells]) -> None:
        night.again()
        night.load(night.given(CHECKS, shuffled))
        invariants.same(invariants.dump(night.database, history=False), wanted)

    check()


def test_12_an_older_extract_does_not_take_back_a_newer_one(night: Night) -> None:
    night.loaded(REGISTER, [registered(1)])
    monday = night.given(CHECKS, [checked(1, day="2013-01-01")])
    tuesday = night.given(CHECKS, [checked(1, day="2013-02-02"), checked(2)])
    night.load(tuesday)
    wanted = invariants.dump(night.database)

    late = night.loader.load(CHECKS, *monday.files, "--on", "2013-06-29")

    invariants.same(invariants.dump(night.database), wanted)
    assert late.said["stale"] == 1


@pytest.mark.parametrize("day", ["2013-04-09T23:30:00+08:00", "2013-04-09 23:30", "2013-04-08T16:00:00Z"])
def test_13_a_time_of_day_never_moves_a_day(night: Night, day: str) -> None:
    night.loaded(REGISTER, [registered(1)])
    night.loaded(CHECKS, [checked(1, day="2013-04-09")])

    ended = night.load(night.given(CHECKS, [checked(1, day=day), checked(2)]))

    assert (ended.status, days(night)) == (1, {"CC-1": "2013-04-09", "CC-2": "2013-04-09"}), ended


def test_13_a_clock_that_was_too_late_once_makes_later_days_stale_until_the_system_is_withdrawn(
    night: Night,
) -> None:
    night.loaded(REGISTER, [registered(1)])
    wrong, right = night.given(CHECKS, [checked(1)], "--on", "2099-12-31"), night.given(CHECKS, [checked(2)])
    assert night.load(wrong).status == 0

    stale = night.load(right)
    assert (stale.status, stale.said["stale"], list(days(night))) == (0, 1, ["CC-1"]), stale
    invariants.adds_up(stale.said, 1)

    withdraw(night.database, CHECKS)
    assert (night.load(right).status, list(days(night))) == (0, ["CC-2"])


@pytest.mark.parametrize(
    ("content", "status"), [(b"", 5), (b"\n\n", 5), (None, 2)], ids=["empty", "blank", "header"]
)
def test_21_a_delivery_without_rows_takes_nothing_back(
    night: Night, tmp_path: Path, content: bytes | None, status: int
) -> None:
    night.loaded(REGISTER, [registered(1)])
    night.loaded(CHECKS, [checked(n) for n in range(4)])
    before = invariants.dump(night.database)
    file = markets.written(tmp_path / "nothing.csv", CHECKS, [])
    if content is not None:
        file.write_bytes(content)

    ended = night.loader.load(CHECKS, file, "--max-delete-percent", 100)

    assert ended.status == status, ended
    invariants.same(invariants.dump(night.database), before)


def test_21_half_of_a_delivery_takes_nothing_back_and_the_whole_one_is_as_before(night: Night) -> None:
    night.loaded(REGISTER, [registered(1)])
    whole = night.loaded(CHECKS, [checked(n) for n in range(20)])
    before = invariants.dump(night.database)

    half = night.load(night.given(CHECKS, [checked(n) for n in range(10)]))

    assert (half.status, half.said["retained"], half.said["withdrawn"]) == (3, 10, 0), half
    invariants.agrees(half)
    invariants.same(invariants.dump(night.database), before)
    assert numbers(night.load(whole))["unchanged"] == 20


def test_21_what_a_refused_withdrawal_left_goes_with_the_next_good_delivery(night: Night) -> None:
    night.loaded(REGISTER, [registered(1)])
    night.loaded(CHECKS, [checked(n) for n in range(20)])
    half = night.given(CHECKS, [checked(n) for n in range(10)])
    assert night.load(half).status == 3

    told = night.loader.load(CHECKS, *half.files, "--max-delete-percent", 50)

    assert (told.status, told.said["withdrawn"], len(days(night))) == (0, 10, 10), told


def test_21_yesterdays_file_again_changes_nothing(night: Night) -> None:
    night.loaded(REGISTER, [registered(1)])
    delivery = night.loaded(CHECKS, [checked(n) for n in range(4)])

    night.changes_nothing(delivery)


def test_22_links_that_lead_nowhere_are_told_and_made_when_their_end_comes(night: Night) -> None:
    early = night.load(night.given(CHECKS, [checked(1, 1), checked(2, 2)]))
    assert (early.status, early.said["dangling"]) == (1, 2), early
    invariants.agrees(early)

    late = night.load(night.given(REGISTER, [registered(1), registered(2)]))

    assert (late.status, late.said["dangling"]) == (0, 0), late
    found = night.database.read(
        "MATCH (i:Inspection)-[:INSPECTS]->(e) RETURN i.record_key AS i, e.uscc AS e", {}
    )
    assert {(row["i"], row["e"]) for row in found} == {("CC-1", code(1)), ("CC-2", code(2))}
