"""What is no longer delivered: records withdrawn, entities that end with their last claim."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

import loaders
from graph.database import Database
from graph.model import Node
from tests.loaders import gardens
from tests.loaders.gardens import MODEL, Garden, Tree, load, rooted

GARDEN = Garden(code="g")
OAK = Tree(code="1", name="oak", rooted=[rooted("g", date(2001, 1, 1), 3)])


def test_a_record_that_is_missing_from_a_delivery_is_withdrawn_with_what_it_alone_claimed(
    database: Database,
) -> None:
    load(database, "register", {"g": [GARDEN], "t": [OAK]})

    report = load(database, "register", {"g": [GARDEN]})

    assert (report.unchanged, report.withdrawn) == (1, 1)
    assert gardens.tree(database) is None
    assert database.read("MATCH (g:Garden) RETURN g.id AS id", {}) == [{"id": "garden:g"}]


def test_a_withdrawn_record_says_when_and_no_longer_what(database: Database) -> None:
    load(database, "register", {"g": [GARDEN], "t": [OAK]})

    load(database, "register", {"g": [GARDEN]})

    left = gardens.record(database, "t")
    assert abs(left["withdrawn_on"].to_native() - date.today()) <= timedelta(days=1)
    assert left["of"] == []
    assert not {"payload", "row_hash"} & set(left)


def test_a_record_that_comes_back_begins_anew(database: Database) -> None:
    load(database, "register", {"g": [GARDEN], "t": [OAK]})
    load(database, "register", {"g": [GARDEN]})
    database.write(
        lambda t: t.run("MATCH (s:SourceRecord) SET s.recorded_from = date('2020-05-01')").consume()
    )

    report = load(database, "register", {"g": [GARDEN], "t": [OAK]})

    back = gardens.record(database, "t")
    assert report.applied == 1
    assert "withdrawn_on" not in back
    assert back["recorded_from"].to_native() > date(2020, 5, 1)
    assert back["of"] == ["tree:1"]


def test_an_entity_ends_with_its_last_claim(database: Database) -> None:
    load(database, "register", {"g": [GARDEN], "t": [OAK]})
    load(database, "copy", {"t": [Tree(code="1", name="oack", height=7)]})

    loaders.withdraw(database, MODEL, "register")
    assert (gardens.tree(database) or {})["height"] == 7

    loaders.withdraw(database, MODEL, "copy")
    assert gardens.tree(database) is None


def test_a_record_that_speaks_of_another_thing_now_lets_the_former_end(database: Database) -> None:
    load(database, "register", {"t": [Tree(code="1")]})

    load(database, "register", {"t": [Tree(code="2")]})

    assert gardens.tree(database, "1") is None
    assert gardens.record(database, "t")["of"] == ["tree:2"]


def test_a_system_withdrawn_leaves_nothing_served(database: Database) -> None:
    many: dict[str, list[Node]] = {str(n): [Tree(code=str(n))] for n in range(5)}
    load(database, "register", {"g": [GARDEN], "t": [OAK], **many})

    report = loaders.withdraw(database, MODEL, "register", batch_size=2)

    assert str(report).endswith("; 7 withdrawn, 0 dangling")
    assert gardens.served(database) == []
    assert loaders.withdraw(database, MODEL, "register").withdrawn == 0


def test_withdrawing_raises_the_version_of_what_it_took_away(database: Database) -> None:
    load(database, "register", {"t": [Tree(code="1")]})
    before = gardens.versions(database)

    loaders.withdraw(database, MODEL, "register")

    after = gardens.versions(database)
    assert {area: after[area] - before[area] for area in after} == {"growth": 1, "provenance": 1}


def test_a_record_whose_row_is_kept_out_stays_as_it_was(database: Database) -> None:
    load(database, "register", {"g": [GARDEN], "t": [OAK]})
    kept = loaders.KeptOut(quarantined=1, keys=frozenset({"t"}))

    report = loaders.deliver(
        database, MODEL, replace(gardens.delivery("register", {"g": [GARDEN]}), kept_out=kept)
    )

    assert (report.unchanged, report.quarantined, report.withdrawn) == (1, 1, 0)
    assert report.refusal is None
    assert (gardens.tree(database) or {})["name"] == "oak"


def test_nothing_is_withdrawn_while_a_row_cannot_be_told_from_the_missing_ones(database: Database) -> None:
    load(database, "register", {"g": [GARDEN], "t": [OAK]})
    kept = loaders.KeptOut(quarantined=1, unnamed=1)

    report = loaders.deliver(
        database, MODEL, replace(gardens.delivery("register", {"g": [GARDEN]}), kept_out=kept)
    )

    assert (report.withdrawn, report.retained) == (0, 1)
    assert "key cannot be read (1)" in (report.refusal or "")
    assert gardens.tree(database) is not None


@pytest.mark.parametrize(
    ("left", "most", "withdrawn"),
    [(14, 5, 0), (14, 30, 6), (15, 5, 5), (15, 0, 0), (19, 5, 1)],
    ids=["more than may be", "as many as may be", "a few of many", "a few and none may", "within"],
)
def test_more_than_may_be_are_not_withdrawn(database: Database, left: int, most: int, withdrawn: int) -> None:
    many: dict[str, list[Node]] = {str(n): [Tree(code=str(n))] for n in range(20)}
    load(database, "register", many)
    some = dict(list(many.items())[:left])

    report = load(database, "register", some, max_delete_percent=Decimal(most))

    assert (report.withdrawn, report.retained) == (withdrawn, 20 - left - withdrawn)
    assert (report.refusal is None) == (report.retained == 0)
    if report.refusal:
        assert report.refusal.endswith(f"--max-delete-percent {(20 - left) * 5}")


def test_most_of_a_small_system_is_not_withdrawn_unasked(database: Database) -> None:
    load(database, "register", {"g": [GARDEN], "1": [Tree(code="1")], "2": [Tree(code="2")]})

    report = load(database, "register", {"g": [GARDEN]}, max_delete_percent=Decimal(5))

    assert (report.withdrawn, report.retained) == (0, 2)


def test_a_rehearsal_tells_what_a_delivery_would_do_and_does_none_of_it(database: Database) -> None:
    load(database, "register", {"g": [GARDEN], "t": [OAK], "u": [Tree(code="2")]})
    before = gardens.whole(database)
    coming = gardens.delivery("register", {"g": [GARDEN], "t": [Tree(code="1")], "v": [Tree(code="3")]})

    told = loaders.rehearse(database, MODEL, coming)

    assert (told.added, told.applied, told.unchanged, told.withdrawn) == (1, 2, 1, 1)
    assert gardens.whole(database) == before
    done = loaders.deliver(database, MODEL, coming)
    assert replace(done, run="", dangling=0, examples=()) == told
