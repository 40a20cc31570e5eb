"""`./qg explain`: the statements of a request, their plans and what they cost, without the values asked for.

Not here: the statements themselves (`tests/golden`).
"""

import pytest

from cli.explain import show
from graph.database import Database, prepare
from graph.model import Link, Node, quality_model
from graph.model.actors import Region
from loaders import Delivery, Record, deliver
from schema.executor import Executor
from schema.service import executor_of
from schema.times import PATIENT

DOCUMENT = """query ($code: String!) {
  regions(filter: {code: {eq: $code}}) { nodes { name partOf { nodes { name } } } }
  region(code: "640104", began: 2002) { name }
}"""


@pytest.fixture
def executor(neo4j: Database) -> Executor:
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, quality_model())
    things: list[Node] = [
        Region(code="640100", began=1980, name="某市"),
        Region(code="640104", began=2002, name="某区", part_of=[Link("region:640100~1980")]),
    ]
    deliver(
        neo4j, quality_model(), Delivery("test", "regions", [Record(each.id, (each,)) for each in things])
    )
    return executor_of(neo4j, times=PATIENT)


def test_each_root_field_is_one_statement_with_its_tree_and_its_cost(
    executor: Executor, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome, sent = executor.explain(DOCUMENT, {"code": "640104"}, None)
    show(sent)

    assert outcome.errors == []
    assert outcome.data == {
        "regions": {"nodes": [{"name": "某区", "partOf": {"nodes": [{"name": "某市"}]}}]},
        "region": {"name": "某区"},
    }
    first, second = (each.step for each in sent)
    assert first.total == sum(each.hits for each in first.all()) > second.total > 0
    assert "NodeIndexSeek" in {each.operator for each in first.all()}
    assert "NodeUniqueIndexSeek" in {each.operator for each in second.all()}
    printed = capsys.readouterr().out
    assert f"Statement 1, of regions: {first.total} database hits" in printed
    assert "  reach (n1:Region), filtered" in printed
    assert "MATCH (n1)-[" in printed
    assert "└── " in printed
    assert "640104" not in printed


def test_the_same_request_costs_the_same_hits(executor: Executor) -> None:
    costs = [
        [each.step.total for each in executor.explain(DOCUMENT, {"code": "640104"}, None)[1]]
        for _ in range(3)
    ]

    assert costs[1] == costs[2]
