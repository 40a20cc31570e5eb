"""Answers under a hostile writer: what was read while it was being written is read again, or said to be torn.

Neo4j makes a commit visible piece by piece; the marks of `loaders.fence` say when.

Not here: what a batch writes.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from threading import Event, Thread
from typing import Any

import pytest

from graph.database import Database, DatabaseProblem, Transaction, prepare
from graph.model import Link, Node, quality_model
from graph.model.actors import Region
from graph.model.market import Enterprise
from loaders import Delivery, Record, deliver
from loaders.fence import write_fenced
from queries.compiler import Compiler
from schema.executor import Executor
from schema.times import PATIENT
from schema.types import build_schema

MODEL = quality_model()
REGIONS, READS = 800, 1_000
LISTED = "{ regions { groups(first: 1000) { key { name } count } } }"


@pytest.fixture(scope="module")
def executor(neo4j: Database) -> Executor:
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, MODEL)
    things: list[Node] = [Region(code=f"{n:06}", began=2000, name="0") for n in range(REGIONS)]
    things.append(Enterprise(uscc="X", name="样例", region=[Link("region:000000~2000")]))
    deliver(neo4j, MODEL, Delivery("test", "regions", [Record(each.id, (each,)) for each in things]))
    return Executor(build_schema(MODEL), Compiler(MODEL), neo4j, PATIENT)


@contextmanager
def writing(database: Database, pause: float = 0) -> Iterator[None]:
    """Rename all regions again and again, each time in one transaction, fenced as a batch is."""
    done = Event()

    def rename(name: str, transaction: Transaction) -> tuple[None, set[str]]:
        transaction.run("MATCH (r:Region) SET r.name = $name", name=name).consume()
        return None, {"actors"}

    def work() -> None:
        number = 0
        while not done.wait(pause):
            number += 1
            write_fenced(database, partial(rename, str(number)))

    writer = Thread(target=work)
    writer.start()
    try:
        yield
    finally:
        done.set()
        writer.join()


def is_torn(groups: list[Any]) -> bool:
    return len(groups) != 1


def test_every_torn_record_is_told_by_its_fence(neo4j: Database, executor: Executor) -> None:
    (statement,) = executor.statements(LISTED, {}, date(2026, 1, 31))
    torn = unseen = 0

    with writing(neo4j):
        for _ in range(READS):
            record = neo4j.one(statement.text, statement.parameters, 60)
            assert record is not None
            answer, before, after = record
            if is_torn(answer[2]):
                torn += 1
                unseen += (before[1], after) == (0, before)

    assert torn, "the writer tore nothing, so that this proves nothing"
    assert unseen == 0


def test_no_torn_answer_is_given_without_saying_so(neo4j: Database, executor: Executor) -> None:
    silent = said = 0

    with writing(neo4j):
        for _ in range(READS // 4):
            outcome = executor.run(LISTED, None, None)
            assert outcome.data is not None
            flagged = outcome.extensions.get("torn") == ["regions"]
            silent += is_torn(outcome.data["regions"]["groups"]) and not flagged
            said += flagged

    assert silent == 0
    assert said < READS // 40  # a busy machine keeps a commit open for longer than an answer waits


def test_what_the_writer_does_not_touch_is_never_said_to_be_torn(neo4j: Database, executor: Executor) -> None:
    with writing(neo4j):
        outcomes = [executor.run('{ enterprise(uscc: "X") { name } }', None, None) for _ in range(100)]

    assert [each.extensions for each in outcomes if each.extensions] == []


def test_a_mark_that_was_left_standing_is_heeded_for_ten_minutes_only(
    neo4j: Database, executor: Executor
) -> None:
    ages = [(0, {"torn": ["regions"]}), (599, {"torn": ["regions"]}), (601, {})]
    for seconds, said in ages:
        mark = (time.time_ns() // 1000) - seconds * 1_000_000
        neo4j.run("MERGE (f:GraphFence {area: 'actors'}) SET f.begun = 1, f.open = [$mark]", {"mark": mark})
        assert executor.run(LISTED, None, None).extensions == said

    write_fenced(neo4j, lambda transaction: (None, {"actors"}))
    assert neo4j.one("MATCH (f:GraphFence {area: 'actors'}) RETURN f.begun, f.open", {}) == [2, []]


def test_a_write_that_fails_leaves_no_mark(neo4j: Database) -> None:
    def refused(transaction: Transaction) -> tuple[None, set[str]]:
        transaction.run("CREATE (r:Region {id: 'region:000000~2000'})").consume()
        return None, {"actors"}

    with pytest.raises(DatabaseProblem):
        write_fenced(neo4j, refused)

    assert neo4j.one("MATCH (f:GraphFence {area: 'actors'}) RETURN f.open", {}) == [[]]


def test_a_quiet_answer_says_nothing(executor: Executor) -> None:
    assert "extensions" not in executor.run(LISTED, None, None).body()


@pytest.mark.parametrize(
    ("document", "areas"),
    [
        ('{ enterprise(uscc: "X") { name } }', {"market"}),
        ('{ enterprise(uscc: "X") { region { nodes { name } } } }', {"market", "actors"}),
        ("{ enterprises(filter: {incidents: {some: {}}}) { totalCount } }", {"market", "accountability"}),
        ('{ nodes(ids: ["standard:x", "region:1~2"]) { id } }', {"standards", "actors"}),
        ("{ products(orderBy: [{maker: {name: ASC}}]) { nodes { provenance { totalCount } } } }",
         {"market", "provenance"}),
    ],
)  # fmt: skip
def test_a_statement_is_fenced_by_the_areas_that_it_reads(
    executor: Executor, document: str, areas: set[str]
) -> None:
    (statement,) = executor.statements(document, {}, date(2026, 1, 31))

    assert set(statement.parameters["areas"]) == areas
