"""Gaps: whom the text does not name, whom no record has, and what rests on a paper that has run out.

Not here: gaps in one enterprise's chain (`tests/queries/questions/test_who_is_responsible.py`).
"""

from datetime import date
from typing import Any

import pytest

from graph.analysis import Gap, GapCode, Reliance, responsibility_gaps
from graph.model import Link
from graph.model.actors import Department, OrgClass, Post
from graph.model.conformity import (
    AttestationStatus,
    Certificate,
    CertificationScheme,
    ConformityBody,
    Licence,
)
from graph.model.policy import Clause, Document, Duty, Mechanism, Part, ProvisionKind
from tests.graph.analysis.county import (
    BEFORE,
    BROAD,
    COUNTY,
    NARROW,
    ON,
    OTHER_COUNTY,
    PREFECTURE,
    classes,
    counties,
    day,
    product,
)
from tests.queries.questions.register import (
    Graph,
    department,
    enterprise,
    sector,
)

FIRST_DAY = date(2020, 1, 1)


def found(graph: Graph, code: GapCode, as_of: date = ON) -> list[Gap]:
    gaps = responsibility_gaps(day(graph, as_of))
    listed = [each for each in gaps.items if each.code is code]
    (count,) = (each.count for each in gaps.counts if each.code is code)
    assert len(listed) == count
    return listed


def unsupervised(graph: Graph, as_of: date = ON) -> list[tuple[str | None, str | None]]:
    return [(each.county, each.product_class) for each in found(graph, GapCode.NO_SUPERVISOR, as_of)]


def test_a_county_without_a_department_over_a_class_is_a_gap_of_that_county_alone(bare: Graph) -> None:
    bare.add(*counties(), *classes(), department("局", Link(COUNTY), over=Link(NARROW)))

    assert unsupervised(bare) == [(OTHER_COUNTY, NARROW)]


def test_a_remit_over_a_broader_class_and_a_prefecture_reach_down(bare: Graph) -> None:
    bare.add(*counties(), *classes(), department("局", Link(PREFECTURE), over=Link(BROAD)))

    assert unsupervised(bare) == []


def test_a_remit_and_a_jurisdiction_count_until_the_day_before_they_end(bare: Graph) -> None:
    bare.add(
        *counties(), *classes(),
        department("甲", Link(COUNTY), over=Link(NARROW, None, ON)),
        department("乙", Link(OTHER_COUNTY, None, ON), over=Link(NARROW)),
    )  # fmt: skip

    assert unsupervised(bare, BEFORE) == []
    assert unsupervised(bare, ON) == [(OTHER_COUNTY, NARROW), (COUNTY, NARROW)]


def test_a_broad_class_is_asked_about_only_if_products_are_of_it_itself(bare: Graph) -> None:
    bare.add(*counties(), *classes(), sector(), enterprise(), product(of=BROAD))

    pairs = unsupervised(bare)

    assert pairs[0] == (COUNTY, BROAD)  # where somebody makes it
    assert {each for _, each in pairs} == {BROAD, NARROW}
    assert [each.makers for each in found(bare, GapCode.NO_SUPERVISOR)] == [1, 0, 0, 0]


def test_a_county_that_is_part_of_nothing_on_the_day_is_not_asked_about(bare: Graph) -> None:
    gone, kept, above = counties()
    ended = gone.model_copy(update={"part_of": [Link(PREFECTURE, None, ON)]})
    bare.add(ended, kept, above, *classes())

    assert [county for county, _ in unsupervised(bare, BEFORE)] == [OTHER_COUNTY, COUNTY]
    assert [county for county, _ in unsupervised(bare, ON)] == [OTHER_COUNTY]


def mechanism(key: str, *named: tuple[str, Part], **more: Any) -> Mechanism:
    links: Any = [Link(actor, properties={"part": part.value}) for actor, part in named]
    said = {"kind": ProvisionKind.REGIME, "participants": links, **more}
    return Mechanism(key=key, name=key, **said)


