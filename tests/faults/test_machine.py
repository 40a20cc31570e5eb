"""Any story of deliveries, corrections and crashes ends in the graph that plain Python predicts."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from graph.database import Database
from tests.faults import invariants
from tests.faults.bolt_proxy import (
    BoltProxy,
    Message,
    acknowledged,
    after,
    before,
    lose_acknowledgement,
    lose_request,
)
from tests.faults.loader import Ended
from tests.faults.night import Given, Night, empty, withdraw
from tests.faults.predicted import ANY, SYSTEMS, USUAL, Market, Row, Told, Value, row_of

ENTERPRISES = """\
MATCH (e:Enterprise)
RETURN e.uscc AS code, e.name AS name, toString(e.founded_on) AS day, e.employees AS employees
"""
CHECKED = """\
MATCH (i:Inspection)
OPTIONAL MATCH (i)-[:INSPECTS]->(e)
RETURN i.record_key AS key, toString(i.inspected_on) AS day, i.result AS result, e.uscc AS of
"""
RECORDS = """\
MATCH (s:SourceRecord)
WHERE s.withdrawn_on IS NULL
RETURN s.system AS system, s.record_key AS key, s.missing AS missing
"""
WHEN = {"before": before, "after": after, "acknowledged": acknowledged}
LOST = {"acknowledgement": lose_acknowledgement, "request": lose_request}
COMMITS = 9  # of a delivery that writes one batch; more where it withdraws too
systems = st.sampled_from(SYSTEMS)
wrong = st.sampled_from(("", "", "", "", "value", "key"))
drawn = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 5), wrong), min_size=1, max_size=7)
sound = st.lists(
    st.tuples(st.integers(1, 5), st.integers(0, 5)), min_size=1, max_size=5, unique_by=lambda each: each[0]
)
Drawn = list[tuple[Any, ...]]


def found(database: Database) -> dict[str, set[Value]]:
    """What is in the graph, as the prediction says it."""
    checks = database.read(CHECKED, {})
    records = database.read(RECORDS, {})
    return {
        "enterprises": {tuple(row.values()) for row in database.read(ENTERPRISES, {})},
        "checks": {(row["key"], row["day"], row["result"]) for row in checks},
        "edges": {(row["key"], row["of"]) for row in checks if row["of"]},
        "dangling": {(row["key"], each.split(":")[1]) for row in records for each in row["missing"] or ()},
        "records": {(row["system"], row["key"]) for row in records},
    }


class Story(RuleBasedStateMachine):
    """Three systems, one graph, and all that may happen to them."""

    def __init__(self, night: Night, proxy: BoltProxy) -> None:
        super().__init__()
        self._night, self._proxy = night, proxy
        self._market = Market()
        self._last: tuple[str, list[Row]] | None = None

    @initialize(whole=st.booleans())
    def begin(self, whole: bool) -> None:
        empty(self._night.database)
        for system in SYSTEMS if whole else ():
            self._deliver(system, [row_of(system, number, number) for number in range(1, 5)], USUAL)

    @invariant()
    def the_graph_is_as_predicted(self) -> None:
        assert found(self._night.database) == self._market.graph()
        invariants.nothing_is_there_twice(self._night.database)

    @rule(system=systems, drawn=drawn, most=st.sampled_from((USUAL, ANY)))
    def deliver(self, system: str, drawn: Drawn, most: int) -> None:
        self._deliver(system, _rows(system, drawn), most)

    @rule()
    def deliver_again(self) -> None:
        if self._last:
            self._deliver(*self._last, USUAL)

    @rule(system=systems, number=st.integers(1, 5), variant=st.integers(0, 5))
    def correct_one(self, system: str, number: int, variant: int) -> None:
        others = [row for row in self._stored(system) if row.key != row_of(system, number).key]
        self._deliver(system, [*others, row_of(system, number, variant)], USUAL)

    @rule(system=systems, wrong=st.sampled_from(("value", "key")))
    def break_one(self, system: str, wrong: str) -> None:
        if rows := self._stored(system):
            number = next(n for n in range(1, 6) if row_of(system, n).key == rows[0].key)
            self._deliver(system, [row_of(system, number, 0, wrong), *rows[1:]], USUAL)

    @rule(system=systems)
    def leave_one_out(self, system: str) -> None:
        if rows := self._stored(system)[1:]:
            self._deliver(system, rows, USUAL)

    @rule(system=systems, drawn=drawn)
    def rehearse(self, system: str, drawn: Drawn) -> None:
        rows = _rows(system, drawn)
        told = self._market.delivered(system, rows, dry=True)
        _agree(self._night.load(self._given(system, rows, "--dry-run")), told, len(rows))

    @rule(system=systems)
    def take_back(self, system: str) -> None:
        withdraw(self._night.database, system)
        self._market.withdrawn(system)

    @rule(system=systems, drawn=drawn, n=st.integers(1, COMMITS), when=st.sampled_from(sorted(WHEN)))
    def be_killed_and_go_on(self, system: str, drawn: Drawn, n: int, when: str) -> None:
        rows = _rows(system, drawn)
        given = self._given(system, rows)
        told = self._market.delivered(system, rows)
        self._killed(given, n, when)
        _agree(self._night.load(given), told, len(rows))

    @rule(
        system=systems,
        drawn=sound,
        other=sound,
        n=st.integers(1, COMMITS),
        when=st.sampled_from(sorted(WHEN)),
    )
    def be_killed_and_get_another_delivery(
        self, system: str, drawn: Drawn, other: Drawn, n: int, when: str
    ) -> None:
        self._killed(self._given(system, _rows(system, drawn), "--max-delete-percent", ANY), n, when)
        rows = _rows(system, other)
        self._market.delivered(system, rows, ANY)
        ended = self._night.load(self._given(system, rows, "--max-delete-percent", ANY))
        assert ended.status in (0, 1), ended

    @rule(system=systems, drawn=drawn, n=st.integers(1, COMMITS), lost=st.sampled_from(sorted(LOST)))
    def lose_a_commit(self, system: str, drawn: Drawn, n: int, lost: str) -> None:
        rows = _rows(system, drawn)
        given = self._given(system, rows)
        told = self._market.delivered(system, rows)
        self._proxy.forget_traps()
        self._proxy.trap(Message.COMMIT, n, LOST[lost])
        ended = self._night.load(given, self._proxy.uri)
        # What is written before the first row and behind the last is written in one attempt.
        _agree(self._night.load(given) if ended.status == 6 else ended, told, len(rows))

    def teardown(self) -> None:
        """What is left is what the same deliveries make of an empty graph."""
        graph = invariants.dump(self._night.database, history=False)
        empty(self._night.database)
        for system in SYSTEMS:
            if rows := self._stored(system):
                self._night.load(self._given(system, rows))
        speaking = {system for system in SYSTEMS if self._market.said[system]}
        wanted = invariants.dump(self._night.database, history=False)
        invariants.same([line for line in graph if _is_of(line, speaking)], wanted)

    def _deliver(self, system: str, rows: list[Row], most: int) -> None:
        told = self._market.delivered(system, rows, most)
        options = ("--max-delete-percent", most) if most != USUAL else ()
        ended = self._night.load(self._given(system, rows, *options))
        _agree(ended, told, len(rows))
        self._last = system, rows

    def _killed(self, given: Given, n: int, when: str) -> None:
        """Load a delivery and kill the loader at its n-th commit, if it comes to that."""
        self._proxy.forget_traps()
        self._night.killed(given, self._proxy, n, WHEN[when], surely=False)

    def _given(self, system: str, rows: list[Row], *options: object) -> Given:
        return self._night.given(system, [row.cells for row in rows], *options)

    def _stored(self, system: str) -> list[Row]:
        """What a system says now, as rows."""
        every = (row_of(system, number, variant) for number in range(1, 6) for variant in range(6))
        said = self._market.said[system]
        rows = {row.key: row for row in every if row.key in said and row.value == said[row.key]}
        return list(rows.values())


def _rows(system: str, drawn: Drawn) -> list[Row]:
    return [row_of(system, *each) for each in drawn]


def _agree(ended: Ended, told: Told, rows: int) -> None:
    """The report says what was predicted."""
    assert ended.status == told.status, (ended, told)
    if told.numbers is None:
        return
    invariants.adds_up(ended.said, rows)
    invariants.agrees(ended)
    assert {name: ended.said[name] for name in told.numbers} == told.numbers, ended


def _is_of(line: str, systems: set[str]) -> bool:
    """Whether a line of a dump is not the mere name of a system that says nothing any more."""
    return '["System"]' not in line or any(f'"key": "{system}"' in line for system in systems)


def told(night: Night, proxy: BoltProxy, **how: Any) -> None:
    usual = settings(deadline=None, suppress_health_check=list(HealthCheck), database=None)
    run_state_machine_as_test(lambda: Story(night, proxy), settings=settings(usual, **how))


def test_a_short_story_ends_as_predicted(night: Night, proxy: BoltProxy) -> None:
    few = {"max_examples": 6, "stateful_step_count": 8, "phases": [Phase.generate]}

    told(night, proxy, **few, derandomize=True)  # so that it takes the same time whenever it runs


@pytest.mark.faults
@pytest.mark.timeout(3600)
def test_any_story_ends_as_predicted(night: Night, proxy: BoltProxy) -> None:
    phases = [Phase.generate]  # to make a story shorter takes longer than to read it

    told(night, proxy, max_examples=25, stateful_step_count=15, phases=phases)
