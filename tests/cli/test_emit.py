"""`./qg load … --emit` and `./qg neo4j import`, as whoever fills a new graph runs them."""

import json
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from graph import database
from graph.database import Address, Database
from graph.model import quality_model
from loaders.bulk import IMPORT, Gathered
from loaders.bulk.gathering import FILE
from tests.faults.markets import (
    CHECKS,
    REGISTER,
    SOURCES,
    STAFF,
    checked,
    declared,
    registered,
    staffed,
    written,
)
from tests.loaders.bulk.importing import told

DAY = "2013-06-30"
SECOND = f"{REGISTER}-2"
Run = Callable[..., Result]


def run(data: Path, *arguments: object, **settings: str) -> Result:
    place = {"QG_DATA_DIR": str(data), **settings}
    return CliRunner().invoke(app, [*map(str, arguments)], env=place)


def reached(address: Address) -> dict[str, str]:
    return {"NEO4J_URI": address.uri, "NEO4J_USER": address.user, "NEO4J_PASSWORD": address.password}


@pytest.fixture(scope="module")
def deliveries(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    """What is loaded, in order: names that differ, bad rows, links to what comes later and never."""
    folder = tmp_path_factory.mktemp("extracts")
    declared(folder / "sources", REGISTER, ("工商", "税务"))
    sources = ("--sources", SOURCES, "--sources", folder / "sources", "--on", DAY)
    bad = registered(9, founded="五月")
    rows = {
        CHECKS: [checked(1), checked(2, of=2, result="不合格"), checked(3, of=7)],
        REGISTER: [registered(1), registered(2), bad, registered(3)],
        STAFF: [staffed(1, 5), staffed(4, 9)],
        SECOND: [registered(1, "样例“商”行"), registered(2, "别的\n商行"), registered(5)],
    }
    files = {system: folder / f"{system}.csv" for system in rows}
    for system, some in rows.items():
        written(files[system], REGISTER if system == SECOND else system, some)
    return [("regions",), *((system, files[system], *sources) for system in rows)]


@pytest.fixture(scope="module")
def both(
    neo4j: Database,
    neo4j_address: Address,
    class_path: list[Path],
    deliveries: list[tuple[object, ...]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Database, Database, Path, list[tuple[Result, Result]]]]:
    """A graph that was loaded, and one that was imported from what was emitted instead."""
    neo4j.run("MATCH (n) DETACH DELETE n")
    place = tmp_path_factory.mktemp("数据 emitted")
    results = [
        (
            run(place / "loads", "load", *each, "--json", **reached(neo4j_address)),
            run(place / "data", "load", *each, "--json", "--emit", place / "first"),
        )
        for each in deliveries
    ]
    cache = {"QG_CACHE_DIR": str(class_path[0].parents[1])}
    imported = run(place / "data", "neo4j", "import", place / "first", **cache)
    assert imported.exit_code == 0, imported.output
    running, _ = database.start(place / "data", class_path, owned=True, short_lived=True)
    with Database(database.address_of(running)) as graph:
        yield neo4j, graph, place, results
    database.stop(place / "data")
    neo4j.run("MATCH (n) DETACH DELETE n")


Both = tuple[Database, Database, Path, list[tuple[Result, Result]]]


def test_what_was_emitted_imports_as_what_loads_leave(both: Both) -> None:
    loaded, imported, _, _ = both

    wanted, found = told(loaded), told(imported)

    assert sorted({*wanted} - {*found}) == sorted({*found} - {*wanted}) == []
    assert (len(found), found) == (len(wanted), wanted)
    for label in ("Conflict", "Unresolved", "QuarantineIssue", "LoadRun", "LoadStream"):
        assert any(f'"{label}"' in line for line in found), label


def test_an_emission_is_accounted_for_as_a_load(both: Both) -> None:
    _, _, place, results = both
    of_the_run = {"run", "kept", "emitted", "dangling", "examples", "status"}

    for loaded, emitted in results:
        wanted, found = json.loads(loaded.stdout), json.loads(emitted.stdout)
        assert {name: found[name] for name in found if name not in of_the_run} == {
            name: wanted[name] for name in wanted if name not in of_the_run
        }
        assert [Path(file).name for file in found["kept"]] == [Path(file).name for file in wanted["kept"]]
        assert (found["emitted"], wanted["emitted"]) == (str(place / "first" / IMPORT), None)
    assert [emitted.exit_code for _, emitted in results] == [0, 1, 1, 0, 0]


def test_a_load_goes_on_from_an_import_and_a_second_import_is_refused(
    both: Both, deliveries: list[tuple[object, ...]], class_path: list[Path]
) -> None:
    _, graph, place, _ = both
    load = partial(run, place / "data", "load", **reached(graph.address))

    again = [json.loads(load(*each, "--json").stdout) for each in deliveries]
    assert [(each["applied"], each["withdrawn"]) for each in again] == [(0, 0)] * len(deliveries)

    more = written(place / "more.csv", STAFF, [staffed(1, 6), staffed(4, 9), staffed(7, 1)])
    said = json.loads(load(STAFF, more, *deliveries[-1][2:], "--json").stdout)
    assert (said["added"], said["changed"], said["unchanged"], said["dangling"]) == (1, 1, 1, 0)
    assert graph.read("MATCH (s:Unresolved) RETURN s", {}) == []

    refused = run(place / "data", "neo4j", "import", place / "first")
    assert (refused.exit_code, "has a store already" in refused.stderr) == (2, True), refused.output


@pytest.fixture
def emit(tmp_path: Path) -> Run:
    sources = ("--sources", SOURCES, "--on", DAY, "--json", "--emit", tmp_path / "first")
    return lambda *arguments: run(tmp_path / "data", "load", *arguments, *sources)


def names(tmp_path: Path) -> str:
    return (tmp_path / "first" / IMPORT / "Enterprise.csv").read_text("utf-8")


def test_a_delivery_takes_the_place_of_the_one_before(emit: Run, tmp_path: Path) -> None:
    assert (
        emit(REGISTER, written(tmp_path / "a.csv", REGISTER, [registered(1), registered(2)])).exit_code == 0
    )
    assert emit(STAFF, written(tmp_path / "s.csv", STAFF, [staffed(1)])).exit_code == 0

    later = emit(REGISTER, written(tmp_path / "b.csv", REGISTER, [registered(1, "新名"), registered(3)]))

    assert (later.exit_code, said(later)["added"]) == (0, 2)
    enterprises = names(tmp_path)
    assert ("新名" in enterprises, enterprises.count("enterprise:")) == (True, 2)
    assert len((tmp_path / "first" / IMPORT / "LoadRun.csv").read_text("utf-8").splitlines()) == 3


def test_what_cannot_be_emitted_leaves_what_was_there(emit: Run, tmp_path: Path) -> None:
    good = written(tmp_path / "a.csv", REGISTER, [registered(1)])
    emit(REGISTER, good)
    before = names(tmp_path)
    bad = written(tmp_path / "b.csv", REGISTER, [registered(1, founded="五月")])

    assert emit(REGISTER, bad).exit_code == 2
    assert emit(REGISTER, tmp_path / "none.csv").exit_code == 5
    assert emit(REGISTER, good, "--dry-run").exit_code == 4
    assert emit(REGISTER, good, "--max-delete-percent", 3).exit_code == 4
    with Gathered(quality_model(), tmp_path / "first", "other"):
        assert emit(REGISTER, good).exit_code == 7
    assert names(tmp_path) == before
    assert not list((tmp_path / "data" / "runs").glob("*.emitted*"))


def test_a_folder_of_others_is_left_alone(emit: Run, tmp_path: Path) -> None:
    good = written(tmp_path / "a.csv", REGISTER, [registered(1)])
    (tmp_path / "first" / IMPORT).mkdir(parents=True)

    refused = emit(REGISTER, good)
    assert (refused.exit_code, "give another folder" in refused.stderr) == (5, True)

    shutil.rmtree(tmp_path / "first" / IMPORT)
    (tmp_path / "first" / FILE).write_text("no database at all, but long enough to be taken for one" * 99)
    refused = emit(REGISTER, good)
    assert (refused.exit_code, "is not what was gathered there" in refused.stderr) == (5, True)
    assert not (tmp_path / "first" / IMPORT).exists()


def test_an_emission_that_is_stopped_leaves_what_was_there(
    emit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    emit(REGISTER, written(tmp_path / "a.csv", REGISTER, [registered(1)]))
    before = names(tmp_path)
    monkeypatch.setattr("cli.load.told_to_stop", stopped)

    ended = emit(REGISTER, written(tmp_path / "b.csv", REGISTER, [registered(2)]))

    assert (ended.exit_code, names(tmp_path)) == (130, before)
    with Gathered(quality_model(), tmp_path / "first", "none") as gathered:
        assert [thing for thing, _ in gathered.things()] == [f"enterprise:{registered(1)[0]}"]


def test_what_was_not_emitted_is_not_imported(class_path: list[Path], tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    cache = {"QG_CACHE_DIR": str(class_path[0].parents[1])}

    refused = run(tmp_path / "data", "neo4j", "import", tmp_path / "first", **cache)

    assert (refused.exit_code, "holds no import.args" in refused.stderr) == (2, True)


def said(result: Result) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(result.stdout)
    return report


class stopped:
    """As `told_to_stop`, when a signal has come already."""

    def __enter__(self) -> Callable[[], bool]:
        return lambda: True

    def __exit__(self, *_: object) -> None:
        """End."""
