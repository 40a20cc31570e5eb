"""Stores of other releases: a newer one is refused, an older one is copied before it is opened."""

from pathlib import Path

import pytest

from graph import database
from graph.model import quality_model


def test_a_store_of_a_newer_neo4j_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    (tmp_path / "neo4j-version").write_text("2027.01\n")

    with pytest.raises(database.NewerStore, match=r"Neo4j 2027\.01, which Neo4j 2026\.09 cannot open: use"):
        database.start(tmp_path, [])

    assert not (tmp_path / "launch.json").exists()
    assert (tmp_path / "neo4j-version").read_text() == "2027.01\n"


def test_a_damaged_note_of_the_release_says_what_to_write_there(tmp_path: Path) -> None:
    (tmp_path / "neo4j-version").write_text("?")

    with pytest.raises(database.DatabaseProblem, match=r"write 5\.26 or 2026\.09 there"):
        database.start(tmp_path, [])


def test_a_release_that_is_not_listed_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(database.DatabaseProblem, match=r"choose 5\.26 or 2026\.09"):
        database.start(tmp_path, [], version="4.4")


@pytest.mark.lts
def test_the_lts_serves_the_model_is_upgraded_with_a_copy_and_the_copy_still_opens(
    lts_class_path: list[Path], class_path: list[Path], tmp_path: Path
) -> None:
    old = _served(tmp_path, lts_class_path, "5.26")
    with database.Database(old) as lts:
        database.prepare(lts, quality_model())
        assert database.missing(lts, quality_model()) == []
        lts.write(lambda tx: tx.run("CREATE (:Region {id: 'region:640000~1958'})").consume())
        assert lts.one("MATCH (r:Region {id: $id}) RETURN count(r)", {"id": "region:640000~1958"}) == [1]
    database.stop(tmp_path)

    with database.Database(_served(tmp_path, class_path, "2026.09")) as newest:
        assert newest.one("MATCH (r:Region) RETURN count(r)", {}) == [1]
        assert database.missing(newest, quality_model()) == []
        newest.run("MATCH (r:Region) DELETE r")
    database.stop(tmp_path)

    copy = tmp_path / "before-2026.09"
    with pytest.raises(database.NewerStore, match=f"--data-dir {copy}, which holds the data from before"):
        _served(tmp_path, lts_class_path, "5.26")
    with database.Database(_served(copy, lts_class_path, "5.26")) as before:
        assert before.one("MATCH (r:Region) RETURN count(r)", {}) == [1]
    database.stop(copy)


def _served(data: Path, jars: list[Path], version: str) -> database.Address:
    running, _ = database.start(data, jars, owned=True, version=version, short_lived=True)
    return database.address_of(running)
