"""Every source of a department: its declaration holds, and its samples come out as expected. No database."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from graph.model import quality_model
from loaders.contract import Intake, IssueCode, Quarantine, Source, returned
from loaders.contract.columns import FieldType, Transport
from loaders.contract.conformance import EXPECTED, expected_of, outcome_of, source_folders, write_expected
from loaders.contract.declaration import FILE
from loaders.contract.fit import declared_source
from loaders.contract.samples import carried
from loaders.reading.opening import read

DEPARTMENTS = Path(__file__).parents[4] / "loaders" / "sources" / "departments"
FOLDERS = source_folders(DEPARTMENTS)


def test_there_are_sources() -> None:
    assert FOLDERS


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_samples_come_out_as_expected(folder: Path) -> None:
    expected = expected_of(folder)

    assert outcome_of(folder, quality_model(), date.fromisoformat(expected["on"])) == expected


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_is_expected_is_written_as_it_is_kept(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / folder.name))

    write_expected(copy, quality_model(), date.fromisoformat(expected_of(folder)["on"]))

    assert copy.joinpath(EXPECTED).read_bytes() == folder.joinpath(EXPECTED).read_bytes()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_samples_show_good_rows_and_bad_ones_and_all_is_invented(folder: Path) -> None:
    files = expected_of(folder)["files"].values()
    claims = [claim for file in files for record in file["records"] for claim in record["claims"]]

    assert any(issue["severity"] == "error" for file in files for issue in file["issues"])
    assert claims
    assert all(claim["properties"].get("sample") for claim in claims)


# A row that said otherwise than another stands alone now; what a cell of a workbook shows is not in JSON.
NOT_ALONE = {IssueCode.DUPLICATE_KEY_CONFLICT, IssueCode.CELL_ERROR, IssueCode.FORMULA_WITHOUT_VALUE}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_was_kept_aside_and_not_corrected_is_kept_aside_again(folder: Path, tmp_path: Path) -> None:
    source = declared_source(folder / FILE, quality_model())
    files = [carried(sample, source.format, tmp_path) for sample in folder.joinpath("samples").iterdir()]

    bad = kept(source, files, tmp_path / "first")
    again = kept(returned(source), sorted(tmp_path.glob("first/rejected*")), tmp_path / "again")

    assert bad
    assert again == bad


CELLS = """\
import sys
from pathlib import Path
from tests.loaders.sources.departments.test_conformance import FOLDERS, cells_of
for folder in FOLDERS:
    print(folder.name, *cells_of(folder, Path(sys.argv[1])))
"""


def test_rows_that_are_the_very_same_are_known_again_in_another_process(tmp_path: Path) -> None:
    """Each process has its own order of a set, by its seed: what is made of one must not depend on it."""
    told = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        command = [sys.executable, "-c", CELLS, str(folder)]
        told.append(subprocess.check_output(command, env=os.environ | {"PYTHONHASHSEED": seed}, text=True))

    assert told[0].splitlines() == told[1].splitlines()
    assert all(len(line.split()) > 1 for line in told[0].splitlines())


def cells_of(folder: Path, made: Path) -> list[str]:
    """What tells of each row of a source's samples that it is the very same."""
    source = declared_source(folder / FILE, quality_model())
    intake, found = Intake(source, quality_model(), date(2013, 6, 30)), []
    for sample in sorted(folder.joinpath("samples").iterdir()):
        with read(carried(sample, source.format, made), source.format.reading) as extract:
            found += [each.record.cells or "" for each in intake.outcomes(extract) if each.record]
    return found


def kept(source: Source, files: Sequence[Path | str], folder: Path) -> Counter[tuple[IssueCode, ...]]:
    """Keep aside what is wrong in files, and count what was wrong with each row."""
    intake = Intake(source, quality_model(), date(2013, 6, 30))
    found: Counter[tuple[IssueCode, ...]] = Counter()
    with Quarantine(folder, source) as keeping:
        for file in files:
            with read(file, source.format.reading) as extract:
                for outcome in intake.outcomes(extract):
                    codes = tuple(issue.code for issue in outcome.issues)
                    if outcome.quarantined and not NOT_ALONE.intersection(codes):
                        keeping.keep(outcome)
                        found[codes] += 1
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_sample_has_a_code_that_could_be_issued(folder: Path) -> None:
    samples = [file.read_bytes() for file in folder.joinpath("samples").iterdir()]
    codes = {code for sample in samples for code in re.findall(rb"\b9[0-9]\d{6}[0-9A-Za-z]{10}\b", sample)}
    types = {field.type for field in declared_source(folder / FILE, quality_model()).fields.values()}

    assert {code[:8] for code in codes} == ({b"91640199"} if FieldType.USCC in types else set())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_sample_has_a_standard_that_there_is(folder: Path) -> None:
    claims = json.dumps(expected_of(folder), ensure_ascii=False)
    numbers = re.findall(r'(?:standard:|"number": ")((?:GB|ISO)[^"]*)', claims)

    assert [number for number in numbers if not re.search(r" 999\d\d\b", number)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_person_who_stands_in_a_sample_is_told_of(folder: Path) -> None:
    """Persons have names such as 样例甲一: an invented one, a stem and a numeral."""
    said = json.dumps(expected_of(folder), ensure_ascii=False)

    assert re.findall(r"样例[甲乙丙丁戊己庚辛壬癸][一二三四五六七八九十]", said) == []


def test_the_thirteen_departments_are_there_and_every_transport_is_tried() -> None:
    declared = [declared_source(folder / FILE, quality_model()) for folder in FOLDERS]
    sharing = {"质监", "检验检疫", "工商", "税务", "银行", "商务", "海关", "统计"}  # 三.（二）.10

    assert sharing <= {source.department for source in declared}
    assert len({source.department for source in declared} - sharing) >= 5
    assert {source.format.transport for source in declared} == set(Transport)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_folder_is_named_like_the_system(folder: Path) -> None:
    system = re.search(r'^system = "(.*)"$', folder.joinpath(FILE).read_text("utf-8"), re.MULTILINE)

    assert system is not None
    assert system[1].replace("-", "_") == folder.name
