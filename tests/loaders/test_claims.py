"""How claims add up, without a database."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Link
from loaders.authority import FieldRule, Policy
from loaders.claims import Claim, settle, weighed
from tests.loaders.gardens import MODEL, Garden, Tree

TREE = MODEL.kinds["Tree"]
CODES = st.sampled_from("gh")
DAYS = st.sampled_from([None, date(2001, 1, 1), date(2009, 1, 1)])
ROOTS = st.builds(
    lambda code, since, metres: Link[Garden](f"garden:{code}", since, properties={"metres": metres}),
    CODES, DAYS, st.integers(0, 3),
)  # fmt: skip
UNTIL = st.sampled_from([None, date(2005, 1, 1), date(2012, 1, 1)])
TIMES = st.tuples(DAYS, UNTIL).filter(lambda days: days[0] is None or days[1] is None or days[0] < days[1])
STANDS = st.builds(lambda code, days: Link[Garden](f"garden:{code}", *days), CODES, TIMES)
KEEPERS = st.none() | CODES.map(lambda code: Link[Garden](f"garden:{code}"))
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": st.none() | st.sampled_from(["oak", "elm"]),
    "height": st.integers(0, 3),
    "evergreen": st.booleans(),
    "planted_on": DAYS,
    "rooted": st.lists(ROOTS, max_size=2),
    "keeper": KEEPERS,
    "stands": st.lists(STANDS, max_size=1),
}
TREES = st.fixed_dictionaries({}, optional=FIELDS).map(lambda given: Tree(code="1", **given))
STANDINGS = st.tuples(st.integers(0, 2), st.sampled_from("abcdef"))
ORDERS = st.lists(st.sampled_from("xyz"), unique=True).map(tuple)
RULES = st.fixed_dictionaries(
    {},
    optional={
        name: st.builds(FieldRule, systems=ORDERS, policy=st.sampled_from([Policy.RANK, Policy.MUST_AGREE]))
        | st.builds(FieldRule, systems=ORDERS, policy=st.just(Policy.NEWEST), by=st.just("planted_on"))
        for name in ("name", "height", "keeper", "stands")
    },
)


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    said = draw(st.lists(TREES, min_size=1, max_size=5))
    standings = draw(st.lists(STANDINGS, min_size=len(said), max_size=len(said), unique_by=lambda s: s[1]))
    systems = draw(st.lists(st.sampled_from("xyz"), min_size=len(said), max_size=len(said)))
    return [
        Claim(each, record, rank, system=system)
        for each, (rank, record), system in zip(said, standings, systems, strict=True)
    ]


@given(claims().flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))), RULES)
def test_the_order_of_arrival_does_not_matter(
    pair: tuple[list[Claim], list[Claim]], rules: dict[str, FieldRule]
) -> None:
    one, other = (settle(TREE, each, rules) for each in pair)
    assert (one.properties, one.edges) == (other.properties, other.edges)


@given(claims(), ORDERS)
def test_a_field_s_own_order_of_systems_goes_before_every_rank(
    made: list[Claim], order: tuple[str, ...]
) -> None:
    saying = [claim for claim in made if "height" in claim.said.model_fields_set and claim.system in order]
    best = min(saying, key=lambda claim: (order.index(claim.system), claim.rank, claim.record), default=None)
    height = settle(TREE, made, {"height": FieldRule(systems=order)}).properties["height"]
    assert best is None or height == best.says("height")


@given(claims())
def test_the_newest_is_what_the_latest_day_says_and_a_claim_without_a_day_is_the_oldest(
    made: list[Claim],
) -> None:
    saying = [claim for claim in made if "height" in claim.said.model_fields_set]
    latest = max((claim.says("planted_on") or date.min for claim in saying), default=None)
    rule = FieldRule(policy=Policy.NEWEST, by="planted_on")
    height = settle(TREE, made, {"height": rule}).properties["height"]
    newest = [each.says("height") for each in saying if (each.says("planted_on") or date.min) == latest]
    assert height in newest or not saying


@given(claims())
def test_what_must_agree_is_not_served_while_claims_differ(made: list[Claim]) -> None:
    said = {claim.says("height") for claim in made if "height" in claim.said.model_fields_set}
    height = settle(TREE, made, {"height": FieldRule(policy=Policy.MUST_AGREE)}).properties["height"]
    assert height == (said.pop() if len(said) == 1 else None)


@given(claims())
def test_one_value_is_what_the_best_standing_says(made: list[Claim]) -> None:
    saying = [claim for claim in made if "height" in claim.said.model_fields_set]
    best = min(saying, key=lambda claim: (claim.rank, claim.record or ""), default=None)
    height = settle(TREE, made).properties["height"]
    assert height == (best.said.height if best and isinstance(best.said, Tree) else None)


@given(claims())
def test_a_relation_to_many_is_all_that_anyone_claims_with_all_who_claim_it(made: list[Claim]) -> None:
    wanted: dict[tuple[str, str], set[str]] = {}
    for claim in made:
        assert isinstance(claim.said, Tree)
        for link in claim.said.rooted if "rooted" in claim.said.model_fields_set else []:
            wanted.setdefault((link.to, link.key), set()).add(claim.record or "")
    found = settle(TREE, made).edges["rooted"]
    assert {(edge.link.to, edge.key): set(edge.records) for edge in found} == wanted


def holds(link: Link[Any], day: date) -> bool:
    return (link.valid_from or date.min) <= day < (link.valid_to or date.max)


@given(claims(), RULES)
def test_of_what_holds_one_at_a_time_one_is_served_for_a_day_and_what_is_not_is_at_odds_with_a_better_claim(
    made: list[Claim], rules: dict[str, FieldRule]
) -> None:
    edges = settle(TREE, made, rules).edges["stands"]

    for day in (date(1990, 1, 1), date(2001, 1, 1), date(2007, 1, 1), date(2010, 1, 1), date(2020, 1, 1)):
        assert len({edge.link.to for edge in edges if holds(edge.link, day)}) < 2
    speaking = weighed("stands", made, rules)
    served = {(edge.link.to, edge.key): edge.link for edge in edges}
    for place, claim in enumerate(speaking):
        (link,) = claim.says("stands") or [None]
        if link and (link.to, link.key) not in served:
            better = [each for other in speaking[:place] for each in other.says("stands")]
            days = (link.valid_from or date.min, link.valid_to or date.max)
            assert any(
                (each.to, each.key) in served
                and each.to != link.to
                and (holds(each, days[0]) or holds(link, each.valid_from or date.min))
                for each in better
            )


def test_a_field_that_is_not_given_says_nothing_and_none_that_is_given_says_none() -> None:
    silent, other = Claim(Tree(code="1"), "a", 1), Claim(Tree(code="1", name="elm"), "b", 2)
    assert settle(TREE, [silent, other]).properties["name"] == "elm"
    says_none = Claim(Tree(code="1", name=None), "a", 1)
    assert settle(TREE, [says_none, other]).properties["name"] is None


def test_between_equal_ranks_the_record_s_id_decides() -> None:
    made = [Claim(Tree(code="1", name=name), record, 1) for record, name in (("b", "elm"), ("a", "oak"))]
    assert settle(TREE, made).properties["name"] == "oak"


def test_a_relation_to_one_is_the_best_standing_s_alone_with_all_who_agree() -> None:
    said = {"a": "g", "b": "h", "c": "g"}
    made = [Claim(Tree(code="1", keeper=Link(f"garden:{code}")), record) for record, code in said.items()]
    (edge,) = settle(TREE, made).edges["keeper"]
    assert (edge.link.to, edge.records) == ("garden:g", ("a", "c"))


def test_the_best_standing_may_say_that_there_is_no_such_relation() -> None:
    made = [
        Claim(Tree(code="1", keeper=None), "a", 1),
        Claim(Tree(code="1", keeper=Link("garden:g")), "b", 2),
    ]
    assert settle(TREE, made).edges["keeper"] == ()
