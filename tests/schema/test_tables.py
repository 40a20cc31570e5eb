"""Rows as JSON Lines and CSV."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.tables import Csv, JsonLines


def line(row: dict[str, Any], *columns: str) -> str:
    return Csv([tuple(each.split(".")) for each in columns]).lines([row]).decode()


def test_each_row_is_a_line_of_json() -> None:
    assert JsonLines().head() == b""
    assert JsonLines().lines([{"a": "质\n量"}, {"a": None}]) == '{"a":"质\\n量"}\n{"a":null}\n'.encode()


def test_a_column_is_the_path_of_a_value() -> None:
    table = Csv([("name",), ("maker", "name")])

    assert table.head() == b'"name","maker.name"\r\n'
    assert table.lines([{"name": "a", "maker": {"name": "b"}}, {"name": "c", "maker": None}]) == (
        b'"a","b"\r\n"c",""\r\n'
    )


def test_the_values_of_a_list_stand_in_one_cell_in_order() -> None:
    row = {
        "tags": ["x", "y"],
        "products": {"nodes": [{"code": "1", "name": "甲"}, {"code": "2", "name": None}]},
    }

    assert line(row, "tags", "products.nodes.code", "products.nodes.name") == '"x; y","1; 2","甲; "\r\n'


def test_numbers_and_truths_are_written_as_in_json() -> None:
    assert line({"a": -1, "b": 1.5, "c": True, "d": "-1.50"}, "a", "b", "c", "d") == (
        '"-1","1.5","true","-1.50"\r\n'
    )


def test_a_mark_at_the_beginning_tells_excel_that_it_is_utf_8() -> None:
    assert Csv([("名",)], bom=True).head() == b"\xef\xbb\xbf" + '"名"\r\n'.encode()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-1+cmd",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        "-",
        "=-1",
        "--1",
    ],
)
def test_a_text_that_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str) -> None:
    cells = next(csv.reader(io.StringIO(line({"a": text, "b": ["x", text]}, "a", "b"), newline="")))

    assert cells == [f"'{text}", f"x; '{text}"]


@pytest.mark.parametrize("text", ["-1", "+1.5", "-1e5", "a=1", " =1", "质量", "'=1", ""])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert next(csv.reader([line({"a": text}, "a")])) == [text]


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1))
def test_whatever_the_values_a_reader_gets_them_back(values: list[tuple[str, str]]) -> None:
    rows = [{"a": a, "b": b} for a, b in values]

    text = Csv([("a",), ("b",)]).lines(rows).decode("utf-8", "surrogatepass")

    read = list(csv.reader(io.StringIO(text, newline="")))
    assert [[each.removeprefix("'") for each in row] for row in read] == [
        [each.removeprefix("'") for each in row] for row in values
    ]
