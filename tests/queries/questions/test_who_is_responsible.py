"""Who is responsible: chains on days around changes, gaps in their place, and what is inferred.

Not here: the rules that the statements keep (`test_rules`), and the other questions.
"""

from datetime import date
from typing import Any

import pytest

from graph.model import Link
from graph.model.accountability import AccountabilityAction, Incident
from graph.model.classification import ProductClass
from graph.model.market import Product
from graph.model.policy import Clause, Document, Duty, Mechanism, ProvisionKind
from queries.questions.who_is_responsible import who_is_responsible
from tests.queries.questions.register import (
    COUNTY,
    ENTERPRISE,
    FIRST,
    MANAGER,
    OTHER_COUNTY,
    PREFECTURE,
    SECTOR,
    SUPERVISORS,
    Graph,
    department,
    enterprise,
    government,
    person,
    post,
    regions,
    sector,
)

BEFORE, ON, AFTER = date(2021, 6, 30), date(2021, 7, 1), date(2021, 7, 2)


def chain(graph: Graph, subject: str, as_of: date) -> list[dict[str, Any]]:
    answer = graph.ask(who_is_responsible, subject, as_of)
    assert answer is not None
    steps: list[dict[str, Any]] = answer["chain"]
    return steps


def actors(steps: list[dict[str, Any]], tier: str) -> list[str | None]:
    return [step["actor"] and step["actor"]["name"] for step in steps if step["tier"] == tier]


def test_the_chain_runs_from_the_person_to_the_leading_group(graph: Graph) -> None:
    graph.add(
        *regions(), sector(), enterprise(), post(FIRST), person("张", Link("post:p1", ON)),
        post(MANAGER, "p2"), person("李", Link("post:p2")), department("县局", member_of=[SUPERVISORS]),
        department("市局", Link(PREFECTURE)), government("市政府", PREFECTURE), government("县政府"),
    )  # fmt: skip

    answer = graph.ask(who_is_responsible, ENTERPRISE, ON)

    assert answer is not None
    assert [(s["tier"], s["grade"], s["actor"]["name"], s["role"]) for s in answer["chain"]] == [
        ("FIRST_RESPONSIBLE_PERSON", "PRIMARY", "质量职务", "质量第一责任人"),
        ("QUALITY_MANAGER", "DIRECT", "质量职务", "企业质量主管人员"),
        ("ENTERPRISE", "FIRST", "样例企业", "企业"),
        ("DEPARTMENT", "SECTORAL", "县局", "监管部门"),
        ("DEPARTMENT", "SECTORAL", "市局", "监管部门"),
        ("GOVERNMENT", "OVERALL", "县政府", "地方政府"),
        ("GOVERNMENT", "OVERALL", "市政府", "地方政府"),
        ("LEADING_GROUP", None, "自治区质量发展工作领导小组", None),
    ]
    locators = [[clause["locator"] for clause in step["basis"]] for step in answer["chain"]]
    assert locators == [["三.（一）.1"]] * 2 + [["三.（三）.1"]] * 5 + [["四.（一）.¶1"]]
    for step in answer["chain"]:
        assert step["provisions"]
        assert {duty.get("grade") for duty in step["provisions"]} == {step["grade"]}
    assert (answer["gaps"], str(answer["as_of"]), answer["subject"]) == ([], str(ON), ENTERPRISE)


def test_the_first_responsible_person_is_whoever_holds_the_post_on_the_day(graph: Graph) -> None:
    graph.add(
        *regions(), sector(), enterprise(), post(FIRST),
        person("张", Link("post:p1", None, ON)), person("李", Link("post:p1", ON, AFTER)),
    )  # fmt: skip

    holders = [chain(graph, ENTERPRISE, day)[0]["holder"] for day in (BEFORE, ON, AFTER)]

    assert [holder and holder["name"] for holder in holders] == ["张", "李", None]
    assert [str(holder["since"]) for holder in holders[:2]] == ["None", str(ON)]


