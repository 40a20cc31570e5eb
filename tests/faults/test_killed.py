"""Faults 1 and 28: the loader is killed, wherever it is, and the next run finishes what it began."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.faults import invariants
from tests.faults.bolt_proxy import BoltProxy, Message, acknowledged, after, before
from tests.faults.markets import CHECKS, REGISTER, checked, registered
from tests.faults.night import Given, Night

WHEN = {"before the commit": before, "after the commit": after, "after its acknowledgement": acknowledged}
QUICK = [("first", "after the commit"), ("middle", "before the commit"), ("middle", "after the commit")]
MANY = 2_400  # more than two batches of the command's own size


def nth(place: str, commits: int) -> int:
    return {"first": 1, "middle": commits // 2 + 1, "last": commits}[place]


@pytest.mark.parametrize(("place", "when"), QUICK)
def test_1_a_killed_loader_is_finished_by_the_next_run(
    night: Night, proxy: BoltProxy, place: str, when: str
) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery, proxy)

    night.killed(delivery, proxy, nth(place, proxy.passed[Message.COMMIT]), WHEN[when])

    night.holds(delivery, clean, night.load(delivery))


@pytest.mark.faults
@pytest.mark.parametrize("when", WHEN)
def test_1_a_loader_killed_at_any_commit_is_finished_by_the_next_run(
    night: Night, proxy: BoltProxy, when: str
) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery, proxy)

    for n in range(1, proxy.passed[Message.COMMIT] + 1):
        night.killed(delivery, proxy, n, WHEN[when])
        night.holds(delivery, clean, night.load(delivery))
        night.again()


@pytest.mark.faults
def test_1_a_loader_killed_again_and_again_gets_there(night: Night, proxy: BoltProxy) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery, proxy)

    for n in (2, 4, 6, 5, 3):
        night.killed(delivery, proxy, n, after)

    night.holds(delivery, clean, night.load(delivery))


@pytest.mark.faults
def test_1_a_loader_killed_between_its_batches_is_finished_by_the_next_run(
    night: Night, proxy: BoltProxy
) -> None:
    night.loaded(REGISTER, [registered(1)])
    delivery = night.given(CHECKS, [checked(n) for n in range(MANY)])
    clean = night.clean(delivery, proxy)
    commits = proxy.passed[Message.COMMIT]

    @settings(
        max_examples=6,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(n=st.integers(1, commits), when=st.sampled_from(sorted(WHEN)))
    def check(n: int, when: str) -> None:
        night.again()
        night.killed(delivery, proxy, n, WHEN[when])
        night.holds(delivery, clean, night.load(delivery))

    check()


@pytest.mark.parametrize(
    "when", ["before the commit", pytest.param("after the commit", marks=pytest.mark.faults)]
)
def test_28_a_loader_killed_while_it_withdraws_leaves_exactly_what_is_owed(
    night: Night, proxy: BoltProxy, when: str
) -> None:
    delivery = fewer(night, 8, 4)
    clean = night.clean(delivery, proxy)
    assert clean.ended.said["withdrawn"] == 4

    night.killed(delivery, proxy, nth("middle", proxy.passed[Message.COMMIT]), WHEN[when])

    night.holds(delivery, clean, night.load(delivery))


@pytest.mark.faults
def test_28_a_loader_killed_between_two_batches_that_withdraw_leaves_exactly_what_is_owed(
    night: Night, proxy: BoltProxy
) -> None:
    delivery = fewer(night, MANY, 200)
    clean = night.clean(delivery, proxy)
    assert clean.ended.said["withdrawn"] == MANY - 200

    for n in range(4, proxy.passed[Message.COMMIT], 3):
        night.killed(delivery, proxy, n, after)
        night.holds(delivery, clean, night.load(delivery))
        night.again()


@pytest.mark.faults
def test_1_what_a_killed_loader_began_does_not_come_in_with_the_next_days_delivery(
    night: Night, proxy: BoltProxy
) -> None:
    cut_short = night.ordinary()
    next_day = night.given(CHECKS, [checked(n, n % 4 + 1, result="不合格") for n in range(1, 9)])
    clean = night.load(next_day, proxy.uri)
    wanted, commits = invariants.dump(night.database, history=False), proxy.passed[Message.COMMIT]

    for n in range(1, commits + 1):
        night.again()
        night.killed(cut_short, proxy, n, after)
        ended = night.load(next_day)
        assert ended.status == clean.status, ended
        invariants.same(invariants.dump(night.database, history=False), wanted)
        night.changes_nothing(next_day)


def fewer(night: Night, many: int, few: int) -> Given:
    """Load many checks, and return the delivery in which only a few are left."""
    night.loaded(REGISTER, [registered(1)])
    night.loaded(CHECKS, [checked(n) for n in range(many)])
    return night.given(CHECKS, [checked(n) for n in range(few)], "--max-delete-percent", 100)
