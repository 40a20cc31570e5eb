"""Where records disagree, the graph says so, and says so no more once they agree.

Not here: whose value is served (`test_authority`) and what counts as the same (`test_equality`).
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders
from graph.database import Database
from graph.model import Link
from graph.model.provenance import DecidedBy
from loaders import conflicts, entities
from loaders.authority import Authority, FieldRule, Policy
from loaders.claims import Claim, settle
from loaders.conflicts import conflicts_among, open_conflicts
from loaders.resolve import resolve
from loaders.statements import account_of
from tests.loaders import gardens
from tests.loaders.gardens import MODEL, RANKS, Garden, Tree, load
from tests.loaders.test_claims import RULES, TREE, claims

Told = tuple[str, str | None, str, list[tuple[str, str | None, bool]]]
EQUALLY = Authority({"register": 1, "copy": 1})


def told(database: Database) -> list[Told]:
    """Each conflict: its id, what is served by which rule, and what each system says."""
    _, found = open_conflicts(database)
    return [
        (
            f"{each['entity']} {each['field']}",
            each["served"],
            each["decided_by"],
            [(claim["system"], claim["value"], claim["served"]) for claim in each["claims"]],
        )
        for each in found
    ]


def say(database: Database, system: str, **fields: Any) -> str:
    return load(database, system, {"t": [Tree(code="1", **fields)]}).run


def test_two_values_of_one_field_stand_side_by_side_with_whose_they_are(database: Database) -> None:
    say(database, "register", name="oak", height=3)
    run = say(database, "copy", name="elm", height=3)

    assert told(database) == [
        ("tree:1 name", "oak", "RANK", [("register", "oak", True), ("copy", "elm", False)])
    ]
    (said,) = database.read("MATCH (c:Conflict)-[:OPENED_IN]->(run) RETURN c.id AS id, run.id AS run", {})
    assert said == {"id": "conflict:tree:1~name", "run": run}
    assert gardens.versions(database)["provenance"] == 2


def test_a_conflict_goes_when_the_records_agree_again(database: Database) -> None:
    say(database, "register", name="oak")
    say(database, "copy", name="elm")

    say(database, "copy", name="oak")

    assert told(database) == []
    assert "disputed" not in (gardens.tree(database) or {})


@pytest.mark.parametrize("system", ["register", "copy"])
def test_a_conflict_goes_when_either_side_is_withdrawn(database: Database, system: str) -> None:
    say(database, "register", name="oak")
    say(database, "copy", name="elm")

    loaders.withdraw(database, MODEL, system, authority=RANKS)

    assert told(database) == []


def test_a_conflict_goes_with_the_thing_that_it_is_about(database: Database) -> None:
    load(database, "register", {"a": [Tree(code="1", name="oak")], "b": [Tree(code="1", name="elm")]})
    assert [each[0] for each in told(database)] == ["tree:1 name"]

    loaders.withdraw(database, MODEL, "register", authority=RANKS)

    assert told(database) == []


def test_a_conflict_keeps_the_run_that_met_it_first_while_what_is_claimed_changes(database: Database) -> None:
    say(database, "register", name="oak")
    first = say(database, "copy", name="elm")

    say(database, "copy", name="ash")

    assert [claim[1] for claim in told(database)[0][3]] == ["oak", "ash"]
    assert gardens.edges(database, "OPENED_IN") == [("conflict:tree:1~name", "unknown", first)]


def test_what_is_only_written_differently_is_no_conflict(database: Database) -> None:
    say(database, "register", name="oak (old)", girth=Decimal("2.50"))
    say(database, "copy", name="oak（old） ", girth=Decimal("2.5"))

    assert told(database) == []


def test_that_there_is_none_is_a_claim_too(database: Database) -> None:
    load(database, "places", {"g": [Garden(code="g")]})
    say(database, "register", keeper=None)
    say(database, "copy", keeper=Link("garden:g"))

    assert told(database) == [
        ("tree:1 keeper", None, "RANK", [("register", None, True), ("copy", "garden:g", False)])
    ]
    assert database.read("MATCH (c:Conflict) RETURN c.kind AS kind", {}) == [{"kind": "EXISTENCE"}]


def test_a_relation_of_which_all_is_served_is_in_no_conflict(database: Database) -> None:
    load(database, "trees", {"a": [Tree(code="2")], "b": [Tree(code="3")]})
    say(database, "register", beside=[Link("tree:2")])
    say(database, "copy", beside=[Link("tree:3")])

    assert told(database) == []


def test_of_what_holds_one_at_a_time_the_better_is_served_and_the_other_stands_beside_it(
    database: Database,
) -> None:
    load(database, "places", {"g": [Garden(code="g")], "h": [Garden(code="h")]})
    say(database, "copy", stands=[Link("garden:h", date(1990, 1, 1), date(2005, 1, 1))])
    assert told(database) == []

    say(database, "register", stands=[Link("garden:g", date(2001, 1, 1))])

    here, there = "garden:g from 2001-01-01", "garden:h from 1990-01-01 until 2005-01-01"
    assert told(database) == [
        ("tree:1 stands", here, "RANK", [("register", here, True), ("copy", there, False)])
    ]
    assert gardens.edges(database, "STANDS_IN") == [("tree:1", "2001-01-01", "garden:g")]
    account = account_of(database, MODEL, RANKS, "tree:1", "stands")
    assert [(each.value, each.served, each.rule) for each in account.statements] == [
        (here, True, "RANK"),
        (there, False, "RANK"),
    ]

    say(database, "copy", stands=[Link("garden:h", date(1990, 1, 1), date(2001, 1, 1))])

    assert told(database) == []
    assert gardens.edges(database, "STANDS_IN") == [
        ("tree:1", "1990-01-01", "garden:h"),
        ("tree:1", "2001-01-01", "garden:g"),
    ]


def test_one_place_from_two_days_is_no_conflict(database: Database) -> None:
    load(database, "places", {"g": [Garden(code="g")]})
    say(database, "register", stands=[Link("garden:g", date(2001, 1, 1))])
    say(database, "copy", stands=[Link("garden:g")])

    assert told(database) == []
    assert len(gardens.edges(database, "STANDS_IN")) == 2


def test_where_one_stands_may_be_decided_by_the_field_s_own_order(database: Database) -> None:
    load(database, "places", {"g": [Garden(code="g")], "h": [Garden(code="h")]})
    say(database, "register", stands=[Link("garden:g", date(2001, 1, 1))])
    say(database, "copy", stands=[Link("garden:h")])
    ruled = Authority(RANKS.ranks, {"Tree": {"stands": FieldRule(systems=("copy",))}})

    done = resolve(database, MODEL, ["Tree.stands"], authority=ruled)

    assert (done.changed, done.conflicts) == (1, 1)
    assert [each[1:3] for each in told(database)] == [("garden:h", "FIELD_RANK")]
    assert gardens.edges(database, "STANDS_IN") == [("tree:1", "unknown", "garden:h")]


def test_a_system_says_one_thing_once_however_many_records_say_it(database: Database) -> None:
    say(database, "register", name="oak")
    load(
        database,
        "copy",
        {key: [Tree(code="1", name=name)] for key, name in zip("abc", ["elm", "elm", "ash"], strict=True)},
    )

    (conflict,) = open_conflicts(database)[1]

    assert conflict["values"] == 3
    counted = [(each["value"], each["record"], each["records"]) for each in conflict["claims"]]
    assert counted == [("oak", "t", 1), ("elm", "a", 2), ("ash", "c", 1)]


def test_a_conflict_that_only_a_rule_of_the_records_ids_decides_says_so(database: Database) -> None:
    for system, name in (("register", "oak"), ("copy", "elm")):
        made = gardens.delivery(system, {"t": [Tree(code="1", name=name)]})
        loaders.deliver(database, MODEL, made, authority=EQUALLY)

    assert [each[1:3] for each in told(database)] == [("elm", "RECORD")]


def test_a_batch_without_conflicts_runs_no_statement_for_them(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []

    def counted(transaction: Any, statement: str, **parameters: Any) -> list[dict[str, Any]]:
        sent.append(statement)
        return entities.ask(transaction, statement, **parameters)

    monkeypatch.setattr(conflicts, "ask", counted)
    say(database, "register", name="oak")
    say(database, "copy", name="oak ")
    loaders.withdraw(database, MODEL, "copy", authority=RANKS)
    assert sent == []

    say(database, "copy", name="elm")
    assert sent == [conflicts.STORED]
    say(database, "copy", name="oak", height=3)
    assert sent == [conflicts.STORED, conflicts.STORED, conflicts.DELETE]
    say(database, "copy", name="oak ", height=4)
    assert len(sent) == 3


RECORDED = claims().map(
    lambda made: [replace(each, record=f"sourceRecord:{each.system}~{each.record}") for each in made]
)


@given(RECORDED, RULES)
def test_there_is_a_conflict_exactly_where_claims_differ_and_what_it_serves_is_served(
    made: list[Claim], rules: dict[str, FieldRule]
) -> None:
    authority = Authority({}, {"Tree": rules})
    found = conflicts_among(MODEL, authority, {"tree:1": made}).get("tree:1", {})

    served = settle(TREE, made, rules)
    for field in ("name", "height", "keeper"):
        said = {claim.says(field) for claim in made if field in claim.said.model_fields_set}
        conflict = found.get(f"conflict:tree:1~{field}")
        assert (conflict is not None) == (len(said) > 1)
        if conflict is not None:
            value = served.properties[field] if field != "keeper" else _end(served.edges["keeper"])
            assert conflict.served == (None if value is None else str(value))
            ruled = rules.get(field, FieldRule()).policy is Policy.MUST_AGREE
            assert (conflict.decided_by is DecidedBy.MUST_AGREE) == ruled


@given(RECORDED.flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))), RULES)
def test_conflicts_do_not_follow_the_order_of_arrival(
    pair: tuple[list[Claim], list[Claim]], rules: dict[str, FieldRule]
) -> None:
    one, other = (conflicts_among(MODEL, Authority({}, {"Tree": rules}), {"tree:1": each}) for each in pair)
    assert one == other


def _end(edges: tuple[Any, ...]) -> str | None:
    return next((edge.link.to for edge in edges), None)
