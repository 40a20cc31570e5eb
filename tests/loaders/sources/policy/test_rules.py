"""The rules that the policy's facts keep: whole numbers, open lists said to be open, counts recomputed.

Not here: that the facts are all there (`test_completeness`).
"""

import re
from pathlib import Path

import pytest

from graph.model import Node, quality_model
from graph.model.actors import Person
from graph.model.policy import Clause, Figure, Provision, Target, Topic
from graph.model.silence import ExpectedFact, Omission
from loaders.sources.policy.delivery import document_delivery
from loaders.sources.policy.facts import facts_delivery

CLAIMS: list[Node] = [claim for record in facts_delivery().records for claim in record.claims]
PROVISIONS = {claim.id: claim for claim in CLAIMS if isinstance(claim, Provision)}
FIGURES = {claim.key: claim for claim in CLAIMS if isinstance(claim, Figure)}
TOPICS = {claim.id: claim.name for claim in CLAIMS if isinstance(claim, Topic)}
# Each count of the document by its figure, and what there is to count: None where it only counts.
COUNTED = {
    "nx-2012-quality-models-number": None,
    "nx-2012-brand-parks-number": None,
    "nx-2012-three-ports-number": None,
    "nx-2012-nine-logistics-centres-number": None,
    "nx-2012-farm-supervision-bodies-levels": "members",
    "nx-2012-farm-testing-system-levels": "members",
    "nx-2012-enforcement-teams-levels": "members",
}
# Whatever somebody has, is or is listed in for a time.
DATED = [
    ("Actor", "member_of"), ("Authority", "jurisdiction"), ("Body", "members"), ("Department", "remit"),
    ("Department", "unit_of"), ("Department", "same_as"), ("Person", "holds"), ("Provision", "participants"),
    ("Certificate", "products"), ("Licence", "covers"), ("Enterprise", "region"), ("Enterprise", "liaisons"),
]  # fmt: skip
TIMED = [
    ("Certificate", "issued_on", "expires_on"), ("Licence", "issued_on", "expires_on"),
    ("BlacklistEntry", "listed_on", "removed_on"), ("CatalogueEdition", "effective_on", "ended_on"),
    ("Rating", "rated_on", "ended_on"), ("Conferral", "conferred_on", "ended_on"),
]  # fmt: skip


def test_a_target_has_its_whole_number_or_says_that_it_has_none() -> None:
    for target in (claim for claim in CLAIMS if isinstance(claim, Target)):
        numbers = (target.operator, target.value, target.unit)
        if target.quantified:
            assert None not in (*numbers, target.year), target.key
        else:
            assert set(numbers) == {None}, target.key


def test_a_list_is_open_exactly_where_the_text_goes_on_with_and_so_on(policy_file: Path) -> None:
    texts = {
        claim.id: claim.text or ""
        for record in document_delivery(policy_file).records
        for claim in record.claims
        if isinstance(claim, Clause)
    }
    wrong, held = [], 0
    for each in PROVISIONS.values():
        names = [TOPICS[link.to] for link in each.members if link.to in TOPICS]
        if len(names) < 2:
            continue
        # The members as the text joins them, and what follows the last.
        joined = ".{0,8}?".join(map(re.escape, names))
        found = [re.search(rf"{joined}(.{{0,3}})", texts[link.to], re.DOTALL) for link in each.clauses]
        tails = [match[1] for match in found if match]
        held += bool(tails)
        if tails and each.open != any("等" in tail for tail in tails):
            wrong.append((each.id, each.open, tails))

    assert wrong == []
    assert held > 100


@pytest.mark.parametrize(("kind", "edge"), DATED)
def test_what_holds_for_a_time_has_a_beginning_and_an_end(kind: str, edge: str) -> None:
    assert quality_model().kind(kind).edge(edge).dated


@pytest.mark.parametrize(("kind", "begins", "ends"), TIMED)
def test_a_record_that_holds_for_a_time_says_from_when_until_when(kind: str, begins: str, ends: str) -> None:
    assert {begins, ends} <= {prop.name for prop in quality_model().kind(kind).properties}


@pytest.mark.parametrize(("key", "counted"), COUNTED.items())
def test_a_count_is_recomputed_or_its_members_are_said_not_to_be_listed(
    key: str, counted: str | None
) -> None:
    figure = FIGURES[key]
    (link,) = figure.provisions
    if counted:
        assert len(getattr(PROVISIONS[link.to], counted)) == figure.value
        return
    left_out = {
        claim.what for claim in CLAIMS if isinstance(claim, Omission) and claim.provision.to == link.to
    }
    titles = {ExpectedFact.GROUP, ExpectedFact.SELECTOR, ExpectedFact.AWARDER}
    assert left_out & titles, "what is only counted says who or what is not told"


def test_eight_departments_share_credit_and_ten_centres_are_named() -> None:
    sharing = PROVISIONS["mechanism:nx-2012-credit-sharing"]
    centres = PROVISIONS["mechanism:nx-2012-national-inspection-centres"]

    assert sum(link.properties.get("part") == "SHARES" for link in sharing.participants) == 8
    assert len(centres.members) == 10


def test_no_person_comes_from_the_document() -> None:
    assert [claim.id for claim in CLAIMS if isinstance(claim, Person)] == []
