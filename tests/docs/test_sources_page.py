"""The page on sources: its example is run, and it names every key, type and form that can be declared."""

import re
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

from graph.model import quality_model
from loaders.contract import Intake, declared_source
from loaders.contract.columns import DATE_FORMS, UNITS, FieldType, Format, SourceField, Transport
from loaders.contract.conformance import source_folders
from loaders.contract.declaration import (
    FILE,
    Contract,
    Expectations,
    ExtraColumns,
    KindClaim,
    LinkClaim,
    Mode,
    Source,
)
from loaders.reading.opening import read
from loaders.sources.catalogue import DEPARTMENTS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
PARTS = (Format, SourceField, KindClaim, LinkClaim, Contract, Expectations)
TABLES = {"format", "fields", "lookups", "claims", "links", "expect", "contract"}


def block(language: str) -> str:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[0]


def test_the_example_comes_out_as_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "source.toml").write_text(block("toml"), encoding="utf-8")
    (tmp_path / "a.csv").write_text(block("csv"), encoding="utf-8")
    source = declared_source(tmp_path / "source.toml", quality_model())

    with read(tmp_path / "a.csv", source.format.reading) as extract:
        first, second, third = Intake(source, quality_model(), date(2013, 6, 30)).outcomes(extract)

    assert first.record is not None
    assert "about" in first.record.claims[0].model_fields_set
    assert second.record is not None
    assert "about" not in second.record.claims[0].model_fields_set
    assert [issue.code.value for issue in third.issues] == ["date_invalid", "date_invalid", "check_digit"]


@pytest.mark.parametrize("part", [Source, *PARTS], ids=lambda part: part.__name__)
def test_every_key_is_named(part: type[BaseModel]) -> None:
    assert [key for key in set(part.model_fields) - TABLES if f"`{key}`" not in PAGE] == []


def test_every_word_that_may_be_written_is_named() -> None:
    words = [member.value for kind in (FieldType, Transport, Mode, ExtraColumns) for member in kind]
    assert [word for word in (*words, *DATE_FORMS, *UNITS) if f"`{word}`" not in PAGE] == []


def test_every_source_stands_in_the_table_with_its_department_and_carrier() -> None:
    carriers = {"csv": "CSV", "xlsx": "XLSX", "jsonl": "JSON Lines", "parquet": "Parquet", "sql": "SQL"}
    declared = [declared_source(folder / FILE, quality_model()) for folder in source_folders(DEPARTMENTS)]

    told = re.findall(r"^\| (\S+) \| `([a-z-]+)` \| .* \| ([^|]+) \|$", PAGE, re.MULTILINE)

    wanted = {(each.department, each.system, carriers[each.format.transport.value]) for each in declared}
    assert {
        (who, system, re.split(r", | below| with", carrier)[0]) for who, system, carrier in told
    } == wanted
