"""The policy's facts are complete: held against what a reader of the document listed, and against its text.

The tables in `expected/` were made by reading the document, apart from the facts. Not here: what single facts
say (`test_facts`).
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from graph.model import Node
from graph.model.actors import Actor
from graph.model.policy import Clause, Duty, Figure, Provision, Target, Topic
from loaders.sources.policy.delivery import document_delivery
from loaders.sources.policy.facts import facts_delivery, terms

EXPECTED = Path(__file__).parent / "expected"
CLAUSE = "clause:nx-2012-quality~"
DIGITS = re.compile(r"\d+(?:[-·]\d+)*")
NUMBERING = re.compile(r"\d+[.．]|[一二三四]、")  # of a chapter or an item, before its heading


def table(name: str) -> list[dict[str, str]]:
    with (EXPECTED / f"{name}.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def claims() -> list[Node]:
    return [claim for record in facts_delivery().records for claim in record.claims]


def clauses_of(claim: Provision | Figure) -> set[str]:
    return {link.to.removeprefix(CLAUSE) for link in claim.clauses}


@cache
def named() -> dict[tuple[str, str], list[Provision]]:
    """The provisions, by what they are called and the clause in which they are called so."""
    at = {
        record.place: claim
        for record in facts_delivery().records
        for claim in record.claims
        if isinstance(claim, Provision)
    }
    found: dict[tuple[str, str], list[Provision]] = {}
    for term in terms():
        if term.names and term.row.place in at:
            found.setdefault((term.text, term.locator), []).append(at[term.row.place])
    return found


@pytest.mark.parametrize("row", table("systems"), ids=lambda row: f"{row['row']}-{row['term']}")
def test_what_the_document_sets_up_is_a_provision_of_its_kind_under_its_clause(row: dict[str, str]) -> None:
    found = named().get((row["term"], row["clause"]), []) or _targets_called(row["term"], row["clause"])

    assert found, f"no provision is named {row['term']} in {row['clause']}"
    assert row["kind"] in {each.kind.value for each in found}
    assert row["weight"] in {each.weight.value for each in found if each.weight}


def _targets_called(term: str, clause: str) -> list[Provision]:
    """The targets whose name, in full in the facts, is called so for short."""
    found = [each for (name, locator), some in named().items() if locator == clause for each in some]
    return [each for each in found if isinstance(each, Target) and term in each.name]


def test_every_actor_is_there_with_the_clauses_that_name_it() -> None:
    said = {(term.text, term.locator) for term in terms()}
    actors = {claim.name for claim in claims() if isinstance(claim, Actor)}

    wanted = table("actors")
    assert len({row["name"] for row in wanted}) == 162
    assert [row["name"] for row in wanted if row["name"] not in actors] == []
    assert [row for row in wanted if (row["name"], row["clause"]) not in said] == []


def test_every_target_without_a_number_is_there_and_says_so() -> None:
    targets = {claim.key: claim for claim in claims() if isinstance(claim, Target)}
    for row in table("goals"):
        target = targets[f"nx-2012-{row['key']}"]
        assert not target.quantified
        assert row["clause"] in clauses_of(target)
        assert target.name in row["wording"]


def test_every_target_with_a_number_is_there_with_its_number() -> None:
    targets = {claim.key: claim for claim in claims() if isinstance(claim, Target)}
    for row in table("targets"):
        target = targets[f"nx-2012-{row['key']}"]
        assert target.quantified
        assert (str(target.value), str(target.year)) == (row["value"], row["year"])


@pytest.mark.parametrize("row", table("figures"), ids=lambda row: f"{row['clause']}-{row['wording']}")
def test_every_other_number_is_a_figure(row: dict[str, str]) -> None:
    figures = [
        claim for claim in claims() if isinstance(claim, Figure) and row["clause"] in clauses_of(claim)
    ]
    wanted = tuple(row[name] for name in ("value", "since", "year"))

    assert wanted in [
        tuple("" if value is None else str(value) for value in (figure.value, figure.since, figure.year))
        for figure in figures
        if row["wording"] in figure.phrase
    ]


def test_no_clause_with_wording_of_its_own_is_without_a_fact() -> None:
    cited = {term.locator for term in terms()}
    headings = {row["clause"] for row in table("headings")}
    known = {claim.locator for claim in claims() if isinstance(claim, Clause)}

    assert known - cited == headings


@pytest.fixture(scope="module")
def wording(policy_file: Path) -> dict[str, str]:
    """The wording of each clause, by locator."""
    found = (record.claims[0] for record in document_delivery(policy_file).records)
    return {each.locator: each.text or "" for each in found if isinstance(each, Clause)}


def test_actors_and_objects_stand_by_name_in_the_clause_that_is_said_to_name_them(
    wording: dict[str, str],
) -> None:
    names = {claim.id: claim.name or "" for claim in claims() if isinstance(claim, Actor | Topic)}
    said = {
        (str(link.properties["named_in"]).removeprefix(CLAUSE), names[link.to])
        for claim in claims()
        if isinstance(claim, Provision)
        for link in (*claim.participants, *claim.objects, *(claim.bearers if isinstance(claim, Duty) else ()))
    }

    assert {(locator, name) for locator, name in said if name not in wording[locator]} == excepted("actor")


def owned(locator: str, text: str) -> set[int]:
    """The places of the characters of a clause that some fact takes from it, or that only number it."""
    taken = {term.text for term in terms() if term.locator == locator}
    spans = (match.span() for term in taken for match in re.finditer(re.escape(term), text))
    numbered = NUMBERING.match(text)
    return {
        place
        for start, end in (*spans, numbered.span() if numbered else (0, 0))
        for place in range(start, end)
    }


def excepted(kind: str) -> set[tuple[str, str]]:
    return {(row["clause"], row["text"]) for row in table("exceptions") if row["kind"] == kind}


def test_every_number_of_the_text_is_owned_by_a_fact(wording: dict[str, str]) -> None:
    left = {
        (locator, match.group())
        for locator, text in wording.items()
        for match in DIGITS.finditer(text)
        if not owned(locator, text).issuperset(range(*match.span()))
    }
    assert left == excepted("digits")


def test_every_list_of_the_text_is_owned_by_a_fact(wording: dict[str, str]) -> None:
    assert set(_lists_left(wording)) == excepted("list")


def _lists_left(wording: dict[str, str]) -> Iterator[tuple[str, str]]:
    for locator, text in wording.items():
        places = owned(locator, text)
        for match in re.finditer("、", text):
            at = match.start()
            if at not in places and not {at - 1, at + 1} <= places:
                yield locator, text[max(0, at - 4) : at + 5]
