"""Which departments share a credit record: the eight in order, and who does not.

Not here: the rules that the statements keep (`test_rules`), and the other questions.
"""

from datetime import date
from typing import Any

import pytest

from graph.model import Link
from graph.model.actors import Department
from graph.model.credit import CreditRecord
from graph.model.policy import Mechanism, Part, ProvisionKind
from queries.questions.credit_record_sharing import credit_record_sharing
from tests.queries.questions.register import Graph, department, regions, sector

BEFORE, ON, AFTER = date(2021, 6, 30), date(2021, 7, 1), date(2021, 7, 2)
SHARING: Link[Mechanism] = Link("mechanism:nx-2012-credit-sharing")
QUALITY: Link[Department] = Link("department:nx-2012-质监")
EIGHT = ["质监", "检验检疫", "工商", "税务", "银行", "商务", "海关", "统计"]
RECORD = "creditRecord:s~1"


def record(**fields: Any) -> CreditRecord:
    said = {"contributed_by": [QUALITY], "shared_under": SHARING, "recorded_on": ON, **fields}
    return CreditRecord(system="s", record_key="1", **said)


def ask(graph: Graph, as_of: date = AFTER) -> dict[str, Any]:
    answer = graph.ask(credit_record_sharing, RECORD, as_of)
    assert answer is not None
    return answer


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["department"]["name"] for row in rows]


def test_a_record_is_shared_with_exactly_the_eight_in_the_documents_order(graph: Graph) -> None:
    graph.add(record())

    answer = ask(graph)

    assert names(answer["shared_with"]) == EIGHT
    assert (answer["not_shared_with"], answer["gaps"], answer["open"]) == ([], [], True)
    assert [each["name"] for each in answer["contributed_by"]] == ["质监"]
    first = answer["shared_with"][0]
    assert ([clause["locator"] for clause in first["basis"]], str(first["since"])) == (
        ["三.（二）.10"],
        str(ON),
    )
    keys = sorted(source["record_key"] for source in first["evidence"])
    assert keys == [RECORD, SHARING.to]
    assert [source["record_key"] for source in answer["provenance"]] == [SHARING.to, RECORD]


def test_a_contributor_that_the_source_does_not_name_is_listed_with_the_reason(graph: Graph) -> None:
    graph.add(*regions(), sector(), department("农业局"), record(contributed_by=[Link("department:农业局")]))

    answer = ask(graph)

    assert names(answer["shared_with"]) == EIGHT
    assert [(row["department"]["name"], row["reason"]) for row in answer["not_shared_with"]] == [
        ("农业局", "NOT_NAMED_IN_SOURCE")
    ]


def test_a_contributor_known_to_be_one_of_the_eight_is_not_left_out(graph: Graph) -> None:
    register = department("质监局", same_as=[Link(QUALITY.to, ON)])
    graph.add(*regions(), sector(), register, record(contributed_by=[Link(register.id)], recorded_on=None))

    assert names(ask(graph, BEFORE)["not_shared_with"]) == ["质监局"]
    assert names(ask(graph, ON)["not_shared_with"]) == []


def test_a_record_under_no_mechanism_is_shared_with_none_of_the_eight(graph: Graph) -> None:
    graph.add(record(shared_under=None))

    answer = ask(graph)

    assert (answer["shared_with"], answer["mechanism"]) == ([], None)
    assert names(answer["not_shared_with"]) == EIGHT
    assert {row["reason"] for row in answer["not_shared_with"]} == {"NO_SHARING_MECHANISM"}
    assert [gap["code"] for gap in answer["gaps"]] == ["NO_SHARING_MECHANISM"]


def test_a_department_contributes_until_the_day_before_it_stops(graph: Graph) -> None:
    graph.add(record(contributed_by=[Link(QUALITY.to, None, ON)], recorded_on=None))

    days = [ask(graph, day) for day in (BEFORE, ON, AFTER)]

    assert [len(answer["contributed_by"]) for answer in days] == [1, 0, 0]
    assert [gap["code"] for gap in days[1]["gaps"]] == ["NO_CONTRIBUTOR"]


def test_a_record_is_shared_from_the_day_on_which_it_was_recorded(graph: Graph) -> None:
    graph.add(record())

    days = [ask(graph, day) for day in (BEFORE, ON, AFTER)]

    assert [len(answer["shared_with"]) for answer in days] == [0, 8, 8]
    assert {row["reason"] for row in days[0]["not_shared_with"]} == {"NOT_YET_RECORDED"}


def test_a_department_shares_only_while_it_takes_part(graph: Graph) -> None:
    other = Mechanism(key="m", name="另一机制", kind=ProvisionKind.REGIME, participants=[
        Link(QUALITY.to, BEFORE, ON, properties={"part": Part.SHARES.value, "position": 1}),
    ])  # fmt: skip
    graph.add(other, record(shared_under=Link(other.id), recorded_on=None))

    before, on = ask(graph, BEFORE), ask(graph, ON)

    assert (names(before["shared_with"]), before["open"]) == (["质监"], False)
    assert str(before["shared_with"][0]["since"]) == str(BEFORE)
    assert [(r["department"]["name"], r["reason"]) for r in on["not_shared_with"]] == [
        ("质监", "NOT_TAKING_PART")
    ]


@pytest.mark.parametrize("subject", ["creditRecord:s~none", "creditRecord", "", "' OR 1=1"])
def test_unknown_and_malformed_ids_have_no_answer(graph: Graph, subject: str) -> None:
    assert graph.ask(credit_record_sharing, subject, ON) is None
