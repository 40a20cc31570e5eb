"""What analyses find where the policy lays duties on roles: posts, and the leading group.

Not here: what needs no policy (`test_gaps`, `test_cuts`).
"""

import pytest

from graph.analysis import CutTier, GapCode, cut_actors
from graph.model import Link
from graph.model.actors import Post
from graph.model.market import Enterprise
from tests.graph.analysis.county import BEFORE, COUNTY, ON, counties, day
from tests.graph.analysis.test_cuts import cut_by
from tests.graph.analysis.test_gaps import found
from tests.queries.questions.register import (
    FIRST,
    MANAGER,
    SECTOR,
    Graph,
    enterprise,
    person,
    post,
    sector,
)


@pytest.mark.parametrize(
    ("role", "code"),
    [(FIRST, GapCode.NO_FIRST_RESPONSIBLE_PERSON), (MANAGER, GapCode.NO_QUALITY_MANAGER)],
)
def test_an_enterprise_has_a_gap_on_each_day_on_which_nobody_holds_the_post(
    graph: Graph, role: str, code: GapCode
) -> None:
    graph.add(*counties(), sector(), enterprise(), post(role), person("甲", Link("post:p1", None, ON)))

    assert found(graph, code, BEFORE) == []
    assert [gap.enterprise for gap in found(graph, code, ON)] == ["enterprise:X1"]


def test_an_enterprise_that_was_not_founded_yet_has_no_gap(graph: Graph) -> None:
    graph.add(*counties(), sector(), enterprise().model_copy(update={"founded_on": ON}))

    assert found(graph, GapCode.NO_FIRST_RESPONSIBLE_PERSON, BEFORE) == []
    assert len(found(graph, GapCode.NO_FIRST_RESPONSIBLE_PERSON, ON)) == 1


def test_a_person_who_alone_holds_the_posts_of_two_enterprises_cuts_both(graph: Graph) -> None:
    second = Enterprise(uscc="X2", name="二", region=[Link(COUNTY)], sectors=[Link(SECTOR)])
    other = Post(key="p2", name="质量职务", organisation=Link("enterprise:X2"), role=Link(FIRST))
    graph.add(
        *counties(), sector(), enterprise(), second, post(FIRST), other,
        person("甲", Link("post:p1"), Link("post:p2")), person("乙", Link("post:p2", ON)),
    )  # fmt: skip

    assert cut_by(graph, "person:X1~甲", BEFORE) == {CutTier.FIRST_RESPONSIBLE_PERSON: 2}
    assert cut_by(graph, "person:X1~甲", ON) == {CutTier.FIRST_RESPONSIBLE_PERSON: 1}
    assert cut_by(graph, "person:X1~乙", ON) == {}


def test_the_leading_group_stands_alone_at_the_head_of_every_chain(graph: Graph) -> None:
    graph.add(*counties(), sector(), enterprise())

    first = cut_actors(day(graph)).items[0]

    assert first.actor == "body:nx-2012-领导小组"
    assert {cut.tier: cut.chains for cut in first.cuts}[CutTier.LEADING_GROUP] == 1
