"""Every source of a department: its declaration holds, and its samples come out as expected. No database."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from graph.model import quality_model
from loaders.contract.columns import FieldType, Transport
from loaders.contract.conformance import EXPECTED, expected_of, outcome_of, source_folders, write_expected
from loaders.contract.declaration import FILE
from loaders.contract.fit import declared_source

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
