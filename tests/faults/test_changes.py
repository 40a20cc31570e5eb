"""Faults 12 and 13 of deliveries that hold changes: late ones, overlapping ones, ones without a time."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.database import Database
from tests.faults import invariants, markets
from tests.faults.bolt_proxy import BoltProxy, Message, after
from tests.faults.markets import CHECKS, REGISTER, Cells, checked, registered
from tests.faults.night import Given, Night, numbers

pytestmark = pytest.mark.faults  # each loads several times in processes of its own
SYSTEM = "changed-checks"
MODE = 'mode = "changelog"\nversion = "day"\nending = { field = "category", values = ["作废"] }'
CHANGES = (
    ('mode = "snapshot"', MODE),
    ('type = "date"', 'type = "date"\nrequired = true'),
    ('column = "类别"', 'column = "类别"\nrequired = true'),
)
HELD, ENDED = "样例", "作废"
FOUND = "MATCH (i:Inspection) RETURN i.record_key AS key, toString(i.inspected_on) AS day, i.result AS result"
Change = tuple[int, int, str, str]  # which check, on which day, its result, and whether that has ended


@pytest.fixture
def sources(night: Night, tmp_path: Path) -> Path:
    night.loaded(REGISTER, [registered(1)])
    return markets.declared(tmp_path / "sources", CHECKS, *CHANGES, name=SYSTEM)


def row(number: int, day: int, result: str = "合格", category: str = HELD) -> Cells:
    return checked(number, day=f"2013-04-{day:02}", result=result, category=category)


def delivery(night: Night, sources: Path, *rows: Cells) -> Given:
    written = night.given(CHECKS, rows)
    return Given(SYSTEM, (*written.files, "--sources", sources), len(rows))


def found(database: Database) -> dict[str, tuple[str, str]]:
    return {each["key"]: (each["day"], each["result"]) for each in database.read(FOUND, {})}


def newest(changes: list[Change]) -> dict[str, tuple[str, str]]:
    """What the graph must hold: of each check the newest change, unless that says that it has ended."""
    last = {change[0]: change for change in sorted(changes)}
    words = {"合格": "PASS", "不合格": "FAIL"}
    return {
        f"CC-{number}": (f"2013-04-{day:02}", words[result])
        for number, (_, day, result, category) in last.items()
        if category != ENDED
    }


results, endings = st.sampled_from(("合格", "不合格")), st.sampled_from((HELD, HELD, ENDED))
# One change of a check a day: of two alike the one that comes later stands.
some = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 5), results, endings),
    min_size=1,
    max_size=10,
    unique_by=lambda change: change[:2],
)


@pytest.mark.parametrize("examples", [3, pytest.param(40, marks=pytest.mark.faults)])
def test_12_changes_may_come_in_any_order_and_more_than_once(
    night: Night, sources: Path, examples: int
) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(changes=some, data=st.data())
    def check(changes: list[Change], data: st.DataObject) -> None:
        night.again()
        cut = data.draw(st.integers(0, len(changes)))
        again = data.draw(st.lists(st.sampled_from(changes), max_size=3, unique=True))
        for part in (changes[:cut], changes[cut:], again):
            if part:
                given_ = delivery(night, sources, *(row(*change) for change in part))
                ended = night.load(given_)
                assert ended.status == 0, ended
                invariants.adds_up(ended.said, given_.rows)

        assert found(night.database) == newest(changes)
        invariants.nothing_is_there_twice(night.database)

    check()


def test_13_a_change_without_a_time_is_kept_aside_and_nothing_else(night: Night, sources: Path) -> None:
    night.load(delivery(night, sources, row(1, 1), row(2, 1)))

    ended = night.load(
        delivery(night, sources, checked(1, day="", result="不合格", category=HELD), row(3, 2))
    )

    assert (ended.status, ended.said["quarantined"], ended.said["applied"]) == (1, 1, 1), ended
    assert found(night.database)["CC-1"] == ("2013-04-01", "PASS")
    assert set(found(night.database)) == {"CC-1", "CC-2", "CC-3"}
    invariants.agrees(ended)


def test_13_changes_of_the_last_moment_come_with_either_delivery(night: Night, sources: Path) -> None:
    night.load(delivery(night, sources, row(1, 1), row(2, 2)))

    ended = night.load(delivery(night, sources, row(2, 2), row(3, 2), row(4, 3)))

    assert numbers(ended) | {"applied": 2, "unchanged": 1, "stale": 0} == numbers(ended), ended
    assert set(found(night.database)) == {"CC-1", "CC-2", "CC-3", "CC-4"}


def test_13_a_time_in_the_future_is_no_reason_to_pass_others_over(night: Night, sources: Path) -> None:
    night.load(delivery(night, sources, checked(1, day="2099-12-31", category=HELD), row(2, 1)))

    ended = night.load(delivery(night, sources, row(1, 2, "不合格"), row(2, 2, "不合格"), row(3, 2)))

    assert (ended.said["stale"], ended.said["applied"]) == (1, 2), ended
    assert found(night.database)["CC-2"] == ("2013-04-02", "FAIL")


@pytest.mark.faults
def test_1_a_loader_of_changes_that_is_killed_is_finished_by_the_next_run(
    night: Night, proxy: BoltProxy, sources: Path
) -> None:
    first = delivery(night, sources, *(row(n, 1) for n in range(1, 6)))
    night.before.append(first)
    night.load(first)
    changes = delivery(night, sources, row(1, 2, "不合格"), row(2, 2, "合格", ENDED), row(6, 2), row(3, 1))
    clean = night.clean(changes, proxy)

    for n in range(1, proxy.passed[Message.COMMIT] + 1):
        night.killed(changes, proxy, n, after)
        night.holds(changes, clean, night.load(changes))
        night.again()
