"""`./qg load` on departments' extracts, as data staff run it; the command runs here, its database is real."""

import json
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import loaders
from cli.main import app
from graph.database import Address, Database
from graph.model import quality_model
from loaders.extracts import alone

DEPARTMENTS = Path(loaders.__file__).parent / "sources" / "departments"
REGISTERED = DEPARTMENTS / "industry_and_commerce" / "samples" / "registered.csv"
CUSTOMS = DEPARTMENTS / "customs" / "samples" / "damaged.jsonl"
CHECKS = DEPARTMENTS / "quality_supervision"
HEADER = (
    "抽样单编号\t标称生产企业代码\t标称生产企业\t产品名称\t抽样日期\t抽查类别\t检验结论"
    "\t产品编号\t不合格项目\t公示截止日期\n"
)
COUNTS = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS edges"
CUT_SHORT = """\
CREATE (:LoadRun {id: 'loadRun:checks-20990101T000000-abcdef', key: 'checks-20990101T000000-abcdef',
  started_at: datetime('2099-01-01T00:00:00+08:00')})
"""
Load = Callable[..., Result]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def run(neo4j: Database, neo4j_address: Address, data: Path) -> Iterator[Load]:
    """Run a command on the test's Neo4j, which holds what departments' records point to."""
    place = {
        "NEO4J_URI": neo4j_address.uri,
        "NEO4J_USER": neo4j_address.user,
        "NEO4J_PASSWORD": neo4j_address.password,
        "QG_DATA_DIR": str(data),
    }

    def run(*arguments: object, **settings: str) -> Result:
        return CliRunner().invoke(app, [*map(str, arguments)], env={**place, **settings})

    _empty(neo4j)
    assert [run("load", own).exit_code for own in ("regions", "policy")] == [0, 0]
    yield run
    _empty(neo4j)


def _empty(database: Database) -> None:
    database.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())


@pytest.fixture
def load(run: Load, neo4j: Database, tmp_path: Path) -> Iterator[Load]:
    """Load with spot checks declared in a folder elsewhere, of which any part may be bad."""
    declared = (CHECKS / "source.toml").read_text(encoding="utf-8")
    declared = declared.replace('"quality-supervision"', '"checks"').replace("percent = 5", "percent = 100")
    (tmp_path / "region" / "checks").mkdir(parents=True)
    (tmp_path / "region" / "checks" / "source.toml").write_text(declared, encoding="utf-8")
    yield lambda *arguments: run("load", *arguments, "--sources", tmp_path / "region", "--on", "2013-06-30")
    for system in ("industry-and-commerce", "quality-supervision", "checks"):
        loaders.withdraw(neo4j, quality_model(), system)


def row(number: object, day: str = "2013-04-09") -> str:
    return f"YL-{number}\t91640199MA9000011X\t样例甲\t样例枸杞\t{day}\t省级监督抽查\t合格\t\t\t\n"


def extract(file: Path, *rows: str) -> Path:
    file.write_text(HEADER + "".join(rows), encoding="utf-8")
    return file


def told(result: Result) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(result.stdout)
    return said


def checks(database: Database) -> dict[str, str]:
    found = "MATCH (i:Inspection {system: 'checks'}) RETURN i.record_key AS key, i.inspected_on AS day"
    return {each["key"]: str(each["day"]) for each in database.read(found, {})}


@pytest.mark.parametrize(
    ("system", "sample", "dangling"),
    [
        ("industry-and-commerce", REGISTERED, 4),  # no source has the sectors yet
        ("quality-supervision", CHECKS / "samples" / "2013-second-quarter.tsv", 0),
    ],
)
def test_an_extract_is_loaded_once_however_often(
    load: Load, system: str, sample: Path, dangling: int
) -> None:
    first, again = (load(system, sample, "--sample", "--json") for _ in range(2))

    status = 1 if dangling else 0
    assert (first.exit_code, again.exit_code) == (status, status), first.output
    assert (told(first)["status"], told(first)["dangling"]) == (status, dangling)
    rows = told(first)["rows"]
    assert (told(first)["added"], told(first)["applied"]) == (rows, rows)
    assert (told(again)["unchanged"], told(again)["applied"], told(again)["rows"]) == (rows, 0, rows)
    assert told(first)["files"] == [sample.name]


