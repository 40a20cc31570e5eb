"""How Neo4j finds the answers: from the subject by its unique id, or from words by the full-text indexes.

Never through all of a large kind.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from graph.database import Database
from queries.compiler.statement import Sent
from queries.questions import Question, Statement, all_questions
from queries.questions.rules import FULLTEXT
from schema.executor import Executor
from schema.service import executor_of
from schema.times import PATIENT

# The policy holds some dozens of each, hundreds of the edges, and they do not grow with the region.
LABEL = re.compile(r":(\w+)")
SMALL = {"Clause", "Duty", "HAS_PARTICIPANT", "Mechanism", "OrgClass", "Target"}
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


CLAUSE = "clause:nx-2012-quality~三.（二）.10"


def asked(executor: Executor, selected: str) -> Sent:
    """The first statement sent for a selection of what stands around a clause."""
    document = f'{{ clauseContext(of: "{CLAUSE}") {{ {selected} }} }}'
    return executor.statements(document, {}, date(2021, 7, 1))[0]


def test_a_question_is_one_text_whatever_is_selected_of_it(policy: Database) -> None:
    executor = executor_of(policy, times=PATIENT)

    one, other = asked(executor, "clause { locator }"), asked(executor, "asOf actors { actor { name } part }")

    assert one.text == other.text
    assert one.parameters["chosen"] == {"clause": {"locator": True}}


def test_what_is_not_selected_of_a_question_is_not_read(policy: Database) -> None:
    executor = executor_of(policy, times=PATIENT)

    def hits(selected: str) -> int:
        sent = asked(executor, selected)
        return policy.profiled(sent.text, sent.parameters)[1].total

    least = hits("asOf")
    assert hits("clause { __typename } gaps { code }") == least
    assert hits("clause { locator heading }") == least + 2
