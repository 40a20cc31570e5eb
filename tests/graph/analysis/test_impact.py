"""Impact: what rests on a department or a standard, and what would be left with nothing in its place."""

from datetime import date
from typing import Any

import pytest

from graph.analysis import Touched, change_impact
from graph.model import Link
from graph.model.actors import Body, Department
from graph.model.conformity import AttestationStatus, Certificate, ConformityBody, Licence
from graph.model.enforcement import Case, CaseKind
from graph.model.policy import Duty
from graph.model.standards import AdoptionDegree, Standard
from tests.graph.analysis.county import (
    BEFORE,
    BROAD,
    COUNTY,
    NARROW,
    ON,
    PREFECTURE,
    classes,
    counties,
    day,
    product,
)
from tests.queries.questions.register import Graph, department, enterprise, sector

DEPARTMENT, STANDARD = "department:县", "standard:GB 1"


def touched(graph: Graph, subject: str, as_of: date = ON) -> dict[str, tuple[str, ...]]:
    impact = change_impact(day(graph, as_of), subject)
    assert impact is not None
    assert all(each.count == len(each.first) for each in impact.touched.values())
    return {sort: each.first for sort, each in impact.touched.items() if each.count}


def test_a_department_touches_its_field_and_leaves_enterprises_where_it_was_alone(bare: Graph) -> None:
    bare.add(
        *counties(), *classes(), sector(), enterprise(), product(),
        department("县", over=Link(NARROW)), department("市", Link(PREFECTURE), over=Link(BROAD, ON)),
        Body(key="队", name="队", hosted_by=Link(DEPARTMENT)),
        Duty(key="d", name="职责", bearers=[Link(DEPARTMENT)]),
    )  # fmt: skip

    with_another = {
        "regions": (COUNTY,), "scopes": (NARROW,), "provisions": ("duty:d",), "actors": ("body:队",),
        "enterprises": ("enterprise:X1",),
    }  # fmt: skip
    assert touched(bare, DEPARTMENT, ON) == with_another
    assert touched(bare, DEPARTMENT, BEFORE) == {**with_another, "enterprises_left": ("enterprise:X1",)}


def test_a_department_touches_the_licences_in_force_and_the_cases_open_on_the_day(bare: Graph) -> None:
    issued: Any = {"issuer": Link(DEPARTMENT), "holder": Link("enterprise:X1")}
    bare.add(
        *counties(), sector(), enterprise(), Department(key="县", name="县"),
        Licence(number="L1", expires_on=BEFORE, **issued), Licence(number="L2", issued_on=ON, **issued),
        Licence(number="L3", status=AttestationStatus.SUSPENDED, **issued),
        Case(
            system="s", record_key="1", kind=next(iter(CaseKind)), title="案", closed_on=ON,
            handled_by=[Link(DEPARTMENT)],
        ),
    )  # fmt: skip

    assert touched(bare, DEPARTMENT, BEFORE) == {"licences": ("licence:县~L1",), "cases": ("case:s~1",)}
    assert touched(bare, DEPARTMENT, ON) == {"licences": ("licence:县~L2",)}


def standard(number: str = "GB 1", **more: Any) -> Standard:
    return Standard(number=number, **{"applies_to": [Link(BROAD)], **more})


def test_a_standard_touches_what_is_of_its_class_and_of_narrower_ones(bare: Graph) -> None:
    bare.add(*counties(), *classes(), sector(), enterprise(), product(), standard())

    assert touched(bare, STANDARD) == {
        "products": ("product:X1~a",), "enterprises": ("enterprise:X1",),
        "scopes": (BROAD,), "scopes_left": (BROAD,),
    }  # fmt: skip


def test_a_scope_is_not_left_while_another_standard_in_force_applies_to_it(bare: Graph) -> None:
    bare.add(*classes(), standard(), standard("GB 2", effective_on=ON, replaces=[Link(STANDARD)]))

    before, on = touched(bare, STANDARD, BEFORE), touched(bare, STANDARD, ON)

    assert (before["scopes_left"], before["successors"]) == ((BROAD,), ("standard:GB 2",))
    assert "scopes_left" not in on


def test_a_standard_applies_until_the_day_before_it_ends(bare: Graph) -> None:
    bare.add(*classes(), standard(applies_to=[Link(NARROW, None, ON)]))

    assert touched(bare, STANDARD, BEFORE)["scopes"] == (NARROW,)
    assert touched(bare, STANDARD, ON) == {}


def test_a_standard_touches_the_certificates_in_force_and_the_standards_that_adopt_it(bare: Graph) -> None:
    adopts: Any = [Link(STANDARD, properties={"degree": AdoptionDegree.IDT.value, "verified": True})]
    by: Any = {"issuer": Link("conformityBody:b"), "standards": [Link(STANDARD)]}
    bare.add(
        standard(applies_to=[]), standard("GB 2", applies_to=[], adopts=adopts),
        ConformityBody(key="b", name="机构"),
        Certificate(number="C1", expires_on=BEFORE, **by), Certificate(number="C2", expires_on=ON, **by),
    )  # fmt: skip

    assert touched(bare, STANDARD) == {
        "certificates": ("certificate:b~C2",), "adopters": ("standard:GB 2",),
    }  # fmt: skip


@pytest.mark.parametrize("subject", ["department:none", "standard:none", "enterprise:X1", "", "' OR 1=1"])
def test_what_is_not_there_or_no_department_or_standard_has_no_impact(bare: Graph, subject: str) -> None:
    bare.add(*counties(), sector(), enterprise())

    assert change_impact(day(bare), subject) is None


def test_many_things_are_counted_and_the_first_twenty_told() -> None:
    many = Touched.by(str(number) for number in range(30)) + Touched.by(["more"])

    assert (many.count, len(many.first), many.first[-1]) == (31, 20, "19")
