"""Faults 24 and 26: what is declared changes, or what is delivered does."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

import loaders
from graph.database import Database
from loaders.authority import Authority
from tests.faults import invariants, markets
from tests.faults.loader import Ended
from tests.faults.markets import CHECKS, HEADERS, REGISTER, Cells, checked, registered
from tests.faults.night import Night

pytestmark = pytest.mark.faults  # each loads several times in processes of its own
SYSTEM = "drifting-checks"


def load(
    night: Night,
    folder: Path,
    *changes: tuple[str, str],
    rows: Sequence[Cells],
    header: Cells = HEADERS[CHECKS],
) -> Ended:
    """Load rows under a declaration that is changed in some places."""
    sources = markets.declared(folder / "sources", CHECKS, *changes, name=SYSTEM)
    file = folder / f"{len(list(folder.glob('*.csv')))}.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return night.loader.load(SYSTEM, file, "--sources", sources)


def categories(database: Database) -> dict[str, str | None]:
    rows = database.read("MATCH (i:Inspection) RETURN i.record_key AS key, i.category AS category", {})
    return {row["key"]: row["category"] for row in rows}


@pytest.fixture
def before(night: Night, tmp_path: Path) -> list[str]:
    night.loaded(REGISTER, [registered(1)])
    ended = load(night, tmp_path, rows=[checked(n, category=f"样例{n}") for n in range(4)])
    assert ended.status == 0, ended
    return invariants.dump(night.database)


ROWS = [checked(n, category=f"样例{n}") for n in range(4)]


def test_24_a_mapping_that_changes_is_applied_to_rows_that_did_not(
    night: Night, tmp_path: Path, before: list[str]
) -> None:
    change = ('category = "category", unit = "unit"', 'category = "number", unit = "category"')

    ended = load(night, tmp_path, change, rows=ROWS)

    assert (ended.status, ended.said["applied"], ended.said["changed"]) == (0, 4, 4), ended
    assert categories(night.database) == {f"CC-{n}": f"CC-{n}" for n in range(4)}


def test_24_a_key_that_changes_gives_new_records_and_the_old_ones_go_when_that_is_meant(
    night: Night, tmp_path: Path, before: list[str]
) -> None:
    change = ('record_key = ["number"]', 'record_key = ["number", "code"]')

    refused = load(night, tmp_path, change, rows=ROWS)
    assert (refused.status, refused.said["added"], refused.said["retained"]) == (3, 4, 4), refused

    sources, file = tmp_path / "sources", tmp_path / "1.csv"
    meant = night.loader.load(SYSTEM, file, "--sources", sources, "--max-delete-percent", 50)
    assert (meant.status, meant.said["withdrawn"], len(categories(night.database))) == (0, 4, 4), meant


def test_24_a_system_that_is_believed_more_now_wins_with_its_next_delivery(night: Night) -> None:
    from graph.model import constraints
    from tests.loaders.gardens import MODEL, Tree, delivery, tree

    for statement in constraints(MODEL):
        night.database.run(statement)
    try:
        for ranks in ({"a": 1, "b": 2}, {"a": 2, "b": 1}):
            for system, height in (("a", 3), ("b", 4)):
                said = delivery(system, {"t": [Tree(code="1", height=height + 10 * ranks["a"])]})
                loaders.deliver(night.database, MODEL, said, authority=Authority(ranks))
            assert (tree(night.database) or {})["height"] == (13 if ranks["a"] == 1 else 24)
    finally:
        for label in ("Garden", "Living", "Tree"):
            night.database.run(f"DROP CONSTRAINT {label}_id IF EXISTS")


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ((*HEADERS[CHECKS], "新列"), "新列"),
        (HEADERS[CHECKS][:5], "部位"),
        ((*HEADERS[CHECKS][:2], "抽查日期", *HEADERS[CHECKS][3:]), "日期"),
    ],
    ids=["new", "missing", "renamed"],
)
def test_26_a_column_that_is_not_as_agreed_refuses_the_file_and_takes_nothing_back(
    night: Night, tmp_path: Path, before: list[str], header: Cells, said: str
) -> None:
    rows = [(*row, "")[: len(header)] for row in ROWS]

    refused = load(night, tmp_path, rows=rows, header=header)

    assert (refused.status, said in refused.err) == (2, True), refused
    invariants.same(invariants.dump(night.database), before)


def test_26_a_new_column_is_told_and_left_out_where_that_is_agreed(
    night: Night, tmp_path: Path, before: list[str]
) -> None:
    agreed = ("[fields.number]", '[contract]\nextra_columns = "discard_value"\n\n[fields.number]')
    rows = [(*row, "x") for row in ROWS]

    ended = load(night, tmp_path, agreed, rows=rows, header=(*HEADERS[CHECKS], "新列"))

    assert (ended.status, ended.said["unchanged"], ended.said["issues"]) == (0, 4, 1), ended
    invariants.agrees(ended)


def test_26_a_renamed_column_is_read_under_its_new_name_where_that_is_declared(
    night: Night, tmp_path: Path, before: list[str]
) -> None:
    agreed = ('column = "日期"', 'column = "日期"\nalso = ["抽查日期"]')
    header = (*HEADERS[CHECKS][:2], "抽查日期", *HEADERS[CHECKS][3:])

    ended = load(night, tmp_path, agreed, rows=ROWS, header=header)

    assert (ended.status, ended.said["unchanged"]) == (0, 4), ended


def test_26_a_value_of_another_type_keeps_its_row_aside_and_the_record_as_it_was(
    night: Night, tmp_path: Path, before: list[str]
) -> None:
    ended = load(night, tmp_path, rows=[checked(0, day="41373", category="样例0"), *ROWS[1:]])

    assert (ended.status, ended.said["quarantined"], ended.said["withdrawn"]) == (1, 1, 0), ended
    invariants.same(invariants.dump(night.database), before)


def test_26_a_value_that_no_list_has_is_no_reason_to_lose_the_row(
    night: Night, tmp_path: Path, before: list[str]
) -> None:
    rows = [checked(0, result="基本合格", category="样例0"), *ROWS[1:]]
    kept = load(night, tmp_path, rows=rows)
    assert (kept.status, kept.said["quarantined"]) == (1, 1), kept
    invariants.same(invariants.dump(night.database), before)

    declared = ('"不合格" = "FAIL"', '"不合格" = "FAIL"\n"基本合格" = "PASS"')
    ended = load(night, tmp_path, declared, rows=rows)

    assert (ended.status, ended.said["quarantined"], ended.said["unchanged"]) == (0, 0, 4), ended
