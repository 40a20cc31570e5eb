"""The policy's facts: what the document sets up, letter for letter, and no wording beyond terms."""

from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest

from graph.model import Link, Node, quality_model
from graph.model.actors import Body, Department, OrgClass, Person, Post
from graph.model.policy import Clause, Document, Duty, Grade, Mechanism, Operator, Provision, Target
from loaders.sources.policy.delivery import document_delivery
from loaders.sources.policy.facts import facts_delivery, terms

N = TypeVar("N", bound=Node)
LONGEST_TERM = 30
CLAUSE = "clause:nx-2012-quality~"


def claims(kind: type[N]) -> dict[str, N]:
    found = (claim for record in facts_delivery().records for claim in record.claims)
    return {claim.id: claim for claim in found if isinstance(claim, kind)}


def to(links: list[Link]) -> list[str]:
    return [link.to for link in links]


def edges() -> list[tuple[Node, str, Link]]:
    described = quality_model()
    return [
        (claim, edge.name, link)
        for claim in claims(Node).values()
        for edge in described.kind(type(claim).__name__).edges
        for link in _links(getattr(claim, edge.name))
    ]


def _links(value: list[Link] | Link | None) -> list[Link]:
    return value if isinstance(value, list) else [value] if value else []


def test_every_term_stands_letter_for_letter_in_the_clause_it_cites(policy_file: Path) -> None:
    texts = {record.key: record.claims[0] for record in document_delivery(policy_file).records}

    for term in terms():
        clause = texts[term.locator]
        assert isinstance(clause, Clause)
        assert term.text in (clause.text or ""), f"{term.row.place}: {term.text} is not in {term.locator}"


def test_the_facts_hold_no_wording_longer_than_a_term(policy_file: Path) -> None:
    document = policy_file.read_text(encoding="utf-8")
    windows = {document[at : at + LONGEST_TERM + 1] for at in range(len(document) - LONGEST_TERM)}

    for claim in claims(Node).values():
        for value in claim.row()["properties"].values():
            said = str(value)
            taken = (said[at : at + LONGEST_TERM + 1] for at in range(len(said) - LONGEST_TERM))
            assert not windows.intersection(taken), f"{claim.id} holds wording of the document"


def test_the_outline_gives_74_clauses_without_wording() -> None:
    found = list(claims(Clause).values())

    assert len(found) == 74
    assert all(clause.text is None for clause in found)
    assert sum(clause.heading is not None for clause in found) == 67
    assert all(after.order == (before.order or 0) + 1 for before, after in pairwise(found))


def test_the_document_has_its_date_and_neither_title_nor_number() -> None:
    [document] = claims(Document).values()

    assert document.row()["properties"].keys() == {"slug", "issued_on"}
    assert str(document.issued_on) == "2012-11-13"


@pytest.mark.parametrize(
    ("duty", "grade", "bearer", "clause"),
    [
        ("overall", Grade.OVERALL, "地方政府", "三.（三）.1"),
        ("sectoral", Grade.SECTORAL, "监管部门", "三.（三）.1"),
        ("first", Grade.FIRST, "企业", "三.（三）.1"),
        ("primary", Grade.PRIMARY, "质量第一责任人", "三.（一）.1"),
        ("direct", Grade.DIRECT, "企业质量主管人员", "三.（一）.1"),
    ],
)
def test_each_grade_is_borne_by_the_class_of_its_clause(
    duty: str, grade: Grade, bearer: str, clause: str
) -> None:
    found = claims(Duty)[f"duty:nx-2012-{duty}"]

    assert found.grade is grade
    assert to(found.bearers) == [f"orgClass:{bearer}"]
    assert to(found.clauses) == [CLAUSE + clause]


def test_two_offices_are_eligible_for_the_first_responsible_person_and_none_wins() -> None:
    primary = claims(Duty)["duty:nx-2012-primary"]

    eligible = [link.to for link in primary.participants if link.properties["part"] == "ELIGIBLE"]
    assert eligible == ["orgClass:企业法定代表人", "orgClass:主要负责人"]
    assert claims(OrgClass)["orgClass:质量第一责任人"].role


