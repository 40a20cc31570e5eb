"""The outline of a document and the context of a clause: order, depth, neighbours, and what is set up.

Not here: the wording of clauses and how the document is read (`tests/loaders/sources/policy`).
"""

from datetime import date
from typing import Any

from graph.model import Link
from graph.model.policy import Clause, Document, Duty, Mechanism, ProvisionKind
from queries.questions.clause_context import clause_context
from queries.questions.outline import outline
from tests.queries.questions.register import Graph

DAY = date(2026, 1, 31)
DOCUMENT = "document:nx-2012-quality"


def at(locator: str) -> str:
    return f"clause:nx-2012-quality~{locator}"


def entries(graph: Graph, document: str = DOCUMENT) -> dict[str, dict[str, Any]]:
    answer = graph.ask(outline, document, DAY)
    assert answer is not None
    return {each["clause"]["locator"]: each for each in answer["entries"]}


def around(graph: Graph, locator: str) -> dict[str, Any]:
    answer = graph.ask(clause_context, at(locator), DAY)
    assert answer is not None
    return answer


def locators(clauses: list[dict[str, Any]]) -> list[str]:
    return [each["locator"] for each in clauses]


def test_the_outline_has_every_clause_in_the_order_of_the_document(graph: Graph) -> None:
    found = entries(graph)

    assert len(found) == 74
    assert list(found)[:4] == ["序", "一", "一.¶1", "一.¶2"]
    assert list(found)[-2:] == ["四.（四）", "署"]
    assert [each["clause"]["order"] for each in found.values()] == list(range(1, 75))
    # As text, item 10 would come before item 2.
    assert list(found).index("三.（二）.2") < list(found).index("三.（二）.10")


def test_every_clause_has_its_depth_and_its_parent(graph: Graph) -> None:
    found = entries(graph)

    told = {
        locator: (each["depth"], each["parent"] and each["parent"]["locator"])
        for locator, each in found.items()
    }
    assert told["三"] == (1, None)
    assert told["三.（二）"] == (2, "三")
    assert told["三.（二）.10"] == (3, "三.（二）")
    assert told["四.（一）.¶2"] == (3, "四.（一）")
    assert max(depth for depth, _ in told.values()) <= 4


def test_a_clause_counts_what_it_sets_up_and_a_chapter_what_all_within_it_does_once(graph: Graph) -> None:
    found = entries(graph)
    own = graph.database.read(
        "MATCH (c:Clause {id: $id})<-[:DEFINED_IN]-(p:Provision) RETURN count(DISTINCT p) AS n",
        {"id": at("三.（二）.10")},
    )[0]["n"]
    below = graph.database.read(
        "MATCH (c:Clause)<-[:DEFINED_IN]-(p:Provision) WHERE c.locator STARTS WITH '三'"
        " RETURN count(DISTINCT p) AS n, count(p) AS twice",
        {},
    )[0]

    assert found["三.（二）.10"]["provisions"] == own > 5
    assert found["三"]["provisions"] == 0
    assert found["三"]["provisions_below"] == below["n"] < below["twice"]
    assert found["三.（二）.10"]["not_stated"] > 10


def test_a_document_without_clauses_says_so(graph: Graph) -> None:
    graph.add(Document(slug="empty", title="空文件"))

    answer = graph.ask(outline, "document:empty", DAY)

    assert answer is not None
    assert (answer["total"], answer["entries"]) == (0, [])
    assert [gap["code"] for gap in answer["gaps"]] == ["NO_CLAUSES"]
    assert [source["system"] for source in answer["provenance"]] == ["register"]


def test_another_documents_clauses_are_not_mixed_in(graph: Graph) -> None:
    other: Link[Document] = Link("document:other")
    graph.add(Document(slug="other"), Clause(document=other, locator="一", order=1))

    assert list(entries(graph, "document:other")) == ["一"]
    assert len(entries(graph)) == 74
    context = graph.ask(clause_context, "clause:other~一", DAY)
    assert context is not None
    assert (context["previous"], context["next"], context["path"]) == (None, None, [])


def test_a_long_document_is_cut_off_and_says_so(graph: Graph) -> None:
    other: Link[Document] = Link("document:other")
    clauses = [Clause(document=other, locator=f"第{n}条", order=n) for n in range(1, 1003)]
    graph.add(Document(slug="other"), *clauses)

    answer = graph.ask(outline, "document:other", DAY)

    assert answer is not None
    assert (answer["total"], len(answer["entries"])) == (1002, 1000)
    assert [gap["code"] for gap in answer["gaps"]] == ["CUT_OFF"]


