"""The issues of the last run of a system, in the graph."""

from collections.abc import Iterable
from typing import Any

import pytest

from graph.database import Database
from graph.model import Model
from loaders import issues as written
from loaders.contract.issues import Issue, IssueCode, Severity
from loaders.issues import write_issues as written_as_told
from loaders.reading import Place
from tests.loaders import gardens
from tests.loaders.gardens import MODEL, Tree, load

HELD = """\
MATCH (system:System)<-[:ISSUE_OF]-(i:QuarantineIssue)-[:MET_IN]->(run:LoadRun)
RETURN i AS issue, system.key AS system, run.id AS run
ORDER BY i.place
"""


def issue(number: int, **said: Any) -> Issue:
    said.setdefault("record_key", str(number))
    return Issue(
        "register", IssueCode.TYPE, "no number; write digits", "a.csv", Place("a.csv", number, 0), **said
    )


def write_issues(database: Database, model: Model, run: str, system: str, issues: Iterable[Issue]) -> int:
    return written_as_told(database, model, run, system, (each.as_json() for each in issues))


def run_of(database: Database, system: str = "register") -> str:
    return load(database, system, {"t": [Tree(code="1", height=len(gardens.versions(database)))]}).run


def held(database: Database) -> list[dict[str, Any]]:
    return database.read(HELD, {})


def test_an_issue_says_what_is_wrong_with_which_row(database: Database) -> None:
    run = run_of(database)

    left_out = write_issues(database, MODEL, run, "register", [issue(7, field="高", value="'x'")])

    (said,) = held(database)
    assert (left_out, said["system"], said["run"]) == (0, "register", run)
    kept = {
        name: said["issue"][name] for name in ("code", "severity", "place", "field", "record_key", "message")
    }
    assert kept == {
        "code": "type", "severity": "ERROR", "place": "a.csv, line 7", "field": "高", "record_key": "7",
        "message": "no number; write digits",
    }  # fmt: skip


def test_no_personal_number_is_written(database: Database) -> None:
    told = Issue(
        "register", IssueCode.TYPE, "found 13895012345; write digits", "a.csv", value="'13895012345'"
    )

    write_issues(database, MODEL, run_of(database), "register", [told])

    (said,) = held(database)
    assert "13895012345" not in repr(said)


def test_those_of_the_run_before_go_and_those_of_other_systems_stay(database: Database) -> None:
    write_issues(database, MODEL, run_of(database), "register", [issue(1), issue(2)])
    write_issues(database, MODEL, run_of(database, "copy"), "copy", [issue(3)])

    second = run_of(database)
    write_issues(database, MODEL, second, "register", [issue(2), issue(4)])

    said = [(each["issue"]["place"], each["system"]) for each in held(database)]
    assert said == [("a.csv, line 2", "register"), ("a.csv, line 3", "copy"), ("a.csv, line 4", "register")]
    assert {each["run"] for each in held(database) if each["system"] == "register"} == {second}
    write_issues(database, MODEL, run_of(database), "register", [])
    assert [each["system"] for each in held(database)] == ["copy"]


def test_their_number_is_bounded_errors_come_first_and_the_run_says_how_many_are_left_out(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written, "KEPT", 3)
    run = run_of(database)
    met = [issue(1, severity=Severity.WARN), *(issue(number) for number in range(2, 5)), issue(2), issue(5)]

    assert write_issues(database, MODEL, run, "register", iter(met)) == 2

    assert [each["issue"]["severity"] for each in held(database)] == ["ERROR"] * 3
    found = database.read("MATCH (r:LoadRun {id: $run}) RETURN r.issues_left_out AS n", {"run": run})
    assert found == [{"n": 2}]


def test_a_run_without_issues_after_one_without_raises_no_version(database: Database) -> None:
    run = run_of(database)
    before = gardens.versions(database)

    write_issues(database, MODEL, run, "register", [])

    assert gardens.versions(database) == before
