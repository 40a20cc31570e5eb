"""Cuts: who alone fills a tier of a chain, and what an articulation point parts."""

import networkx as nx
import pytest

from graph.analysis import CutTier, cut_actors
from graph.analysis.cuts import separated
from graph.model import Link
from graph.model.actors import Actor, Department, Person, Post
from graph.model.market import Enterprise
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
from tests.queries.questions.register import (
    SECTOR,
    Graph,
    department,
    enterprise,
    government,
    sector,
)


def cut_by(graph: Graph, actor: str, as_of: object = ON) -> dict[CutTier, int]:
    items = cut_actors(day(graph, as_of)).items  # type: ignore[arg-type]
    found = [each for each in items if each.actor == actor]
    return {cut.tier: cut.chains for each in found for cut in each.cuts}


def test_the_only_department_of_a_chain_cuts_it_until_a_second_one_comes(bare: Graph) -> None:
    bare.add(
        *counties(), *classes(), sector(), enterprise(), product(),
        department("县", over=Link(NARROW)), department("市", Link(PREFECTURE), over=Link(NARROW, ON)),
    )  # fmt: skip

    assert cut_by(bare, "department:县", BEFORE) == {CutTier.DEPARTMENT: 1}
    assert cut_by(bare, "department:县", ON) == {}
    assert cut_by(bare, "department:市", ON) == {}


def test_the_only_government_cuts_the_chains_of_all_its_enterprises(bare: Graph) -> None:
    second = Enterprise(uscc="X2", name="二", region=[Link(COUNTY)], sectors=[Link(SECTOR)])
    later = Enterprise(uscc="X3", name="三", region=[Link(COUNTY)], founded_on=ON)
    bare.add(*counties(), sector(), enterprise(), second, later, government("县"))

    assert cut_by(bare, "government:县", BEFORE) == {CutTier.GOVERNMENT: 2}
    assert cut_by(bare, "government:县", ON) == {CutTier.GOVERNMENT: 3}


def test_whom_alone_the_text_names_to_act_cuts_the_provision(bare: Graph) -> None:
    named: list[Link[Actor]] = [
        Link("department:甲", properties={"part": Part.ORGANISES.value}),
        Link("department:乙", properties={"part": Part.BENEFITS.value}),
    ]
    mechanism = Mechanism(key="m", name="机制", kind=ProvisionKind.REGIME, participants=named)
    bare.add(Department(key="甲", name="甲"), Department(key="乙", name="乙"), mechanism)

    assert cut_by(bare, "department:甲") == {CutTier.STATED: 1}
    assert cut_by(bare, "department:乙") == {}


def test_a_post_that_acts_beside_it_is_a_second_actor(bare: Graph) -> None:
    named: list[Link[Actor]] = [
        Link(actor, properties={"part": Part.PERFORMS.value}) for actor in ("department:甲", "post:长")
    ]
    mechanism = Mechanism(key="m", name="机制", kind=ProvisionKind.REGIME, participants=named)
    bare.add(Department(key="甲", name="甲"), Post(key="长", name="主任"), mechanism)

    assert cut_by(bare, "department:甲") == {}


def test_a_gap_is_cut_by_nobody(bare: Graph) -> None:
    bare.add(*counties(), sector(), enterprise(), Person(organisation="X1", register_key="甲", name="甲"))

    assert cut_actors(day(bare)).items == ()


def test_the_department_that_ties_a_county_to_its_remit_separates_what_hangs_on_it(bare: Graph) -> None:
    # 丙市 - 甲县, 乙县 on one side (3 of them), the class and the one above it on the other (2).
    bare.add(*counties(), *classes(), department("局", over=Link(NARROW)))

    (cut,) = cut_actors(day(bare)).items

    assert (cut.actor, cut.chains, cut.separates) == ("department:局", 0, 2)


@pytest.mark.parametrize("seed", range(20))
def test_what_a_point_separates_is_what_is_cut_off_when_it_is_taken_out(seed: int) -> None:
    graph = nx.relabel_nodes(nx.gnm_random_graph(30, 32, seed=seed), str)

    expected = {}
    for point in nx.articulation_points(graph):
        component = nx.node_connected_component(graph, point)
        parts = [len(each) for each in nx.connected_components(graph.subgraph(component - {point}))]
        expected[point] = sum(parts) - max(parts)

    assert expected
    assert separated(graph) == expected
