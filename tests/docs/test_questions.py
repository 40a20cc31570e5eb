"""The pages of questions: each question of the policy's weightiest rows is there, and is answered as shown.

A page is `docs/questions/<reader>/<part>.md`. On it each question is a heading, then a line that names the
rows of the policy that it is about, then the GraphQL, then a part of the answer, in which every list element
must be found in the answer's list, whatever else is there.

Not here: the answers of the fields themselves (`tests/queries`, `tests/schema`).
"""

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from schema.executor import Executor

HOME = Path(__file__).resolve().parents[2]
PAGES = HOME / "docs" / "questions"
EXPECTED = Path(__file__).with_name("expected") / "questions.tsv"
ENTRY = re.compile(
    r"^### (?P<question>.+)\n\nRows? (?P<rows>[\d, ]+) · .+\n\n(?:(?!```|#).*\n)*"
    r"```graphql\n(?P<document>(?:(?!```).*\n)*)```\n\n```json\n(?P<answer>(?:(?!```).*\n)*)```$",
    re.MULTILINE,  # and not DOTALL, with which one entry would swallow the next
)


@dataclass(frozen=True)
class Entry:
    """One question on a page."""

    page: str
    question: str
    rows: tuple[str, ...]
    document: str
    answer: str

    def __str__(self) -> str:
        return f"{self.page}: {self.question}"


def entries(page: Path) -> list[Entry]:
    name = str(page.relative_to(PAGES).with_suffix(""))
    return [
        Entry(
            name,
            found["question"],
            tuple(re.findall(r"\d+", found["rows"])),
            found["document"],
            found["answer"],
        )
        for found in ENTRY.finditer(page.read_text("utf-8"))
    ]


ALL = [entry for page in sorted(PAGES.glob("*/*.md")) for entry in entries(page)]


def missing(wanted: Any, found: Any, path: str = "") -> list[str]:
    """Say what of the wanted part is not in what was found; an element of a list may stand anywhere in it."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return [
            each for key, value in wanted.items() for each in missing(value, found.get(key), f"{path}.{key}")
        ]
    if isinstance(wanted, list) and isinstance(found, list):
        absent = [each for each in wanted if all(missing(each, other) for other in found)]
        return [f"{path}: {each!r} is in none of {found!r}" for each in absent]
    return [] if wanted == found else [f"{path}: {wanted!r} is wanted and {found!r} was found"]


def values(answer: Any) -> list[Any]:
    if isinstance(answer, dict):
        return [leaf for each in answer.values() for leaf in values(each)]
    return [leaf for each in answer for leaf in values(each)] if isinstance(answer, list) else [answer]


@pytest.mark.parametrize("entry", ALL, ids=str)
def test_a_question_is_answered_as_its_page_shows(executor: Executor, entry: Entry) -> None:
    outcome = executor.run(entry.document, None, None)
    wanted = json.loads(entry.answer)

    assert outcome.errors == []
    assert missing(wanted, outcome.data) == []
    assert any(value not in (None, 0, False) for value in values(wanted)), "the page expects nothing"


def test_a_part_that_is_not_in_the_answer_is_told() -> None:
    assert missing({"a": [{"b": 2}]}, {"a": [{"b": 1}, {"b": 2, "c": 3}]}) == []
    assert missing({"a": [{"b": 3}]}, {"a": [{"b": 1}]}) != []
    assert missing({"a": 1}, {"a": None}) != []


def test_nothing_on_a_page_escapes_the_form_of_an_entry() -> None:
    for page in PAGES.glob("*/*.md"):
        text = page.read_text("utf-8")
        assert len(entries(page)) == text.count("\n### ") == text.count("```graphql"), page


@pytest.mark.parametrize(
    "line",
    list(csv.DictReader(EXPECTED.open(encoding="utf-8"), delimiter="\t")),
    ids=lambda line: f"{line['reader']}-{line['row']}",
)
def test_every_question_of_a_weighty_row_is_on_its_readers_page(line: dict[str, str]) -> None:
    page = f"{line['reader']}/{line['part']}"
    assert any(entry.page == page and line["row"] in entry.rows for entry in ALL), line["question"]
