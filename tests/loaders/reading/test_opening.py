"""Opening by transport, and that the readers' libraries are loaded only by a reading that needs them."""

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from loaders.reading import (
    CsvFormat,
    ExtractRefused,
    Format,
    JsonLinesFormat,
    ParquetFormat,
    Place,
    RefusalCode,
    SqlFormat,
    XlsxFormat,
    read,
)

FORMATS = [CsvFormat(), JsonLinesFormat(), XlsxFormat(), ParquetFormat()]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.transport)
def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path, form: Format) -> None:
    with pytest.raises(ExtractRefused, match="monday") as refused, read(tmp_path / "monday", form):
        pass

    assert refused.value.code is RefusalCode.FILE_MISSING


def test_the_declared_transport_decides(tmp_path: Path) -> None:
    path = tmp_path / "extract"
    path.write_text('{"a": 1}\n{"a": 2}\n')

    with read(path, JsonLinesFormat()) as extract:
        assert len(list(extract.records)) == 2
    with read(path, CsvFormat(quote="'")) as extract:
        assert (extract.columns, extract.codec) == (('{"a": 1}',), "utf-8")
    for form in (XlsxFormat(), ParquetFormat()):
        with pytest.raises(ExtractRefused) as refused, read(path, form):
            pass
        assert refused.value.code is RefusalCode.WRONG_TRANSPORT
    with read("sqlite://", SqlFormat("one", "SELECT :n AS n", {"n": 1}), parameters={"n": 2}) as extract:
        assert [dict(item.cells) for item in extract.records] == [{"n": 2}]


def test_an_answer_of_sql_is_not_read_from_its_middle() -> None:
    with pytest.raises(ValueError, match="watermark"):
        read("sqlite://", SqlFormat("one", "SELECT 1"), after=Place("one", 1, 1))


def test_a_format_is_declared_as_data_and_checked() -> None:
    declared = TypeAdapter(Format)

    assert declared.validate_python({"transport": "csv", "delimiter": "|"}) == CsvFormat(delimiter="|")
    assert declared.validate_python({"transport": "xlsx", "columns": ["a"]}) == XlsxFormat(columns=("a",))
    with pytest.raises(ValueError, match="sheet"):
        declared.validate_python({"transport": "csv", "sheet": "结果"})
    for wrong in ({"delimiter": "||"}, {"quote": ","}, {"codec": "utf-7"}, {"header_line": 0}):
        with pytest.raises(ValueError, match=r"character|codec|counted from 1"):
            CsvFormat(**wrong)


def test_the_libraries_of_the_readers_are_not_imported_before_they_are_used() -> None:
    code = (
        "import loaders.reading, sys; print(*{'pyarrow', 'sqlalchemy', 'python_calamine'} & set(sys.modules))"
    )

    told = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )

    assert told.stdout.strip() == ""
