"""`./qg explain`: the statements of a request, their plans and what they cost, without the values asked for.

Not here: the statements themselves (`tests/golden`).
"""

from typing import cast

import pytest

from cli.explain import Watched, show
from graph.database import Database, prepare
from graph.model import Link, Node, quality_model
from graph.model.actors import Region
from loaders import Delivery, Record, deliver
from schema.service import executor_of
from schema.times import PATIENT

DOCUMENT = """query ($code: String!) {
  regions(filter: {code: {eq: $code}}) { nodes { name partOf { nodes { name } } } }
  region(code: "640104", began: 2002) { name }
}"""


@pytest.fixture
def watched(neo4j: Database) -> Watched:
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, quality_model())
    things: list[Node] = [
        Region(code="640100", began=1980, name="某市"),
        Region(code="640104", began=2002, name="某区", part_of=[Link("region:640100~1980")]),
    ]
    deliver(
        neo4j, quality_model(), Delivery("test", "regions", [Record(each.id, (each,)) for each in things])
    )
    return Watched(neo4j)


def test_each_root_field_is_one_statement_with_its_cost(
    watched: Watched, capsys: pytest.CaptureFixture[str]
) -> None:
    executor = executor_of(cast(Database, watched), times=PATIENT)

    outcome = executor.run(DOCUMENT, {"code": "640104"}, None)
    show(watched)

    assert outcome.errors == []
    assert outcome.data == {
        "regions": {"nodes": [{"name": "某区", "partOf": {"nodes": [{"name": "某市"}]}}]},
        "region": {"name": "某区"},
    }
    first, second = (step for _, _, step in watched.sent)
    assert first.total == sum(each.hits for each in first.all()) > second.total > 0
    assert "NodeIndexSeek" in {each.operator for each in first.all()}
    assert "NodeUniqueIndexSeek" in {each.operator for each in second.all()}
    printed = capsys.readouterr().out
    assert f"Statement 1: {first.total} database hits" in printed
    assert "MATCH (n1)-[" in printed
    assert "└── " in printed
    assert "640104" not in printed


def test_the_same_request_costs_the_same_hits(watched: Watched) -> None:
    executor = executor_of(cast(Database, watched), times=PATIENT)

    for _ in range(3):
        executor.run(DOCUMENT, {"code": "640104"}, None)

    costs = [step.total for _, _, step in watched.sent]
    assert costs[2:4] == costs[4:6]
