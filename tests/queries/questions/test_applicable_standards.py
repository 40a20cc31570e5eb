"""Which standards apply: by which way, and where each stood on the day.

Not here: the rules that the statements keep (`test_rules`), and the other questions.
"""

from datetime import date
from typing import Any

import pytest

from graph.model import Link, Node
from graph.model.actors import Department
from graph.model.classification import ProductClass
from graph.model.conformity import (
    AttestationStatus,
    Certificate,
    CertificationScheme,
    ConformityBody,
    Licence,
)
from graph.model.market import Product
from graph.model.standards import AdoptionDegree, Stage, Standard
from queries.questions.applicable_standards import applicable_standards
from tests.queries.questions.register import ENTERPRISE, SECTOR, Graph, enterprise, regions, sector

BEFORE, ON, AFTER = date(2021, 6, 30), date(2021, 7, 1), date(2021, 7, 2)
CLASS, BROAD = "productClass:E~1", "productClass:E~0"
PRODUCT, OTHER = "product:X1~a", "product:X1~b"


def market(*classes: Link[ProductClass]) -> list[Node]:
    """An enterprise in a sector, with one product in the class and another in none."""
    of_class = list(classes) or [Link(CLASS)]
    return [
        *regions(), sector(), enterprise(),
        ProductClass(edition="E", code="0", name="食品"),
        ProductClass(edition="E", code="1", name="枸杞", broader=Link(BROAD)),
        Product(maker=Link(ENTERPRISE), code="a", name="枸杞干果", classes=of_class),
        Product(maker=Link(ENTERPRISE), code="b", name="样品"),
    ]  # fmt: skip


def standard(number: str, *applies_to: str, **fields: Any) -> Standard:
    return Standard(number=number, applies_to=[Link(scope) for scope in applies_to], **fields)


def items(graph: Graph, subject: str, as_of: date = ON) -> list[dict[str, Any]]:
    answer = graph.ask(applicable_standards, subject, as_of)
    assert answer is not None
    found: list[dict[str, Any]] = answer["items"]
    return found


def ways(found: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(item["standard"]["number"], item["via"], item["through"]) for item in found]


def test_standards_apply_through_class_and_sector_and_a_wider_class_by_a_rule(graph: Graph) -> None:
    graph.add(*market(), standard("GB 1", CLASS), standard("GB 2", SECTOR), standard("GB 3", BROAD))

    found = items(graph, PRODUCT)

    assert ways(found) == [
        ("GB 1", "PRODUCT_CLASS", "枸杞"), ("GB 2", "SECTOR", "食品制造业"),
        ("GB 3", "PRODUCT_CLASS", "食品"),
    ]  # fmt: skip
    assert [item["rule"] for item in found] == [None, None, "BROADER"]
    assert [item["inferred"] for item in found] == [False, False, True]
    assert {clause["locator"] for item in found for clause in item["basis"]} == {"三.（一）.2"}
    assert [s["record_key"] for s in found[0]["evidence"]] == [PRODUCT, "standard:GB 1"]


def test_an_enterprise_has_the_standards_of_all_its_products(graph: Graph) -> None:
    graph.add(*market(), standard("GB 1", CLASS), standard("GB 2", SECTOR))

    assert [number for number, *_ in ways(items(graph, ENTERPRISE))] == ["GB 1", "GB 2"]
    assert [number for number, *_ in ways(items(graph, OTHER))] == ["GB 2"]


def test_a_standard_applies_from_its_first_day_until_the_day_before_it_ends(graph: Graph) -> None:
    old = Standard(number="GB 1-2012", applies_to=[Link(CLASS, None, ON)])
    new = Standard(number="GB 1-2021", applies_to=[Link(CLASS, ON)])
    graph.add(*market(), old, new)

    days = [[number for number, *_ in ways(items(graph, PRODUCT, day))] for day in (BEFORE, ON, AFTER)]

    assert days == [["GB 1-2012"], ["GB 1-2021"], ["GB 1-2021"]]


def test_a_product_that_changes_its_class_changes_its_standards(graph: Graph) -> None:
    graph.add(*market(Link(CLASS, None, ON)), standard("GB 1", CLASS))

    assert [len(items(graph, PRODUCT, day)) for day in (BEFORE, ON, AFTER)] == [1, 0, 0]


