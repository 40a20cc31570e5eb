"""Faults 2, 9, 23 and 27: the server dies and comes back, or refuses what is too much for it."""

import time
from collections.abc import Callable
from math import ceil, log2
from pathlib import Path

import pytest

from graph.database import Database, prepare
from graph.model import quality_model
from tests.faults import bolt_proxy, invariants
from tests.faults.bolt_proxy import BoltProxy, Fault, Message, after, before
from tests.faults.loader import Loader
from tests.faults.markets import CHECKS, REGISTER, checked, registered
from tests.faults.night import Night
from tests.faults.servers import Server

LONGEST_INDEXED = 40_000  # Neo4j refuses an indexed text of so many signs
FAT = 60_000
AWAY = 6  # seconds


@pytest.mark.faults
@pytest.mark.parametrize("when", [before, after], ids=["before the commit", "after the commit"])
@pytest.mark.parametrize("n", [1, 5, 8])
def test_2_a_server_killed_at_a_commit_keeps_what_it_acknowledged_and_the_next_run_finishes(
    server: Server, tmp_path: Path, n: int, when: Callable[[Callable[[], object]], Fault]
) -> None:
    night = server.night(tmp_path)
    delivery = night.ordinary()
    clean = night.clean(delivery)

    with bolt_proxy.proxied(server.address.uri) as proxy:
        trap = proxy.trap(Message.COMMIT, n, when(server.kill))
        running = night.begin(delivery, proxy.uri)
        assert trap.sprung.wait(120)
        server.start()
        ended = running.wait()
    finished = night.load(delivery) if ended.status == 6 else ended

    night.holds(delivery, clean, finished)


@pytest.mark.faults
@pytest.mark.parametrize("when", [before, after], ids=["before the commit", "after the commit"])
def test_2_a_server_that_comes_back_is_waited_for(
    server: Server, tmp_path: Path, when: Callable[[Callable[[], object]], Fault]
) -> None:
    night = server.night(tmp_path)
    delivery = night.ordinary()
    clean = night.clean(delivery)

    with bolt_proxy.proxied(server.address.uri) as proxy:
        trap = proxy.trap(Message.COMMIT, 5, when(server.kill))
        running = night.begin(delivery, proxy.uri)
        assert trap.sprung.wait(120)
        time.sleep(AWAY)
        server.start()
        ended = running.wait()

    night.holds(delivery, clean, ended)


@pytest.mark.faults
def test_9_rows_that_are_too_much_for_one_transaction_are_written_in_smaller_ones(
    server: Server, tmp_path: Path
) -> None:
    night = server.night(tmp_path)
    night.loaded(REGISTER, [registered(1)])
    rows = [checked(n, unit="肥" * FAT) for n in range(400)]
    delivery = night.given(CHECKS, rows, "--patience", 20)

    ended = night.load(delivery)

    assert (ended.status, ended.said["applied"]) == (0, 400), ended
    found = night.database.read("MATCH (i:Inspection) RETURN count(i) AS n, min(size(i.unit)) AS least", {})
    assert found == [{"n": 400, "least": FAT}]
    night.changes_nothing(delivery)


@pytest.mark.parametrize(
    "place", [pytest.param(0, marks=pytest.mark.faults), 20, pytest.param(39, marks=pytest.mark.faults)]
)
def test_23_a_row_that_the_server_refuses_is_kept_aside_alone(
    night: Night, proxy: BoltProxy, place: int
) -> None:
    night.loaded(REGISTER, [registered(1)])
    rows = [checked(n) for n in range(40)]
    usual = night.clean(night.given(CHECKS, rows), proxy)
    begun = proxy.passed[Message.BEGIN]
    rows[place] = checked(place, category="长" * LONGEST_INDEXED)
    poisoned = night.given(CHECKS, rows)

    proxy.passed.clear()
    ended = night.load(poisoned, proxy.uri)

    assert (usual.ended.status, ended.status) == (0, 1), ended
    assert (ended.said["applied"], ended.said["quarantined"]) == (39, 1), ended
    invariants.agrees(ended)
    found = night.database.read("MATCH (i:Inspection) RETURN i.record_key AS key", {})
    assert {row["key"] for row in found} == {f"CC-{n}" for n in range(40)} - {f"CC-{place}"}
    # Each of our commits is marked before and behind in a transaction of its own.
    assert proxy.passed[Message.BEGIN] - begun <= 3 * (2 * ceil(log2(40)) + 2)
    night.changes_nothing(poisoned)


def test_23_a_row_that_the_server_refuses_leaves_nothing_of_itself(night: Night) -> None:
    night.loaded(REGISTER, [registered(1)])
    night.loaded(CHECKS, [checked(n) for n in range(4)])
    before_ = invariants.dump(night.database)
    poisoned = night.given(
        CHECKS, [*(checked(n) for n in range(4)), checked(4, category="长" * LONGEST_INDEXED)]
    )

    ended = night.load(poisoned)

    assert ended.status in (1, 6), ended
    invariants.same(invariants.dump(night.database), before_)
    night.changes_nothing(night.before[-1])


@pytest.mark.faults
@pytest.mark.lts
def test_27_an_older_server_is_loaded_alike(
    night: Night, lts_class_path: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    from graph import database

    delivery = night.ordinary()
    clean = night.clean(delivery)
    data = tmp_path_factory.mktemp("lts")
    running, _ = database.start(data, lts_class_path, owned=True, version=database.LTS.name, short_lived=True)
    try:
        folder = tmp_path_factory.mktemp("older")
        with Database(database.address_of(running)) as older:
            prepare(older, quality_model())
            again = Night(older, Loader(database.address_of(running), folder), folder, night.before)
            again.again()
            again.holds(delivery, clean, again.load(delivery))
    finally:
        database.stop(data)


def test_27_a_database_of_a_newer_program_is_left_alone(night: Night) -> None:
    delivery = night.ordinary()
    graph = invariants.dump(night.database)
    _set_version(night.database, 1_000)
    try:
        refused = night.load(delivery)
    finally:
        _set_version(night.database, None)

    assert refused.status == 6, refused
    assert "newer program" in refused.err
    invariants.same(invariants.dump(night.database), graph)


def _set_version(database: Database, n: int | None) -> None:
    """Say that the data follows another version; None: the one that it followed before."""
    told = "SET v.own = coalesce(v.own, v.n), v.n = coalesce($n, v.own)"
    database.write(lambda t: t.run(f"MATCH (v:ModelVersion) {told}", n=n).consume())


def test_2_a_server_that_does_not_answer_at_all_has_a_status_of_its_own(night: Night) -> None:
    delivery = night.ordinary()

    ended = night.load(delivery, "bolt://127.0.0.1:9")

    assert ended.status == 6
    assert "does not answer" in ended.err