def test_who_holds_a_post_by_two_entries_of_the_register_is_named_once(graph: Graph) -> None:
    graph.add(
        *regions(), sector(), enterprise(), post(FIRST),
        person("张", Link("post:p1", BEFORE), Link("post:p1", ON)),
    )  # fmt: skip

    steps = [s for s in chain(graph, ENTERPRISE, ON) if s["tier"] == "FIRST_RESPONSIBLE_PERSON"]

    assert [(step["holder"]["name"], step["holder"]["since"].iso_format()) for step in steps] == [
        ("张", BEFORE.isoformat())
    ]


def test_an_enterprise_bears_its_duty_from_the_day_it_was_founded(graph: Graph) -> None:
    graph.add(*regions(), sector(), enterprise().model_copy(update={"founded_on": ON}))

    answers = [graph.ask(who_is_responsible, ENTERPRISE, day) for day in (BEFORE, ON, AFTER)]

    steps = [answer["chain"][2] for answer in answers if answer]
    assert [(step["gap"], step["actor"] and step["actor"]["id"]) for step in steps] == [
        ("NOT_YET_FOUNDED", None), (None, ENTERPRISE), (None, ENTERPRISE),
    ]  # fmt: skip
    assert [str(step["valid_from"]) for step in steps] == ["None", str(ON), str(ON)]


def test_a_step_says_from_when_until_when_all_its_evidence_holds(graph: Graph) -> None:
    graph.add(
        *regions(), sector(), enterprise(Link(COUNTY, date(2010, 1, 1))),
        department("县局", Link(COUNTY, date(2012, 1, 1)), over=Link(SECTOR, BEFORE, AFTER)),
    )  # fmt: skip

    step = next(s for s in chain(graph, ENTERPRISE, ON) if s["tier"] == "DEPARTMENT")

    assert (str(step["valid_from"]), str(step["valid_to"])) == (str(BEFORE), str(AFTER))
    assert [scope["id"] for scope in step["scopes"]] == [SECTOR]
    assert [record["record_key"] for record in step["evidence"]] == ["department:县局", ENTERPRISE]


def test_an_enterprise_that_moves_is_supervised_where_it_is_on_the_day(graph: Graph) -> None:
    graph.add(
        *regions(), sector(), enterprise(Link(COUNTY, None, ON), Link(OTHER_COUNTY, ON)),
        department("甲局"), department("乙局", Link(OTHER_COUNTY)), government("乙政府", OTHER_COUNTY),
    )  # fmt: skip

    days = [chain(graph, ENTERPRISE, day) for day in (BEFORE, ON, AFTER)]

    assert [actors(steps, "DEPARTMENT") for steps in days] == [["甲局"], ["乙局"], ["乙局"]]
    assert [actors(steps, "GOVERNMENT") for steps in days] == [[None], ["乙政府"], ["乙政府"]]


def test_a_county_that_moves_takes_the_prefecture_of_the_day(graph: Graph) -> None:
    moved = regions()
    moved[0] = moved[0].model_copy(update={"part_of": [Link(PREFECTURE, None, ON), Link(OTHER_COUNTY, ON)]})
    graph.add(*moved, sector(), enterprise(), government("旧", PREFECTURE), government("新", OTHER_COUNTY))

    days = [actors(chain(graph, ENTERPRISE, day), "GOVERNMENT") for day in (BEFORE, ON, AFTER)]

    assert days == [["旧"], ["新", "旧"], ["新", "旧"]]


@pytest.mark.parametrize("what", ["remit", "jurisdiction"])
def test_a_department_is_in_the_chain_only_while_it_has_remit_and_jurisdiction(
    graph: Graph, what: str
) -> None:
    ends: dict[str, Any] = {"over": Link(SECTOR, None, ON)} if what == "remit" else {}
    serves: list[Link[Any]] = [Link(COUNTY, None, ON)] if what == "jurisdiction" else []
    graph.add(*regions(), sector(), enterprise(), department("县局", *serves, **ends))

    days = [actors(chain(graph, ENTERPRISE, day), "DEPARTMENT") for day in (BEFORE, ON, AFTER)]

    assert days == [["县局"], [None], [None]]


