"""What a delivery is refused for, with the place of all that is wrong; and payloads. No database needed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders
from graph.model import Link, Node, quality_model
from graph.model.provenance import System
from graph.model.standards import Standard
from loaders import DeliveryRefused, Record
from loaders.order import order_of
from loaders.payload import claims_in, payload_of
from loaders.staging import staged
from tests.loaders.gardens import MODEL, Bark, Garden, Tree


def refusal(*records: Record) -> str:
    with pytest.raises(DeliveryRefused) as refused:
        staged(MODEL, loaders.Delivery("register", "trees.csv", records))
    return str(refused.value)


def test_a_key_that_stands_twice_is_named_with_both_places() -> None:
    text = refusal(Record("a", (Tree(code="1"),), "line 2"), Record("a", (Tree(code="2"),), "line 7"))
    assert "line 2, record a, line 7, record a: the key stands 2 times" in text


def test_everything_that_is_wrong_is_told_at_once() -> None:
    text = refusal(
        Record("a", (Tree(code="1", height=2**63),), "line 2"),
        Record("", (Tree(code="2"),), "line 3"),
        Record("c", (Tree(code="\ud800"),), "line 4"),
        Record("d", (System(key="x"),), "line 5"),
        Record("e", (Standard(number="GB 1"),), "line 6"),
    )
    assert [line.partition(", record")[0].strip() for line in text.splitlines()[1:]] == [
        "line 2", "line 3", "line 4", "line 5", "line 6",
    ]  # fmt: skip
    assert "nothing of it was written" in text


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (Tree(code="1", keeper=Link("garden:g", date(2001, 1, 1))), "has dates"),
        (Tree(code="1", rooted=[Link("garden:g")]), "metres"),
        (Tree(code="1", rooted=[Link("garden:g", properties={"metres": 1, "colour": "red"})]), "colour"),
        (Tree(code="1", beside=[Link("tree:2", properties={"metres": 1})]), "carries no properties"),
        (Tree(code="1", rooted=[Link("garden:g", "2001", properties={"metres": 1})]), "no day"),  # type: ignore[arg-type]
        (Tree(code="1", rooted=[Link("garden:g", properties={"metres": 2**64})]), "64-bit"),
        (Tree.model_construct({"code", "girth"}, code="1", girth=Decimal("NaN")), "no number"),
    ],
)  # fmt: skip
def test_a_claim_that_the_model_has_no_place_for_is_refused(claim: Node, why: str) -> None:
    with pytest.raises(DeliveryRefused, match=why):
        staged(MODEL, loaders.Delivery("register", "trees.csv", [Record("a", (claim,))]))


def test_a_delivery_without_records_is_refused_since_it_would_withdraw_everything() -> None:
    assert "withdraw the system" in refusal()


def test_a_delivery_is_gone_through_once() -> None:
    class Once(list[Record]):
        times = 0

        def __iter__(self) -> Any:
            self.times += 1
            return super().__iter__()

    records = Once([Record("a", (Tree(code="1"),))])
    staged(MODEL, loaders.Delivery("register", "trees.csv", records))
    assert records.times == 1


WHOLE = st.integers(-(2**63), 2**63 - 1)
ROOTS = st.lists(
    st.builds(
        lambda code, since, inferred, metres, seen: Link[Garden](
            f"garden:{code}", since, None, inferred, "a rule" if inferred else None,
            {"metres": metres} | ({"seen_on": seen} if seen else {}),
        ),
        st.sampled_from("gh"), st.none() | st.dates(), st.booleans(), WHOLE, st.none() | st.dates(),
    ),
    max_size=3,
)  # fmt: skip
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": st.none() | st.text(st.characters(codec="utf-8")),
    "height": st.none() | WHOLE,
    "girth": st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    "bark": st.none() | st.sampled_from(Bark),
    "planted_on": st.none() | st.dates(),
    "evergreen": st.booleans(),
    "rooted": ROOTS,
    "keeper": st.none() | st.just(Link[Garden]("garden:g")),
}
TREES = st.fixed_dictionaries(
    {"code": st.text(st.characters(codec="utf-8"), min_size=1)}, optional=FIELDS
).map(lambda given: Tree(**given))


@given(st.lists(TREES, max_size=3))
def test_claims_come_back_from_their_payload_with_what_was_given_and_no_more(claims: list[Tree]) -> None:
    payload = payload_of(MODEL, claims)
    again = claims_in(MODEL, payload)
    assert payload_of(MODEL, again) == payload
    assert sorted(each.id for each in again) == sorted(each.id for each in claims)
    given = {frozenset(each.model_fields_set) for each in claims}
    assert {frozenset(each.model_fields_set) for each in again} == given


@given(st.lists(TREES, max_size=3).flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))))
def test_a_payload_does_not_depend_on_the_order_of_claims(pair: tuple[list[Tree], list[Tree]]) -> None:
    assert payload_of(MODEL, pair[0]) == payload_of(MODEL, pair[1])


def test_a_payload_does_not_depend_on_the_order_of_links() -> None:
    links = [Link[Garden](f"garden:{code}", properties={"metres": 1}) for code in "gh"]
    one, other = Tree(code="1", rooted=links), Tree(code="1", rooted=links[::-1])
    assert payload_of(MODEL, [one]) == payload_of(MODEL, [other])


def test_kinds_that_are_pointed_at_come_first() -> None:
    order = order_of(quality_model())
    assert order["Document"] < order["Clause"] < order["Duty"]
    assert order["Enterprise"] < order["Product"] < order["Inspection"] < order["Finding"]
    assert set(order) == set(quality_model().kinds)
