"""What the differential test once found answered otherwise than GraphQL or docs/api.md say, at its least.

Not here: what is answered as it should be (`test_executor`, `test_aggregates`).
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from graph.database import Database
from graph.database.readiness import prepare
from graph.model import Link, Node, quality_model
from graph.model.actors import Department, Region
from graph.model.market import Enterprise, Product
from graph.model.policy import Document, Duty, Part
from loaders import Delivery, Record, deliver
from queries.compiler import Compiler
from schema.executor import Executor
from schema.outcome import Outcome
from schema.times import PATIENT
from schema.types import build_schema
from tests.asking import Ask

MODEL = quality_model()
Run = Callable[..., Outcome]


def things() -> Iterator[Node]:
    yield Region(code="640104", began=2002, name="某区")
    yield Document(slug="d", title="某文件")
    yield Department(key="z", name="某局")
    yield Enterprise(uscc="X", name="甲", employees=7, region=[Link("region:640104~2002", date(2012, 1, 1))])
    yield Enterprise(uscc="Y", name="乙", employees=9)
    yield Product(maker=Link("enterprise:X"), code="p", name="样例枸杞")
    shares: dict[str, Any] = {"part": Part.SHARES}
    yield Duty(key="a", name="职责", participants=[Link("department:z", properties=shares)])


@pytest.fixture(scope="module")
def executor(neo4j: Database) -> Executor:
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, MODEL)
    for number in range(2):  # each thing rests on two records
        records = [Record(f"{number}~{each.id}", (each,)) for each in things()]
        assert deliver(neo4j, MODEL, Delivery(f"test{number}", "things", records)).dangling == 0
    return Executor(build_schema(MODEL), Compiler(MODEL), neo4j, PATIENT)


def test_the_records_that_a_thing_rests_on_are_paged_through(ask: Ask) -> None:
    document = """query ($after: String) { enterprise(uscc: "X") { provenance(first: 1, after: $after) {
        nodes { system } pageInfo { endCursor } } } }"""
    first = ask(document)["enterprise"]["provenance"]
    second = ask(document, after=first["pageInfo"]["endCursor"])["enterprise"]["provenance"]

    assert {first["nodes"][0]["system"], second["nodes"][0]["system"]} == {"test0", "test1"}


def test_an_aggregate_of_nothing_is_there_whatever_is_selected_of_it(ask: Ask) -> None:
    found = ask('{ enterprises(filter: {uscc: {eq: "none"}}) { aggregate { __typename } } }')

    assert found == {"enterprises": {"aggregate": {"__typename": "EnterpriseAggregate"}}}


def test_a_null_in_a_condition_on_edges_is_not_given(ask: Ask) -> None:
    document = "query ($f: EnterpriseFilter) { enterprises(filter: $f) { totalCount } }"

    for edge in ({}, {"validFrom": None}):
        assert ask(document, f={"region": {"edge": edge}})["enterprises"]["totalCount"] == 2


def test_a_count_that_is_to_be_null_is_never_found_or_never_asked(ask: Ask) -> None:
    document = "query ($f: EnterpriseFilter) { enterprises(filter: $f) { totalCount } }"

    alone = ask(document, f={"products": {"count": {"eq": None}}})
    beside = ask(document, f={"products": {"count": {"eq": None, "gte": 0}}})

    assert alone == beside


def test_what_an_edge_must_say_and_does_not_travels_up(executor: Executor, neo4j: Database) -> None:
    neo4j.run("MATCH (:Duty)<-[r]-(:Department) SET r.kept = r.part REMOVE r.part")
    neo4j.run("MATCH (:Duty)-[r]->(:Department) SET r.kept = r.part REMOVE r.part")
    outcome = executor.run('{ duty(id: "duty:a") { name participants { edges { part } } } }', None, None)
    neo4j.run("MATCH (:Duty)-[r]-(:Department) SET r.part = r.kept REMOVE r.kept")

    assert outcome.data == {"duty": None}
    assert [error["path"] for error in outcome.errors] == [["duty", "participants", "edges", 0, "part"]]


def test_a_null_for_an_argument_that_has_a_default_fails_its_own_field_alone(executor: Executor) -> None:
    document = """query ($first: Int) {
        a: region(id: "region:640104~2002") { enterprises(first: $first) { totalCount } }
        b: enterprise(uscc: "X") { name } }"""
    assert executor.run(document, {}, None).errors == []

    outcome = executor.run(document, {"first": None}, None)

    assert outcome.data == {"a": None, "b": {"name": "甲"}}
    assert [error["path"] for error in outcome.errors] == [["a", "enterprises"]]


def test_a_number_beyond_32_bits_is_no_int(executor: Executor, neo4j: Database) -> None:
    neo4j.run("MATCH (e:Enterprise {uscc: 'X'}) SET e.employees = 2147483648")
    outcome = executor.run('{ enterprise(uscc: "X") { name employees } }', None, None)
    neo4j.run("MATCH (e:Enterprise {uscc: 'X'}) SET e.employees = 7")

    assert outcome.data == {"enterprise": {"name": "甲", "employees": None}}
    assert [error["path"] for error in outcome.errors] == [["enterprise", "employees"]]


def test_a_value_that_its_enum_does_not_have_is_not_given(executor: Executor, neo4j: Database) -> None:
    neo4j.run("MATCH (e:Enterprise {uscc: 'X'}) SET e.size = 'GIANT'")
    outcome = executor.run('{ enterprise(uscc: "X") { name size } }', None, None)
    neo4j.run("MATCH (e:Enterprise {uscc: 'X'}) REMOVE e.size")

    assert outcome.data == {"enterprise": {"name": "甲", "size": None}}
    assert [error["path"] for error in outcome.errors] == [["enterprise", "size"]]


def test_an_id_of_another_kind_in_a_key_is_refused(executor: Executor, ask: Ask) -> None:
    assert ask('{ product(maker: "enterprise:X", code: "p") { name } }') == {"product": {"name": "样例枸杞"}}

    outcome = executor.run('{ product(maker: "region:X", code: "p") { name } }', None, None)

    assert [each["message"] for each in outcome.errors] == [
        "maker is the id of a Region: give that of: Enterprise."
    ]


def test_a_moment_is_the_same_in_another_zone(ask: Ask) -> None:
    (run, *_) = ask("{ loadRuns { nodes { key startedAt } } }")["loadRuns"]["nodes"]
    day, _, clock = run["startedAt"].removesuffix("+08:00").partition("T")
    hour, rest = int(clock[:2]), clock[2:]
    elsewhere = f"{day}T{hour - 1:02}{rest}+07:00" if hour else f"{day}T01{rest}+09:00"
    document = "query ($f: LoadRunFilter) { loadRuns(filter: $f) { nodes { key } } }"

    for condition in ({"eq": elsewhere}, {"in": [elsewhere]}, {"gte": elsewhere, "lte": elsewhere}):
        assert ask(document, f={"startedAt": condition})["loadRuns"]["nodes"] == [{"key": run["key"]}]
