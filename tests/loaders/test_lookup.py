"""Rows that the graph has already are taken in as they are, and all comes out as if each were judged.

Not here: what a comparison comes to (`test_extents`), and what is read ahead (`contract.test_ahead`).
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import loaders
from graph.database import Database
from graph.model import constraints
from loaders.contract import Source, intake
from loaders.extracts import Asked, TakenIn, take_in
from tests.loaders.conftest import empty
from tests.loaders.contract.orchards import CHANGES, CODE, MODEL, PARTS, in_mode

HEADER = "编号,代码,日期,结果,电话,序,操作,区县"
MODES = {
    "snapshot": 'mode = "snapshot"',
    "changes": CHANGES,
    "parts": PARTS,
    "parts-of-a-day": 'mode = "partition_snapshot"\nparts = "county"',
}
ON = date(2013, 6, 30)
VERDICTS = ("new", "changed", "ended", "buried", "stale", "absent")
ROW = st.tuples(
    st.sampled_from("ABCD"),
    st.sampled_from(["合格", "不合格", "?"]),
    st.sampled_from([1, 2, 3]),
    st.sampled_from("UUD"),
    st.sampled_from("甲乙"),
)
ROWS = st.lists(ROW, min_size=1, max_size=7)
DAYS = st.sampled_from([date(2013, 6, 29), ON, date(2013, 7, 1)])


@pytest.fixture(scope="module")
def graph(neo4j: Database) -> Iterator[Database]:
    for statement in constraints(MODEL):
        neo4j.run(statement)
    empty(neo4j)
    yield neo4j
    empty(neo4j)


def written(file: Path, rows: list[tuple[str, str, int, str, str]], mode: str) -> Path:
    """Write rows of which those columns alone differ that the mode reads."""
    lines = []
    for key, result, turn, act, county in rows:
        turn = turn if "version" in mode else 1
        act, county = act if "ending" in mode else "U", county if "parts" in mode else "甲"
        lines.append(f"{key},{CODE},2013-05-06,{result},,{turn},{act},{county}")
    file.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return file


def extract_taken(declared: Source, file: Path, on: date, database: Database | None) -> TakenIn:
    run = loaders.run_key(declared.system)
    asked = Asked(declared, MODEL, (str(file),), on)
    return take_in(asked, run, file.parent / run, file.with_suffix(".staged"), database)


def told(database: Database, taken: TakenIn) -> tuple[object, ...]:
    """What is told of a delivery, and of each of its records that is not as it was."""
    with taken:
        report = loaders.rehearse(database, MODEL, taken.staged)
        judged = [each for lot in taken.staged.judged(VERDICTS, 100) for each in lot]
        said = [(each.what, each.id, each.place) for each in judged]
        return report, said, sorted(taken.staged.stale())


@pytest.mark.parametrize("mode", MODES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=ROWS, then=ROWS, later=ROWS, on=DAYS)
def test_what_the_graph_has_is_taken_in_as_if_it_were_judged(
    graph: Database,
    tmp_path: Path,
    mode: str,
    first: list[tuple[str, str, int, str, str]],
    then: list[tuple[str, str, int, str, str]],
    later: list[tuple[str, str, int, str, str]],
    on: date,
) -> None:
    declared = in_mode(tmp_path, MODES[mode])
    empty(graph)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "LOT", 2)
        for number, rows in enumerate((first, then)):
            try:
                taken = extract_taken(declared, written(tmp_path / "a.csv", rows, MODES[mode]), ON, graph)
            except loaders.LoadProblem:  # none of its rows can be loaded
                continue
            with taken:
                loaders.deliver(graph, MODEL, taken.staged, run=f"orchard-{number}")
        file = written(tmp_path / "b.csv", [*later, *first], MODES[mode])
        try:
            judged = told(graph, extract_taken(declared, file, on, None))
        except loaders.LoadProblem:
            return

        assert told(graph, extract_taken(declared, file, on, graph)) == judged


def test_what_says_the_same_in_other_cells_is_judged_once_more_and_no_more(
    graph: Database, tmp_path: Path
) -> None:
    declared, rows = (
        in_mode(tmp_path, MODES["snapshot"]),
        [("A", "合格", 1, "U", "甲"), ("B", "合格", 1, "U", "甲")],
    )
    empty(graph)

    def load(file: Path, number: int) -> tuple[loaders.Report, int]:
        """Load a file; return its report, and how many of its rows were judged."""
        with extract_taken(declared, file, ON, graph) as taken:
            report = loaders.deliver(graph, MODEL, taken.staged, run=f"orchard-{number}")
            return report, sum(map(len, taken.staged.as_before(1)))

    file = written(tmp_path / "a.csv", rows, "")
    load(file, 1)
    file.write_text(file.read_text(encoding="utf-8").replace(f"A,{CODE}", f"A, {CODE}"), encoding="utf-8")

    once, again = load(file, 2), load(file, 3)

    assert (once[0].unchanged, once[1]) == (2, 1)
    assert (again[0].unchanged, again[1]) == (2, 0)


def test_a_newer_row_that_says_the_same_as_the_graph_is_the_newer_one(
    graph: Database, tmp_path: Path
) -> None:
    declared = in_mode(tmp_path, CHANGES)
    first, second = ("A", "合格", 1, "U", "甲"), ("A", "合格", 2, "U", "甲")
    empty(graph)
    with extract_taken(declared, written(tmp_path / "a.csv", [first], CHANGES), ON, graph) as taken:
        loaders.deliver(graph, MODEL, taken.staged, run="orchard-1")

    file = written(tmp_path / "b.csv", [first, second], CHANGES)
    with extract_taken(declared, file, ON, graph) as taken:
        report = loaders.rehearse(graph, MODEL, taken.staged)

    assert (report.applied, report.unchanged, report.stale) == (1, 0, 1)
