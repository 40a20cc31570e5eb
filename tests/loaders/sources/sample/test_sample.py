"""The sample region is plainly invented, the same every time, and holds its gaps and conflicts.

Not here: that it can be loaded and withdrawn (`test_loading`).
"""

from collections import Counter, defaultdict
from datetime import date
from functools import cache
from itertools import islice
from typing import TypeVar

import pytest
from stdnum.cn import uscc

from graph.model import Link, Node
from graph.model.actors import Department, OrgClass, Person, Post
from graph.model.classification import Sector
from graph.model.conformity import AttestationStatus, Certificate
from graph.model.credit import BlacklistEntry, CreditRecord
from graph.model.market import Enterprise, Product, Size
from graph.model.standards import Standard
from graph.model.supervision import Inspection, InspectionResult
from loaders.delivery import Record
from loaders.sources.sample import ANCHORS, sample_delivery, sample_records
from loaders.sources.sample import proportions as share
from loaders.sources.sample.elsewhere import (
    CREDIT_CATEGORIES,
    CREDIT_SHARING,
    FIRST_RESPONSIBLE,
    QUALITY_MANAGER,
    QUALITY_SUPERVISION,
)
from loaders.sources.sample.names import trade_name
from loaders.sources.sample.offices import MERGED_ON

MANY = 1000
SAID = ("name", "title", "summary", "text", "reason", "issuer")
N = TypeVar("N", bound=Node)


@cache
def records(enterprises: int = MANY) -> list[Record]:
    return list(sample_delivery(enterprises).records)


def claims(kind: type[N], enterprises: int = MANY) -> list[N]:
    return [claim for record in records(enterprises) for claim in record.claims if isinstance(claim, kind)]


def by_id(kind: type[N], node_id: str) -> N:
    return next(claim for claim in claims(kind) if claim.id == node_id)


def registered(enterprises: int = MANY) -> list[Enterprise]:
    return [found for found in claims(Enterprise, enterprises) if found.founded_on]


def links(node: Node) -> list[Link[Node]]:
    values = (getattr(node, name) for name in type(node).model_fields)
    flat = (item for value in values for item in (value if isinstance(value, list) else [value]))
    return [item for item in flat if isinstance(item, Link)]


def holds(link: Link[Node], on: date) -> bool:
    return (not link.valid_from or link.valid_from <= on) and (not link.valid_to or on < link.valid_to)


def close(found: int, among: int, wanted: float) -> bool:
    """Whether a share of drawn cases lies within four standard deviations of the chosen one."""
    return abs(found / among - wanted) < 4 * (wanted * (1 - wanted) / among) ** 0.5


def test_the_same_seed_gives_the_same_records() -> None:
    assert list(sample_delivery(60, seed=7).records) == list(sample_delivery(60, seed=7).records)
    assert list(sample_delivery(60, seed=7).records) != list(sample_delivery(60, seed=8).records)


def test_a_larger_sample_begins_with_the_smaller_one() -> None:
    small = list(sample_delivery(40).records)

    assert records()[: len(small)] == small


def test_the_anchored_enterprises_are_the_same_whatever_the_seed() -> None:
    other = list(sample_delivery(2, seed=99).records)

    assert records()[: len(other)] == other


def test_a_sample_of_none_has_no_records() -> None:
    assert list(sample_delivery(0).records) == []


@pytest.mark.parametrize("enterprises", [-1, 1_000_000])
def test_a_number_of_enterprises_without_codes_is_refused(enterprises: int) -> None:
    with pytest.raises(ValueError, match=f"0 to 999999 enterprises, not {enterprises}; choose"):
        sample_delivery(enterprises)


def test_a_very_large_sample_begins_at_once() -> None:
    assert len(list(islice(sample_records(999_999), 300))) == 300


def test_every_record_has_a_key_of_its_own() -> None:
    assert max(Counter(record.key for record in records()).values()) == 1


def test_everything_says_that_it_is_invented() -> None:
    assert {claim.sample for claim in claims(Node)} == {True}
    assert all("sample" in claim.row()["properties"] for claim in claims(Node))


def test_every_name_says_that_it_is_invented_but_those_of_sectors() -> None:
    said = [
        (claim.id, getattr(claim, name))
        for claim in claims(Node)
        for name in SAID
        if not isinstance(claim, Sector) and isinstance(getattr(claim, name, None), str)
    ]

    assert len(said) > MANY
    assert [(node_id, text) for node_id, text in said if "样例" not in text] == []


def test_nothing_is_claimed_about_a_real_standard() -> None:
    assert [standard.number for standard in claims(Standard) if "样例" not in standard.number] == []