def test_whom_the_text_does_not_name_differs_from_whom_no_record_has(bare: Graph) -> None:
    bare.add(
        OrgClass(key="协会", name="协会"), OrgClass(key="消费者", name="消费者"),
        Department(key="局", name="局"),
        mechanism("silent"),
        mechanism("given", ("orgClass:消费者", Part.BENEFITS)),
        mechanism("unfilled", ("orgClass:协会", Part.PERFORMS), ("orgClass:消费者", Part.BENEFITS)),
        mechanism("done", ("department:局", Part.ORGANISES), ("orgClass:协会", Part.PERFORMS)),
        mechanism("principle", kind=ProvisionKind.STRATEGY),
        Duty(key="duty", name="职责", bearers=[Link("department:局")]),
        mechanism("served", duties=[Link("duty:duty")]),
    )  # fmt: skip

    codes = (GapCode.NOT_STATED, GapCode.NOBODY_ACTS, GapCode.NOBODY_ON_RECORD)
    gaps = [(gap.provision, gap.actors) for code in codes for gap in found(bare, code)]

    assert gaps == [
        ("mechanism:silent", ()),
        ("mechanism:given", ("orgClass:消费者",)),
        ("mechanism:unfilled", ("orgClass:协会",)),
    ]


def test_a_post_that_the_text_names_acts_or_not_as_any_actor(bare: Graph) -> None:
    bare.add(
        Post(key="长", name="主任"), mechanism("told", ("post:长", Part.RECEIVES)),
        mechanism("done", ("post:长", Part.PERFORMS)),
    )  # fmt: skip

    assert [gap.provision for gap in found(bare, GapCode.NOBODY_ACTS)] == ["mechanism:told"]
    assert found(bare, GapCode.NOT_STATED) == []


def test_a_duty_of_the_same_clause_names_whoever_that_clause_says_to_bear_it(bare: Graph) -> None:
    clauses: Any = [Link("clause:d~1"), Link("clause:d~2")]
    bearers: Any = [Link("department:局", properties={"named_in": "clause:d~1"})]
    bare.add(
        Document(slug="d"), *(Clause(document=Link("document:d"), locator=each) for each in "12"),
        Department(key="局", name="局"),
        Duty(key="duty", name="职责", clauses=clauses, bearers=bearers),
        mechanism("m", clauses=clauses[:1]), mechanism("n", clauses=clauses[1:]), mechanism("alone"),
    )  # fmt: skip

    assert [gap.provision for gap in found(bare, GapCode.NOT_STATED)] == ["mechanism:alone", "mechanism:n"]


def test_a_class_is_filled_by_a_member_of_the_day(bare: Graph) -> None:
    bare.add(
        OrgClass(key="协会", name="协会"), mechanism("m", ("orgClass:协会", Part.PERFORMS)),
        Department(key="局", name="局", member_of=[Link("orgClass:协会", None, ON)]),
    )  # fmt: skip

    assert found(bare, GapCode.NOBODY_ON_RECORD, BEFORE) == []
    assert len(found(bare, GapCode.NOBODY_ON_RECORD, ON)) == 1


def test_a_participant_counts_until_the_day_before_it_leaves(bare: Graph) -> None:
    leaving: Link[Department] = Link("department:局", None, ON, properties={"part": Part.ORGANISES.value})
    bare.add(Department(key="局", name="局"), mechanism("m", participants=[leaving]))

    assert found(bare, GapCode.NOT_STATED, BEFORE) == []
    assert [gap.provision for gap in found(bare, GapCode.NOT_STATED, ON)] == ["mechanism:m"]


def certificate(number: str = "C1", **more: Any) -> Certificate:
    """A certificate by a compulsory scheme, whose last day is the one before `ON`."""
    product_days: Any = [Link("product:X1~a", FIRST_DAY, ON)]
    said = {
        "issued_on": FIRST_DAY, "expires_on": BEFORE, "status": AttestationStatus.EXPIRED,
        "scheme": Link("certificationScheme:s"), "holder": Link("enterprise:X1"), "products": product_days,
        **more,
    }  # fmt: skip
    return Certificate(issuer=Link("conformityBody:b"), number=number, **said)


