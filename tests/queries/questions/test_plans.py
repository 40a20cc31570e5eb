"""How Neo4j finds the answers: from the subject by its unique id, or from words by the full-text indexes.

Never through all of a large kind.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from graph.database import Database
from queries.questions import Question, Statement, all_questions
from queries.questions.rules import FULLTEXT

# The policy holds some dozens of each, and they do not grow with the region.
LABEL = re.compile(r":(\w+)")
SMALL = {"Clause", "Duty", "Mechanism", "OrgClass", "Target"}
STATEMENTS = [
    pytest.param(question, statement, id=statement.path.stem)
    for question in all_questions()
    for statement in {each.path: each for each in question.statements.values()}.values()
]


def plan_of(database: Database, statement: Statement, values: dict[str, Any]) -> dict[str, Any]:
    explain = f"CYPHER 5 EXPLAIN {statement.text}"
    plan = database.write(lambda transaction: transaction.run(explain, values).consume().plan)
    assert plan is not None
    return plan


def _steps(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield plan["operatorType"], plan["args"].get("Details", "")
    for child in plan.get("children", ()):
        yield from _steps(child)


@pytest.mark.parametrize(("question", "statement"), STATEMENTS)
def test_a_question_begins_at_an_index_and_scans_nothing_large(
    policy: Database, question: Question, statement: Statement
) -> None:
    values = {question.subject: "none:none", "as_of": date(2021, 7, 1)}

    steps = list(_steps(plan_of(policy, statement, values)))

    if question.about_text:
        assert any(kind.startswith("ProcedureCall") and FULLTEXT in details for kind, details in steps)
    else:
        assert any(kind.startswith("NodeUniqueIndexSeek") for kind, _ in steps)
    scanned = [LABEL.findall(details) or [kind] for kind, details in steps if "Scan" in kind]
    assert {label for labels in scanned for label in labels[:1]} <= SMALL
