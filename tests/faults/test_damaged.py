"""Faults 14 to 18 and 25: what is damaged costs itself alone, and never what is in the graph already."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.database import Database
from tests.faults import invariants, markets
from tests.faults.damage import ALL, CORPUS, FORMER, KEPT, LOADED, LOOK, NEW, Damaged, declaration_of, former
from tests.faults.loader import Ended
from tests.faults.markets import CHECKS, REGISTER, checked, registered
from tests.faults.night import Given, Night

pytestmark = pytest.mark.faults  # each loads several times in processes of its own

SYSTEM = "damaged-checks"
DAYS = "MATCH (i:Inspection {system: $system}) RETURN i.record_key AS key, toString(i.inspected_on) AS day"
# Signs by which a terminal would be told to do something, or shown another order of the signs.
OBEYED = "\x1b\x07\x08\x7f\x9b\u202e\u2066"
NASTY = (
    "`) DETACH DELETE n //",
    "' OR 1=1 //",
    '"}) MATCH (n) DETACH DELETE n //',
    "${jndi:ldap://127.0.0.1/a}",
    "{{7*7}}",
    "$uscc",
    "\\u0027 \\",
    '=HYPERLINK("http://127.0.0.1")',
    "+1+1",
    "@SUM(A1)",
    "-2+3|cmd",
    "\x1b[31m红\x1b[0m\x07",
    "\u202eabc\u2066",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "%s%n{0}",
)


def days(database: Database, system: str = SYSTEM) -> dict[str, str]:
    return {row["key"]: row["day"] for row in database.read(DAYS, {"system": system})}


def issues(ended: Ended) -> list[dict[str, str | int | None]]:
    file = next((Path(each) for each in ended.said["kept"] if each.endswith("issues.jsonl")), None)
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file else []


def some(damaged: Damaged) -> Any:
    return pytest.param(damaged, id=damaged.name, marks=() if damaged.quick else pytest.mark.faults)


@pytest.mark.parametrize("damaged", [*map(some, CORPUS)])
def test_damage_costs_itself_alone(night: Night, tmp_path: Path, damaged: Damaged) -> None:
    night.loaded(REGISTER, [registered(1)])
    sources = markets.declared(tmp_path / "sources", CHECKS, declaration_of(damaged.form), name=SYSTEM)
    file = tmp_path / "checks"
    delivery = Given(SYSTEM, (file, "--sources", sources), 0)
    file.write_bytes(former(damaged.form))
    assert night.load(delivery).status == 0
    others = invariants.of_others(night.database, SYSTEM)

    file.write_bytes(damaged.data)
    ended = night.load(delivery)

    assert ended.status == damaged.status, ended
    came = {f"CC-{number}": NEW if number in damaged.good else FORMER for number in ALL}
    assert days(night.database) == came | dict.fromkeys(damaged.more, NEW)
    assert invariants.of_others(night.database, SYSTEM) == others
    if damaged.refusal:
        assert damaged.refusal in ended.err
        assert "Traceback" not in ended.err
        return
    assert damaged.status in (LOADED, LOOK, KEPT)
    invariants.agrees(ended)
    found = [(each["line"], each["code"]) for each in issues(ended) if each["severity"] == "error"]
    assert set(damaged.told.items()) <= set(found), ended
    assert {line for line, _ in found} == set(damaged.told)


def test_half_of_the_rows_of_another_type_between_two_files_of_one_delivery(
    night: Night, tmp_path: Path
) -> None:
    from tests.faults.damage import columnar

    night.loaded(REGISTER, [registered(1)])
    sources = markets.declared(tmp_path / "sources", CHECKS, declaration_of("parquet"), name=SYSTEM)
    texts, numbers = tmp_path / "a.parquet", tmp_path / "b.parquet"
    texts.write_bytes(columnar())
    numbers.write_bytes(columnar([checked(number) for number in range(11, 19)], 日期=[20130409] * 8))

    ended = night.load(Given(SYSTEM, (texts, numbers, "--sources", sources), 16))

    assert (ended.status, ended.said["added"], ended.said["quarantined"]) == (1, 8, 8), ended
    assert {each["code"] for each in issues(ended)} == {"date_invalid"}


def test_what_looks_like_a_command_is_stored_as_it_was_written(night: Night) -> None:
    night.loaded(REGISTER, [registered(1)])
    given = night.given(CHECKS, [checked(n, category=each) for n, each in enumerate(NASTY)])

    ended = night.load(given)

    assert ended.status == 0, ended
    found = night.database.read("MATCH (i:Inspection) RETURN i.record_key AS key, i.category AS category", {})
    assert {row["key"]: row["category"] for row in found} == {f"CC-{n}": each for n, each in enumerate(NASTY)}
    assert night.database.read("MATCH (e:Enterprise) RETURN count(e) AS n", {}) == [{"n": 1}]
    night.changes_nothing(given)


def test_what_looks_like_a_command_is_a_key_like_any_other(night: Night) -> None:
    night.loaded(REGISTER, [registered(1)])
    given = night.given(CHECKS, [(f"{each}{n}", *checked(1)[1:]) for n, each in enumerate(NASTY)])

    ended = night.load(given)

    assert (ended.status, ended.said["applied"]) == (0, len(NASTY)), ended
    assert set(days(night.database, CHECKS)) == {f"{each}{n}" for n, each in enumerate(NASTY)}
    invariants.nothing_is_there_twice(night.database)
    night.changes_nothing(given)


def test_what_a_terminal_would_obey_is_shown_and_not_sent(night: Night, tmp_path: Path) -> None:
    night.loaded(REGISTER, [registered(1)])
    bad = [checked(n, result=each) for n, each in enumerate(NASTY)]
    file = markets.written(tmp_path / "bad.csv", CHECKS, [*bad, checked(99)])
    words = ("load", CHECKS, file, "--sources", markets.SOURCES, "--on", "2013-06-30")

    told = night.loader.run(*words)

    assert told.status == 1, told
    assert not set(OBEYED) & set(told.out + told.err)
    rejected = next((night.loader.data / "runs").glob("*/rejected.csv")).read_bytes()
    assert all(row in rejected.splitlines() for row in file.read_bytes().splitlines()[1 : len(bad) + 1])


@pytest.mark.parametrize("name", NASTY[:1] + NASTY[10:12])
def test_what_looks_like_a_command_is_no_column(night: Night, tmp_path: Path, name: str) -> None:
    import csv

    file = tmp_path / "a.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([(*markets.HEADERS[CHECKS], name), (*checked(1), "x")])

    refused = night.loader.run("load", CHECKS, file, "--sources", markets.SOURCES)

    assert refused.status == 2, refused
    assert "nothing is declared of this column" in refused.err
    assert not set(OBEYED) & set(refused.err)
