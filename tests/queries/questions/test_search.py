"""Search: Chinese, English and pinyin, what comes first, and that no sign of a text is an operator.

Not here: how a text becomes a query (`test_words`), and any node in an answer of the API
(`tests/golden/test_asking_the_policy`).
"""

from datetime import date
from typing import Any

import pytest

import loaders
from graph.model import Link, quality_model
from graph.model.market import Enterprise
from graph.model.policy import Clause, Topic
from graph.model.standards import Standard
from loaders import Delivery, Record
from loaders.authority import Authority
from queries.questions.search import search
from queries.questions.words import TextRefused
from tests.queries.questions.register import Graph

DAY = date(2026, 1, 31)


def found(graph: Graph, text: str, **more: Any) -> list[dict[str, Any]]:
    answer = graph.ask(search, text, DAY, **more)
    assert answer is not None
    assert [gap["code"] for gap in answer["gaps"]] == ([] if answer["items"] else ["NOTHING_FOUND"])
    items: list[dict[str, Any]] = answer["items"]
    return items


def names(items: list[dict[str, Any]]) -> list[str]:
    return [item["node"].get("name") or item["node"].get("title") or item["node"]["id"] for item in items]


@pytest.mark.parametrize(
    "text",
    [
        "黑名单",
        "质量失信企业“黑名单”制度",
        "heimingdan",
        "hei ming dan",
        "HeiMingDan",
        "hmd",
        "HMD",
        "blacklist",
    ],
)
def test_the_blacklist_is_found_by_its_name_in_chinese_in_english_and_in_pinyin(
    graph: Graph, text: str
) -> None:
    assert "nx-2012-blacklist" in {
        item["node"].get("key") for item in found(graph, text, kinds=["Provision"])
    }


@pytest.mark.parametrize(
    ("text", "excerpt", "highlights"),
    [
        ("water meter", "Cold 😀 Water Meter of Brass", ["Water Meter"]),
        ("METER, cold", "Cold 😀 Water Meter of Brass", ["Meter", "Cold"]),
        ("昆仑山脉", "昆仑山脉", ["昆仑山脉"]),
        ("kunlunshanmai", "昆仑山脉", []),
    ],
)
def test_what_to_mark_stands_letter_for_letter_in_the_excerpt(
    graph: Graph, text: str, excerpt: str, highlights: list[str]
) -> None:
    graph.add(
        Topic(key="t1", name="昆仑山脉"), Standard(number="X 1", title_en="Cold 😀 Water Meter of Brass")
    )

    (item,) = (each for each in found(graph, text) if each["excerpt"] == excerpt)

    assert sorted(item["highlights"]) == sorted(highlights)


@pytest.mark.parametrize("text", ["质量", "zhiliang", "zhi liang", "zhi'liang"])
def test_quality_is_found_however_it_is_typed(graph: Graph, text: str) -> None:
    items = found(graph, text, first=100)

    assert len(items) == 100
    assert all("质量" in (item["node"].get("name") or item["node"].get("heading")) for item in items[:20])


def test_what_is_called_so_comes_before_what_has_it_in_its_name(graph: Graph) -> None:
    graph.add(
        Topic(key="t2", name="消费券"), Topic(key="t1", name="电子消费券"), Topic(key="t3", name="消费者券面")
    )

    items = found(graph, "消费券")

    assert names(items) == ["消费券", "电子消费券"]
    assert [item["match"] for item in items] == ["EXACT", "WHOLE"]
    assert [item["matched"] for item in items] == [["name"], ["name"]]
    assert items[0]["kind"] == "Topic"


def test_all_words_must_be_there_in_whatever_field(graph: Graph) -> None:
    graph.add(
        Standard(number="XX/T 990001-2016", title="样例管理体系 要求"),
        Standard(number="XX/T 990002-2016", title="样例产品 要求"),
    )

    assert names(found(graph, "990001 管理体系")) == ["样例管理体系 要求"]
    assert found(graph, "990002 管理体系") == []
    assert {item["match"] for item in found(graph, "要求 样例", kinds=["Standard"])} == {"WORDS"}


def test_one_character_finds_where_it_begins_or_ends_a_word(graph: Graph) -> None:
    graph.add(Topic(key="t1", name="㐀瓦㐁"))

    for text in "㐀瓦㐁":
        assert names(found(graph, text, kinds=["Topic"])) == ["㐀瓦㐁"]


def test_only_the_kinds_asked_for_are_searched(graph: Graph) -> None:
    graph.add(Topic(key="t1", name="昆仑企业"), Enterprise(uscc="X1", name="昆仑企业"))

    assert {item["kind"] for item in found(graph, "昆仑")} == {"Topic", "Enterprise"}
    assert {item["kind"] for item in found(graph, "昆仑", kinds=["Actor"])} == {"Enterprise"}
    assert found(graph, "昆仑", kinds=["Provision"]) == []


def test_the_wording_of_a_clause_is_found_with_an_excerpt_around_the_place(graph: Graph) -> None:
    text = f"{'前' * 90}昆仑山脉{'后' * 90}"
    graph.add(Clause(document=Link("document:nx-2012-quality"), locator="一", order=1, text=text))

    (item,) = found(graph, "昆仑山", kinds=["Clause"])

    assert (item["match"], item["matched"]) == ("WHOLE", ["text"])
    assert item["excerpt"].startswith(f"{'前' * 20}昆仑山脉后")
    assert len(item["excerpt"]) == 80