def attested(graph: Graph, *papers: Certificate | Licence, mandatory: bool = True, of: str = NARROW) -> None:
    graph.add(
        *counties(), *classes(), sector(), enterprise(), product(of=of),
        CertificationScheme(key="s", name="制度", mandatory=mandatory, covers=[Link(BROAD)]),
        ConformityBody(key="b", name="机构"), Department(key="局", name="局"), *papers,
    )  # fmt: skip


def expired(graph: Graph, as_of: date = ON) -> list[tuple[str | None, tuple[Reliance, ...]]]:
    gaps = found(graph, GapCode.EXPIRED_BUT_RELIED_ON, as_of)
    return [(gap.certificate or gap.licence, gap.reliance) for gap in gaps]


CERTIFICATE, LICENCE = "certificate:b~C1", "licence:局~L1"


def test_a_compulsory_certificate_is_relied_on_while_the_product_is_made(bare: Graph) -> None:
    attested(bare, certificate())

    assert expired(bare, BEFORE) == []  # its last day
    assert expired(bare) == [(CERTIFICATE, (Reliance.REQUIRED,))]
    assert found(bare, GapCode.EXPIRED_BUT_RELIED_ON)[0].products == ("product:X1~a",)


def test_a_voluntary_certificate_is_relied_on_only_while_its_register_names_products(bare: Graph) -> None:
    attested(bare, certificate(), certificate("C2", products=[Link("product:X1~a")]), mandatory=False)

    assert expired(bare) == [("certificate:b~C2", (Reliance.STILL_NAMED,))]


def test_a_certificate_that_is_recorded_as_valid_is_relied_on_by_whoever_reads_it(bare: Graph) -> None:
    attested(bare, certificate(status=AttestationStatus.VALID, products=[]))

    assert expired(bare) == [(CERTIFICATE, (Reliance.RECORDED_AS_VALID,))]


@pytest.mark.parametrize("status", [AttestationStatus.EXPIRED, AttestationStatus.VALID])
def test_a_certificate_with_a_later_one_in_its_place_is_not_relied_on(
    bare: Graph, status: AttestationStatus
) -> None:
    later = certificate(
        "C2", issued_on=ON, expires_on=date(2026, 1, 1), products=[Link("product:X1~a", ON)],
        status=AttestationStatus.VALID,
    )  # fmt: skip
    attested(bare, certificate(status=status), later)

    assert expired(bare) == []


def test_a_withdrawn_certificate_has_not_run_out(bare: Graph) -> None:
    attested(bare, certificate(status=AttestationStatus.WITHDRAWN))

    assert expired(bare) == []


def licence(number: str = "L1", **more: Any) -> Licence:
    said = {
        "issued_on": FIRST_DAY, "expires_on": BEFORE, "status": AttestationStatus.EXPIRED,
        "holder": Link("enterprise:X1"), "covers": [Link(NARROW, FIRST_DAY, ON)], **more,
    }  # fmt: skip
    return Licence(issuer=Link("department:局"), number=number, **said)


def test_a_licence_is_relied_on_while_its_holder_makes_the_class(bare: Graph) -> None:
    attested(bare, licence())

    assert expired(bare) == [(LICENCE, (Reliance.REQUIRED,))]


def test_a_licence_for_what_is_not_made_is_not_relied_on(bare: Graph) -> None:
    attested(bare, licence(), of=BROAD)

    assert expired(bare) == []


def test_of_two_licences_that_have_run_out_the_later_is_relied_on(bare: Graph) -> None:
    attested(bare, licence("L0", expires_on=date(2021, 1, 1)), licence())

    assert expired(bare) == [(LICENCE, (Reliance.REQUIRED,))]
