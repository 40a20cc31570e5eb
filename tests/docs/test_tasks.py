"""The page of a front-end's tasks: each operation is answered as the page shows.

On it each task is a heading, then words, then the GraphQL, its variables, and the answer or a part of it, in
which every list element must be found in the answer's list, whatever else is there.

Not here: the answers of the fields themselves (`tests/queries`, `tests/schema`).
"""

import json
import re
from pathlib import Path

import pytest

from schema.executor import Executor
from tests.docs.test_questions import missing
from tests.golden.test_readme import leaves

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "tasks.md").read_text("utf-8")
TASK = re.compile(
    r"^## (\d+)\. (.+)\n\n(?:(?!```|#).*\n)*```graphql\n((?:(?!```).*\n)*)```\n\n"
    r"```json\n((?:(?!```).*\n)*)```\n\n(The|Of the) answer:\n\n```json\n((?:(?!```).*\n)*)```$",
    re.MULTILINE,
)
TASKS = TASK.findall(PAGE)


def test_every_task_is_there_with_its_operation_its_variables_and_its_answer() -> None:
    assert [number for number, *_ in TASKS] == [str(number) for number in range(1, 21)]
    assert len(TASKS) == len(re.findall(r"^## ", PAGE, re.MULTILINE))


@pytest.mark.parametrize(
    ("document", "variables", "how_much", "answer"),
    [each[2:] for each in TASKS],
    ids=[each[1] for each in TASKS],
)
def test_a_task_is_answered_as_the_page_shows(
    executor: Executor, document: str, variables: str, how_much: str, answer: str
) -> None:
    outcome = executor.run(document, json.loads(variables), None)

    assert outcome.errors == []
    shown = json.loads(answer)
    assert leaves(shown)
    if how_much == "The":
        assert shown == outcome.data
    assert missing(shown, outcome.data) == []