def test_a_row_that_becomes_bad_keeps_its_record_until_it_is_corrected(
    load: Load, neo4j: Database, tmp_path: Path
) -> None:
    load("checks", extract(tmp_path / "a.tsv", row(1), row(2)))
    second = extract(tmp_path / "b.tsv", row(1), row(2, "2013-04-31"), row(3))

    bad = load("checks", second, "--json")

    assert (bad.exit_code, told(bad)["quarantined"], told(bad)["withdrawn"]) == (1, 1, 0), bad.output
    assert checks(neo4j) == {f"YL-{number}": "2013-04-09" for number in (1, 2, 3)}
    issues, rejected = (Path(file) for file in told(bad)["kept"])
    assert [json.loads(line)["record_key"] for line in issues.read_text("utf-8").splitlines()] == ["YL-2"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in (issues, rejected)} == {0o600}
    assert issues.parent.name == told(bad)["run"].removeprefix("loadRun:")

    rejected.write_text(rejected.read_text("utf-8").replace("04-31", "04-30"), encoding="utf-8")
    corrected = load("checks", second, rejected, "--json")

    assert (told(corrected)["applied"], told(corrected)["unchanged"]) == (1, 2), corrected.output
    assert checks(neo4j)["YL-2"] == "2013-04-30"


def test_corrected_rows_are_replayed_alone_and_touch_nothing_else(
    run: Load, load: Load, neo4j: Database, tmp_path: Path
) -> None:
    bad = load("checks", extract(tmp_path / "a.tsv", row(1), row(2, "2013-04-31"), row(3, "x")), "--json")
    key = told(bad)["run"].removeprefix("loadRun:")
    assert f"./qg replay {key}" not in bad.stdout
    rejected = Path(told(bad)["kept"][1])
    rejected.write_text(rejected.read_text("utf-8").replace("04-31", "04-30"), encoding="utf-8")

    replayed = run("replay", key, "--json")

    said = told(replayed)
    assert (replayed.exit_code, said["rows"], said["applied"], said["quarantined"]) == (1, 2, 1, 1)
    assert (said["withdrawn"], said["retained"]) == (0, 0)
    assert checks(neo4j) == {"YL-1": "2013-04-09", "YL-2": "2013-04-30"}
    again = run("replay", said["run"])
    assert (again.exit_code, "0 applied" in again.stdout) == (2, False), again.output
    assert "none of its 1 rows can be loaded" in again.stderr


def test_rows_of_an_earlier_day_are_not_replayed_over_a_later_extract(
    run: Load, load: Load, neo4j: Database, tmp_path: Path
) -> None:
    bad = load("checks", extract(tmp_path / "a.tsv", row(1), row(2, "2013-04-31")), "--json")
    later = extract(tmp_path / "b.tsv", row(1), row(2, "2013-05-05"))
    run("load", "checks", later, "--sources", tmp_path / "region", "--on", "2013-07-31")
    rejected = Path(told(bad)["kept"][1])
    rejected.write_text(rejected.read_text("utf-8").replace("04-31", "04-30"), encoding="utf-8")

    late = run("replay", told(bad)["run"], "--json")

    assert (told(late)["stale"], told(late)["applied"]) == (1, 0), late.output
    assert checks(neo4j)["YL-2"] == "2013-05-05"


def test_a_run_that_kept_nothing_cannot_be_replayed(run: Load) -> None:
    refused = run("replay", "checks-20130630T000000-abcdef")

    assert (refused.exit_code, "kept no rows aside" in refused.stderr) == (4, True), refused.output


def test_a_source_that_is_being_taken_in_is_not_taken_in_twice(
    load: Load, data: Path, neo4j: Database, tmp_path: Path
) -> None:
    with alone(data / "runs", "checks"):
        second = load("checks", extract(tmp_path / "a.tsv", row(1)))

    assert (second.exit_code, "wait until it has ended" in second.stderr) == (7, True), second.output
    assert checks(neo4j) == {}
    assert load("checks", tmp_path / "a.tsv").exit_code == 0
    assert [file.name for file in (data / "runs").glob("checks.*")] == ["checks.lock"]


def test_a_row_that_disappears_is_withdrawn(load: Load, neo4j: Database, tmp_path: Path) -> None:
    load("checks", extract(tmp_path / "a.tsv", row(1), row(2)))

    less = load("checks", extract(tmp_path / "b.tsv", row(2)))

    assert (less.exit_code, "1 withdrawn" in less.stdout) == (0, True), less.output
    assert list(checks(neo4j)) == ["YL-2"]


def test_files_of_one_delivery_are_loaded_together(load: Load, neo4j: Database, tmp_path: Path) -> None:
    files = [extract(tmp_path / f"{number}.tsv", row(number), row(9)) for number in (1, 2)]

    both = load("checks", *files)

    assert sorted(checks(neo4j)) == ["YL-1", "YL-2", "YL-9"]
    assert "3 rows = 3 applied" in both.stdout
    assert "1 blank or repeated left out" in both.stdout


