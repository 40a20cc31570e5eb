"""The golden files: the statements that each case sends, and what it answers, as the author last read them.

Renewed by `./qg golden`. Not here: why an answer is right (`tests/schema`, `tests/queries`).
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from cli.golden import CASES, DAY, made
from queries.compiler.tree import Reach, Shortest, nodes
from queries.questions import all_questions
from schema.executor import Executor

FILES = sorted(CASES.glob("*.graphql"))
NAMES = [file.stem for file in FILES]


@pytest.mark.parametrize("case", FILES, ids=NAMES)
def test_a_case_sends_and_answers_what_its_golden_files_say(executor: Executor, case: Path) -> None:
    for name, text in made(executor, case).items():
        golden = case.with_name(name).read_text("utf-8")
        assert golden == text, f"read the difference, then ./qg golden {case.stem}"


@pytest.mark.parametrize("case", FILES, ids=NAMES)
def test_the_server_counts_as_many_statements_as_the_golden_file_holds(
    executor: Executor, statements_sent: Callable[[Callable[[], object]], int], case: Path
) -> None:
    document = f"# asked for the first time, so that nothing is merged\n{case.read_text('utf-8')}"
    expected = len(executor.statements(document, {}, DAY))
    assert statements_sent(lambda: executor.run(document, {}, None)) == expected


@pytest.mark.parametrize("case", FILES, ids=NAMES)
def test_only_the_nodes_that_know_what_is_read_print_a_match(executor: Executor, case: Path) -> None:
    questions = [file.text.strip() for each in all_questions() for file in each.statements.values()]
    for sent in executor.statements(case.read_text("utf-8"), {}, DAY):
        for node in nodes(sent.tree):
            said = [part for part in node.below() if isinstance(part, str)]
            written = [part for part in said if not any(text in part for text in questions)]
            assert isinstance(node, Reach | Shortest) or "MATCH" not in "".join(written)


def test_no_golden_file_is_left_without_its_case() -> None:
    others = [file for file in CASES.iterdir() if file.suffix in (".cypher", ".json")]
    assert {file.name.partition(".")[0] for file in others} == set(NAMES)
