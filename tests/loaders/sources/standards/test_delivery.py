"""International standards and the national ones that adopt them, each saying what has been confirmed."""

import pytest

from graph.model import Link
from graph.model.standards import Stage, Standard
from loaders.sources.standards.delivery import SUCCESSION, standards_delivery
from loaders.sources.standards.number import standard_number


@pytest.fixture(scope="module")
def standards() -> dict[str, Standard]:
    found = (claim for record in standards_delivery().records for claim in record.claims)
    return {standard.number: standard for standard in found if isinstance(standard, Standard)}


def test_a_national_standard_adopts_its_international_one_in_a_degree_that_is_not_confirmed(
    standards: dict[str, Standard],
) -> None:
    [adopted] = standards["GB/T 27025-2019"].adopts

    assert adopted.to == "standard:ISO/IEC 17025:2017"
    assert adopted.properties == {"degree": "IDT", "verified": False}
    assert standards["GB/T 36000-2015"].adopts[0].properties["degree"] == "MOD"


def test_national_standards_are_voluntary_and_not_verified_and_international_ones_are_verified(
    standards: dict[str, Standard],
) -> None:
    national = [standard for standard in standards.values() if standard.issuer == "国家标准"]
    others = [standard for standard in standards.values() if standard.issuer != "国家标准"]

    assert len(national) == 18
    assert all(standard.mandatory is False and not standard.verified for standard in national)
    assert all(standard.mandatory is None and standard.verified for standard in others)


def test_published_is_as_precise_as_the_catalogue(standards: dict[str, Standard]) -> None:
    found = standards["ISO 9001:2015"]

    assert (found.published, found.published_on) == ("2015-09", None)
    assert (found.ics, found.issuer) == ("03.120.10", "ISO")


@pytest.mark.parametrize(
    ("number", "stage", "code"),
    [
        ("ISO 9001:2008", Stage.WITHDRAWN, "95.99"),
        ("ISO 9001:2015", Stage.TO_BE_REVISED, "90.92"),
        ("ISO 26000:2010", Stage.IN_FORCE, "90.93"),
        ("GB/T 19001-2016", None, None),
    ],
)
def test_the_stage_follows_from_the_catalogues_code(
    standards: dict[str, Standard], number: str, stage: Stage | None, code: str | None
) -> None:
    assert (standards[number].stage, standards[number].stage_code) == (stage, code)


def test_replacement_of_international_standards_is_from_the_catalogue(standards: dict[str, Standard]) -> None:
    assert standards["ISO 9001:2015"].replaces == [Link("standard:ISO 9001:2008")]
    assert standards["ISO/IEC 17065:2012"].replaces == [Link("standard:ISO/IEC Guide 65:1996")]


def test_a_national_successor_is_inferred_only_where_the_adopted_editions_replace_each_other(
    standards: dict[str, Standard],
) -> None:
    inferred = {
        (standard.number, link.to, link.rule)
        for standard in standards.values()
        for link in standard.replaces
        if link.inferred
    }

    assert inferred == {
        ("GB/T 19001-2016", "standard:GB/T 19001-2008", SUCCESSION),
        ("GB/T 24001-2016", "standard:GB/T 24001-2004", SUCCESSION),
        ("GB/T 27025-2019", "standard:GB/T 27025-2008", SUCCESSION),
    }


def test_every_link_reaches_a_standard_of_the_table_under_its_one_number(
    standards: dict[str, Standard],
) -> None:
    known = {standard.id for standard in standards.values()}

    assert {link.to for found in standards.values() for link in [*found.adopts, *found.replaces]} <= known
    assert all(standard_number(number) == number for number in standards)
