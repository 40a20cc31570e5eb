"""The golden files: the statements that each case sends, and what it answers, as the author last read them.

Renewed by `./qg golden`. Not here: why an answer is right (`tests/schema`, `tests/queries`).
"""

from pathlib import Path

import pytest

from cli.golden import CASES, filled, made
from graph.database import Database
from schema.executor import Executor

FILES = sorted(CASES.glob("*.graphql"))


@pytest.fixture(scope="module")
def executor(neo4j: Database) -> Executor:
    neo4j.run("MATCH (n) DETACH DELETE n")
    return filled(neo4j)


@pytest.mark.parametrize("case", FILES, ids=[file.stem for file in FILES])
def test_a_case_sends_and_answers_what_its_golden_files_say(executor: Executor, case: Path) -> None:
    for name, text in made(executor, case).items():
        assert case.with_name(name).read_text("utf-8") == text, (
            f"read the difference, then ./qg golden {case.stem}"
        )


def test_no_golden_file_is_left_without_its_case() -> None:
    cases = {file.stem for file in FILES}
    others = [file for file in CASES.iterdir() if file.suffix in (".cypher", ".json")]
    assert {file.name.partition(".")[0] for file in others} == cases
