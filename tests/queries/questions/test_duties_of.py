"""What falls to an actor: by its own name, by class, role, definition and remit, on days around changes.

Not here: the chain of one thing (`test_who_is_responsible`) and the rules of statements (`test_rules`).
"""

from datetime import date
from typing import Any

from graph.model import Link
from graph.model.actors import OrgClass
from graph.model.market import Enterprise
from graph.model.policy import Duty, Mechanism, ProvisionKind
from queries.questions.duties_of import duties_of
from tests.queries.questions.register import (
    COUNTY,
    ENTERPRISE,
    FIRST,
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
KEY_ENTERPRISES: Link[OrgClass] = Link("orgClass:重点企业", ON)


def answer(graph: Graph, actor: str, as_of: date = ON) -> dict[str, Any]:
    found = graph.ask(duties_of, actor, as_of)
    assert found is not None
    return found


def items(graph: Graph, actor: str, via: str, as_of: date = ON) -> list[dict[str, Any]]:
    return [each for each in answer(graph, actor, as_of)["items"] if each["via"] == via]


def named(found: list[dict[str, Any]]) -> set[str]:
    return {each["provision"]["key"] for each in found}


def codes(graph: Graph, actor: str, as_of: date = ON) -> list[str]:
    return [gap["code"] for gap in answer(graph, actor, as_of)["gaps"]]


def test_a_body_has_what_the_document_lays_on_it_by_name(graph: Graph) -> None:
    found = answer(graph, "body:nx-2012-领导小组办公室")

    assert {each["via"] for each in found["items"]} == {"OWN"}
    assert {"BORNE"} < {each["part"] or "BORNE" for each in found["items"]}
    assert all(each["basis"] and each["evidence"] for each in found["items"])
    assert all(each["through"] is None and each["acting_as"] is None for each in found["items"])
    assert [s["system"] for s in found["provenance"]] == ["policy"] * len(found["provenance"])


def test_items_stand_in_the_order_of_the_document(graph: Graph) -> None:
    orders = [each["basis"][0]["order"] for each in answer(graph, "orgClass:企业")["items"]]

    assert orders == sorted(orders)
    assert len(orders) > 10


def test_an_enterprise_has_what_every_enterprise_has_by_definition(graph: Graph) -> None:
    graph.add(*regions(), sector(), enterprise())

    found = items(graph, ENTERPRISE, "DEFINITION")

    assert {"nx-2012-first"} <= named(found)
    assert named(found) == named(answer(graph, "orgClass:企业")["items"])
    first = next(each for each in found if each["provision"]["key"] == "nx-2012-first")
    assert (first["grade"], first["part"], first["rule"], first["inferred"]) == (
        "FIRST", None, "DEFINITION", True,
    )  # fmt: skip
    assert first["through"]["name"] == "企业"
    assert {"register", "policy"} == {source["system"] for source in first["evidence"]}


def test_an_enterprise_that_was_not_founded_yet_has_nothing_by_definition(graph: Graph) -> None:
    graph.add(Enterprise(uscc="X1", name="样例企业", founded_on=ON))

    assert items(graph, ENTERPRISE, "DEFINITION", BEFORE) == []
    assert codes(graph, ENTERPRISE, BEFORE) == ["NOT_YET_FOUNDED", "NO_DUTY"]
    assert codes(graph, ENTERPRISE, ON) == []


def test_a_class_counts_from_the_day_on_which_a_record_puts_the_enterprise_in_it(graph: Graph) -> None:
    graph.add(Enterprise(uscc="X1", name="样例企业", member_of=[KEY_ENTERPRISES]))

    assert items(graph, ENTERPRISE, "MEMBERSHIP", BEFORE) == []
    found = items(graph, ENTERPRISE, "MEMBERSHIP", ON)
    assert found
    assert {each["through"]["name"] for each in found} == {"重点企业"}
    assert {(str(each["valid_from"]), each["inferred"]) for each in found} == {(str(ON), False)}


def test_a_class_counts_no_more_on_the_day_on_which_the_membership_ends(graph: Graph) -> None:
    ended: Link[OrgClass] = Link("orgClass:监管部门", None, ON)
    graph.add(*regions(), sector(), department("县局", member_of=[ended]))

    assert {each["grade"] for each in items(graph, "department:县局", "MEMBERSHIP", BEFORE)} >= {"SECTORAL"}
    assert items(graph, "department:县局", "MEMBERSHIP", ON) == []


def test_a_membership_on_record_takes_the_place_of_the_definition(graph: Graph) -> None:
    local: Link[OrgClass] = Link("orgClass:地方政府")
    recorded = government("县政府").model_copy(update={"member_of": [local]})
    graph.add(*regions(), recorded)

    found = answer(graph, "government:县政府")["items"]

    ways = {(each["through"]["key"], each["via"]) for each in found}
    assert ways == {("地方政府", "MEMBERSHIP"), ("各级政府", "DEFINITION")}
    assert "OVERALL" in {each["grade"] for each in found}


def test_a_department_with_a_remit_and_no_class_on_record_has_the_sectoral_duty_by_a_rule(
    graph: Graph,
) -> None:
    # A remit makes a department a supervisor of its sector, and no member of the class in whatever else.
    other = Duty(key="x", name="报告", bearers=[SUPERVISORS])
    graph.add(*regions(), sector(), department("县局"), other)

    found = answer(graph, "department:县局")["items"]

    assert [(each["grade"], each["via"], each["rule"], each["inferred"]) for each in found] == [
        ("SECTORAL", "REMIT", "JURISDICTION_AND_REMIT", True)
    ]
    assert [each["name"] for each in found[0]["supervises"]] == ["企业"]


def test_a_department_with_a_remit_and_a_class_on_record_has_it_by_the_record(graph: Graph) -> None:
    graph.add(*regions(), sector(), department("县局", member_of=[SUPERVISORS]))

    assert items(graph, "department:县局", "REMIT") == []
    assert "SECTORAL" in {each["grade"] for each in items(graph, "department:县局", "MEMBERSHIP")}


def test_a_registered_department_has_what_falls_to_the_department_that_it_is_named_as(graph: Graph) -> None:
    same: Link[Any] = Link("department:nx-2012-质监", ON)
    graph.add(*regions(), sector(), department("县局", member_of=[SUPERVISORS], same_as=[same]))

    shared = [each for each in items(graph, "department:县局", "OWN") if each["part"] == "SHARES"]

    assert [each["provision"]["key"] for each in shared] == ["nx-2012-credit-sharing"]
    assert shared[0]["acting_as"]["name"] == "质监"
    assert items(graph, "department:县局", "OWN", BEFORE) == []


def test_a_person_has_what_falls_to_the_role_of_the_post_that_they_hold(graph: Graph) -> None:
    graph.add(*regions(), sector(), enterprise(), post(FIRST), person("张", Link("post:p1", ON, AFTER)))

    found = items(graph, "person:X1~张", "ROLE")

    assert ("nx-2012-primary", "PRIMARY") in {(each["provision"]["key"], each["grade"]) for each in found}
    assert {each["acting_as"]["key"] for each in found} == {"p1"}
    assert {(str(each["valid_from"]), str(each["valid_to"])) for each in found} == {(str(ON), str(AFTER))}
    assert codes(graph, "person:X1~张", BEFORE) == ["NO_POST", "NO_DUTY"]
    assert codes(graph, "person:X1~张", AFTER) == ["NO_POST", "NO_DUTY"]


def test_a_post_and_who_holds_it_have_what_falls_to_the_posts_that_it_holds_ex_officio(graph: Graph) -> None:
    chair: Link[Any] = Link("post:nx-2012-领导小组组长")
    clause: Link[Any] = Link("clause:nx-2012-quality~四.（一）.¶1")
    graph.add(
        Duty(key="x", name="召集", bearers=[chair], clauses=[clause]),
        person("主席", Link("post:nx-2012-自治区主席", ON)),
    )

    for actor in ("post:nx-2012-自治区主席", "person:X1~主席"):
        (item,) = answer(graph, actor)["items"]
        assert item["provision"]["key"] == "x"
        assert (item["via"], item["acting_as"]["name"]) == ("OWN", "组长")
    assert codes(graph, "person:X1~主席", BEFORE) == ["NO_POST", "NO_DUTY"]
    # It does not go the other way: who chairs the group is not for that reason head of the region.
    assert {each["acting_as"] is None for each in answer(graph, chair.to)["items"]} == {True}


def test_what_falls_to_an_actor_rests_on_the_clauses_that_name_it_and_is_listed_once(graph: Graph) -> None:
    found = answer(graph, "orgClass:企业")["items"]

    bases = {
        key: [
            [clause["locator"] for clause in each["basis"]]
            for each in found
            if each["provision"]["key"] == key
        ]
        for key in ("nx-2012-recall", "nx-2012-major-accident-reporting")
    }
    assert bases == {
        "nx-2012-recall": [["三.（一）.1"]],
        "nx-2012-major-accident-reporting": [["三.（一）.1", "三.（二）.6"]],
    }


def test_two_clauses_that_name_an_actor_for_other_times_are_two(graph: Graph) -> None:
    clauses: list[Link[Any]] = [
        Link(f"clause:nx-2012-quality~{locator}") for locator in ("四.（二）", "四.（三）")
    ]
    links: list[Link[Any]] = [
        Link("orgClass:企业", day, properties={"part": "PERFORMS", "named_in": clause.to})
        for day, clause in zip((BEFORE, ON), clauses, strict=True)
    ]
    regime = ProvisionKind.REGIME
    graph.add(Mechanism(key="x", name="制度", kind=regime, clauses=clauses, participants=links))

    found = [each for each in answer(graph, "orgClass:企业")["items"] if each["provision"]["key"] == "x"]

    assert [(str(each["valid_from"]), [c["locator"] for c in each["basis"]]) for each in found] == [
        (str(BEFORE), ["四.（二）"]), (str(ON), ["四.（三）"]),
    ]  # fmt: skip


def test_an_actor_on_which_nothing_is_laid_is_a_gap(graph: Graph) -> None:
    graph.add(*regions(), department("县局").model_copy(update={"remit": []}))

    assert codes(graph, "department:县局") == ["NO_DUTY"]


def test_who_does_not_exist_and_what_is_no_actor_have_no_answer(graph: Graph) -> None:
    graph.add(*regions())

    for nobody in ("enterprise:none", COUNTY, "duty:nx-2012-first", "nonsense", ""):
        assert graph.ask(duties_of, nobody, ON) is None
