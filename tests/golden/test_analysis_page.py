"""The page of the analyses, run as it stands on the sample region; each analysis is on it.

Not here: what the analyses find on graphs made by hand (`tests/graph/analysis`).
"""

import re
from pathlib import Path
from typing import Any

import pytest

from graph.analysis import GapCode
from graph.model.declaration import camel
from queries.analyses import all_analyses
from schema.executor import Executor

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "analysis.md").read_text("utf-8")
BLOCKS = re.findall(r"^```graphql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
DAY = '(asOf: "2026-01-31"'


def asked(executor: Executor, document: str) -> Any:
    outcome = executor.run(document, None, None)
    assert outcome.errors == []
    assert outcome.data is not None
    (answer,) = outcome.data.values()
    return answer


@pytest.mark.parametrize("document", BLOCKS)
def test_what_the_page_shows_is_answered(executor: Executor, document: str) -> None:
    answer = asked(executor, document)

    counted = [each for each in answer.values() if isinstance(each, dict) and each["count"]]
    # Nobody overlaps in the sample.
    assert answer.get("items") or counted or "powerOverlaps" in document


def test_the_page_shows_every_analysis_and_every_code() -> None:
    fields = {field for block in BLOCKS for field in re.findall(r"^  (\w+)\(", block, re.MULTILINE)}

    assert fields == {camel(each.name) for each in all_analyses()}
    assert [code.value for code in GapCode if f"| `{code.value}` |" not in PAGE] == []


def test_the_enterprise_with_gaps_is_among_the_gaps_and_the_complete_one_is_not(executor: Executor) -> None:
    for code in ("NO_FIRST_RESPONSIBLE_PERSON", "NO_QUALITY_MANAGER"):
        answer = asked(
            executor, f"{{ responsibilityGaps{DAY}, code: {code}) {{ items {{ enterprise {{ id }} }} }} }}"
        )
        ids = [each["enterprise"]["id"] for each in answer["items"]]
        assert "enterprise:91640199MA0000023D" in ids
        assert "enterprise:91640199MA0000015J" not in ids


def test_the_mill_that_is_made_without_its_compulsory_certificate_is_found(executor: Executor) -> None:
    answer = asked(
        executor,
        f"""{{ responsibilityGaps{DAY}, code: EXPIRED_BUT_RELIED_ON) {{
            items {{ certificate {{ number }} products {{ code }} reliance }} }} }}""",
    )

    found = [each for each in answer["items"] if each["certificate"]]
    assert {"样例-强制-91640199MA0000023D"} <= {each["certificate"]["number"] for each in found}
    (mill,) = (each for each in found if each["certificate"]["number"] == "样例-强制-91640199MA0000023D")
    assert (mill["products"], mill["reliance"]) == ([{"code": "RM-02"}], ["REQUIRED"])


def test_the_gap_of_the_sample_that_was_made_on_purpose_is_a_county_without_housing(
    executor: Executor,
) -> None:
    answer = asked(
        executor,
        f"""{{ responsibilityGaps{DAY}, code: NO_SUPERVISOR, first: 100) {{
            items {{ county {{ name }} productClass {{ code }} }} }} }}""",
    )

    pairs = {
        (each["county"]["name"], each["productClass"]["code"].partition("-")[0]) for each in answer["items"]
    }
    assert ("海原县", "47") in pairs
    assert ("兴庆区", "47") not in pairs
    assert "14" not in {code for _, code in pairs}


def test_all_gaps_are_paged_through_once(executor: Executor) -> None:
    seen: list[str] = []
    after, more = "null", True
    while more:
        answer = asked(
            executor,
            f"""{{ responsibilityGaps{DAY}, code: NOT_STATED, first: 70, after: {after}) {{
                totalCount hasNextPage endCursor items {{ mechanism {{ id }} }} }} }}""",
        )
        seen += [each["mechanism"]["id"] for each in answer["items"]]
        after, more = f'"{answer["endCursor"]}"', answer["hasNextPage"]

    assert len(seen) == len(set(seen)) == answer["totalCount"] > 100
