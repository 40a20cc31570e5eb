"""One writer for each system; runs that are stopped, cut short, or refused a record, and go on.

Not here: the same with processes killed and connections cut (`tests.faults`).
"""

import socket
from pathlib import Path
from typing import Any

import psutil
import pytest

import loaders
from graph.database import CommitUnknown, Database, DatabaseUnavailable
from loaders import Interrupted, StreamHeld, StreamLost
from loaders.staging import Staged
from loaders.stream import held
from tests.loaders import gardens
from tests.loaders.gardens import MODEL, RANKS, Garden, Tree, load
from tests.loaders.staging import row, staging

TREES = [row(str(number), Tree(code=str(number), name=f"tree {number}")) for number in range(5)]


def deliver(database: Database, staged: Staged, **more: Any) -> loaders.Report:
    return loaders.deliver(database, MODEL, staged, authority=RANKS, batch_size=2, **more)


def owner(database: Database) -> str | None:
    rows = database.read("MATCH (s:LoadStream {system: 'register'}) RETURN s.owner AS owner", {})
    return rows[0]["owner"] if rows else None


def hold(database: Database, owner: str, until: int) -> None:
    text = (
        f"MERGE (s:LoadStream {{system: 'register'}}) SET s.owner = $owner, s.until = timestamp() + {until}"
    )
    database.write(lambda transaction: transaction.run(text, owner=owner).consume())


def test_a_second_writer_of_a_system_is_refused_and_another_system_is_not(database: Database) -> None:
    with held(database, "register", "first"):
        with pytest.raises(StreamHeld, match="wait until it has ended"):
            load(database, "register", {"1": [Tree(code="1")]})
        assert load(database, "copy", {"1": [Tree(code="1")]}).applied == 1

    assert load(database, "register", {"1": [Tree(code="1")]}).applied == 1
    assert owner(database) is None


@pytest.mark.parametrize(
    ("process", "until", "may"),
    [
        (f"elsewhere {2**22 - 1} run", 60000, False),
        (f"elsewhere {2**22 - 1} run", -1, True),
        (f"{socket.gethostname()} 1 run", 60000, False),
        (f"{socket.gethostname()} {2**22 + 1} run", 60000, True),
    ],
)
def test_who_was_heard_of_lately_keeps_its_right_unless_it_has_ended(
    database: Database, process: str, until: int, may: bool
) -> None:
    assert not psutil.pid_exists(2**22 + 1)
    hold(database, process, until)

    if may:
        assert load(database, "register", {"1": [Tree(code="1")]}).applied == 1
    else:
        with pytest.raises(StreamHeld):
            load(database, "register", {"1": [Tree(code="1")]})


def test_a_run_that_lost_its_right_writes_no_more(database: Database) -> None:
    def take_it_away(done: int, total: int) -> None:
        hold(database, "elsewhere 1 run", 60000)

    with pytest.raises(StreamLost), staging(*TREES) as staged:
        deliver(database, staged, progress=take_it_away)

    assert owner(database) == "elsewhere 1 run"
    assert len(database.read("MATCH (t:Tree) RETURN t", {})) == 2


def test_a_run_that_was_stopped_goes_on_where_it_stood(database: Database, tmp_path: Path) -> None:
    told: list[int] = []

    def tell(done: int, total: int) -> None:
        told.append(done)

    with pytest.raises(Interrupted, match="after 2 of 5"), staging(*TREES, file=tmp_path / "staged") as first:
        deliver(
            database,
            first,
            run="register-1",
            stopping=lambda: bool(told),
            progress=tell,
        )

    with Staged.again(MODEL, tmp_path / "staged") as second:
        report = deliver(database, second, run="register-1", progress=tell)

    assert told == [2, 4, 5]
    assert (report.rows, report.applied, report.added) == (5, 5, 5)
    assert len(database.read("MATCH (t:Tree) RETURN t", {})) == 5
    assert len(database.read("MATCH (r:LoadRun) RETURN r", {})) == 1


def test_what_another_run_changed_meanwhile_is_compared_again(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Interrupted), staging(*TREES, file=tmp_path / "staged") as first:
        deliver(database, first, run="register-1", stopping=lambda: True)
    load(database, "register", {"0": [Tree(code="0", name="tree 0")]})

    with Staged.again(MODEL, tmp_path / "staged") as second:
        report = deliver(database, second, run="register-1")

    assert (report.applied, report.unchanged) == (4, 1)


class Faulty(Database):
    """A way to a database that breaks at one commit, before it or behind it."""

    def __init__(self, database: Database, at: int, *, behind: bool) -> None:
        self._inner, self._at, self._behind, self._count = database, at, behind, 0
        self.uri = database.uri

    def read(self, *arguments: Any, **more: Any) -> Any:
        return self._inner.read(*arguments, **more)

    def write(self, work: Any, *arguments: Any) -> Any:
        self._count += 1
        if self._count == self._at and not self._behind:
            raise DatabaseUnavailable("away")
        result = self._inner.write(work, *arguments)
        if self._count == self._at:
            raise CommitUnknown("nobody said")
        return result


@pytest.mark.parametrize("behind", [False, True])
@pytest.mark.parametrize("at", range(1, 14))
def test_a_commit_that_fails_or_is_not_heard_of_is_done_once(
    database: Database, at: int, behind: bool
) -> None:
    gardens_of = {"g": [Garden(code="g", name="garden")]}
    load(database, "copy", gardens_of)
    before = gardens.versions(database)

    with staging(*TREES) as staged:
        report = deliver(Faulty(database, at, behind=behind), staged)

    assert (report.rows, report.applied) == (5, 5)
    assert len(database.read("MATCH (t:Tree) RETURN t", {})) == 5
    raised = gardens.versions(database)
    assert raised["growth"] - before.get("growth", 0) == 3


def test_a_record_that_the_database_refuses_costs_no_other(database: Database) -> None:
    # Longer than an entry of an index may be: only the server knows.
    poison = row("3b", Garden(code="x" * 40_000))

    with staging(*TREES, poison) as staged:
        report = deliver(database, staged)
        refused = staged.refused()

    assert (report.rows, report.applied, report.quarantined) == (6, 5, 1)
    assert [(key, found) for key, _, found, _ in refused] == [("3b", b"row")]
    assert len(database.read("MATCH (t:Tree) RETURN t", {})) == 5


def test_when_the_database_refuses_record_after_record_the_run_ends(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.writing.MOST_REFUSED", 1)
    poisons = [row(key, Garden(code=f"{key}{'x' * 40_000}")) for key in "abc"]

    with pytest.raises(loaders.BatchFailed), staging(*poisons) as staged:
        deliver(database, staged)
