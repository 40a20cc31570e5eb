"""The samples of all departments, taken in and delivered to a real Neo4j, and read back together."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import loaders
from graph.database import Database, prepare
from graph.model import quality_model
from loaders.contract import declared_source
from loaders.contract.conformance import expected_of
from loaders.contract.samples import carried
from loaders.extracts import Asked, take_in
from loaders.sources.catalogue import deliveries_of
from loaders.unresolved import unresolved
from tests.loaders.sources.departments.test_conformance import DEPARTMENTS

SAMPLES = {
    "industry_and_commerce": "registered.csv",
    "quality_supervision": "2013-second-quarter.tsv",
    "inspection_and_quarantine": "2013-06.xlsx.jsonl",
    "taxation": "2013-06.csv",
    "banking": "2013-06.parquet.jsonl",
    "commerce": "2013-second-quarter.csv",
    "customs": "2013-06.jsonl",
    "statistics": "2013-06.tsv",
    "inspection_results": "2013-06.sql",
    "certification_bodies": "2013-06.csv",
    "national_standards": "2013-06.csv",
    "iso_deliverables": "2013-06.jsonl",
    "complaints_and_tips": "2013-06.jsonl",
    "quality_awards": "2013.xlsx.jsonl",
}
ON = date(2013, 6, 30)
KINDS = [kind.label for kind in quality_model().kinds.values() if kind.area != "provenance"]
COUNTS = """\
MATCH (n)
WHERE any(label IN labels(n) WHERE label IN $kinds)
RETURN labels(n) AS labels, count(n) AS nodes, sum(COUNT { (n)-->() }) AS edges
ORDER BY labels
"""


def load(database: Database, folder: str) -> loaders.Report:
    """Deliver the sample of a department, as `./qg load` does."""
    declaration = DEPARTMENTS / folder / "source.toml"
    declared = declared_source(declaration, quality_model())
    run = loaders.run_key(declared.system)
    with TemporaryDirectory() as place:
        made = Path(place)
        sample = carried(DEPARTMENTS / folder / "samples" / SAMPLES[folder], declared.format, made)
        asked = Asked(declared, quality_model(), (str(sample),), ON, True, declaration)
        with take_in(asked, run, made / "kept", made / "staged", database) as taken:
            return loaders.deliver(database, quality_model(), taken.staged, run=run)


def empty(database: Database) -> None:
    database.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())


@pytest.fixture(scope="module")
def before(neo4j: Database) -> Iterator[list[dict[str, Any]]]:
    """What is in the graph before any department has delivered."""
    empty(neo4j)
    prepare(neo4j, quality_model())
    for own in (*deliveries_of("regions"), *deliveries_of("policy")):
        loaders.deliver(neo4j, quality_model(), own)
    yield neo4j.read(COUNTS, {"kinds": KINDS})
    empty(neo4j)


@pytest.fixture(scope="module")
def reports(neo4j: Database, before: list[dict[str, Any]]) -> dict[str, loaders.Report]:
    return {folder: load(neo4j, folder) for folder in SAMPLES}


@pytest.fixture
def loaded(neo4j: Database, reports: dict[str, loaders.Report]) -> Database:
    return neo4j


def test_every_department_has_a_sample_here() -> None:
    assert set(SAMPLES) == {file.parent.name for file in DEPARTMENTS.glob("*/source.toml")}


def test_what_departments_say_leads_to_what_is_there_but_for_what_no_source_delivers(
    loaded: Database,
) -> None:
    missing = {target for each in unresolved(loaded) for target in each.missing}

    # No source has the sectors yet, nor an export the standards that were replaced before it began.
    assert missing == {
        *(f"sector:GB/T 4754-2011~{code}" for code in ("13", "14", "26", "52")),
        *(f"standard:GB/T {number}" for number in ("99901-2002", "99902-2001", "99903-2001")),
    }


@pytest.mark.parametrize("folder", SAMPLES)
def test_each_row_has_one_end(reports: dict[str, loaders.Report], folder: str) -> None:
    expected = expected_of(DEPARTMENTS / folder)["files"][SAMPLES[folder]]

    report = reports[folder]

    assert report.applied == len(expected["records"])
    assert report.rows + report.left_out == expected["rows"]
    assert report.unread == ()


def test_what_is_delivered_again_changes_nothing(
    loaded: Database, reports: dict[str, loaders.Report]
) -> None:
    again = {folder: load(loaded, folder) for folder in SAMPLES}

    assert {each.applied for each in again.values()} == {0}
    assert {f: each.unchanged for f, each in again.items()} == {f: e.applied for f, e in reports.items()}


def test_what_two_departments_say_of_one_enterprise_comes_together(loaded: Database) -> None:
    found = loaded.read(
        """
        MATCH (e:Enterprise {name: '石嘴山样例乙化工有限公司'})-[:LOCATED_IN]->(r:Region)
        MATCH (i:Inspection {system: 'quality-supervision', result: 'FAIL'})-[:INSPECTS]->(e)
        MATCH (c:CreditRecord {system: 'quality-supervision'})-[:CONCERNS]->(e)
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
        RETURN s.department AS department, s.place AS place ORDER BY department, place
        """,
        {},
    )

    assert [(each["department"], each["place"]) for each in found] == [
        ("工商", "registered.csv, line 3"),
        ("检验检测机构", "query, line 5"),
        ("检验检测机构", "query, line 6"),
        ("检验检测机构", "query, line 7"),
        ("检验检疫", "2013-06.xlsx, sheet 出口检验检疫, row 4"),
        ("税务", "2013-06.csv, line 5"),
        ("税务", "2013-06.csv, line 6"),
        ("统计", "2013-06.tsv, line 3"),
        ("认证机构", "2013-06.csv, line 4"),
        ("质监", "2013-second-quarter.tsv, line 3"),
        ("银行", "2013-06.parquet, line 2"),
        ("银行", "2013-06.parquet, line 3"),
    ]


def test_credit_records_of_seven_departments_are_shared_under_the_mechanism_that_names_them(
    loaded: Database,
) -> None:
    """工商 is the eighth: its register says who the enterprises are, and holds no record of credit."""
    found = loaded.read(
        """
        MATCH (m:Mechanism {key: 'nx-2012-credit-sharing'})<-[:SHARED_UNDER]-(c:CreditRecord)
        MATCH (c)-[:CONTRIBUTED_BY]->(d:Department)<-[p:HAS_PARTICIPANT {part: 'SHARES'}]-(m)
        RETURN d.name AS department, collect(DISTINCT c.category) AS categories, p.position AS position
        ORDER BY position
        """,
        {},
    )

    told = {each["department"]: sorted(each["categories"]) for each in found}
    assert told == {
        "质监": ["监督抽查不合格"],
        "检验检疫": ["出口检验检疫不合格"],
        "税务": ["欠税公告", "税收违法", "纳税信用级别"],
        "银行": ["贷款违约"],
        "商务": ["商务行政处罚"],
        "海关": ["海关企业分类下调"],
        "统计": ["统计失信"],
    }


def test_what_a_laboratory_and_a_port_found_of_one_batch_comes_together(loaded: Database) -> None:
    found = loaded.read(
        """
        MATCH (b:Batch {number: 'P130601'})<-[:INSPECTS_BATCH]-(i:Inspection)-[:CONDUCTED_BY]->(by)
        OPTIONAL MATCH (f:Finding)-[:FOUND_IN]->(i)
        RETURN b.id AS batch, b.direction AS direction, i.kind AS kind, by.name AS by, count(f) AS findings
        ORDER BY kind
        """,
        {},
    )

    batch = {"batch": "batch:91640199MA9000011X~GQ-01~P130601", "direction": "EXPORT"}
    assert found == [
        {**batch, "kind": "SPOT_CHECK", "by": "样例检验检测所", "findings": 2},
        {**batch, "kind": "STATUTORY", "by": "检验检疫", "findings": 0},
    ]


def test_the_items_of_a_report_are_findings_of_one_inspection(loaded: Database) -> None:
    found = loaded.read(
        """
        MATCH (f:Finding)-[:FOUND_IN]->(i:Inspection {record_key: 'JY2013-9002'})
        OPTIONAL MATCH (f)-[:FOUND_AGAINST]->(s:Standard)
        RETURN i.result AS result, f.number AS number, f.conforms AS conforms, s.title AS standard
        ORDER BY number
        """,
        {},
    )

    assert [(each["number"], each["conforms"], each["standard"]) for each in found] == [
        (1, False, "样例复合肥料"),
        (2, False, None),
        (3, True, None),
    ]
    assert {each["result"] for each in found} == {"FAIL"}


def test_a_certificate_leads_to_the_national_standard_and_to_the_one_that_it_adopts(loaded: Database) -> None:
    found = loaded.read(
        """
        MATCH (c:Certificate {number: '99910Q10003R1M'})-[:CONFORMS_TO]->(gb)-[a:ADOPTS]->(iso)
        MATCH (c)-[:HELD_BY]->(e:Enterprise), (c)-[:ISSUED_BY]->(b:ConformityBody)
        MATCH (c)-[:UNDER_SCHEME]->(s), (gb)-[:REPLACES]->(old)
        RETURN e.name AS holder, b.name AS body, s.name AS scheme, c.status AS status, gb.number AS gb,
          a.degree AS degree, a.verified AS verified, iso.number AS iso, iso.stage_code AS stage,
          old.stage AS old
        """,
        {},
    )

    assert found == [
        {
            "holder": "石嘴山样例乙化工有限公司",
            "body": "样例认证中心戊",
            "scheme": "质量管理体系认证（样例）",
            "status": "EXPIRED",
            "gb": "GB/T 99910-2009",
            "degree": "IDT",
            "verified": True,
            "iso": "ISO 99910:2008",
            "stage": "90.92",
            "old": "WITHDRAWN",
        }
    ]


def test_a_standard_that_is_published_and_not_yet_in_force_has_no_stage(loaded: Database) -> None:
    found = loaded.read("MATCH (s:Standard {number: 'GB 99920-2013'}) RETURN s.stage AS stage", {})

    assert found == [{"stage": None}]


def test_two_numbers_of_complaint_about_one_matter_are_told_to_be_one(loaded: Database) -> None:
    found = loaded.read(
        """
        MATCH (again:Complaint)-[:DUPLICATE_OF]->(c:Complaint)-[:COMPLAINS_OF_PRODUCT]->(p:Product)
        MATCH (again)-[:RECEIVED_BY]->(d:Department)
        RETURN again.channel AS channel, c.record_key AS first, p.name AS product, d.name AS handler
        """,
        {},
    )

    assert found == [
        {"channel": "12315", "first": "12365-2013-0001", "product": "样例枸杞干果", "handler": "工商"}
    ]


@pytest.mark.parametrize(
    "person",
    [
        "样例丙一",
        "13800000031",
        "640199198502300012",
        "样例甲一",
        "13800000021",
        "640199",
        "6401000000000002",
    ],
)
def test_nothing_in_the_graph_tells_who_a_person_is(loaded: Database, person: str) -> None:
    """640199 stands for what is to be found: it is in the code of each enterprise."""
    found = loaded.read(
        """
        MATCH (n)
        WHERE any(name IN keys(n) WHERE toStringOrNull(n[name]) CONTAINS $person)
        RETURN DISTINCT labels(n) AS labels
        """,
        {"person": person},
    )

    assert bool(found) == (person == "640199")


def test_an_award_says_under_what_it_is_and_until_when_and_that_of_a_person_says_nothing(
    loaded: Database,
) -> None:
    found = loaded.read(
        """
        MATCH (m:Mechanism)<-[:CONFERRED_UNDER]-(c:Conferral {system: 'quality-awards'})-[:CONFERRED_ON]->(e)
        RETURN c.record_key AS key, m.name AS under, toString(c.ended_on) AS ended, e.name AS holder
        ORDER BY key
        """,
        {},
    )
    silent = loaded.read(
        """
        MATCH (s:SourceRecord)
        WHERE s.system = 'quality-awards' AND NOT EXISTS { (s)-[:DESCRIBES]->() }
        RETURN s.record_key AS key
        """,
        {},
    )

    assert [(each["key"], each["under"], each["ended"], each["holder"]) for each in found] == [
        ("MP-2012-001", "宁夏名牌产品", "2015-12-20", "银川样例甲枸杞食品有限公司"),
        ("MP-2012-002", "宁夏名牌产品", "2015-12-20", "吴忠样例丙乳业有限公司"),
        ("ZF-2013-001", "政府质量奖", None, "银川样例甲枸杞食品有限公司"),
    ]
    assert silent == [{"key": "GX-2013-001"}]


def test_an_enterprise_is_above_the_scale_for_the_days_that_statistics_has_it_so(loaded: Database) -> None:
    found = loaded.read(
        """
        MATCH (e:Enterprise)-[m:MEMBER_OF]->(:OrgClass {key: '规模以上企业'})
        RETURN e.name AS name, toString(m.valid_from) AS since, toString(m.valid_to) AS until ORDER BY since
        """,
        {},
    )

    assert [(each["name"][:5], each["since"], each["until"]) for each in found] == [
        ("石嘴山样例", "2005-01-01", None),
        ("银川样例甲", "2008-01-01", None),
        ("吴忠样例丙", "2009-01-01", "2012-01-01"),
    ]


def test_a_penalty_that_was_lifted_is_not_told(loaded: Database) -> None:
    found = loaded.read(
        """
        MATCH (s:Sanction {system: 'commerce'})-[:IMPOSED_ON]->(e:Enterprise)
        RETURN s.record_key AS key, s.amount AS amount, s.kind AS kind ORDER BY key
        """,
        {},
    )

    assert [(each["key"][-5:], each["amount"], each["kind"]) for each in found] == [
        ("9904号", "20000", "PENALTY"),
        ("9901号", "5000.0", "PENALTY"),
        ("9902号", "12500.00", "REVOCATION"),
    ]


def test_what_all_departments_said_can_be_taken_back(
    loaded: Database, before: list[dict[str, Any]], reports: dict[str, loaders.Report]
) -> None:
    full = loaded.read(COUNTS, {"kinds": KINDS})

    for report in reports.values():
        loaders.withdraw(loaded, quality_model(), report.system)
    empty_again = loaded.read(COUNTS, {"kinds": KINDS})
    for folder in reversed(SAMPLES):  # in whatever order they come
        load(loaded, folder)

    assert empty_again == before
    assert loaded.read(COUNTS, {"kinds": KINDS}) == full != before