def test_what_nobody_fills_is_a_gap_in_its_place_with_the_clause_that_demands_it(graph: Graph) -> None:
    graph.add(*regions(), sector(), enterprise())

    answer = graph.ask(who_is_responsible, ENTERPRISE, ON)

    assert answer is not None
    assert [(step["tier"], step["gap"]) for step in answer["chain"]] == [
        ("FIRST_RESPONSIBLE_PERSON", "NO_FIRST_RESPONSIBLE_PERSON"),
        ("QUALITY_MANAGER", "NO_QUALITY_MANAGER"),
        ("ENTERPRISE", None),
        ("DEPARTMENT", "NO_DEPARTMENT_WITH_REMIT"),
        ("GOVERNMENT", "NO_GOVERNMENT"),
        ("LEADING_GROUP", None),
    ]
    assert [gap["code"] for gap in answer["gaps"]] == [s["gap"] for s in answer["chain"] if s["gap"]]
    assert answer["gaps"][0]["message"] == "nobody is on file as first-responsible person"
    assert [c["locator"] for c in answer["gaps"][0]["basis"]] == ["三.（一）.1"]


def test_only_what_no_record_says_is_inferred(graph: Graph) -> None:
    graph.add(
        *regions(), sector(), enterprise(), government("县政府"),
        department("在册", member_of=[SUPERVISORS]), department("未在册"),
    )  # fmt: skip

    steps = {step["actor"]["name"]: step for step in chain(graph, ENTERPRISE, ON) if step["actor"]}

    assert (steps["样例企业"]["inferred"], steps["样例企业"]["rule"]) == (True, "DEFINITION")
    assert (steps["县政府"]["inferred"], steps["县政府"]["rule"]) == (True, "DEFINITION")
    assert (steps["未在册"]["inferred"], steps["未在册"]["rule"]) == (True, "JURISDICTION_AND_REMIT")
    assert (steps["在册"]["inferred"], steps["在册"]["rule"]) == (False, None)
    assert [each["name"] for each in steps["在册"]["supervises"]] == ["样例企业"]


def test_a_product_has_its_makers_chain_and_the_departments_with_a_remit_over_it(graph: Graph) -> None:
    broad, fruit, rice = "productClass:E~0", "productClass:E~1", "productClass:E~2"
    graph.add(
        *regions(), sector(), enterprise(sectors=()),
        ProductClass(edition="E", code="0", name="食品"),
        ProductClass(edition="E", code="1", name="枸杞", broader=Link(broad)),
        ProductClass(edition="E", code="2", name="大米"),
        Product(maker=Link(ENTERPRISE), code="a", name="枸杞干果", classes=[Link(fruit)]),
        Product(maker=Link(ENTERPRISE), code="b", name="大米", classes=[Link(rice)]),
        department("食品局", over=Link(broad)), department("粮食局", over=Link(rice)),
    )  # fmt: skip

    of_product, of_enterprise = chain(graph, "product:X1~a", ON), chain(graph, ENTERPRISE, ON)

    assert actors(of_product, "ENTERPRISE") == ["样例企业"]
    assert actors(of_product, "DEPARTMENT") == ["食品局"]
    assert actors(of_enterprise, "DEPARTMENT") == ["粮食局", "食品局"]


def test_an_incident_has_a_chain_for_each_enterprise_and_what_followed(graph: Graph) -> None:
    second = enterprise().model_copy(update={"uscc": "X2", "name": "另一企业"})
    graph.add(
        *regions(), sector(), enterprise(), second,
        Incident(system="s", record_key="1", title="事故", enterprises=[Link(ENTERPRISE), Link(second.id)]),
        AccountabilityAction(system="s", record_key="9", incident=Link("incident:s~1")),
    )  # fmt: skip

    answer = graph.ask(who_is_responsible, "incident:s~1", ON)

    assert answer is not None
    assert actors(answer["chain"], "ENTERPRISE") == ["样例企业", "另一企业"]
    assert [step["enterprise"]["id"] for step in answer["chain"]] == [ENTERPRISE] * 6 + [second.id] * 6
    assert [action["id"] for action in answer["actions"]] == ["accountabilityAction:s~9"]