def test_membership_by_definition_names_a_kind_of_the_model() -> None:
    covered = {found.key: found.covers_kind for found in claims(OrgClass).values() if found.covers_kind}

    assert covered == {"企业": "Enterprise", "各级政府": "Government", "地方政府": "Government"}
    assert all(label in quality_model().kinds for label in covered.values())


def test_the_eight_named_departments_share_credit_information_and_the_list_is_open() -> None:
    mechanism = claims(Mechanism)["mechanism:nx-2012-credit-sharing"]
    departments = claims(Department)

    shared = {
        link.properties["position"]: departments[link.to].name
        for link in mechanism.participants
        if link.properties["part"] == "SHARES"
    }
    names = ["质监", "检验检疫", "工商", "税务", "银行", "商务", "海关", "统计"]
    assert shared == dict(enumerate(names, start=1))
    assert mechanism.open
    assert to(mechanism.clauses) == [CLAUSE + "三.（二）.10"]


def test_the_leading_group_and_its_office_are_headed_by_posts_and_not_by_persons() -> None:
    posts = claims(Post)

    held = {posts[post.id].name: to(post.ex_officio) for post in posts.values() if post.ex_officio}
    assert held == {
        "组长": ["post:nx-2012-自治区主席"],
        "副组长": ["post:nx-2012-分管副主席"],
        "办公室主任": ["post:nx-2012-质量技术监督局局长"],
        "办公室副主任": ["post:nx-2012-宁夏出境检验检疫局局长"],
    }
    assert claims(Person) == {}


def test_the_office_is_part_of_the_group_and_hosted_by_the_bureau() -> None:
    office = claims(Body)["body:nx-2012-领导小组办公室"]

    assert office.part_of == Link("body:nx-2012-领导小组")
    assert office.hosted_by == Link("department:nx-2012-自治区质量技术监督局")


def test_there_are_20_numeric_targets_for_2020_each_with_operator_value_unit_and_indicator() -> None:
    found = [target for target in claims(Target).values() if target.quantified]

    assert len(found) == 20
    assert all(target.quantified and target.operator and target.value and target.unit for target in found)
    assert {target.year for target in found} == {2020}
    assert {target.indicator.to for target in found if target.indicator} == {
        target.id.replace("target:", "indicator:") for target in found
    }


def test_strict_kept_exact_and_relative_targets_are_told_apart() -> None:
    found = {target.key.removeprefix("nx-2012-"): target for target in claims(Target).values()}

    def which(operator: Operator) -> set[str]:
        return {key for key, target in found.items() if target.operator is operator}

    assert {key for key, target in found.items() if target.strict} == which(Operator.ABOVE) == {"P3"}
    assert {key for key, target in found.items() if target.maintain} == {"P4", "P5"}
    assert {key for key, target in found.items() if target.relative} == which(Operator.RISE_BY) == {"E4"}
    assert which(Operator.EQUAL) == {"E1", "E3"}
    assert (found["E4"].value, found["E4"].unit) == (30, "百分点")


def test_every_provision_cites_a_clause() -> None:
    assert all(found.clauses for found in claims(Provision).values())


def test_enterprises_must_follow_standards_on_the_basis_of_a_clause() -> None:
    duty = claims(Duty)["duty:nx-2012-produce-to-standard"]

    assert to(duty.bearers) == ["orgClass:企业"]
    assert to(duty.clauses) == [CLAUSE + "三.（一）.2"]


def test_supervision_that_the_text_does_not_state_says_that_it_is_inferred_and_by_which_rule() -> None:
    found = [link for _, name, link in edges() if name == "supervises"]

    assert found
    assert all(link.inferred and link.rule for link in found)


def test_whatever_is_inferred_says_by_which_rule() -> None:
    assert all(link.rule for _, _, link in edges() if link.inferred)


def test_every_link_reaches_a_fact_or_the_region_itself() -> None:
    known = {*claims(Node), "region:640000~1980"}

    assert {link.to for _, _, link in edges()} <= known


def test_records_have_keys_of_their_own_and_say_their_file_and_line() -> None:
    records = facts_delivery().records

    assert len({record.key for record in records}) == len(records)
    assert all(record.place and record.place.startswith("policy/") for record in records)
