"""Fault 19: a department's database that goes away, changes or is busy while it is read."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.database import Database
from tests.faults import invariants, markets
from tests.faults.loader import Ended
from tests.faults.markets import CHECKS, HEADERS, REGISTER, Cells, checked, registered
from tests.faults.night import Night

pytestmark = pytest.mark.faults  # each loads several times in processes of its own
SYSTEM = "sql-checks"
SQL = 'transport = "sql"\nstatement = "SELECT 编号, 代码, 日期, 结论, 类别, 部位 FROM checks"'
MANY = 3_000  # more than are fetched at once
PAGE = 4_096


class Office:
    """A department's database, and the way to load from it."""

    def __init__(self, night: Night, folder: Path) -> None:
        self._night = night
        self.file = folder / "office.db"
        change = ('transport = "csv"\nencoding = "utf-8"', SQL)
        self._sources = markets.declared(folder / "sources", CHECKS, change, name=SYSTEM)

    def holds(self, rows: Sequence[Cells]) -> None:
        self.file.unlink(missing_ok=True)
        with sqlite3.connect(self.file) as base:
            base.execute(f"CREATE TABLE checks ({', '.join(HEADERS[CHECKS])})")
            base.executemany("INSERT INTO checks VALUES (?, ?, ?, ?, ?, ?)", rows)
        base.close()

    def load(self, *options: object) -> Ended:
        url = f"sqlite:///{self.file}"
        return self._night.loader.load(SYSTEM, url, "--sources", self._sources, *options)


@pytest.fixture
def office(night: Night, tmp_path: Path) -> Office:
    night.loaded(REGISTER, [registered(1)])
    office = Office(night, tmp_path)
    office.holds([checked(n) for n in range(1_000, 1_004)])
    assert office.load().status == 0
    return office


def count(database: Database) -> int:
    return int(database.read("MATCH (i:Inspection) RETURN count(i) AS n", {})[0]["n"])


def refused(night: Night, ended: Ended, code: str, before: list[str]) -> None:
    assert (ended.status, code in ended.err, "Traceback" in ended.err) == (5, True, False), ended
    invariants.same(invariants.dump(night.database), before)


def test_19_an_answer_that_breaks_off_takes_nothing_back(night: Night, office: Office) -> None:
    before = invariants.dump(night.database)
    office.holds([checked(n, day="2013-05-05", unit="部" * 200) for n in range(1_000, 1_000 + MANY)])
    data = bytearray(office.file.read_bytes())
    middle = len(data) // 2 // PAGE * PAGE
    data[middle : middle + 20 * PAGE] = b"\xff" * (20 * PAGE)
    office.file.write_bytes(data)

    broken = office.load("--max-delete-percent", 100)

    refused(night, broken, "connection_lost", before)


def test_19_a_column_that_was_renamed_takes_nothing_back(night: Night, office: Office) -> None:
    before = invariants.dump(night.database)
    with sqlite3.connect(office.file) as base:
        base.execute("ALTER TABLE checks RENAME COLUMN 日期 TO 抽查日期")
    base.close()

    refused(night, office.load(), "statement_refused", before)


def test_19_a_table_that_is_gone_takes_nothing_back(night: Night, office: Office) -> None:
    before = invariants.dump(night.database)
    with sqlite3.connect(office.file) as base:
        base.execute("DROP TABLE checks")
    base.close()

    refused(night, office.load(), "statement_refused", before)


def test_19_a_database_that_is_not_there_takes_nothing_back(night: Night, office: Office) -> None:
    before = invariants.dump(night.database)
    office.file.unlink()
    office.file.mkdir()  # SQLite would make a new file

    refused(night, office.load(), "source_unavailable", before)


@pytest.mark.faults
def test_19_a_database_that_is_locked_is_told_as_busy(night: Night, office: Office) -> None:
    before = invariants.dump(night.database)
    base = sqlite3.connect(office.file, isolation_level=None)
    base.execute("BEGIN EXCLUSIVE")
    try:
        locked = office.load()
    finally:
        base.close()

    refused(night, locked, "source_unavailable", before)


def test_19_a_row_that_is_gone_is_withdrawn_only_within_what_is_expected(
    night: Night, office: Office
) -> None:
    with sqlite3.connect(office.file) as base:
        base.execute("DELETE FROM checks WHERE 编号 > 'CC-1000'")
    base.close()

    few = office.load()

    assert (few.status, few.said["retained"], count(night.database)) == (3, 3, 4), few
