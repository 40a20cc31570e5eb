"""What a delivery holds: everything, some parts, or only what has changed; and rows that come late."""

from datetime import date
from itertools import permutations

import pytest

import loaders
from graph.database import Database
from loaders import Report
from loaders.delivery import Extent
from loaders.staging import Staged
from tests.loaders import gardens
from tests.loaders.gardens import MODEL, RANKS, Tree
from tests.loaders.staging import ended, row, staging


def load(database: Database, staged: Staged) -> Report:
    with staged:
        return loaders.deliver(database, MODEL, staged, authority=RANKS)


def trees(database: Database) -> dict[str, str]:
    rows = database.read("MATCH (t:Tree) RETURN t.code AS code, t.name AS name ORDER BY code", {})
    return {each["code"]: each["name"] for each in rows}


def tree(code: str, name: str) -> Tree:
    return Tree(code=code, name=name)


def test_only_of_delivered_parts_is_what_is_missing_withdrawn(database: Database) -> None:
    load(
        database,
        staging(
            row("1", tree("1", "oak"), part="north"),
            row("2", tree("2", "ash"), part="north"),
            row("3", tree("3", "elm"), part="south"),
            extent=Extent.PARTS,
        ),
    )

    report = load(database, staging(row("1", tree("1", "oak"), part="north"), extent=Extent.PARTS))

    assert (report.unchanged, report.withdrawn) == (1, 1)
    assert trees(database) == {"1": "oak", "3": "elm"}


def test_a_record_that_goes_to_another_part_stays_when_its_former_part_comes_without_it(
    database: Database,
) -> None:
    moved, other = row("1", tree("1", "oak"), part="south"), row("2", tree("2", "ash"), part="north")
    load(database, staging(row("1", tree("1", "oak"), part="north"), other, extent=Extent.PARTS))
    load(database, staging(moved, extent=Extent.PARTS))

    report = load(database, staging(other, extent=Extent.PARTS))

    assert (report.unchanged, report.withdrawn) == (1, 0)
    assert trees(database) == {"1": "oak", "2": "ash"}


def test_what_is_missing_from_a_delivery_of_changes_stays_until_it_is_said_to_have_ended(
    database: Database,
) -> None:
    changes = {"extent": Extent.SOME}
    load(database, staging(row("1", tree("1", "oak"), version="1"), **changes))
    load(database, staging(row("2", tree("2", "ash"), version="2"), **changes))
    assert trees(database) == {"1": "oak", "2": "ash"}

    report = load(database, staging(ended("1", "3"), **changes))

    assert (report.rows, report.applied, report.withdrawn) == (1, 1, 1)
    assert trees(database) == {"2": "ash"}
    again = load(database, staging(ended("1", "3"), **changes))
    assert (again.rows, again.unchanged, again.withdrawn) == (1, 1, 0)


def test_of_two_rows_with_one_key_in_a_delivery_the_newer_stands(database: Database) -> None:
    report = load(
        database,
        staging(
            row("1", tree("1", "oak"), version="2"),
            row("1", tree("1", "sapling"), version="1"),
            row("2", tree("2", "ash"), version="1"),
            ended("2", "2"),
            extent=Extent.SOME,
        ),
    )

    assert trees(database) == {"1": "oak"}
    assert (report.rows, report.applied, report.unchanged, report.stale) == (4, 1, 1, 2)


CHANGES = (
    row("1", tree("1", "sapling"), version="2013-01-01"),
    row("1", tree("1", "oak"), version="2013-02-01"),
    row("1", tree("1", "old oak"), version="2013-03-01"),
    row("2", tree("2", "ash"), version="2013-01-01"),
    ended("2", "2013-02-01"),
)


@pytest.mark.parametrize("order", list(permutations(range(5)))[::7])
def test_whatever_comes_late_the_graph_holds_the_newest(database: Database, order: tuple[int, ...]) -> None:
    reports = [load(database, staging(CHANGES[number], extent=Extent.SOME)) for number in order]

    assert trees(database) == {"1": "old oak"}
    assert all(each.rows == 1 for each in reports)


def test_a_snapshot_that_is_older_than_the_last_changes_nothing(database: Database) -> None:
    monday, tuesday = date(2013, 6, 3), date(2013, 6, 4)
    load(database, staging(row("1", tree("1", "oak")), row("2", tree("2", "ash")), on=tuesday))
    before = gardens.whole(database)

    late = load(database, staging(row("1", tree("1", "sapling")), on=monday))

    assert (late.rows, late.stale, late.applied, late.withdrawn) == (1, 1, 0, 0)
    assert gardens.whole(database) == before
    corrected = load(database, staging(row("1", tree("1", "elm")), row("2", tree("2", "ash")), on=tuesday))
    assert (corrected.applied, corrected.stale) == (1, 0)


def test_a_part_that_is_older_than_the_last_of_it_changes_nothing(database: Database) -> None:
    parts = {"extent": Extent.PARTS}
    load(database, staging(row("1", tree("1", "oak"), part="north"), on=date(2013, 6, 4), **parts))

    report = load(
        database,
        staging(
            row("1", tree("1", "sapling"), part="north"),
            row("2", tree("2", "ash"), part="south"),
            on=date(2013, 6, 3),
            **parts,
        ),
    )

    assert (report.applied, report.stale) == (1, 1)
    assert trees(database) == {"1": "oak", "2": "ash"}