def test_many_records_are_withdrawn_only_with_the_flag_that_is_told(
    load: Load, neo4j: Database, tmp_path: Path
) -> None:
    load("checks", extract(tmp_path / "a.tsv", *map(row, range(20))))
    half = extract(tmp_path / "b.tsv", *map(row, range(10)))

    refused = load("checks", half)

    assert (refused.exit_code, len(checks(neo4j))) == (3, 20), refused.output
    assert "10 of 20 records" in refused.stdout
    assert "--max-delete-percent 50" in refused.stdout
    assert load("checks", half, "--max-delete-percent", 50).exit_code == 0
    assert len(checks(neo4j)) == 10


def test_nothing_is_withdrawn_while_the_key_of_a_row_cannot_be_read(load: Load, neo4j: Database) -> None:
    load("checks", CHECKS / "samples" / "2013-second-quarter.tsv")

    damaged = load("checks", CHECKS / "samples" / "damaged.tsv", "--json", "--max-delete-percent", 100)

    said = told(damaged)
    assert damaged.exit_code == 3, damaged.output
    assert (said["rows"], said["applied"], said["quarantined"]) == (5, 1, 4)
    assert (said["withdrawn"], said["retained"], len(checks(neo4j))) == (0, 4, 5)


def test_a_dry_run_tells_all_and_changes_nothing(load: Load, neo4j: Database, tmp_path: Path) -> None:
    load("checks", extract(tmp_path / "a.tsv", row(1), row(2), row(3), row(4)))
    before = neo4j.read(COUNTS, {}), checks(neo4j)
    coming = extract(tmp_path / "b.tsv", row(1), row(2, "2013-05-05"), row(3, "五月"), row(5))

    dry = load("checks", coming, "--dry-run")

    numbers = "4 rows = 1 to be added + 1 changed + 1 unchanged + 1 refused; 1 to be withdrawn"
    assert (dry.exit_code, numbers in dry.stdout) == (1, True), dry.output
    assert "b.tsv, line 4, column 抽样日期" in dry.stdout
    assert (neo4j.read(COUNTS, {}), checks(neo4j)) == before


def test_a_plan_tells_of_each_record_what_would_be_done_and_does_nothing(
    load: Load, neo4j: Database, tmp_path: Path
) -> None:
    load("checks", extract(tmp_path / "a.tsv", row(1), row(2), row(3), row(4)))
    before = neo4j.read(COUNTS, {}), checks(neo4j)
    coming = extract(tmp_path / "b.tsv", row(1), row(2, "2013-05-05"), row(3, "五月"), row(5))

    words, as_json = (load("checks", coming, "--plan", *more) for more in ((), ("--json",)))

    assert words.stdout.splitlines()[:4] == [
        "~ YL-2  b.tsv, line 3",
        "    inspection:checks~YL-2 inspected_on: 2013-04-09 → 2013-05-05",
        "- YL-4",
        "+ YL-5  b.tsv, line 5",
    ]
    *planned, account = map(json.loads, as_json.stdout.splitlines())
    assert [(each["intent"], each["key"]) for each in planned] == [
        ("change", "YL-2"),
        ("withdraw", "YL-4"),
        ("add", "YL-5"),
    ]
    assert planned[0]["changes"][0]["after"] == "2013-05-05"
    assert account["dry_run"]
    assert (neo4j.read(COUNTS, {}), checks(neo4j)) == before


def test_a_plan_leaves_out_what_would_not_be_withdrawn(load: Load, tmp_path: Path) -> None:
    load("checks", extract(tmp_path / "a.tsv", *map(row, range(10))))

    refused = load(
        "checks", extract(tmp_path / "b.tsv", row(1)), "--plan", "--max-delete-percent", 10, "--json"
    )

    (account,) = map(json.loads, refused.stdout.splitlines())
    assert (refused.exit_code, account["retained"]) == (3, 9)


ASKED_SINCE = """\
transport = "sql"
statement = "SELECT * FROM found WHERE 抽样日期 >= :since"
overlap = 30
"""


