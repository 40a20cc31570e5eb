"""Faults 7 and 8: two loaders at a time, on the same things or for the same system."""

import random
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager

import pytest

from tests.faults import invariants
from tests.faults.bolt_proxy import BoltProxy, Message, Passage
from tests.faults.loader import Ended, Running
from tests.faults.markets import CHECKS, REGISTER, STAFF, Cells, checked, registered, staffed
from tests.faults.night import Given, Night, numbers

BETWEEN = 4  # the transaction before which nothing is open, and the run has begun
OF_THE_BATCH = 6  # the commit of the first one; before it the system is taken, and the run written down
WAITING = "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN status"
HELD_SECONDS = 30


def race(night: Night, many: int) -> tuple[list[Given], list[str]]:
    """Three systems that speak of the same enterprises, and the graph of one after the other."""
    rows: list[tuple[str, Sequence[Cells]]] = [
        (REGISTER, [registered(n, f"样例{n}") for n in range(many)]),
        (STAFF, [staffed(n, n) for n in range(many)]),
        (CHECKS, [checked(n, n) for n in range(many)]),
    ]
    deliveries = []
    for system, each in rows:
        random.Random(system).shuffle(each)
        deliveries.append(night.given(system, each))
    for each in deliveries:
        night.load(each)
    wanted = invariants.dump(night.database)
    night.again()
    return deliveries, wanted


@pytest.mark.faults
@pytest.mark.parametrize("many", [40, 1_500])
def test_7_systems_that_speak_of_the_same_things_at_the_same_time_lose_nothing(
    night: Night, many: int
) -> None:
    deliveries, wanted = race(night, many)

    running = [night.begin(each) for each in deliveries]
    ended = [each.wait() for each in running]
    finished = [
        night.load(each) if end.status == 6 else end for each, end in zip(deliveries, ended, strict=True)
    ]

    for end in finished:
        assert end.status in (0, 1), end
        invariants.agrees(end)
    night.load(deliveries[0])  # links that found nothing yet are made by whichever run comes last
    invariants.same(invariants.dump(night.database), wanted)
    invariants.nothing_is_there_twice(night.database)
    for each in deliveries:
        night.changes_nothing(each)


@pytest.mark.faults
def test_7_none_of_them_has_to_be_started_again(night: Night) -> None:
    deliveries, _ = race(night, 200)

    running = [night.begin(each) for each in deliveries]
    ended = [each.wait() for each in running]

    assert [end.status in (0, 1) for end in ended] == [True] * 3, [*map(str, ended)]
    assert [end.said["applied"] for end in ended] == [200] * 3


@contextmanager
def held(night: Night, proxy: BoltProxy, delivery: Given, message: Message, n: int) -> Iterator[Running]:
    """A loader that stands still before its n-th message of a kind goes on, until the end."""
    there, go_on = threading.Event(), threading.Event()

    def hold(passage: Passage) -> None:
        there.set()
        go_on.wait(HELD_SECONDS)
        passage.forward()

    proxy.trap(message, n, hold)
    running = night.begin(delivery, proxy.uri)
    try:
        assert there.wait(60)
        yield running
    finally:
        go_on.set()


def test_8_a_second_loader_of_the_same_system_ends_while_the_first_goes_on(
    night: Night, proxy: BoltProxy
) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery)

    with held(night, proxy, delivery, Message.BEGIN, BETWEEN) as first:
        second = night.load(delivery)
        assert (second.status, first.alive) == (7, True), second

    night.holds(delivery, clean, first.wait())


def test_8_another_system_is_loaded_meanwhile(night: Night, proxy: BoltProxy) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery)

    with held(night, proxy, delivery, Message.BEGIN, BETWEEN) as first:
        other = night.load(night.given(STAFF, [staffed(n, 9) for n in (1, 2, 5)]))
        assert (other.status, other.said["changed"], first.alive) == (0, 3, True), other

    ended = first.wait()
    assert (ended.status, numbers(ended)) == (clean.ended.status, numbers(clean.ended)), ended
    night.changes_nothing(delivery)


@pytest.mark.parametrize("known", [(), (REGISTER,), (REGISTER, STAFF)], ids=["none", "one", "both"])
def test_7_what_two_systems_say_of_one_thing_in_the_same_moment_is_both_kept(
    night: Night, proxy: BoltProxy, known: tuple[str, ...]
) -> None:
    former = {REGISTER: [registered(1, "样例旧名")], STAFF: [staffed(1, 1)]}
    for system in known:
        night.loaded(system, former[system])
    register, staff = night.given(REGISTER, [registered(1)]), night.given(STAFF, [staffed(1, 12)])

    with held(night, proxy, register, Message.COMMIT, OF_THE_BATCH) as first:
        second = night.begin(staff)
        while second.alive and not night.database.read(WAITING, {}):
            time.sleep(0.1)
    ended = [each.wait() for each in (first, second)]

    assert [end.status for end in ended] == [0, 0], ended
    said = "MATCH (e:Enterprise) RETURN e.name AS name, e.employees AS employees"
    assert night.database.read(said, {}) == [{"name": "样例商行", "employees": 12}]


def is_asked_to_end(night: Night, proxy: BoltProxy, delivery: Given, n: int) -> Ended:
    """Load a delivery, and ask the loader to end at its n-th commit."""
    started: Future[Running] = Future()

    def ask(passage: Passage) -> None:
        started.result().terminate()
        passage.forward()

    proxy.trap(Message.COMMIT, n, ask)
    started.set_result(night.begin(delivery, proxy.uri))
    return started.result().wait()


@pytest.mark.parametrize("n", [2, *(pytest.param(n, marks=pytest.mark.faults) for n in (5, 8))])
def test_1_a_loader_that_is_asked_to_end_ends_where_the_next_run_goes_on(
    night: Night, proxy: BoltProxy, n: int
) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery)

    ended = is_asked_to_end(night, proxy, delivery, n)

    assert ended.status in (130, clean.ended.status), ended
    night.holds(delivery, clean, night.load(delivery) if ended.status == 130 else ended)


@pytest.mark.faults
def test_1_a_loader_that_is_asked_to_end_ends_behind_the_batch_at_hand(
    night: Night, proxy: BoltProxy
) -> None:
    night.loaded(REGISTER, [registered(1)])
    delivery = night.given(CHECKS, [checked(n) for n in range(2_400)])
    clean = night.clean(delivery)

    ended = is_asked_to_end(night, proxy, delivery, OF_THE_BATCH)

    assert ended.status == 130, ended
    assert night.database.read("MATCH (i:Inspection) RETURN count(i) AS n", {}) == [{"n": 1_000}]
    night.holds(delivery, clean, night.load(delivery))