def test_an_incident_that_involves_nobody_on_file_says_so(graph: Graph) -> None:
    graph.add(Incident(system="s", record_key="1", title="事故"))

    answer = graph.ask(who_is_responsible, "incident:s~1", ON)

    assert answer is not None
    assert "NO_ENTERPRISE" in [gap["code"] for gap in answer["gaps"]]


def test_a_target_that_names_nobody_says_so_and_has_whom_the_general_rule_names(graph: Graph) -> None:
    answer = graph.ask(who_is_responsible, "target:nx-2012-E1", ON)

    assert answer is not None
    assert [(step["actor"] or {}).get("name") for step in answer["chain"]] == [
        None, "各市、县（区）人民政府", "各行业主管部门", "自治区质量发展工作领导小组",
    ]  # fmt: skip
    assert {step["rule"] for step in answer["chain"][1:]} == {"GENERAL_RULE"}
    assert [(gap["code"], gap["basis"][0]["locator"]) for gap in answer["gaps"]] == [
        ("NOT_STATED", "二.（三）.2")
    ]


def test_a_mechanism_has_the_actors_that_its_text_names_in_order(graph: Graph) -> None:
    sharing = chain(graph, "mechanism:nx-2012-credit-sharing", ON)
    system = chain(graph, "mechanism:nx-2012-responsibility-system", ON)

    assert "".join(step["actor"]["name"][0] for step in sharing) == "质检工税银商海统"
    assert {(step["part"], step["inferred"]) for step in sharing} == {("SHARES", False)}
    assert {each["key"] for step in sharing for each in step["provisions"]} == {"nx-2012-credit-sharing"}
    assert [[duty["grade"] for duty in step["provisions"]] for step in system] == [
        ["FIRST"], ["SECTORAL"], ["OVERALL"],
    ]  # fmt: skip
    assert [(s["tier"], s["grade"]) for s in system] == [
        ("ENTERPRISE", "FIRST"), ("DEPARTMENT", "SECTORAL"), ("GOVERNMENT", "OVERALL"),
    ]  # fmt: skip


def test_an_actor_answers_on_the_basis_of_the_clauses_that_name_it(graph: Graph) -> None:
    told = [
        (step["actor"]["name"], [clause["locator"] for clause in step["basis"]])
        for key in ("key-energy-user-checks", "major-accident-reporting")
        for step in chain(graph, f"mechanism:nx-2012-{key}", ON)
    ]

    assert set(map(str, told)) == {
        str(("重点耗能企业", ["三.（五）.3"])),
        str(("重点能耗企业", ["三.（六）.4"])),
        str(("企业", ["三.（一）.1", "三.（二）.6"])),
    }


def test_a_duty_of_the_same_clause_counts_in_the_clause_that_names_its_bearer_only(graph: Graph) -> None:
    one, two = Link[Clause]("clause:d~1"), Link[Clause]("clause:d~2")
    bearer = Link[Any]("orgClass:企业", properties={"named_in": one.to})
    document = Link[Document]("document:d")
    regime = ProvisionKind.REGIME
    graph.add(
        Document(slug="d"), Clause(document=document, locator="1"), Clause(document=document, locator="2"),
        Duty(key="x", name="召回", clauses=[one, two], bearers=[bearer]),
        Mechanism(key="with", name="制度", kind=regime, clauses=[one]),
        Mechanism(key="without", name="制度", kind=regime, clauses=[two]),
    )  # fmt: skip

    assert {step["rule"] for step in chain(graph, "mechanism:with", ON)} == {"SAME_CLAUSE"}
    assert "SAME_CLAUSE" not in {step["rule"] for step in chain(graph, "mechanism:without", ON)}


@pytest.mark.parametrize(
    "subject",
    ["enterprise:nobody", "enterprise", "", ":", "target:", "region:640199~2002", "X1' RETURN 1 //"],
)
def test_unknown_and_malformed_ids_have_no_answer(graph: Graph, subject: str) -> None:
    graph.add(*regions())

    assert graph.ask(who_is_responsible, subject, ON) is None
