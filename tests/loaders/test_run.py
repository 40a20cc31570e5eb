"""Deliveries into a real graph: loaded, loaded again, changed, refused.

Not here: several systems (`test_authority`), things that end (`test_withdrawal`), links to what is not there
(`test_unresolved`), and the pure rules by which claims add up (`test_claims`).
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

import pytest

import loaders
from graph.database import Database
from graph.model import Index, Key, Link, Model, Node, Zh, constraints
from loaders import DatabaseUnready, DeliveryRefused, LoadProblem
from tests.loaders import gardens
from tests.loaders.gardens import MODEL, Bark, Garden, Tree, load, rooted

GARDEN = Garden(code="g", name="palace garden")
OAK = Tree(code="1", name="oak", height=7, rooted=[rooted("g", date(2001, 1, 1), 3)])


def test_loading_twice_is_loading_once(database: Database) -> None:
    records: dict[str, list[Node]] = {"t": [OAK], "g": [GARDEN]}
    first = load(database, "register", records)
    after_one, raised = gardens.whole(database), gardens.versions(database)

    second = load(database, "register", records)

    added_up = "register: 2 rows = 2 applied + 0 unchanged + 0 quarantined + 0 stale; 0 withdrawn, 0 dangling"
    assert str(first) == added_up
    assert (second.rows, second.applied, second.unchanged) == (2, 0, 2)
    assert gardens.whole(database) == after_one
    assert gardens.versions(database) == raised
    assert gardens.edges(database, "ROOTED_IN") == [("tree:1", "2001-01-01", "garden:g")]


def test_a_changed_field_changes_and_one_no_longer_given_goes(database: Database) -> None:
    load(database, "register", {"t": [OAK], "g": [GARDEN]})

    report = load(
        database, "register", {"t": [Tree(code="1", name="holm oak", evergreen=True)], "g": [GARDEN]}
    )

    assert (report.applied, report.unchanged) == (1, 1)
    assert gardens.tree(database) == {
        "id": "tree:1", "code": "1", "name": "holm oak", "evergreen": True, "sample": False,
    }  # fmt: skip
    assert gardens.edges(database, "ROOTED_IN") == []


def test_values_are_held_as_the_graph_can_hold_them(database: Database) -> None:
    load(database, "register", {"t": [
        Tree(code="1", bark=Bark.ROUGH, girth=Decimal("2.50"), planted_on=date(1999, 2, 1)),
    ]})  # fmt: skip

    found = gardens.tree(database) or {}

    assert (found["bark"], found["girth"]) == ("ROUGH", "2.50")
    assert found["planted_on"].to_native() == date(1999, 2, 1)
    assert found["evergreen"] is False  # nobody says, and the model has a default that is not null


def test_an_entity_carries_the_labels_of_its_interfaces_and_is_reached_through_them(
    database: Database,
) -> None:
    load(database, "register", {"a": [Tree(code="1", beside=[Link("tree:2")])], "b": [Tree(code="2")]})

    rows = database.read("MATCH (:Tree {code: '1'})-[:BESIDE]->(n:Living) RETURN labels(n) AS labels", {})

    assert [sorted(row["labels"]) for row in rows] == [["Living", "Tree"]]


def test_an_edge_says_when_it_holds_what_it_carries_and_who_claims_it(database: Database) -> None:
    link = Link[Garden]("garden:g", date(2001, 1, 1), date(2009, 1, 1), True, "by the map", {"metres": 3})
    load(database, "register", {"g": [GARDEN], "t": [Tree(code="1", rooted=[link])]})

    found = gardens.edge(database, "ROOTED_IN")

    assert (found["valid_from"].to_native(), found["valid_to"].to_native()) == (
        link.valid_from,
        link.valid_to,
    )
    assert {name: found[name] for name in ("key", "inferred", "rule", "metres", "records")} == {
        "key": "2001-01-01",
        "inferred": True,
        "rule": "by the map",
        "metres": 3,
        "records": ["sourceRecord:register~t"],
    }


def test_a_property_of_an_edge_that_is_no_longer_given_goes(database: Database) -> None:
    seen = Link[Garden]("garden:g", properties={"metres": 3, "seen_on": date(2020, 1, 1)})
    load(database, "register", {"g": [GARDEN], "t": [Tree(code="1", rooted=[seen])]})
    assert gardens.edge(database, "ROOTED_IN")["seen_on"].to_native() == date(2020, 1, 1)

    load(database, "register", {
        "g": [GARDEN], "t": [Tree(code="1", rooted=[Link("garden:g", properties={"metres": 4})])],
    })  # fmt: skip

    found = gardens.edge(database, "ROOTED_IN")
    assert (found["metres"], "seen_on" in found) == (4, False)


def test_two_periods_of_one_relation_are_two_edges(database: Database) -> None:
    both = [rooted("g", date(2001, 1, 1), 3), rooted("g", date(2010, 1, 1), 3)]
    load(database, "register", {"g": [GARDEN], "t": [Tree(code="1", rooted=both)]})

    assert [key for _, key, _ in gardens.edges(database, "ROOTED_IN")] == ["2001-01-01", "2010-01-01"]


def test_a_record_says_where_it_came_from_and_its_run_what_became_of_it(database: Database) -> None:
    made = gardens.delivery("register", {"g": [GARDEN]}, department="Office of Gardens")
    report = loaders.deliver(database, MODEL, made)

    said = gardens.record(database, "g")
    assert (said["department"], said["place"], said["of"]) == (
        "Office of Gardens", "list.csv, line 1", ["garden:g"],
    )  # fmt: skip
    path = "MATCH (:SourceRecord)-[:RECORDED_IN]->(r)-[:LOADED]->(d:Delivery)-[:DELIVERED_BY]->(s:System)"
    (row,) = database.read(
        f"{path} RETURN r.id AS run, r.applied AS applied, d.name AS name, s.key AS key", {}
    )
    assert row == {"run": report.run, "applied": 1, "name": "list of register", "key": "register"}


def test_the_same_delivery_from_another_department_is_recorded_as_that_department_s(
    database: Database,
) -> None:
    records: dict[str, list[Node]] = {"g": [GARDEN]}
    loaders.deliver(database, MODEL, gardens.delivery("register", records, department="Parks"))

    loaders.deliver(database, MODEL, gardens.delivery("register", records, department="Forests"))

    assert gardens.record(database, "g")["department"] == "Forests"


def test_a_record_keeps_its_first_day_and_points_to_the_run_that_changed_it(database: Database) -> None:
    load(database, "register", {"g": [GARDEN]})
    database.write(
        lambda t: t.run("MATCH (s:SourceRecord) SET s.recorded_from = date('2020-05-01')").consume()
    )

    report = load(database, "register", {"g": [Garden(code="g", name="new name")]})

    assert gardens.record(database, "g")["recorded_from"].to_native() == date(2020, 5, 1)
    assert [run for _, _, run in gardens.edges(database, "RECORDED_IN")] == [report.run]


def test_the_version_rises_for_the_areas_touched_and_no_other(database: Database) -> None:
    load(database, "register", {"g": [GARDEN], "t": [OAK]})
    before = gardens.versions(database)

    load(database, "register", {"g": [GARDEN], "t": [Tree(code="1", name="elm")]})

    after = gardens.versions(database)
    assert {area: after[area] - before[area] for area in after} == {"growth": 1, "places": 0, "provenance": 1}


def test_a_record_that_is_refused_is_named_and_the_next_run_finishes(database: Database) -> None:
    records: dict[str, list[Node]] = {
        "a": [Tree(code="1")], "b": [Tree(code="2")], "c": [Tree(code="3" * 40_000)],
    }  # fmt: skip

    first = load(database, "register", records)

    assert (first.applied, first.quarantined) == (2, 1)
    assert [each.partition(":")[0] for each in first.refused] == ["record c"]
    assert database.read("MATCH (n:Tree) RETURN count(n) AS n", {}) == [{"n": 2}]
    assert database.read("MATCH (n:SourceRecord) RETURN count(n) AS n", {}) == [{"n": 2}]
    report = load(database, "register", {**records, "c": [Tree(code="3")]}, batch_size=1)
    assert (report.applied, report.unchanged) == (1, 2)


def test_a_batch_that_is_too_much_for_one_transaction_is_written_in_halves(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph.database import MemoryExceeded
    from loaders import writing

    whole = writing.write_batch

    def little(*given: object) -> object:
        if len(given[0].names) > 2:  # type: ignore[attr-defined]
            raise MemoryExceeded("too much at once")
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "write_batch", little)

    report = load(database, "register", {str(n): [Tree(code=str(n))] for n in range(9)})

    assert report.applied == 9
    assert database.read("MATCH (n:Tree) RETURN count(n) AS n", {}) == [{"n": 9}]


def test_progress_is_told_after_each_batch(database: Database) -> None:
    told: list[tuple[int, int]] = []

    load(
        database, "register", {"a": [Tree(code="1")], "b": [Tree(code="2")], "c": [GARDEN]}, batch_size=2,
        progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip

    assert told == [(2, 3), (3, 3)]


def test_a_refused_delivery_leaves_the_graph_as_it_was(database: Database) -> None:
    twice = loaders.Delivery(
        "register", "list", [loaders.Record("a", (GARDEN,)), loaders.Record("a", (OAK,))]
    )

    with pytest.raises(DeliveryRefused):
        loaders.deliver(database, MODEL, twice)

    assert database.read("MATCH (n) RETURN count(n) AS n", {}) == [{"n": 0}]


def test_a_label_whose_ids_are_not_kept_unique_is_not_loaded(database: Database) -> None:
    database.run("DROP CONSTRAINT Living_id")
    try:
        with pytest.raises(DatabaseUnready, match="the ids of Living unique"):
            load(database, "register", {"t": [OAK]})
        assert database.read("MATCH (n) RETURN count(n) AS n", {}) == [{"n": 0}]
    finally:
        for statement in constraints(MODEL):
            database.run(statement)


def test_a_model_without_the_loader_s_own_kinds_is_refused(database: Database) -> None:
    with pytest.raises(LoadProblem, match="lacks System"):
        loaders.deliver(database, Model([Garden]), gardens.delivery("register", {"g": [GARDEN]}))


def test_a_kind_added_by_one_class_is_loaded_without_touching_anything_else(database: Database) -> None:
    class Well(Node):
        """A well in a garden."""

        zh: ClassVar[str] = "井"
        plural: ClassVar[str] = "wells"
        area: ClassVar[str] = "waters"

        code: Annotated[str, Key(), Zh("编号")]
        depth: Annotated[int, Index(), Zh("深")] = 0

    model = Model([*MODEL.classes.values(), Well])
    for statement in constraints(model):
        database.run(statement)

    report = loaders.deliver(database, model, gardens.delivery("register", {"w": [Well(code="1", depth=9)]}))

    assert report.applied == 1
    assert database.read("MATCH (w:Well) RETURN w.id AS id, w.depth AS depth", {}) == [
        {"id": "well:1", "depth": 9}
    ]
    assert gardens.versions(database)["waters"] == 1
