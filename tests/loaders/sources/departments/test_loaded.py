"""The samples of the departments, delivered to a real Neo4j and read back."""

from collections.abc import Iterator
from datetime import date

import pytest

import loaders
from graph.database import Database, prepare
from graph.model import quality_model
from loaders.contract import Intake, declared_source
from loaders.reading.opening import read
from loaders.sources.catalogue import deliveries_of
from tests.loaders.sources.departments.test_conformance import DEPARTMENTS

SAMPLES = (("quality_supervision", "2013-second-quarter.tsv"), ("industry_and_commerce", "registered.csv"))


def delivery(folder: str, sample: str) -> loaders.Delivery:
    source = declared_source(DEPARTMENTS / folder / "source.toml", quality_model())
    intake = Intake(source, quality_model(), date(2013, 6, 30), sample=True)
    with read(DEPARTMENTS / folder / "samples" / sample, source.format.reading) as extract:
        records = [outcome.record for outcome in intake.outcomes(extract) if outcome.record is not None]
    intake.conclude()
    return loaders.Delivery(source.system, sample, records, source.department)


@pytest.fixture(scope="module")
def loaded(neo4j: Database) -> Iterator[Database]:
    prepare(neo4j, quality_model())
    for each in (*deliveries_of("regions"), *(delivery(*sample) for sample in SAMPLES)):
        loaders.deliver(neo4j, quality_model(), each)
    yield neo4j
    neo4j.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())


def test_what_two_departments_say_of_one_enterprise_comes_together(loaded: Database) -> None:
    found = loaded.read(
        """
        MATCH (e:Enterprise {name: '石嘴山样例乙化工有限公司'})-[:LOCATED_IN]->(r:Region)
        MATCH (i:Inspection {result: 'FAIL'})-[:INSPECTS]->(e)<-[:CONCERNS]-(c:CreditRecord)
        MATCH (f:Finding)-[:FOUND_IN]->(i)-[:INSPECTS_PRODUCT]->(p:Product)-[:MADE_BY]->(e)
        RETURN r.id AS region, i.record_key AS number, c.summary AS failed, f.text AS text, p.name AS product
        """,
        {},
    )

    assert found == [
        {
            "region": "region:640205~2003",
            "number": "YL-2013-0002",
            "failed": "总养分；包装标识",
            "text": "总养分；包装标识",
            "product": "样例复合肥",
        }
    ]


def test_a_record_says_which_department_and_line_it_came_from(loaded: Database) -> None:
    found = loaded.read(
        """
        MATCH (s:SourceRecord)-[:DESCRIBES]->(:Enterprise {name: '石嘴山样例乙化工有限公司'})
        RETURN s.department AS department, s.place AS place ORDER BY place
        """,
        {},
    )

    assert found == [
        {"department": "质监", "place": "2013-second-quarter.tsv, line 3"},
        {"department": "工商", "place": "registered.csv, line 3"},
    ]
