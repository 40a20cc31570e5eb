"""The page of the policy follows from its facts, shows every provision, and holds no wording of clauses.

Not here: that its GraphQL is answered (`tests/golden`).
"""

import re
from pathlib import Path

from cli.policy_page import PAGE, policy_page
from graph.model.policy import Provision
from loaders.sources.policy.facts import facts_delivery

LONGEST_TERM = 30


def test_the_page_is_as_the_facts_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == policy_page(), "run: python -m cli.policy_page"


def test_every_provision_stands_under_each_of_its_clauses() -> None:
    page = policy_page()
    claims = (claim for record in facts_delivery().records for claim in record.claims)

    for claim in (each for each in claims if isinstance(each, Provision)):
        assert page.count(f"\n| {claim.name} |") >= len(claim.clauses), claim.name


def test_the_page_holds_no_wording_longer_than_a_term(policy_file: Path) -> None:
    document, page = policy_file.read_text(encoding="utf-8"), policy_page()
    windows = {document[at : at + LONGEST_TERM + 1] for at in range(len(document) - LONGEST_TERM)}

    assert [
        page[at : at + LONGEST_TERM + 1]
        for at in range(len(page))
        if page[at : at + LONGEST_TERM + 1] in windows
    ] == []


def test_what_the_page_of_ambiguities_names_is_a_fact() -> None:
    page = PAGE.with_name("ambiguities.md").read_text(encoding="utf-8")
    keys = {record.key.partition(":")[2] for record in facts_delivery().records}
    figures = {claim.id.partition(":")[2] for record in facts_delivery().records for claim in record.claims}

    assert len(re.findall(r"^\| \d+ \|", page, re.MULTILINE)) == 31
    assert set(re.findall(r"`(nx-2012-[a-z0-9-]+)`", page)) <= keys | figures
