"""Faults 3 to 6: what may happen to the connection while a delivery is loaded."""

from pathlib import Path

import pytest

from tests.faults import bolt_proxy
from tests.faults.bolt_proxy import (
    BoltProxy,
    Message,
    acknowledged,
    break_within,
    lose_acknowledgement,
    lose_request,
)
from tests.faults.night import Clean, Given, Night
from tests.faults.servers import Server

LOST = {"acknowledgement": lose_acknowledgement, "request": lose_request}
BIG = 1_000  # bytes of a message with rows


def is_finished(night: Night, delivery: Given, clean: Clean, proxy: BoltProxy) -> None:
    """Load through a proxy with a trap; where the run could not go on, the next one does."""
    ended = night.load(delivery, proxy.uri)
    if ended.status == 6:
        night.holds(delivery, clean, night.load(delivery))
    else:
        night.holds(delivery, clean, ended)


@pytest.mark.faults
@pytest.mark.parametrize("lost", LOST)
def test_3_and_4_a_commit_that_nobody_heard_of_is_neither_lost_nor_done_twice(
    night: Night, proxy: BoltProxy, lost: str
) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery, proxy)

    proxy.trap(Message.COMMIT, proxy.passed[Message.COMMIT] // 2 + 1, LOST[lost])

    is_finished(night, delivery, clean, proxy)


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize(
    "part",
    [
        pytest.param(0.0, id="first", marks=pytest.mark.faults),
        pytest.param(0.5, id="middle"),
        pytest.param(1.0, id="last", marks=pytest.mark.faults),
    ],
)
def test_3_and_4_the_same_run_finds_out_and_goes_on(
    night: Night, proxy: BoltProxy, part: float, lost: str
) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery, proxy)

    proxy.trap(Message.COMMIT, max(1, round(part * proxy.passed[Message.COMMIT])), LOST[lost])
    ended = night.load(delivery, proxy.uri)

    night.holds(delivery, clean, ended)


@pytest.mark.faults
@pytest.mark.parametrize("lost", LOST)
def test_3_and_4_any_commit_may_be_lost(night: Night, proxy: BoltProxy, lost: str) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery, proxy)

    for n in range(1, proxy.passed[Message.COMMIT] + 1):
        proxy.trap(Message.COMMIT, n, LOST[lost])
        is_finished(night, delivery, clean, proxy)
        night.again()


@pytest.mark.parametrize("message", [Message.COMMIT, pytest.param(Message.RUN, marks=pytest.mark.faults)])
def test_5_a_connection_that_stalls_and_goes_on_is_waited_for(
    night: Night, proxy: BoltProxy, message: Message
) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery, proxy)

    trap = proxy.trap(message, proxy.passed[message] // 2 + 1, bolt_proxy.stall(1))
    ended = night.load(delivery, proxy.uri)

    assert trap.sprung.wait(60)
    night.holds(delivery, clean, ended)


@pytest.mark.faults
def test_5_half_a_minute_is_waited_for(night: Night, proxy: BoltProxy) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery, proxy)

    proxy.trap(Message.COMMIT, proxy.passed[Message.COMMIT] // 2 + 1, bolt_proxy.stall(31))

    night.holds(delivery, clean, night.load(delivery, proxy.uri))


@pytest.mark.faults
def test_5_a_connection_that_gives_one_byte_after_the_other_is_enough(night: Night, proxy: BoltProxy) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery)

    proxy.pause = 0

    night.holds(delivery, clean, night.load(delivery, proxy.uri))


@pytest.mark.faults
def test_5_rows_of_which_the_server_got_half_are_not_lost(night: Night, proxy: BoltProxy) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery)

    trap = proxy.trap(Message.RUN, 1, break_within, smallest=BIG)

    is_finished(night, delivery, clean, proxy)
    assert trap.sprung.wait(60)


def test_5_rows_of_which_the_server_got_half_are_sent_again_by_the_same_run(
    night: Night, proxy: BoltProxy
) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery)

    trap = proxy.trap(Message.RUN, 1, break_within, smallest=BIG)
    ended = night.load(delivery, proxy.uri)

    assert trap.sprung.wait(60)
    night.holds(delivery, clean, ended)


@pytest.mark.faults
def test_5_a_server_that_says_nothing_any_more_is_given_up(server: Server, tmp_path: Path) -> None:
    night = server.night(tmp_path)
    delivery = night.ordinary()
    clean = night.clean(delivery)
    with bolt_proxy.proxied(server.address.uri) as proxy:
        proxy.trap(Message.COMMIT, 5, bolt_proxy.stall_for_ever)

        is_finished(night, delivery, clean, proxy)  # and ends at all


@pytest.mark.parametrize("n", [pytest.param(3, marks=pytest.mark.faults), 7])
def test_6_connections_that_are_dropped_between_two_batches_are_not_missed(
    night: Night, proxy: BoltProxy, n: int
) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery)

    trap = proxy.trap(Message.COMMIT, n, acknowledged(proxy.cut_idle))
    ended = night.load(delivery, proxy.uri)

    assert trap.sprung.wait(60)
    night.holds(delivery, clean, ended)


@pytest.mark.faults
def test_6_connections_may_be_dropped_after_each_commit(night: Night, proxy: BoltProxy) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery, proxy)

    for n in range(1, proxy.passed[Message.COMMIT] + 1):
        proxy.trap(Message.COMMIT, n, acknowledged(proxy.cut_idle))

    is_finished(night, delivery, clean, proxy)


def test_a_loader_without_a_fault_is_the_same_through_a_proxy(night: Night, proxy: BoltProxy) -> None:
    delivery = night.ordinary()
    clean = night.clean(delivery)

    night.holds(delivery, clean, night.load(delivery, proxy.uri))
