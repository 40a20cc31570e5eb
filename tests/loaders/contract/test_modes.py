"""Rows of extracts that hold parts or changes: their version, their part, and what has ended."""

from datetime import date
from pathlib import Path

import pytest

from loaders.acceptance import Accepted
from loaders.contract import Intake, IssueCode, Outcome
from loaders.reading import Cell
from tests.loaders.contract.extracts import extract_of
from tests.loaders.contract.orchards import CHANGES, MODEL, PARTS, good, in_mode, record


def outcomes(folder: Path, mode: str, *rows: dict[str, Cell]) -> list[Outcome]:
    intake = Intake(in_mode(folder, mode), MODEL, date(2013, 6, 30))
    return list(intake.outcomes(extract_of(record(cells, line) for line, cells in enumerate(rows, start=2))))


def row(turn: object, act: str = "U", **more: Cell) -> dict[str, Cell]:
    return {**good(), "序": str(turn), "操作": act, "区县": "甲", **more}


def taken(outcome: Outcome) -> Accepted:
    assert outcome.record is not None, outcome.issues
    return outcome.record


def test_versions_are_ordered_as_their_numbers_are(tmp_path: Path) -> None:
    found = [taken(each).version for each in outcomes(tmp_path, CHANGES, *map(row, (-3, 9, 10, 200)))]

    assert found == sorted(found, key=lambda version: version or "")
    assert len(set(found)) == 4


def test_rows_with_one_key_and_another_version_are_no_conflict(tmp_path: Path) -> None:
    first, second, again = outcomes(tmp_path, CHANGES, row(1), row(2, 结果="不合格"), row(1))

    assert taken(first).version != taken(second).version
    assert [issue.code for issue in again.issues] == [IssueCode.DUPLICATE_KEY_SAME]


def test_of_a_row_that_says_that_its_record_has_ended_only_the_key_and_version_count(tmp_path: Path) -> None:
    ended, nameless = outcomes(tmp_path, CHANGES, row(7, "D", 日期="x", 结果=""), row(8, "D", 编号=""))

    assert (taken(ended).ends, taken(ended).claims, taken(ended).key) == (True, (), good()["编号"])
    assert nameless.quarantined


@pytest.mark.parametrize(("turn", "act"), [("", "U"), ("", "D"), ("x", "U")])
def test_a_row_whose_version_cannot_be_read_is_kept_out(tmp_path: Path, turn: str, act: str) -> None:
    (outcome,) = outcomes(tmp_path, CHANGES, row(turn, act))

    assert outcome.quarantined


def test_a_row_of_a_partition_says_which_part_it_belongs_to(tmp_path: Path) -> None:
    (outcome,) = outcomes(tmp_path, PARTS, row(1, 区县="乙"))

    assert taken(outcome).part == "乙"
