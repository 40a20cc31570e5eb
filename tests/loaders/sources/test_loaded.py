"""All sources of the repository and the document, delivered to a real Neo4j and read back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import loaders
from graph.database import Database, prepare
from graph.model import quality_model
from loaders.sources.catalogue import deliveries_of

SOURCES = ("regions", "standards", "policy")


def cleared(database: Database) -> None:
    database.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())


@pytest.fixture(scope="module")
def reports(neo4j: Database, policy_file: Path) -> Iterator[list[loaders.Report]]:
    cleared(neo4j)
    prepare(neo4j, quality_model())
    yield load(neo4j, policy_file)
    cleared(neo4j)


def load(database: Database, policy_file: Path) -> list[loaders.Report]:
    files = {"policy": policy_file}
    found = [delivery for name in SOURCES for delivery in deliveries_of(name, files.get(name))]
    return [loaders.deliver(database, quality_model(), delivery) for delivery in found]


@pytest.fixture
def loaded(neo4j: Database, reports: list[loaders.Report]) -> Database:
    return neo4j


def rows(database: Database, statement: str) -> list[dict[str, Any]]:
    return database.read(statement, {})


def test_every_record_is_applied_and_no_link_dangles(reports: list[loaders.Report]) -> None:
    assert [report.system for report in reports] == ["regions", "standards", "policy", "policy-document"]
    assert all(report.applied == report.rows > 0 for report in reports)
    assert [report.dangling for report in reports] == [0, 0, 0, 0]


def test_all_74_clauses_have_wording_and_a_place(loaded: Database) -> None:
    [found] = rows(
        loaded,
        """
        MATCH (c:Clause)-[:CLAUSE_OF]->(:Document {id: 'document:nx-2012-quality'})
        RETURN count(c) AS clauses, count(c.text) AS texts, count(DISTINCT c.order) AS places
        """,
    )

    assert found == {"clauses": 74, "texts": 74, "places": 74}


def test_all_20_numeric_targets_have_an_indicator_and_a_clause(loaded: Database) -> None:
    found = rows(
        loaded,
        """
        MATCH (i:Indicator)<-[:MEASURED_BY]-(t:Target {quantified: true})-[:DEFINED_IN]->(c:Clause)
        RETURN t.key AS key, c.locator AS locator
        ORDER BY key
        """,
    )

    assert len({row["key"] for row in found}) == len(found) == 20
    assert {row["locator"] for row in found} == {f"二.（三）.{item}" for item in (1, 2, 3, 4)}


def test_the_eight_sharing_departments_come_back_in_the_clauses_order(loaded: Database) -> None:
    found = rows(
        loaded,
        """
        MATCH (:Mechanism {id: 'mechanism:nx-2012-credit-sharing', open: true})
          -[p:HAS_PARTICIPANT {part: 'SHARES'}]->(d:Department)
        RETURN d.name AS name
        ORDER BY p.position
        """,
    )

    names = ["质监", "检验检疫", "工商", "税务", "银行", "商务", "海关", "统计"]
    assert [row["name"] for row in found] == names


def test_each_tier_has_its_bearer_and_its_clause(loaded: Database) -> None:
    found = rows(
        loaded,
        """
        MATCH (c:Clause)<-[:DEFINED_IN]-(d:Duty)-[:BORNE_BY]->(b:OrgClass)
        WHERE d.grade IS NOT NULL
        RETURN d.grade AS grade, b.name AS bearer, c.locator AS locator
        """,
    )

    assert {row["grade"]: (row["bearer"], row["locator"]) for row in found} == {
        "OVERALL": ("地方政府", "三.（三）.1"),
        "SECTORAL": ("监管部门", "三.（三）.1"),
        "FIRST": ("企业", "三.（三）.1"),
        "PRIMARY": ("质量第一责任人", "三.（一）.1"),
        "DIRECT": ("企业质量主管人员", "三.（一）.1"),
    }


def test_the_leading_group_is_reached_from_every_county(loaded: Database) -> None:
    found = rows(
        loaded,
        """
        MATCH (county:Region {level: 'COUNTY'})-[p:PART_OF]->(:Region)-[q:PART_OF]->(region:Region)
        WHERE p.valid_to IS NULL AND q.valid_to IS NULL
        MATCH (region)<-[:HAS_JURISDICTION]-(group:Body)<-[:POST_IN]-(post:Post)
        MATCH (post)-[:HELD_EX_OFFICIO_BY]->(by:Post)
        RETURN count(DISTINCT county) AS counties, collect(DISTINCT post.name + '=' + by.name) AS posts
        """,
    )

    [row] = found
    assert row["counties"] == 22
    assert sorted(row["posts"]) == ["副组长=分管副主席", "组长=自治区主席"]


def test_a_national_standard_leads_to_the_international_one_and_to_what_replaced_it(loaded: Database) -> None:
    found = rows(
        loaded,
        """
        MATCH (old:Standard {number: 'GB/T 19001-2008'})<-[r:REPLACES]-(new)-[a:ADOPTS]->(iso)
        RETURN new.number AS new, r.inferred AS inferred, a.degree AS degree, iso.number AS iso
        """,
    )

    assert found == [
        {"new": "GB/T 19001-2016", "inferred": True, "degree": "IDT", "iso": "ISO 9001:2015"},
    ]


def test_every_clause_rests_on_the_outline_and_on_the_document(loaded: Database) -> None:
    found = rows(
        loaded,
        """
        MATCH (s:SourceRecord)-[:DESCRIBES]->(c:Clause {locator: '三.（二）.10'})
        RETURN s.system AS system, s.place AS place
        ORDER BY system
        """,
    )

    assert [row["system"] for row in found] == ["policy", "policy-document"]
    assert all(", line " in row["place"] for row in found)


def test_loading_all_again_changes_nothing(loaded: Database, policy_file: Path) -> None:
    again = load(loaded, policy_file)

    assert all(report.unchanged == report.rows for report in again)
    assert [report.dangling for report in again] == [0, 0, 0, 0]
