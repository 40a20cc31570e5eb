"""Overlaps: several departments with the same power over one object, and what is none."""

from datetime import date
from typing import Any

from graph.analysis import Overlap, OverlapKind, power_overlaps
from graph.model import Link
from graph.model.actors import Department
from graph.model.policy import Mechanism, Part, ProvisionKind
from tests.graph.analysis.county import BEFORE, BROAD, COUNTY, NARROW, ON, PREFECTURE, classes, counties, day
from tests.queries.questions.register import Graph, department


def overlaps(graph: Graph, as_of: date = ON) -> list[Overlap]:
    return list(power_overlaps(day(graph, as_of)).items)


def remits(*departments: str, scope: str = NARROW, region: str = COUNTY) -> Overlap:
    return Overlap(OverlapKind.REMIT, departments, scope=scope, region=region)


def test_two_departments_of_one_county_overlap_in_the_narrower_of_their_remits(bare: Graph) -> None:
    bare.add(*counties(), *classes(), department("甲", over=Link(BROAD)), department("乙", over=Link(NARROW)))

    assert overlaps(bare) == [remits("department:乙", "department:甲")]


def test_an_overlap_is_told_once_at_the_broadest_scope_where_all_meet(bare: Graph) -> None:
    both: Any = [Link(BROAD), Link(NARROW)]
    departments = [department(each).model_copy(update={"remit": both}) for each in ("甲", "乙")]
    bare.add(*counties(), *classes(), *departments)

    assert overlaps(bare) == [remits("department:乙", "department:甲", scope=BROAD)]


def test_a_county_and_the_prefecture_above_it_do_not_overlap(bare: Graph) -> None:
    bare.add(
        *counties(), *classes(), department("甲", over=Link(NARROW)),
        department("乙", Link(PREFECTURE), over=Link(NARROW)),
    )  # fmt: skip

    assert overlaps(bare) == []


def test_a_department_that_takes_over_does_not_overlap_with_the_one_before(bare: Graph) -> None:
    bare.add(
        *counties(), *classes(), department("甲", over=Link(NARROW, None, ON)),
        department("乙", over=Link(NARROW, BEFORE)),
    )  # fmt: skip

    assert overlaps(bare, BEFORE) == [remits("department:乙", "department:甲")]
    assert overlaps(bare, ON) == []


def test_two_names_of_one_department_do_not_overlap(bare: Graph) -> None:
    same: Any = [Link("department:甲", None, ON)]
    bare.add(
        *counties(), *classes(), department("甲", over=Link(NARROW)),
        department("乙", over=Link(NARROW), same_as=same),
    )  # fmt: skip

    assert overlaps(bare, BEFORE) == []
    assert overlaps(bare, ON) == [remits("department:乙", "department:甲")]


def test_one_directing_part_in_one_provision_is_an_overlap_of_the_text(bare: Graph) -> None:
    parts = [("甲", Part.SUPERVISES), ("乙", Part.SUPERVISES), ("甲", Part.SHARES), ("乙", Part.SHARES)]
    named: Any = [Link(f"department:{key}", properties={"part": part.value}) for key, part in parts]
    bare.add(
        Department(key="甲", name="甲"), Department(key="乙", name="乙"),
        Mechanism(key="m", name="机制", kind=ProvisionKind.REGIME, participants=named),
    )  # fmt: skip

    assert overlaps(bare) == [
        Overlap(
            OverlapKind.STATED, ("department:乙", "department:甲"), provision="mechanism:m", part="SUPERVISES"
        )
    ]