def test_a_clause_stands_between_its_neighbours(graph: Graph) -> None:
    found = around(graph, "三.（二）.10")

    assert found["previous"]["locator"] == "三.（二）.9"
    assert found["next"]["locator"] == "三.（二）.11"
    assert locators(found["path"]) == ["三", "三.（二）"]
    assert found["parent"]["locator"] == "三.（二）"
    assert found["children"] == []
    assert [gap["code"] for gap in found["gaps"]] == ["NO_WORDING"]


def test_neighbours_cross_the_bounds_of_chapters(graph: Graph) -> None:
    last = around(graph, "三.（二）.11")
    chapter = around(graph, "三")

    assert last["next"]["locator"] == "三.（三）"
    assert chapter["previous"]["locator"] == "二.（三）.4"
    assert chapter["next"]["locator"] == "三.（一）"
    assert locators(chapter["children"]) == [f"三.（{n}）" for n in "一二三四五六"]


def test_the_first_and_the_last_clause_have_one_neighbour(graph: Graph) -> None:
    assert around(graph, "序")["previous"] is None
    assert around(graph, "署")["next"] is None


def test_the_context_has_what_the_clause_sets_up_and_what_it_leaves_out(graph: Graph) -> None:
    found = around(graph, "三.（二）.10")

    assert "nx-2012-credit-sharing" in {each["key"] for each in found["provisions"]}
    weights = [each["weight"] for each in found["provisions"]]
    assert weights == sorted(weights)
    assert {"KEEPER", "EXIT"} <= {each["what"] for each in found["not_stated"]}
    assert around(graph, "三.（三）.4")["figures"]


def test_the_context_names_whom_this_clause_names_and_not_whom_another_names_for_the_same(
    graph: Graph,
) -> None:
    def subjects(locator: str) -> list[str]:
        named = around(graph, locator)["actors"]
        return [
            each["actor"]["name"]
            for each in named
            if (each["provision"]["key"], each["part"]) == ("nx-2012-key-energy-user-checks", "SUBJECT")
        ]

    assert subjects("三.（五）.3") == ["重点耗能企业"]
    assert subjects("三.（六）.4") == ["重点能耗企业"]


def test_the_context_names_bearers_without_a_part_and_says_what_is_inferred(graph: Graph) -> None:
    recall = [
        (locator, each["actor"]["name"], each["part"])
        for locator in ("三.（一）.1", "三.（三）.3")
        for each in around(graph, locator)["actors"]
        if each["provision"]["key"] == "nx-2012-recall"
    ]
    inferred = [each for each in around(graph, "四.（一）.¶1")["actors"] if each["inferred"]]

    assert recall == [("三.（一）.1", "企业", None)]
    assert [each["provision"]["key"] for each in inferred] == ["nx-2012-award-nomination-list"]
    assert all(each["rule"] for each in inferred)


def test_whom_a_source_names_without_a_clause_is_named_in_each_clause_until_its_last_day(
    graph: Graph,
) -> None:
    until = [Link[Any]("orgClass:企业", None, DAY, properties={"part": "PERFORMS"})]
    clauses: list[Link[Clause]] = [Link(at("四.（二）")), Link(at("四.（三）"))]
    regime = ProvisionKind.REGIME
    graph.add(
        Mechanism(key="x", name="制度", kind=regime, clauses=clauses, participants=until),
        Duty(key="y", name="报告", clauses=clauses, bearers=[Link("orgClass:企业")]),
    )

    for locator in ("四.（二）", "四.（三）"):
        keys = [each["provision"]["key"] for each in around(graph, locator)["actors"]]
        assert ("x" in keys, "y" in keys) == (False, True)


def test_with_its_wording_a_clause_has_no_gap(graph: Graph) -> None:
    worded = Clause(document=Link(DOCUMENT), locator="四", text="……")
    graph.add(worded)

    assert around(graph, "四")["gaps"] == []


def test_what_does_not_exist_and_what_is_no_clause_or_document_have_no_answer(graph: Graph) -> None:
    for unknown in ("document:none", at("三"), "nonsense", ""):
        assert graph.ask(outline, unknown, DAY) is None
    for unknown in (at("九"), DOCUMENT, "nonsense", ""):
        assert graph.ask(clause_context, unknown, DAY) is None
