"""After a change of whom to believe: settled again from the stored records, and as if loaded so at first."""

import pytest

import loaders
from graph.database import Database
from graph.model import Node
from loaders.authority import Authority, FieldRule
from loaders.conflicts import open_conflicts
from loaders.errors import NoSuchThing
from loaders.resolve import resolve
from tests.loaders import gardens
from tests.loaders.conftest import empty
from tests.loaders.gardens import MODEL, RANKS, Tree
from tests.loaders.test_authority import GARDENS, SAYS
from tests.loaders.test_model_change import LATER
from tests.loaders.test_model_change import Tree as LaterTree

TURNED = Authority({"copy": 1, "register": 2})
OF_THE_FIELD = Authority(RANKS.ranks, {"Tree": {"name": FieldRule(systems=("hearsay",))}})


def load_all(database: Database, authority: Authority) -> None:
    everything = {"places": GARDENS, **{system: {"t": said} for system, said in SAYS.items()}}
    for system, records in everything.items():
        loaders.deliver(database, MODEL, gardens.delivery(system, records), authority=authority)


@pytest.mark.parametrize("authority", [TURNED, OF_THE_FIELD])
def test_the_graph_is_then_as_if_it_had_been_loaded_so(database: Database, authority: Authority) -> None:
    load_all(database, authority)
    wanted = gardens.whole(database)
    empty(database)
    load_all(database, RANKS)
    assert gardens.whole(database) != wanted

    found = resolve(database, MODEL, authority=authority)

    assert gardens.whole(database) == wanted
    assert (found.examined, found.changed) == (1, 1)
    assert found.conflicts == open_conflicts(database)[0]


def test_what_is_served_right_already_is_not_written(database: Database) -> None:
    load_all(database, RANKS)
    before, raised = gardens.whole(database), gardens.versions(database)

    found = resolve(database, MODEL, authority=RANKS)

    assert (found.examined, found.changed) == (1, 0)
    assert (gardens.whole(database), gardens.versions(database)) == (before, raised)


def test_only_the_areas_of_what_changed_are_raised(database: Database) -> None:
    load_all(database, RANKS)
    before = gardens.versions(database)

    resolve(database, MODEL, authority=TURNED)

    after = gardens.versions(database)
    assert {area: after[area] - before[area] for area in after} == {"growth": 1, "places": 0, "provenance": 1}


def test_it_takes_one_batch_after_another(database: Database) -> None:
    for system in ("register", "copy"):
        records: dict[str, list[Node]] = {n: [Tree(code=n, name=system)] for n in "12345"}
        gardens.load(database, system, records)
    told: list[tuple[str, int]] = []

    found = resolve(database, MODEL, authority=TURNED, batch_size=2, progress=lambda *done: told.append(done))

    assert (found.changed, found.conflicts) == (5, 5)
    assert told == [("Tree", 2), ("Tree", 4), ("Tree", 5)]
    assert {(gardens.tree(database, n) or {})["name"] for n in "12345"} == {"copy"}


def test_conflicts_of_what_was_loaded_before_there_were_any_are_found(database: Database) -> None:
    load_all(database, RANKS)
    wanted = gardens.whole(database)
    database.write(lambda t: t.run("MATCH (c:Conflict) DETACH DELETE c").consume())
    database.write(lambda t: t.run("MATCH (n:Tree) REMOVE n.disputed").consume())

    found = resolve(database, MODEL, authority=RANKS)

    assert gardens.whole(database) == wanted
    assert (found.changed, found.conflicts) == (0, 3)
    assert gardens.edges(database, "OPENED_IN") == []  # no run met them


def test_only_the_kinds_of_the_fields_that_are_named_are_gone_through(database: Database) -> None:
    load_all(database, RANKS)

    assert resolve(database, MODEL, ["Garden.name"], authority=TURNED).examined == 0
    assert resolve(database, MODEL, ["Living.rooted"], authority=TURNED).changed == 1


@pytest.mark.parametrize(
    ("field", "said"),
    [("Tre.name", "no kind Tre"), ("Tree.nmae", "it has"), ("System.key", "no kind System")],
)
def test_a_field_that_there_is_not_is_refused(database: Database, field: str, said: str) -> None:
    with pytest.raises(NoSuchThing, match=said):
        resolve(database, MODEL, [field], authority=RANKS)


def test_what_a_record_describes_that_cannot_be_read_is_left_as_it_is(database: Database) -> None:
    gardens.load(database, "copy", {"t": [Tree(code="1", name="oak", keeper=None)]})
    later = gardens.delivery("register", {"t": [LaterTree(code="1", vigour=3)]})
    loaders.deliver(database, LATER, later, authority=RANKS)
    before = gardens.whole(database)

    found = resolve(database, LATER, authority=TURNED)

    assert (found.examined, found.unread) == (0, {"sourceRecord:copy~t"})
    assert gardens.whole(database) == before
