"""A term finds what is called so, in whichever clause, and else what is called most like it.

Not here: searching for anything else (`test_search`).
"""

from datetime import date
from typing import Any

import pytest

from queries.questions.find_provision import find_provision
from queries.questions.words import TextRefused
from tests.queries.questions.register import Graph

DAY = date(2026, 1, 31)


def ask(graph: Graph, term: str) -> dict[str, Any]:
    answer = graph.ask(find_provision, term, DAY)
    assert answer is not None
    return answer


def keys(answer: dict[str, Any]) -> list[str]:
    return [item["provision"]["key"].removeprefix("nx-2012-") for item in answer["items"]]


def test_a_term_finds_what_is_called_so_letter_for_letter(graph: Graph) -> None:
    answer = ask(graph, "质量奖")

    # Not the regional award, nor the system of awards, whose names hold the term.
    assert keys(answer) == ["china-quality-award-prize"]
    assert (answer["match"], answer["gaps"]) == ("EXACT", [])
    assert [clause["locator"] for clause in answer["items"][0]["basis"]] == ["三.（三）.4"]


@pytest.mark.parametrize("term", ["一票否决", "“一票否决”", "  一票否决 "])
def test_quotation_marks_around_a_term_may_be_left_out(graph: Graph, term: str) -> None:
    answer = ask(graph, term)

    assert keys(answer) == ["one-vote-veto"]
    assert answer["items"][0]["term"] == "“一票否决”"


def test_a_term_of_another_clause_finds_the_one_provision(graph: Graph) -> None:
    answer = ask(graph, "对缺陷产品严格实施召回")

    assert keys(answer) == ["recall"]
    assert answer["match"] == "RESTATED"
    assert [clause["locator"] for clause in answer["items"][0]["basis"]] == ["三.（一）.1", "三.（三）.3"]


def test_a_term_for_several_provisions_finds_them_all(graph: Graph) -> None:
    answer = ask(graph, "拟奖先进组织和个人名单")

    assert sorted(keys(answer)) == ["award-nomination-list", "group-award-list"]
    assert {item["match"] for item in answer["items"]} == {"EXACT"}
    assert all(item["basis"] for item in answer["items"])


def test_a_target_and_a_duty_and_a_mechanism_are_all_found(graph: Graph) -> None:
    for term, kind in (
        ("工业产品质量监督抽查合格率", "TARGET"),
        ("企业质量主体责任", "DUTY"),
        ("生产许可", "LICENCE"),
    ):
        assert [item["provision"]["kind"] for item in ask(graph, term)["items"]] == [kind]


@pytest.mark.parametrize(
    ("term", "key"),
    [("黑名单制度", "blacklist"), ("质量信用共享", "credit-sharing"), ("heimingdan", "blacklist")],
)
def test_without_such_a_term_the_nearest_are_answered_and_said_to_be_so(
    graph: Graph, term: str, key: str
) -> None:
    answer = ask(graph, term)

    assert answer["match"] == "TEXT"
    assert [gap["code"] for gap in answer["gaps"]] == ["NOT_LETTER_FOR_LETTER"]
    assert key in keys(answer)[:3]
    assert len(answer["items"]) <= 10
    scores = [item["score"] for item in answer["items"]]
    assert scores == sorted(scores, reverse=True)


def test_a_term_like_nothing_is_a_gap(graph: Graph) -> None:
    answer = ask(graph, "喀喇昆仑")

    assert (answer["match"], answer["items"]) == (None, [])
    assert [gap["code"] for gap in answer["gaps"]] == ["NO_SUCH_TERM"]


@pytest.mark.parametrize("term", ["", " ", "*", '"', "质" * 10_000])
def test_what_is_no_term_is_refused(graph: Graph, term: str) -> None:
    with pytest.raises(TextRefused):
        graph.ask(find_provision, term, DAY)
