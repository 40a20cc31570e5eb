"""Several systems that speak of one thing: whom to believe, whatever comes first.

Not here: the pure rules by which claims add up (`test_claims`).
"""

from datetime import date
from itertools import permutations

import pytest

import loaders
from graph.database import Database
from graph.model import Link, Node
from loaders.authority import ranking
from tests.loaders import gardens
from tests.loaders.conftest import empty
from tests.loaders.gardens import MODEL, RANKS, Garden, Tree, load, rooted

GARDENS: dict[str, list[Node]] = {"g": [Garden(code="g")], "h": [Garden(code="h")]}
SAYS: dict[str, list[Node]] = {
    "register": [
        Tree(code="1", name="oak", keeper=Link("garden:g"), rooted=[rooted("g", date(2001, 1, 1), 3)])
    ],
    "copy": [
        Tree(
            code="1",
            name="oack",
            height=7,
            keeper=Link("garden:h"),
            rooted=[rooted("g", date(2001, 1, 1), 4), rooted("h", date(2005, 1, 1), 2)],
        )
    ],
    "hearsay": [Tree(code="1", name="tree", height=9, evergreen=True, keeper=Link("garden:h"))],
}


def load_all(database: Database, systems: tuple[str, ...]) -> None:
    load(database, "places", GARDENS)
    for system in systems:
        load(database, system, {"t": SAYS[system]})


def test_the_system_of_the_matter_is_believed_whatever_comes_first(database: Database) -> None:
    found = []
    for systems in permutations(SAYS):
        empty(database)
        load_all(database, systems)
        found.append(gardens.served(database))

    oak = gardens.tree(database) or {}
    assert (oak["name"], oak["height"], oak["evergreen"]) == ("oak", 7, True)
    assert gardens.edges(database, "KEPT_BY") == [("tree:1", "unknown", "garden:g")]
    assert [key for _, key, _ in gardens.edges(database, "ROOTED_IN")] == ["2001-01-01", "2005-01-01"]
    assert all(each == found[0] for each in found)


def test_when_the_believed_system_is_withdrawn_the_other_is_believed(database: Database) -> None:
    load_all(database, ("copy", "register"))

    report = loaders.withdraw(database, MODEL, "register", authority=RANKS)

    assert report.withdrawn == 1
    assert (gardens.tree(database) or {})["name"] == "oack"
    assert gardens.edges(database, "KEPT_BY") == [("tree:1", "unknown", "garden:h")]
    rows = database.read(
        "MATCH ()-[r:ROOTED_IN {key: '2001-01-01'}]->() RETURN r.metres AS m, r.records AS of", {}
    )
    assert rows == [{"m": 4, "of": ["sourceRecord:copy~t"]}]


def test_an_edge_names_every_record_that_claims_it(database: Database) -> None:
    load_all(database, ("copy", "register"))

    rows = database.read(
        "MATCH ()-[r:ROOTED_IN {key: '2001-01-01'}]->() RETURN r.metres AS m, r.records AS of", {}
    )

    assert rows == [{"m": 3, "of": ["sourceRecord:copy~t", "sourceRecord:register~t"]}]


@pytest.mark.parametrize("system", ["policy-document", "policy", "regions", "standards"])
def test_the_sample_is_believed_less_than_what_is_real(system: str) -> None:
    assert ranking()[system] < ranking()["sample"]
