"""Load and centrality, on networks of which the answer is known by hand."""

import pytest

from graph.analysis import department_load, load
from graph.model import Link
from graph.model.actors import Actor, Department
from graph.model.policy import Mechanism, Part, ProvisionKind
from tests.graph.analysis.county import (
    BEFORE,
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


def test_the_department_between_two_things_is_central_and_the_one_at_the_end_is_not(bare: Graph) -> None:
    # 甲县 - 丙市 - 乙县 is a path, and the department hangs between 甲县 and a mechanism: five in a row.
    named: list[Link[Actor]] = [Link("department:局", properties={"part": Part.ORGANISES.value})]
    mechanism = Mechanism(key="m", name="机制", kind=ProvisionKind.REGIME, participants=named)
    bare.add(*counties(), Department(key="局", name="局", jurisdiction=[Link(COUNTY)]), mechanism)

    (load,) = department_load(day(bare)).items

    # Of the 4 × 3 / 2 pairs of the others, it lies between the mechanism and each of the three regions.
    assert (load.betweenness, load.rank, load.degree) == (0.5, 1, 2)
    assert (load.regions, load.scopes, load.provisions) == (1, 0, 1)


def test_a_department_answers_for_the_enterprises_in_whose_chains_it_stands(bare: Graph) -> None:
    bare.add(
        *counties(), *classes(), sector(), enterprise(), product(),
        department("县", over=Link(NARROW)),
        department("市", Link(PREFECTURE), over=Link(NARROW, ON)),
        department("外", over=Link("sector:E~14", None, BEFORE)),
    )  # fmt: skip

    def answered() -> dict[str, tuple[int, int]]:
        items = department_load(day(bare, BEFORE)).items
        return {each.department: (each.enterprises, each.alone) for each in items}

    before = answered()
    after = {each.department: (each.enterprises, each.alone) for each in department_load(day(bare, ON)).items}

    assert before == {"department:县": (1, 1), "department:市": (0, 0), "department:外": (0, 0)}
    assert after == {"department:县": (1, 0), "department:市": (1, 0), "department:外": (0, 0)}


def test_an_estimate_is_called_one(bare: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "WHOLE", 4)
    monkeypatch.setattr(load, "PIVOTS", 3)
    bare.add(
        *counties(), *classes(), department("甲", over=Link(NARROW)), department("乙", over=Link(NARROW))
    )

    first, second = (department_load(day(bare)) for _ in range(2))

    assert "estimated from" in first.method
    assert first == second  # the same pivots each time


def test_departments_that_are_equally_central_share_a_rank(bare: Graph) -> None:
    bare.add(
        *counties(), *classes(), department("甲", over=Link(NARROW)), department("乙", over=Link(NARROW))
    )

    loads = department_load(day(bare))

    assert [(each.rank, each.department) for each in loads.items] == [
        (1, "department:乙"), (1, "department:甲"),
    ]  # fmt: skip
    assert "Brandes" in loads.method
