"""Rows of facts become claims, and a wrong row is refused with its file, line and field."""

from datetime import date
from pathlib import Path

import pytest

from graph.model.actors import Body, Region
from graph.model.policy import Duty
from graph.model.standards import Standard
from loaders.sources.rows import Row, RowRefused, claim_of, csv_rows, toml_rows


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_empty_cell_says_nothing_and_a_semicolon_parts_links(tmp_path: Path) -> None:
    folder = written(
        tmp_path, "s.csv", "number,title,replaces\nGB/T 2-2020,,GB/T 1-2001;standard:GB/T 2-2001\n"
    )

    [row] = csv_rows(folder, "s.csv")
    claim = claim_of(Standard, row)

    assert [link.to for link in claim.replaces] == ["standard:GB/T 1-2001", "standard:GB/T 2-2001"]
    assert "title" not in claim.row()["properties"]


def test_a_link_with_dates_and_a_rule_is_an_inline_table(tmp_path: Path) -> None:
    link = '{to = "1~2000", valid_from = 2001-01-01, inferred = true, rule = "r"}'
    text = f'[[Body]]\nkey = "a"\njurisdiction = [{link}]\n'

    [row] = toml_rows(written(tmp_path, "a.toml", text), "a.toml")
    [found] = claim_of(Body, row).jurisdiction

    assert (found.to, found.valid_from, found.inferred, found.rule) == (
        "region:1~2000",
        date(2001, 1, 1),
        True,
        "r",
    )


def test_a_number_with_a_colon_is_no_prefix() -> None:
    claim = claim_of(Standard, Row("f", 1, {"number": "a", "replaces": "ISO/IEC 17025:2005"}))

    assert claim.replaces[0].to == "standard:ISO/IEC 17025:2005"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("640000,x,宁夏,", r"field began: .*valid integer.*; found 'x'"),
        ("640000,,宁夏,", "field began: field required"),
        ("640000,1980,宁夏,TOWN", "field level: .*found 'TOWN'"),
        ("640000,1980", "it has 2 cells where the head has 4 columns"),
    ],
)
def test_a_wrong_row_of_a_csv_is_refused_with_file_line_and_field(
    tmp_path: Path, row: str, problem: str
) -> None:
    folder = written(tmp_path, "r.csv", f"code,began,name,level\n640001,1980,甲,\n{row}\n")

    with pytest.raises(RowRefused, match=problem) as caught:
        [claim_of(Region, found) for found in csv_rows(folder, "r.csv")]

    assert str(caught.value).startswith(f"{tmp_path.name}/r.csv, line 3: ")
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('bearers = ["region:1~2"]', "region:1~2 is no Actor"),
        (
            'participants = [{to = "body:a", part = "DANCES"}]',
            "field participants.part: input should be .*; found 'DANCES'",
        ),
        ('bearers = [{to = "body:a", part = "SHARES"}]', "says part, which BORNE_BY does not have"),
        (
            'participants = [{to = "body:a", part = "SHARES", place = 1}]',
            "says place, which HAS_PARTICIPANT does not have",
        ),
        ('bearers = [{to = "body:a", inferred = true}]', "says inferred or rule without the other"),
        ('bearers = [{part = "SHARES"}]', "field bearers: a link is an id, or a table with `to`"),
        ('colour = "red"', "field colour: extra inputs are not permitted"),
        ("bearers = [1]", "field bearers: a link is an id, or a table with `to`"),
    ],
)
def test_a_wrong_table_of_a_toml_is_refused_at_the_line_of_its_head(
    tmp_path: Path, line: str, problem: str
) -> None:
    text = f'# a comment\n[[Duty]]\nkey = "a"\nname = "a"\n\n[[Duty]]\nkey = "b"\nname = "b"\n{line}\n'

    with pytest.raises(RowRefused, match=problem) as caught:
        [claim_of(Duty, row) for row in toml_rows(written(tmp_path, "p.toml", text), "p.toml")]

    assert caught.value.line == 6


def test_a_file_that_is_no_toml_is_refused_with_the_line(tmp_path: Path) -> None:
    folder = written(tmp_path, "p.toml", '[[Duty]]\nkey = "a\n')

    with pytest.raises(RowRefused, match="it is no TOML") as caught:
        toml_rows(folder, "p.toml")

    assert caught.value.line == 2