def test_every_enterprise_has_a_code_that_is_right_and_cannot_be_issued() -> None:
    codes = {enterprise.uscc for enterprise in claims(Enterprise)}

    assert len(codes) == MANY
    assert [code for code in codes if not (uscc.is_valid(code) and code.startswith("91640199MA"))] == []
    assert [code for code in codes if organisation_check(code[8:16]) != code[16]] == []


def organisation_check(code: str) -> str:
    """The check digit of GB 11714, from the rule that the weighted sum with it is 0 modulo 11."""
    total = sum(int(sign, 36) * weight for sign, weight in zip(code, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return next(digit for digit in "0123456789X" if (total + int(digit.replace("X", "10"))) % 11 == 0)


def test_no_two_enterprises_have_the_same_name() -> None:
    assert len({trade_name(number) for number in range(1, 20_001)}) == 20_000
    assert len({enterprise.name for enterprise in registered()}) == MANY


def test_sizes_are_skewed_and_employees_fit_the_size() -> None:
    found = Counter(enterprise.size for enterprise in registered())

    assert all(close(found[size], MANY, wanted) for size, wanted in share.SIZES.items())
    for enterprise in registered():
        assert enterprise.size is not None
        low, high = share.EMPLOYEES[enterprise.size]
        assert low <= (enterprise.employees or 0) <= high


def test_nothing_is_recorded_before_its_enterprise_or_after_the_last_day() -> None:
    founded = {enterprise.id: enterprise.founded_on for enterprise in registered()}
    inspected = [(i.inspected_on, founded[i.enterprise.to]) for i in claims(Inspection) if i.enterprise]
    recorded = [(r.recorded_on, founded[r.enterprise.to]) for r in claims(CreditRecord) if r.enterprise]

    assert inspected
    assert recorded
    for on, since in (*inspected, *recorded):
        assert on is not None
        assert since is not None
        assert since <= on < share.LAST_DAY


def test_some_enterprises_have_moved_and_are_always_in_one_county() -> None:
    moved = [enterprise for enterprise in registered() if len(enterprise.region) == 2]

    assert close(len(moved), MANY, share.MOVED_COUNTY)
    assert all(left.valid_to == right.valid_from for left, right in (e.region for e in moved))


def test_posts_are_missing_in_the_documented_shares() -> None:
    roles = Counter(post.role.to for post in claims(Post) if post.role)

    assert close(MANY - roles[FIRST_RESPONSIBLE.to], MANY, share.NO_FIRST_POST)
    assert close(MANY - roles[QUALITY_MANAGER.to], MANY, share.NO_MANAGER_POST)


def test_posts_are_vacant_in_the_documented_shares() -> None:
    held = {link.to for person in claims(Person) for link in person.holds if holds(link, share.LAST_DAY)}
    for role, wanted in ((FIRST_RESPONSIBLE, share.FIRST_VACANT), (QUALITY_MANAGER, share.MANAGER_VACANT)):
        posts = [post.id for post in claims(Post) if post.role == role]
        assert close(sum(post not in held for post in posts), len(posts), wanted)


def test_one_person_follows_another_without_overlap() -> None:
    tenures: dict[str, list[Link[Post]]] = defaultdict(list)
    for person in claims(Person):
        for link in person.holds:
            tenures[link.to].append(link)

    changed = [sorted(found, key=lambda link: link.key) for found in tenures.values() if len(found) > 1]
    assert changed
    for found in changed:
        assert [link.valid_to for link in found[:-1]] == [link.valid_from for link in found[1:]]


def test_two_registers_contradict_each_other_on_some_enterprises() -> None:
    said: dict[str, list[Enterprise]] = defaultdict(list)
    for enterprise in claims(Enterprise):
        if enterprise.name:  # else no register said it
            said[enterprise.id].append(enterprise)
    twice = [found for found in said.values() if len(found) == 2]

    assert close(len(twice), MANY, share.IN_TAX_REGISTER)
    names = sum(first.name != second.name for first, second in twice)
    assert close(names, len(twice), share.TAX_OTHER_NAME)
    employees = sum(first.employees != second.employees for first, second in twice)
    assert close(employees, len(twice), share.TAX_OTHER_EMPLOYEES)


def test_most_inspections_are_passed_and_each_failed_one_says_why() -> None:
    passed = sum(inspection.result is InspectionResult.PASS for inspection in claims(Inspection))
    assert close(passed, len(claims(Inspection)), share.PASSED)

    for record in records():
        if isinstance(record.claims[0], Inspection) and record.claims[0].result is InspectionResult.FAIL:
            assert [finding.row()["properties"]["conforms"] for finding in record.claims[1:]].count(False) > 0


def test_no_certificate_is_valid_after_its_last_day() -> None:
    certificates = claims(Certificate)

    assert {certificate.status for certificate in certificates} == set(AttestationStatus)
    for certificate in certificates:
        assert certificate.expires_on is not None
        assert certificate.status is not AttestationStatus.VALID or certificate.expires_on > share.LAST_DAY


def test_only_records_of_the_eight_departments_are_shared_and_not_all_of_those() -> None:
    kinds = Counter(
        (record.contributed_by[0].to in CREDIT_CATEGORIES, record.shared_under is not None)
        for record in claims(CreditRecord)
    )

    assert len(CREDIT_CATEGORIES) == 8
    assert set(kinds) == {(True, True), (True, False), (False, False)}
    assert max(kinds, key=lambda kind: kinds[kind]) == (True, True)


def test_some_have_left_the_blacklist_and_each_stay_has_its_trigger() -> None:
    known = {record.id for record in claims(CreditRecord)}
    entries = claims(BlacklistEntry)

    assert {entry.removed_on is None for entry in entries} == {True, False}
    assert all(entry.triggered_by[0].to in known for entry in entries)


def test_departments_change_on_the_day_of_the_merger() -> None:
    serving = {
        on: {
            d.name
            for d in claims(Department)
            if d.name and "兴庆区" in d.name and holds(d.jurisdiction[0], on)
        }
        for on in (date(2014, 12, 31), MERGED_ON)
    }

    before, after = serving.values()
    assert before - after == {"兴庆区样例质量技术监督局"}
    assert after - before == {"兴庆区样例市场监督管理局"}


def test_no_department_of_the_policy_is_claimed_or_made_the_same_as_a_registered_one() -> None:
    assert all(department.key.startswith("sample-") for department in claims(Department))
    assert all(department.same_as == [] for department in claims(Department))


def test_a_standard_and_its_successor_apply_one_after_the_other() -> None:
    old = by_id(Standard, ANCHORS.superseded_standard)
    new = by_id(Standard, ANCHORS.standard)

    assert [link.to for link in new.replaces] == [old.id]
    assert old.applies_to[0].to == new.applies_to[0].to == by_id(Product, ANCHORS.product).classes[0].to
    assert old.applies_to[0].valid_to == new.applies_to[0].valid_from == ANCHORS.standard_replaced_on
    assert old.mandatory
    assert new.mandatory


def test_the_first_anchor_changes_its_first_responsible_person_and_its_county() -> None:
    enterprise = by_id(Enterprise, ANCHORS.enterprise)
    holders = [
        (person.name, link.valid_from)
        for person in claims(Person)
        for link in person.holds
        if link.to == f"post:{enterprise.uscc}-first"
    ]

    assert enterprise.name == "银川样例天禾枸杞食品有限公司"
    assert enterprise.size is Size.MEDIUM
    assert enterprise.region[1].valid_from == ANCHORS.moved_on
    assert holders[-1] == ("样例甲二", ANCHORS.first_person_changed_on)


def test_the_anchored_credit_records_are_shared_and_unshared() -> None:
    shared = by_id(CreditRecord, ANCHORS.credit_record)
    unshared = by_id(CreditRecord, ANCHORS.unshared_credit_record)

    assert shared.shared_under == CREDIT_SHARING
    assert shared.contributed_by[0].to == QUALITY_SUPERVISION
    assert unshared.shared_under is None
    assert unshared.contributed_by[0].to.startswith("department:sample-640104-")


def test_the_second_anchor_has_nobody_in_its_quality_posts() -> None:
    own = [post for post in claims(Post) if post.organisation and post.organisation.to == ANCHORS.gaps]
    posts = [post for post in own if post.role in (FIRST_RESPONSIBLE, QUALITY_MANAGER)]
    held = [link for person in claims(Person) for link in person.holds if link.to == posts[0].id]

    assert [post.role for post in posts] == [FIRST_RESPONSIBLE]
    assert not any(holds(link, share.LAST_DAY) for link in held)


def test_what_the_sample_claims_of_itself_is_there() -> None:
    known = {claim.id for claim in claims(Node)}
    own = {link.to for claim in claims(Node) for link in links(claim) if is_own(link.to)}

    assert own - known == set()


def is_own(node_id: str) -> bool:
    kind, _, key = node_id.partition(":")
    elsewhere = {"region", "mechanism", OrgClass.prefixes()[0]}
    real = (kind == "standard" and "样例" not in key) or key.startswith("nx-2012-")
    return kind not in elsewhere and not real