@pytest.mark.parametrize(
    "text",
    [
        "昆仑 AND", "昆仑 OR 质量", "NOT 昆仑", "name:昆仑", "昆仑*", '"昆仑', "(昆仑", "昆仑~2", "昆仑^9",
        "+昆仑 -产业", "[昆 TO 仑]", "昆仑\\", "昆仑/.*/", "昆仑 && x || !y", "{昆仑}", "昆仑\x00",
        "\ud800昆仑",
        "'昆仑; MATCH (n) DETACH DELETE n //",
    ],
)  # fmt: skip
def test_no_sign_of_a_text_is_an_operator(graph: Graph, text: str) -> None:
    graph.add(Topic(key="t1", name="昆仑产业"), Topic(key="t2", name="别的"))

    items = found(graph, text, kinds=["Topic"])

    assert set(names(items)) <= {"昆仑产业"}
    assert len(graph.database.read("MATCH (t:Topic) WHERE t.key IN ['t1', 't2'] RETURN t.key", {})) == 2


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "*", '"', "(", "~", "“”", "_", "x" * 201, "质" * 10_000])
def test_what_holds_nothing_to_search_for_or_too_much_is_refused(graph: Graph, text: str) -> None:
    with pytest.raises(TextRefused, match=r"nothing to search for; give|search for at most 200"):
        graph.ask(search, text, DAY)


@pytest.mark.parametrize("first", [0, -1, 101, 10_000])
def test_first_is_bounded(graph: Graph, first: int) -> None:
    with pytest.raises(TextRefused, match="give a number from 1 to 100"):
        graph.ask(search, "质量", DAY, first=first)
    assert len(found(graph, "质量", first=1)) == 1


def test_a_name_that_is_read_follows_the_claim_that_wins_and_ends_with_it(graph: Graph) -> None:
    graph.add(Enterprise(uscc="X1", name="昆仑"))
    assert names(found(graph, "kunlun", kinds=["Enterprise"])) == ["昆仑"]

    graph.add(Enterprise(uscc="X1", name="天台"))
    assert found(graph, "kunlun", kinds=["Enterprise"]) == []
    assert names(found(graph, "tiantai", kinds=["Enterprise"])) == ["天台"]

    graph.add(Enterprise(uscc="X1", name="ACME 3000"))
    assert found(graph, "tiantai", kinds=["Enterprise"]) == []
    assert names(found(graph, "acme", kinds=["Enterprise"])) == ["ACME 3000"]


def test_of_two_sources_the_served_name_is_read(graph: Graph) -> None:
    graph.add(Enterprise(uscc="X1", name="昆仑"))
    other = Delivery("other", "test", [Record("r", (Enterprise(uscc="X1", name="天台"),))])
    loaders.deliver(graph.database, quality_model(), other, authority=Authority({"other": 1, "register": 2}))

    try:
        assert names(found(graph, "tt", kinds=["Enterprise"])) == ["天台"]
        assert found(graph, "kl", kinds=["Enterprise"]) == []
    finally:
        loaders.withdraw(graph.database, quality_model(), "other")


def test_it_is_counted_by_kind_and_in_all_whatever_the_page(graph: Graph) -> None:
    graph.add(
        *(Topic(key=f"t{n}", name=f"昆仑{n}") for n in range(5)),
        *(Enterprise(uscc=f"X{n}", name=f"昆仑{n}") for n in range(3)),
    )

    answer = graph.ask(search, "昆仑", DAY, first=2)

    assert answer is not None
    assert answer["counts"] == [
        {"search_kind": "TOPIC", "count": 5},
        {"search_kind": "ENTERPRISE", "count": 3},
    ]
    assert (answer["total_count"], len(answer["items"]), answer["has_next_page"]) == (8, 2, True)
    narrowed = graph.ask(search, "昆仑", DAY, first=3, kinds=["Enterprise"])
    assert narrowed is not None
    assert (narrowed["total_count"], narrowed["has_next_page"]) == (3, False)


def test_pages_go_on_to_the_last_and_give_each_once_in_one_order(graph: Graph) -> None:
    graph.add(*(Topic(key=f"t{n}", name=f"昆仑{'山' * (n % 3)}{n}") for n in range(7)))

    seen: list[str] = []
    after, pages = None, 0
    while after is not None or not pages:
        answer = graph.ask(search, "昆仑", DAY, first=3, after=after)
        assert answer is not None
        seen += names(answer["items"])
        after, pages = answer["end_cursor"] if answer["has_next_page"] else None, pages + 1

    assert pages == 3
    assert seen == names(found(graph, "昆仑"))
    assert len(set(seen)) == len(seen) == 7


def test_a_page_behind_the_last_is_empty_and_no_gap(graph: Graph) -> None:
    graph.add(Topic(key="t1", name="昆仑"))
    whole = graph.ask(search, "昆仑", DAY)
    assert whole is not None

    answer = graph.ask(search, "昆仑", DAY, after=whole["end_cursor"])

    assert answer is not None
    assert (answer["items"], answer["gaps"], answer["end_cursor"]) == ([], [], None)
    assert answer["total_count"] == 1


@pytest.mark.parametrize(("text", "kinds"), [("昆仑山", None), ("昆仑", ["Topic"])])
def test_a_cursor_of_another_search_is_refused(graph: Graph, text: str, kinds: list[str] | None) -> None:
    graph.add(Topic(key="t1", name="昆仑山"), Topic(key="t2", name="昆仑"))
    answer = graph.ask(search, "昆仑", DAY)
    assert answer is not None

    for cursor in (answer["end_cursor"], f"{answer['end_cursor']}x", "", "2", "-1"):
        with pytest.raises(TextRefused, match="after is no cursor of this search: take endCursor"):
            graph.ask(search, text, DAY, kinds=kinds, after=cursor)


def test_nothing_found_is_a_gap(graph: Graph) -> None:
    assert found(graph, "喀喇昆仑走廊") == []