def test_a_standard_is_superseded_once_its_successor_is_in_effect(graph: Graph) -> None:
    old = standard("GB 1", CLASS, effective_on=date(2012, 1, 1))
    graph.add(*market(), old, Standard(number="GB 2", effective_on=ON, replaces=[Link(old.id)]))

    days = [items(graph, PRODUCT, day)[0] for day in (BEFORE, ON, AFTER)]

    assert [day["status"] for day in days] == ["IN_FORCE", "SUPERSEDED", "SUPERSEDED"]
    assert [[s["number"] for s in day["superseded_by"]] for day in days] == [[], ["GB 2"], ["GB 2"]]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"effective_on": ON}, "IN_FORCE"),
        ({"effective_on": AFTER}, "NOT_YET_EFFECTIVE"),
        ({"published_on": AFTER, "stage": Stage.IN_FORCE}, "NOT_YET_EFFECTIVE"),
        ({"stage": Stage.DRAFT}, "NOT_YET_EFFECTIVE"),
        ({"effective_on": BEFORE, "withdrawn_on": ON}, "WITHDRAWN"),
        ({"effective_on": BEFORE, "withdrawn_on": AFTER, "stage": Stage.WITHDRAWN}, "IN_FORCE"),
        ({"stage": Stage.WITHDRAWN}, "WITHDRAWN"),
        ({"stage": Stage.TO_BE_REVISED}, "IN_FORCE"),
        ({}, "UNKNOWN"),
    ],
)
def test_where_a_standard_stands_follows_from_its_dates_and_stage(
    graph: Graph, said: dict[str, Any], status: str
) -> None:
    graph.add(*market(), standard("GB 1", CLASS, **said))

    assert [item["status"] for item in items(graph, PRODUCT)] == [status]


def test_what_a_standard_adopts_comes_with_degree_and_whether_it_was_verified(graph: Graph) -> None:
    adopted = Standard(number="ISO 1")
    degree: dict[str, Any] = {"degree": AdoptionDegree.MOD, "verified": True}
    graph.add(*market(), adopted, standard("GB 1", CLASS, mandatory=True, adopts=[
        Link(adopted.id, properties=degree),
    ]))  # fmt: skip

    (item,) = items(graph, PRODUCT)

    assert item["mandatory"] is True
    assert [(a["degree"], a["standard"]["number"], a["verified"]) for a in item["adopts"]] == [
        ("MOD", "ISO 1", True)
    ]


def attested(**licence: Any) -> list[Node]:
    """A scheme, a licence and a certificate, each with a standard of its own."""
    until: dict[str, Any] = {"issued_on": BEFORE, "expires_on": ON, "holder": Link(ENTERPRISE)}
    return [
        *market(), *(Standard(number=number) for number in ("S", "L", "C")),
        CertificationScheme(key="s", name="制度", covers=[Link(CLASS)], requires=[Link("standard:S")]),
        Department(key="d", name="发证局"), ConformityBody(key="b", name="认证机构"),
        Licence(
            issuer=Link("department:d"), number="L1", covers=[Link(CLASS)], requires=[Link("standard:L")],
            **{**until, **licence},
        ),
        Certificate(
            issuer=Link("conformityBody:b"), number="C1", products=[Link(PRODUCT)],
            standards=[Link("standard:C")], **until,
        ),
    ]  # fmt: skip


def test_schemes_licences_and_certificates_bring_their_standards_to_their_last_day(graph: Graph) -> None:
    graph.add(*attested())

    on, after = ways(items(graph, PRODUCT)), ways(items(graph, PRODUCT, AFTER))

    assert on == [("C", "CERTIFICATE", "C1"), ("L", "LICENCE", "L1"), ("S", "SCHEME", "制度")]
    assert after == [("S", "SCHEME", "制度")]
    assert ways(items(graph, OTHER)) == []


def test_a_suspended_licence_brings_nothing(graph: Graph) -> None:
    graph.add(*attested(status=AttestationStatus.SUSPENDED))

    assert "LICENCE" not in [item["via"] for item in items(graph, ENTERPRISE)]


def test_what_is_missing_is_said(graph: Graph) -> None:
    graph.add(*market())

    answers = [graph.ask(applicable_standards, subject, ON) for subject in (PRODUCT, OTHER)]

    assert [[gap["code"] for gap in answer["gaps"]] for answer in answers if answer] == [
        ["NO_APPLICABLE_STANDARD"],
        ["NO_PRODUCT_CLASS", "NO_APPLICABLE_STANDARD"],
    ]


@pytest.mark.parametrize("subject", ["product:none", "product", "", "incident:s~1"])
def test_unknown_and_malformed_ids_have_no_answer(graph: Graph, subject: str) -> None:
    assert graph.ask(applicable_standards, subject, ON) is None
