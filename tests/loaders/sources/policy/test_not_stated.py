"""What the document leaves out is written down: held against what a reader of the document listed as missing.

The table in `expected/` was made from the reader's list, apart from the facts. Not here: that what is listed
is absent from the graph (`tests/queries/questions/test_not_stated`).
"""

import shutil
from functools import cache
from pathlib import Path

import pytest

from graph.model.policy import Provision, Target
from graph.model.silence import ExpectedFact, Omission
from loaders.sources.policy import facts
from loaders.sources.rows import RowRefused
from tests.loaders.sources.policy.test_completeness import _targets_called, claims, named, table


@cache
def omissions() -> dict[tuple[str, str], Omission]:
    return {(each.provision.to, each.what.name): each for each in claims() if isinstance(each, Omission)}


@pytest.mark.parametrize(
    "row", table("not_stated"), ids=lambda row: f"{row['row']}-{row['term']}-{row['what']}"
)
def test_what_a_reader_missed_is_told_of_the_provision(row: dict[str, str]) -> None:
    found = named().get((row["term"], row["clause"]), []) or _targets_called(row["term"], row["clause"])

    assert [each.id for each in found if (each.id, row["what"]) in omissions()]


def test_every_target_without_a_number_says_what_it_lacks() -> None:
    lacking = {ExpectedFact.VALUE.name, ExpectedFact.METRIC.name, ExpectedFact.COUNT.name}
    goals = [each for each in claims() if isinstance(each, Target) and not each.quantified]

    assert len(goals) == len(table("goals")) == 30
    assert [each.id for each in goals if not any((each.id, what) in omissions() for what in lacking)] == []


def test_an_omission_stands_in_a_clause_of_its_provision() -> None:
    clauses = {
        each.id: {link.to for link in each.clauses} for each in claims() if isinstance(each, Provision)
    }

    assert [
        each.key for each in omissions().values() if each.clause.to not in clauses[each.provision.to]
    ] == []


def test_a_reason_says_more_than_that_something_is_missing() -> None:
    assert [each.key for each in omissions().values() if len(each.reason) < 30] == []
    assert len(omissions()) == sum(isinstance(each, Omission) for each in claims())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("mechanism:nx-2012-none,DEADLINE,三.（二）.3,why", "there is no fact mechanism:nx-2012-none"),
        ("mechanism:nx-2012-blacklist,WONDER,三.（二）.10,why", "field what: input should be"),
        ("mechanism:nx-2012-blacklist,AMOUNT,三.（二）.99,why", "there is no fact clause:nx-2012-quality~三"),
        ("mechanism:nx-2012-blacklist,AMOUNT,三.（二）.10,", "field reason: field required"),
        ("mechanism:nx-2012-blacklist,TERM,三.（二）.10,again", "is a fact already"),
        (",TERM,三.（二）.10,of nothing", "field provision: field required"),
    ],
)
def test_a_wrong_line_is_refused_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, said: str
) -> None:
    copy = tmp_path / "policy"
    shutil.copytree(str(facts._FOLDER), copy)
    monkeypatch.setattr(facts, "_FOLDER", copy)
    file = copy / "facts" / "not_stated.csv"
    before = file.read_text("utf-8")
    file.write_text(f"{before}{line}\n", "utf-8")

    with pytest.raises(RowRefused, match=said) as refused:
        facts.facts_delivery()

    assert str(refused.value).startswith(f"policy/facts/not_stated.csv, line {before.count(chr(10)) + 1}: ")
