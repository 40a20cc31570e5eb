"""What a run keeps of rows that were not loaded: clear text in one file for its owner, none in the other."""

import csv
import json
import stat
from datetime import date
from pathlib import Path

import pytest

from loaders.contract import Intake, Outcome, Quarantine, Source
from loaders.reading import CsvFormat, Place, RawRecord
from loaders.reading.opening import read
from tests.loaders.contract.extracts import extract_of
from tests.loaders.contract.orchards import CODE, MODEL, TOML, source

EXTRACT = f"""编号,代码,日期,结果,电话
A-1,{CODE},2013-05-06,合格,13800000001
A-2,{CODE},2013-05-36,合格,138000000022
A-3,{CODE},2013-05-07,"尚, 可",
"""


@pytest.fixture
def declared(tmp_path: Path) -> Source:
    return source(tmp_path, TOML.replace('nulls = ["NULL"]', 'encoding = "gb18030"'))


def kept(folder: Path, declared: Source, *files: list[RawRecord], codec: str = "gb18030") -> list[Outcome]:
    intake, outcomes = Intake(declared, MODEL, date(2013, 6, 30)), []
    with Quarantine(folder, declared) as quarantine:
        for rows in files:
            for outcome in intake.outcomes(extract_of(rows, codec=codec)):
                quarantine.keep(outcome)
                outcomes.append(outcome)
    return outcomes


def rows_of(text: str) -> list[RawRecord]:
    head, *lines = text.splitlines()
    return [
        RawRecord(
            Place("a.csv", number, 0),
            dict(zip(head.split(","), next(csv.reader([line])), strict=True)),
            f"{line}\n".encode("gb18030"),
        )
        for number, line in enumerate(lines, start=2)
    ]


def test_rejected_rows_are_kept_byte_for_byte_under_their_header(tmp_path: Path, declared: Source) -> None:
    kept(tmp_path / "run", declared, rows_of(EXTRACT))

    lines = EXTRACT.encode("gb18030").splitlines(keepends=True)
    rejected = tmp_path / "run" / "rejected.csv"
    assert rejected.read_bytes() == lines[0] + lines[2] + lines[3]
    assert stat.S_IMODE(rejected.stat().st_mode) == 0o600


def test_corrected_rows_can_be_returned(tmp_path: Path, declared: Source) -> None:
    kept(tmp_path / "run", declared, rows_of(EXTRACT))
    file = tmp_path / "run" / "rejected.csv"
    text = file.read_bytes().decode("gb18030")
    file.write_bytes(
        text.replace("-36", "-26").replace("138000000022", "").replace("尚, 可", "不合格").encode("gb18030")
    )

    with read(file, declared.format.reading) as extract:
        again = list(Intake(declared, MODEL, date(2013, 6, 30)).outcomes(extract))

    assert [outcome.record.key for outcome in again if outcome.record] == ["A-2", "A-3"]


def test_corrected_rows_in_utf_16_can_be_read_again(tmp_path: Path, declared: Source) -> None:
    rows = [row._replace(raw=row.raw.decode("gb18030").encode("utf-16-le")) for row in rows_of(EXTRACT)]
    kept(tmp_path / "run", declared, rows, codec="utf-16-le")

    with read(tmp_path / "run" / "rejected.csv", CsvFormat("utf-16")) as extract:
        assert [row.cells["编号"] for row in extract.records if isinstance(row, RawRecord)] == ["A-2", "A-3"]


def test_issues_are_lines_of_json_without_personal_numbers(tmp_path: Path, declared: Source) -> None:
    outcomes = kept(tmp_path / "run", declared, rows_of(EXTRACT))

    text = (tmp_path / "run" / "issues.jsonl").read_text("utf-8")
    told = [json.loads(line) for line in text.splitlines()]
    assert [(each["line"], each["code"]) for each in told] == [
        (3, "date_invalid"),
        (3, "pattern"),
        (4, "enum_unknown"),
    ]
    assert [each["issue_id"] for each in told] == [i.id for outcome in outcomes for i in outcome.issues]
    assert "1380000" not in text


def test_rows_under_another_order_of_columns_have_a_file_of_their_own(
    tmp_path: Path, declared: Source
) -> None:
    other = f"代码,编号,日期,结果,电话\n{CODE},B-1,x,合格,\n"
    kept(tmp_path / "run", declared, rows_of(EXTRACT), rows_of(other))

    assert (tmp_path / "run" / "rejected-2.csv").read_bytes() == other.encode("gb18030")


def test_the_files_of_another_run_are_never_added_to(tmp_path: Path, declared: Source) -> None:
    kept(tmp_path / "run", declared, rows_of(EXTRACT))
    with pytest.raises(FileExistsError):
        kept(tmp_path / "run", declared, rows_of(EXTRACT))


def test_a_run_without_issues_leaves_nothing(tmp_path: Path, declared: Source) -> None:
    kept(tmp_path / "run", declared, rows_of(EXTRACT)[:1])

    assert not (tmp_path / "run").exists()
