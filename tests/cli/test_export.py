"""`./qg export`, run as a person runs it, on a database of its own. Not here: what an export holds."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.processes import ran

LIST = "{ regions(orderBy: [{id: ASC}]) { nodes { id name } } }"


@pytest.fixture(scope="module")
def cache(class_path: list[Path]) -> Path:
    return class_path[0].parents[1]


@pytest.fixture(scope="module")
def house(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("house")
    assert ran(cache, "neo4j", "start", "--data-dir", str(place)).returncode == 0
    assert ran(cache, "load", "regions", "--data-dir", str(place)).returncode in (0, 1)
    yield place
    ran(cache, "neo4j", "stop", "--data-dir", str(place))


def test_a_list_is_written_whole_in_both_formats(cache: Path, house: Path, tmp_path: Path) -> None:
    out = tmp_path / "regions.csv"

    table = ran(
        cache, "export", LIST, "--format", "csv", "--bom", "--out", str(out), "--data-dir", str(house)
    )
    lines = ran(cache, "export", LIST, "--data-dir", str(house))

    rows = [json.loads(line) for line in lines.stdout.splitlines()]
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.DictReader(file)) == rows
    assert len(rows) > 50
    assert table.stderr == f"{len(rows):,} rows\n"
    assert [each.name for each in tmp_path.iterdir()] == ["regions.csv"]


def test_a_list_that_cannot_be_exported_is_refused_in_one_sentence_and_leaves_no_file(
    cache: Path, house: Path, tmp_path: Path
) -> None:
    out = str(tmp_path / "regions.csv")

    for document in ("{ regions(first: 3) { nodes { id } } }", "{ regions { nodes { nothing } } }"):
        refused = ran(cache, "export", document, "--out", out, "--data-dir", str(house))
        assert refused.returncode == 2
        assert len(refused.stderr.splitlines()) == 1
    nowhere = ran(cache, "export", LIST, "--out", str(tmp_path / "none" / "x"), "--data-dir", str(house))

    assert "cannot be written" in nowhere.stderr
    assert list(tmp_path.iterdir()) == []
