"""The one of the day, of relations of which one holds at a time: what its list says of that day.

Not here: that the times of such a relation do not overlap where one record gives them (`tests/graph/model`).
"""

import pytest

from graph.database import Database
from graph.model import quality_model
from schema.executor import Executor
from tests.asking import Ask

MOVED = "enterprise:91640199MA0000015J"  # from 金凤区 to 兴庆区 on 2019-01-01
DAYS = ("1990-01-01", "2018-12-31", "2019-01-01", "2026-01-31")


@pytest.mark.parametrize("day", DAYS)
def test_the_one_of_the_day_is_what_the_list_holds_on_it(ask: Ask, day: str) -> None:
    document = """query ($day: Date) {
        enterprises(asOf: $day) { nodes { region { nodes { id } } currentRegion { id } } }
        regions(first: 100, asOf: $day) { nodes { partOf { nodes { id } } currentPartOf { id } } }
        departments(first: 100, asOf: $day) { nodes {
            unitOf { nodes { id } } currentUnitOf { id }
            jurisdiction { nodes { id } } currentJurisdiction { id }
        } }
    }"""
    data = ask(document, day=day)

    told = [node for listed in data.values() for node in listed["nodes"]]
    for node in told:
        for name in [name for name in node if not name.startswith("current")]:
            current = node[f"current{name[0].upper()}{name[1:]}"]
            assert node[name]["nodes"] == ([] if current is None else [current])
    assert any(node.get("currentPartOf") for node in told)


def test_the_county_of_an_enterprise_and_its_prefecture_are_objects_of_the_day(ask: Ask) -> None:
    document = """query ($id: ID!, $day: Date) {
        enterprise(id: $id, asOf: $day) { currentRegion { name currentPartOf { name } } }
    }"""

    before = ask(document, id=MOVED, day="2018-12-31")["enterprise"]["currentRegion"]
    after = ask(document, id=MOVED, day="2019-01-01")["enterprise"]["currentRegion"]

    assert before["name"] != after["name"]
    assert before["currentPartOf"] == after["currentPartOf"] == {"name": "银川市"}


def test_it_is_filtered_and_ordered_by_as_one_thing(ask: Ask) -> None:
    document = """{
        one: enterprises(filter: {currentRegion: {code: {eq: "640104"}}}) { nodes { id } }
        some: enterprises(filter: {region: {some: {code: {eq: "640104"}}}}) { nodes { id } }
        city: enterprises(filter: {currentRegion: {currentPartOf: {name: {eq: "银川市"}}}}) { totalCount }
        ordered: enterprises(orderBy: [{currentRegion: {code: DESC}}]) { nodes { currentRegion { code } } }
    }"""
    data = ask(document)

    codes = [node["currentRegion"]["code"] for node in data["ordered"]["nodes"]]
    assert data["one"]["nodes"] == data["some"]["nodes"] != []
    assert data["city"]["totalCount"] > 0
    assert codes == sorted(codes, reverse=True)


def test_a_page_of_counties_and_prefectures_is_no_larger_than_its_enterprises(ask: Ask) -> None:
    document = "{ enterprises(first: 100) { nodes { currentRegion { currentPartOf { name } } } } }"

    assert ask(document)["enterprises"]["nodes"]


def test_what_is_on_file_is_one_at_a_time(executor: Executor, neo4j: Database) -> None:
    model = quality_model()
    single = {edge.type for kind in model.kinds.values() for edge in kind.edges if edge.single}
    assert single == {"LOCATED_IN", "PART_OF", "UNIT_OF", "HAS_JURISDICTION"}

    for each in sorted(single):
        twice = neo4j.read(
            f"MATCH (a)<-[r:{each}]-(n)-[s:{each}]->(b) WHERE elementId(r) < elementId(s) "
            "AND coalesce(r.valid_from, date('0001-01-01')) < coalesce(s.valid_to, date('9999-01-01')) "
            "AND coalesce(s.valid_from, date('0001-01-01')) < coalesce(r.valid_to, date('9999-01-01')) "
            "RETURN n.id AS id, a.id AS one, b.id AS other",
            {},
        )
        assert twice == []
