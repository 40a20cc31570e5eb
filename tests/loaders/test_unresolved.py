"""Links to what is not in the graph: kept, named, and tried again when it may have appeared."""

from datetime import date

import loaders
from graph.database import Database
from graph.model import Link
from tests.loaders import gardens
from tests.loaders.gardens import MODEL, Garden, Tree, load, rooted

OAK = Tree(code="1", rooted=[rooted("g", date(2001, 1, 1), 3)])
ROOTED = [("tree:1", "2001-01-01", "garden:g")]


def test_a_link_to_nothing_is_reported_by_name_and_kept(database: Database) -> None:
    report = load(database, "register", {"t": [OAK]})

    assert report.dangling == 1
    assert [str(each) for each in report.examples] == [
        "record t: tree.rooted points to garden:g, which nothing describes"
    ]
    left = gardens.record(database, "t")
    assert ("Unresolved" in left["labels"], left["missing"]) == (True, ["garden:g"])


def test_what_another_system_delivers_later_closes_the_link(database: Database) -> None:
    load(database, "register", {"t": [OAK]})

    report = load(database, "places", {"g": [Garden(code="g")]})

    assert gardens.edges(database, "ROOTED_IN") == ROOTED
    assert gardens.edge(database, "ROOTED_IN")["records"] == ["sourceRecord:register~t"]
    closed = gardens.record(database, "t")
    assert ("Unresolved" in closed["labels"], "missing" in closed) == (False, False)
    assert report.dangling == 0


def test_closing_a_link_raises_the_version_of_the_area_that_holds_it(database: Database) -> None:
    load(database, "register", {"t": [OAK]})
    before = gardens.versions(database)

    load(database, "places", {"g": [Garden(code="g")]})

    assert gardens.versions(database)["growth"] == before["growth"] + 1


def test_a_target_in_a_later_batch_of_the_same_run_is_found(database: Database) -> None:
    ring = {
        "a": [Garden(code="a", lies_in=Link("garden:b"))],
        "b": [Garden(code="b", lies_in=Link("garden:a"))],
    }

    report = load(database, "places", ring, batch_size=1)

    assert report.dangling == 0
    assert gardens.edges(database, "LIES_IN") == [
        ("garden:a", "unknown", "garden:b"),
        ("garden:b", "unknown", "garden:a"),
    ]


def test_an_unresolved_record_is_left_alone_while_nothing_has_appeared(database: Database) -> None:
    load(database, "register", {"t": [OAK]})
    before = gardens.versions(database)

    report = load(database, "register", {"t": [OAK]})

    assert (report.unchanged, report.dangling) == (1, 1)
    assert gardens.versions(database) == before


def test_when_a_target_ends_the_links_of_others_wait_for_its_return(database: Database) -> None:
    load(database, "places", {"g": [Garden(code="g")]})
    load(database, "register", {"t": [OAK]})
    before = gardens.versions(database)

    report = loaders.withdraw(database, MODEL, "places")

    assert (report.withdrawn, report.dangling) == (1, 1)
    assert [each.missing for each in report.examples] == ["garden:g"]
    assert gardens.edges(database, "ROOTED_IN") == []
    assert gardens.tree(database) is not None
    assert gardens.versions(database)["growth"] == before["growth"] + 1

    load(database, "places", {"g": [Garden(code="g")]})
    assert gardens.edges(database, "ROOTED_IN") == ROOTED


def test_a_record_that_no_longer_makes_the_link_is_resolved(database: Database) -> None:
    load(database, "register", {"t": [OAK]})

    report = load(database, "register", {"t": [Tree(code="1")]})

    assert report.dangling == 0
    assert "Unresolved" not in gardens.record(database, "t")["labels"]


def test_what_two_things_take_from_each_other_in_one_delivery_is_no_dangling_link(database: Database) -> None:
    load(database, "register", {
        "a": [Tree(code="1", beside=[Link("tree:2")])], "b": [Tree(code="2", beside=[Link("tree:1")])],
    })  # fmt: skip

    report = loaders.withdraw(database, MODEL, "register", batch_size=1)

    assert report.dangling == 0
    assert gardens.served(database) == []
