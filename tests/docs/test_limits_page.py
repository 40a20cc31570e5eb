"""The page of limits has every limit of the code, with its value.

Not here: that the limits hold (`tests/schema/test_limits_table`).
"""

import re
from pathlib import Path

import pytest

from cli.punctual import HEAD_BYTES
from queries.compiler import LIMITS as ROOT
from queries.compiler.pages import DEFAULT_PAGE
from queries.questions import words
from schema import aggregates as grouping
from schema import (
    documents,
    export,
    http,
    limits,
    parsing,
    plans,
    request,
    selection,
    streams,
)
from schema.times import Times

HOME = Path(__file__).resolve().parents[2]
PAGE = (HOME / "docs" / "limits.md").read_text("utf-8")
ROWS = {
    cells[0]: cells[1]
    for cells in ([cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines())
    if len(cells) == 4
}
LIMITS = {
    "body": [request.BODY_BYTES],
    "head": [HEAD_BYTES],
    "time to arrive": [request.RECEIVE_SECONDS, request.RECEIVE_SECONDS],
    "JSON": [request.JSON_DEPTH],
    "document": [limits.DOCUMENT_CHARACTERS, limits.TOKENS, limits.DEPTH],
    "operations": [limits.OPERATIONS],
    "fragments": [limits.FRAGMENTS],
    "variables": [limits.VARIABLES],
    "aliases": [limits.ALIASES],
    "directives": [limits.DIRECTIVES],
    "text": [limits.TEXT_CHARACTERS],
    "search text": [words.MAXIMUM_TEXT],
    "list": [limits.LIST_VALUES],
    "root fields": [plans.MAXIMUM_ROOTS],
    "fields": [selection.MAXIMUM_FIELDS],
    "levels": [selection.MAXIMUM_DEPTH],
    "relations in a row": [ROOT.hops],
    "relations in all": [ROOT.relations, 2 * ROOT.relations, ROOT.further],
    "conditions": [ROOT.conditions],
    "page": [0, ROOT.page, DEFAULT_PAGE],
    "found by `search`": [1, words.MAXIMUM_FIRST],
    "counted by `search`": [words.COUNTED],
    "groups": [1, ROOT.groups, grouping.GROUPS],
    "things in an answer": [ROOT.nodes],
    "values in an answer": [ROOT.cells],
    "ids": [ROOT.ids],
    "fields of the schema itself": [limits.INTROSPECTION_FIELDS],
    "answer": [http.ANSWER_BYTES],
    "errors": [parsing.MAXIMUM_ERRORS],
    "database time": [Times.statement],
    "request time": [Times.request],
    "requests at once": [http.RUNNING],
    "exports at once": [streams.EXPORTS],
    "export": [export.MAXIMUM_ROWS, streams.EXPORT_SECONDS],
    "documents registered by clients": [documents.REGISTERED],
}


def test_the_page_lists_each_limit_once_and_no_other() -> None:
    assert set(ROWS) - {"Limit", "--"} == set(LIMITS)


@pytest.mark.parametrize("name", LIMITS)
def test_the_page_tells_a_limit_as_it_is(name: str) -> None:
    told = [float(each.replace(",", "")) for each in re.findall(r"\d[\d,]*", ROWS[name])]

    assert told[: len(LIMITS[name])] == LIMITS[name]


def test_no_limit_of_the_code_is_missing() -> None:
    found = {
        (name, float(value.replace("_", "")))
        for room in ("schema", "queries")
        for file in (HOME / room).rglob("*.py")
        for name, value in re.findall(r"^(MAXIMUM_\w+) = ([\d_.]+)", file.read_text("utf-8"), re.MULTILINE)
    }
    listed = {float(value) for values in LIMITS.values() for value in values}

    assert ROOT.values == limits.LIST_VALUES
    assert [name for name, value in found if value not in listed] == []
    assert set(vars(ROOT).values()) <= listed
    assert all(
        value in listed for name, value in vars(limits).items() if name.isupper() and isinstance(value, int)
    )
