"""Data moved from one version of the model to the next and back, with migrations of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import database
from graph.database.migration import MIGRATIONS, read_migrations, version_of
from graph.model import Model

RENAME = """\
// A gauge's place is its site.
// forward
MATCH (gauge:Gauge)
SET gauge.site = gauge.place
REMOVE gauge.place;
CREATE (:Note {text: 'moved; not cut in two'});
// back
MATCH (gauge:Gauge)
SET gauge.place = gauge.site
REMOVE gauge.site;
MATCH (note:Note)
DELETE note;
"""
FAILS = """\
// forward
MATCH (gauge:Gauge)
SET gauge.site = 'half way';
RETURN 1 / 0;
// back
"""
IN_BATCHES = """\
// forward
MATCH (gauge:Gauge)
CALL (gauge) { SET gauge.seen = true } IN TRANSACTIONS OF 1 ROW;
// back
"""
GAUGE = "MATCH (gauge:Gauge) RETURN gauge.place, gauge.site, gauge.seen"


@pytest.fixture
def gauge(neo4j: database.Database) -> Iterator[database.Database]:
    neo4j.run("MATCH (n) DETACH DELETE n")
    neo4j.run("CREATE (:Gauge {place: '银川'})")
    yield neo4j
    neo4j.run("MATCH (n) DETACH DELETE n")


def test_data_moves_forward_and_back(gauge: database.Database, tmp_path: Path) -> None:
    folder = _folder(tmp_path, rename=RENAME)

    database.prepare(gauge, Model([]), folder)

    assert version_of(gauge) == 2
    assert gauge.one(GAUGE, {}) == [None, "银川", None]
    assert gauge.one("MATCH (note:Note) RETURN note.text", {}) == ["moved; not cut in two"]

    database.migrate(gauge, 1, folder)

    assert version_of(gauge) == 1
    assert gauge.one(GAUGE, {}) == ["银川", None, None]
    assert gauge.one("MATCH (note:Note) RETURN note.text", {}) is None


def test_a_migration_that_fails_leaves_the_version_before_it_whole(
    gauge: database.Database, tmp_path: Path
) -> None:
    folder = _folder(tmp_path, fails=FAILS)

    with pytest.raises(database.StatementRefused):
        database.prepare(gauge, Model([]), folder)

    assert version_of(gauge) == 1
    assert gauge.one(GAUGE, {}) == ["银川", None, None]


def test_a_migration_in_batches_makes_its_own_transactions(gauge: database.Database, tmp_path: Path) -> None:
    database.prepare(gauge, Model([]), _folder(tmp_path, batches=IN_BATCHES))

    assert gauge.one(GAUGE, {}) == ["银川", None, True]
    assert version_of(gauge) == 2


def test_a_program_that_does_not_know_the_datas_model_refuses_and_says_the_way_back(
    gauge: database.Database, tmp_path: Path
) -> None:
    database.prepare(gauge, Model([]), _folder(tmp_path, rename=RENAME))

    with pytest.raises(database.NewerModel, match=r"version 2 .* up to 1.*migrate --to 1"):
        database.prepare(gauge, Model([]))

    assert gauge.one(GAUGE, {}) == [None, "银川", None]


def test_a_version_that_does_not_exist_is_refused(gauge: database.Database) -> None:
    with pytest.raises(database.DatabaseProblem, match=r"no version 99 .* from 0 to"):
        database.migrate(gauge, 99)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("0003_gap.cypher", RENAME, "number them"),
        ("0002 rename.cypher", RENAME, "rename it"),
        ("0002_half.cypher", "// forward\n", "// back"),
    ],
)
def test_a_misplaced_migration_is_refused_with_the_remedy(
    name: str, text: str, said: str, tmp_path: Path
) -> None:
    (_folder(tmp_path) / name).write_text(text, encoding="utf-8")

    with pytest.raises(database.DatabaseProblem, match=said):
        read_migrations(tmp_path)


def _folder(folder: Path, **second: str) -> Path:
    """The real migrations, and one of the test's own after them."""
    for file in MIGRATIONS.glob("0001_*.cypher"):
        (folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    for name, text in second.items():
        (folder / f"0002_{name}.cypher").write_text(text, encoding="utf-8")
    return folder
