"""The API beside its peers: a small graph, on which every way must say the same.

Not here: how fast they are, which no test asserts.
"""

from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from bench.peers.answers import Different, compare
from bench.peers.data import generate
from bench.peers.fill import Filled, OtherGraph, counts_of
from bench.peers.load import Load, Unanswered, body_in
from bench.peers.measure import Cell, Measured, compare_all
from bench.peers.report import promises
from bench.peers.shapes import SHAPES
from bench.peers.sheets import entity_of
from bench.peers.ways import opened
from graph.database import Database, prepare
from graph.model import quality_model
from loaders.entities import merge
from loaders.order import order_of
from tests.bench.conftest import SMALL

BY_NAME = {shape.name: shape for shape in SHAPES}
NODES = """MATCH (n) WHERE n.id IS NOT NULL
RETURN n.id AS id, labels(n) AS labels, properties(n) AS said ORDER BY id"""
EDGES = """MATCH (a)-[r]->(b) RETURN a.id AS one, type(r) AS type, b.id AS other, properties(r) AS said
ORDER BY one, type, other, r.key"""


def test_what_is_imported_is_what_the_loaders_would_have_written(small: Filled, neo4j: Database) -> None:
    model = quality_model()
    entities = {node.id: entity_of(model, node) for node in generate(SMALL)}
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, model)

    neo4j.write(lambda transaction: merge(transaction, entities, order_of(model), set(entities)))

    for statement in (NODES, EDGES):
        assert _said(small.database, statement) == _said(neo4j, statement)
    assert small.nodes > 1_000


def _said(database: Database, statement: str) -> list[dict[str, Any]]:
    rows = database.read(statement, {}, seconds=60)
    return [{**row, "labels": sorted(row.get("labels", ()))} for row in rows]


@pytest.mark.faults
def test_all_ways_answer_the_eight_shapes_alike(small: Filled, tmp_path: Path) -> None:
    told: list[str] = []

    with opened(("ours", "strawberry", "bare", "driver"), small.address, tmp_path) as ways:
        compare_all(ways, SMALL, 1, told.append)
        loads = [way.run(BY_NAME["q1"], BY_NAME["q1"].variables(SMALL), 2, 0) for way in ways]

    assert [line.partition(":")[0] for line in told] == list(BY_NAME)
    assert all(load.taken and not load.refused for load in loads)


def test_a_database_that_holds_something_else_is_not_taken_for_the_graph(neo4j: Database) -> None:
    neo4j.run("MATCH (n) DETACH DELETE n")
    neo4j.run("CREATE (:Region {id: 'region:640000~1980'})")

    with pytest.raises(OtherGraph, match="--data-dir"):
        counts_of(neo4j, SMALL)


def test_the_same_size_and_seed_give_the_same_graph() -> None:
    one, same, other = (list(islice(generate(SMALL, seed), 600)) for seed in (1, 1, 2))

    assert one == same
    assert one != other


def test_answers_that_differ_are_told_with_their_place() -> None:
    ours = {"inspections": {"nodes": [{"id": "a", "unit": None}, {"id": "b", "unit": None}]}}
    swapped = {"inspections": [{"id": "b", "unit": None}, {"id": "a", "unit": None}]}

    with pytest.raises(Different, match=r"q6 .* ours and apollo differ at the answer\[0\]\.id"):
        compare(BY_NAME["q6"], {"day": "2020-01-01"}, {"ours": ours, "apollo": swapped})


def test_order_counts_only_where_it_was_asked_for() -> None:
    def answer(*names: str) -> dict[str, Any]:
        return {"enterprise": {"name": "样例", "certificates": [{"number": name} for name in names]}}

    assert compare(BY_NAME["q2"], {}, {"one": answer("1", "2"), "other": answer("2", "1")}) == 1


def test_an_answer_is_whole_with_its_last_byte_also_in_chunks() -> None:
    head = b"HTTP/1.1 200 OK\r\n"
    whole = head + b"Content-Length: 11\r\n\r\n" + b'{"data":{}}'
    chunked = head + b'Transfer-Encoding: chunked\r\n\r\n8\r\n{"data":\r\n3\r\n{}}\r\n0\r\n\r\n'

    assert body_in(whole) == body_in(chunked) == b'{"data":{}}'
    assert body_in(whole[:-1]) is body_in(chunked[:-1]) is None
    with pytest.raises(Unanswered):
        body_in(head + b"Content-Length: 13\r\n\r\n" + b'{"errors":[]}')


def test_what_is_promised_is_held_against_the_geometric_means_and_each_shape() -> None:
    faster = {"ours": Cell(1, 1, 100, 0, 1), "apollo": Cell(4, 4, 25, 0, 1)}
    slower = {"ours": Cell(16, 16, 100, 0, 1), "apollo": Cell(4, 4, 25, 0, 1)}
    cells = {
        (name, way, clients): [(slower if name == "q8" else faster)[way]] * 2
        for name in BY_NAME
        for way in ("ours", "apollo")
        for clients in (1, 16)
    }

    kept = list(promises(Measured(cells, {"ours": 120.0}), ("ours", "apollo")))

    assert [promise.holds for promise in kept] == [False, True, False, True, True]
    assert kept[2].found == "q8 latency 0.25 (0.25–0.25)"


def test_a_load_of_which_nothing_was_answered_is_as_slow_as_it_lasted() -> None:
    assert Load(16, [], 5.0, refused=16).p50 == 5_000
