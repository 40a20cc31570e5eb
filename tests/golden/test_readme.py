"""The GraphQL of the README and of the pages of documentation, run as it stands there.

Not here: the shell commands.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from cli.house import examples
from schema.executor import Executor

HOME = Path(__file__).resolve().parents[2]
README = HOME / "README.md"


def blocks(page: Path) -> list[str]:
    return re.findall(r"^```graphql\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


BLOCKS = blocks(README)
OF_PAGES = [each for page in ("policy", "api") for each in blocks(HOME / "docs" / f"{page}.md")]
SHIPPED = [each["query"] for each in examples(3)]


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in leaves(each)]
    return [value]


def test_the_chinese_readme_shows_questions_of_this_one() -> None:
    chinese = blocks(HOME / "README.zh-CN.md")

    assert len(chinese) == 3
    assert set(chinese) < set(BLOCKS)


@pytest.mark.parametrize("document", [*BLOCKS, *OF_PAGES, *SHIPPED])
def test_what_the_readme_and_the_pages_show_is_answered(executor: Executor, document: str) -> None:
    outcome = executor.run(document, None, None)
    assert outcome.errors == []
    assert any(isinstance(leaf, str) for leaf in leaves(outcome.data))


def test_the_readme_tells_the_chain_as_it_is_answered(executor: Executor) -> None:
    outcome = executor.run(BLOCKS[0], None, None)
    assert outcome.data is not None
    text = README.read_text("utf-8")
    for step in outcome.data["whoIsResponsible"]["chain"]:
        row = next(line for line in text.splitlines() if line.startswith(f"| {step['tier']} |"))
        assert step["actor"]["name"] in row or step["actor"]["name"][:2] in row
        assert step["basis"][0]["locator"] in row