def test_a_database_is_asked_from_the_overlap_before_the_newest_row_on(
    load: Load, neo4j: Database, tmp_path: Path
) -> None:
    file = tmp_path / "region" / "checks" / "source.toml"
    declared = file.read_text(encoding="utf-8")
    form = 'transport = "csv"\nencoding = "utf-8"\ndelimiter = "\\t"\nheader_line = 1\n'
    assert form in declared
    declared = declared.replace(form, ASKED_SINCE).replace(
        '"snapshot" ', '"incremental"\nversion = "checked"'
    )
    file.write_text(declared.replace('column = "抽样日期"', 'column = "抽样日期"\nrequired = true'), "utf-8")
    office = f"sqlite:///{tmp_path / 'office.db'}"
    add(tmp_path / "office.db", row(1, "2013-04-09"), row(2, "2013-06-01"))
    assert told(load("checks", office, "--json"))["added"] == 2
    # One came late, within the overlap; one came later still, and is never asked for.
    add(tmp_path / "office.db", row(3, "2013-05-02"), row(4, "2013-05-01"), row(5, "2013-06-02"))

    again = told(load("checks", office, "--json"))

    assert (again["rows"], again["added"], again["unchanged"]) == (3, 2, 1), again
    assert set(checks(neo4j)) == {"YL-1", "YL-2", "YL-3", "YL-5"}


@pytest.mark.parametrize(("secret", "told_of"), [(":secret", True), ("", False)])
def test_a_password_in_an_address_is_told_of_and_not_repeated(
    run: Load, tmp_path: Path, secret: str, told_of: bool
) -> None:
    result = run("load", "inspection-results", f"postgresql+psycopg://qg{secret}@/postgres?host={tmp_path}")

    assert result.exit_code == 5
    assert ("leave it out" in result.stderr) == told_of
    assert "secret" not in result.output


def add(file: Path, *rows: str) -> None:
    """Put rows into the table of a department's database."""
    columns = HEADER.rstrip("\n").split("\t")
    with closing(sqlite3.connect(file)) as base, base:
        base.execute(f"CREATE TABLE IF NOT EXISTS found ({', '.join(columns)})")
        marks = ", ".join("?" * len(columns))
        base.executemany(
            f"INSERT INTO found VALUES ({marks})", [each.rstrip("\n").split("\t") for each in rows]
        )


def test_a_source_that_two_folders_declare_is_refused(load: Load, tmp_path: Path) -> None:
    (tmp_path / "region" / "again").mkdir()
    file = tmp_path / "region" / "checks" / "source.toml"
    (tmp_path / "region" / "again" / "source.toml").write_bytes(file.read_bytes())

    twice = load("checks", REGISTERED)

    assert twice.exit_code == 4
    assert "declared twice" in twice.stderr


@pytest.mark.parametrize(
    ("status", "said", "arguments"),
    [
        (2, "4 of 5 rows are bad", ["quality-supervision", CHECKS / "samples" / "damaged.tsv"]),
        (4, "There is no source tax", ["tax", REGISTERED]),
        (4, "needs the files", ["customs"]),
        (4, "There is no folder", ["customs", REGISTERED, "--sources", "/nowhere"]),
        (4, "leave out", ["regions", "--sample"]),
        (5, "there is no such file", ["customs", "/nowhere.jsonl"]),
        (5, "not utf-8", ["quality-supervision", REGISTERED]),
    ],
)
def test_a_refusal_says_why_with_its_status(
    run: Load, status: int, said: str, arguments: list[object]
) -> None:
    refused = run("load", *arguments)

    assert (refused.exit_code, said in refused.stderr) == (status, True), refused.output


def test_a_place_where_nothing_can_be_kept_is_named(run: Load, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    refused = run("load", "customs", CUSTOMS, QG_DATA_DIR=str(tmp_path / "file"))

    assert (refused.exit_code, str(tmp_path / "file") in refused.stderr) == (5, True), refused.output


def test_a_database_that_does_not_answer_has_a_status_of_its_own(run: Load) -> None:
    assert run("load", "industry-and-commerce", REGISTERED, NEO4J_URI="bolt://127.0.0.1:9").exit_code == 6


def test_the_last_runs_are_told_the_latest_first(
    run: Load, load: Load, neo4j: Database, tmp_path: Path
) -> None:
    load("checks", extract(tmp_path / "a.tsv", row(1)))
    load("checks", extract(tmp_path / "b.tsv", row(1), row(2)))
    neo4j.write(lambda transaction: transaction.run(CUT_SHORT).consume())

    lines = run("runs", "checks", "--last", 3).stdout.splitlines()

    assert lines[0].endswith("checks-20990101T000000-abcdef")
    assert "did not come to its end" in lines[1]
    assert "2 rows = 1 applied + 1 unchanged" in lines[3]
    assert "1 rows = 1 applied + 0 unchanged" in lines[5]
    assert run("runs", "nothing").exit_code == 2
