"""The proxy by itself, between the driver and a real server: each harm is done where it is wanted."""

import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest

from graph.database import Address, CommitUnknown, Database, DatabaseUnavailable, Transaction
from tests.faults import bolt_proxy
from tests.faults.bolt_proxy import BoltProxy, Message

COUNT = "MATCH (p:Pebble) RETURN count(p) AS n"


@pytest.fixture
def through(proxy: BoltProxy, neo4j_address: Address, neo4j: Database) -> Iterator[Database]:
    """The database as it is seen through the proxy."""
    neo4j.run("MATCH (p:Pebble) DELETE p")
    address = Address(proxy.uri, neo4j_address.user, neo4j_address.password)
    with Database(address) as database:
        yield database
    neo4j.run("MATCH (p:Pebble) DELETE p")


def put(database: Database, colour: str = "grey") -> None:
    database.write(partial(_put, colour))


def _put(colour: str, transaction: Transaction) -> None:
    transaction.run("CREATE (:Pebble {colour: $colour})", colour=colour).consume()


def _fail_to_put(database: Database) -> None:
    with pytest.raises(CommitUnknown):
        put(database)


def pebbles(database: Database) -> int:
    return int(database.read(COUNT, {})[0]["n"])


def test_what_comes_by_is_counted_and_reaches_the_other_side(
    proxy: BoltProxy, through: Database, neo4j: Database
) -> None:
    put(through)
    put(through, "white" * 100_000)  # a message of many pieces

    assert pebbles(through) == pebbles(neo4j) == 2
    assert (proxy.passed[Message.BEGIN], proxy.passed[Message.COMMIT]) == (2, 2)


@pytest.mark.parametrize(
    ("fault", "there"), [(bolt_proxy.lose_acknowledgement, 1), (bolt_proxy.lose_request, 0)]
)
def test_a_commit_is_cut_off_before_the_server_hears_of_it_or_after(
    proxy: BoltProxy, through: Database, neo4j: Database, fault: bolt_proxy.Fault, there: int
) -> None:
    proxy.trap(Message.COMMIT, 1, fault)

    with pytest.raises(CommitUnknown):
        put(through)

    assert pebbles(neo4j) == there
    put(through)
    assert pebbles(through) == there + 1


def test_a_trap_springs_once_and_at_the_message_that_it_waits_for(
    proxy: BoltProxy, through: Database, neo4j: Database
) -> None:
    trap = proxy.trap(Message.COMMIT, 3, bolt_proxy.lose_request)
    put(through)
    put(through)
    assert not trap.sprung.is_set()

    with pytest.raises(CommitUnknown):
        put(through)

    assert trap.sprung.wait(60)
    put(through)
    assert pebbles(neo4j) == 3


def test_a_big_message_is_broken_in_its_middle_and_a_small_one_is_not(
    proxy: BoltProxy, through: Database, neo4j: Database
) -> None:
    proxy.trap(Message.RUN, 1, bolt_proxy.break_within, smallest=100_000)
    put(through)

    with pytest.raises(DatabaseUnavailable):
        put(through, "white" * 100_000)

    assert pebbles(neo4j) == 1


def test_a_message_is_kept_waiting_and_goes_on(proxy: BoltProxy, through: Database, neo4j: Database) -> None:
    trap = proxy.trap(Message.COMMIT, 1, bolt_proxy.stall(0.5))

    put(through)

    assert trap.sprung.wait(60)
    assert pebbles(neo4j) == 1


def test_bytes_are_passed_one_by_one(proxy: BoltProxy, through: Database, neo4j: Database) -> None:
    proxy.pause = 0

    put(through)

    assert pebbles(through) == 1


def test_idle_connections_are_dropped_and_the_next_question_makes_a_new_one(
    proxy: BoltProxy, through: Database
) -> None:
    put(through)

    assert proxy.cut_all() > 0

    assert pebbles(through) == 1


def test_a_test_is_told_when_the_server_has_done_it_and_the_client_does_not_know(
    proxy: BoltProxy, through: Database, neo4j: Database
) -> None:
    seen: list[int] = []
    proxy.trap(Message.COMMIT, 1, bolt_proxy.after(lambda: seen.append(pebbles(neo4j))))
    proxy.trap(Message.COMMIT, 2, bolt_proxy.before(lambda: seen.append(pebbles(neo4j))))
    last = proxy.trap(Message.COMMIT, 3, bolt_proxy.acknowledged(lambda: seen.append(pebbles(neo4j))))

    for _ in range(2):
        with pytest.raises(CommitUnknown):
            put(through)
    put(through)
    assert last.sprung.wait(60)

    assert seen == [1, 1, 2]


def test_a_connection_of_which_the_other_end_is_gone_stays_open(proxy: BoltProxy, through: Database) -> None:
    trap = proxy.trap(Message.COMMIT, 1, bolt_proxy.stall_for_ever)
    writer = threading.Thread(target=_fail_to_put, args=(through,), daemon=True)
    writer.start()

    time.sleep(1)
    assert (writer.is_alive(), trap.sprung.is_set()) == (True, False)
    proxy.cut_all()
    writer.join(60)

    assert not writer.is_alive()


def test_whoever_calls_a_closed_proxy_is_refused(proxy: BoltProxy, through: Database) -> None:
    put(through)

    proxy.close()

    with pytest.raises(DatabaseUnavailable):
        pebbles(through)
