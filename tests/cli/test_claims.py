"""`./qg claims`, `./qg conflicts` and `./qg resolve`, as data staff run them; the database is real."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import loaders
from cli.main import app
from graph.database import Address, Database, prepare
from graph.model import quality_model
from graph.model.market import Enterprise
from loaders import Delivery, Record, authority
from schema.service import executor_of
from schema.times import PATIENT

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "loading.md").read_text("utf-8")
BLOCKS = re.findall(r"^```graphql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
USCC = "91640199MA9000011X"
ENTITY = f"enterprise:{USCC}"
CONFLICTS = """\
{
  conflicts(filter: {entity: {eq: "enterprise:91640199MA9000011X"}}) {
    totalCount
    nodes {
      id field ofKind kind served decidedBy values
      since { key }
      systems { nodes { key } }
      claims(edgeOrderBy: [{place: ASC}]) {
        edges { value isServed recordCount node { system department recordKey place run { key } } }
      }
    }
  }
  systems(orderBy: [{key: ASC}]) { nodes { key conflicts { totalCount } quarantine { totalCount } } }
  enterprise(id: "enterprise:91640199MA9000011X") {
    name
    provenance(orderBy: [{system: ASC}]) {
      nodes { system department recordKey place recordedFrom run { key } }
    }
  }
}
"""
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def run(neo4j: Database, neo4j_address: Address, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Run a command on a graph in which two departments give one enterprise different names."""
    place = {
        "NEO4J_URI": neo4j_address.uri,
        "NEO4J_USER": neo4j_address.user,
        "NEO4J_PASSWORD": neo4j_address.password,
        "QG_DATA_DIR": str(tmp_path_factory.mktemp("data")),
    }
    _empty(neo4j)
    prepare(neo4j, quality_model())
    for system, department, name in (
        ("quality-supervision", "质监", "样例乙"),
        ("industry-and-commerce", "工商", "样例甲"),
    ):
        record = Record("r1", (Enterprise(uscc=USCC, name=name, sample=True),), "a.csv, line 2")
        loaders.deliver(neo4j, quality_model(), Delivery(system, "a.csv", [record], department))
    yield lambda *arguments: CliRunner().invoke(app, [*map(str, arguments)], env=place)
    _empty(neo4j)


def _empty(database: Database) -> None:
    database.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())


@pytest.fixture
def turned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An `authority.toml` in which the name is the quality department's."""
    file = tmp_path / "authority.toml"
    name = 'name = { systems = ["%s"] }'
    written = authority.FILE.read_text("utf-8")
    changed = written.replace(name % "industry-and-commerce", name % "quality-supervision")
    assert changed != written
    file.write_text(changed, encoding="utf-8")
    monkeypatch.setattr(authority.ranking, "__defaults__", (file, None))


def test_claims_tells_who_says_what_and_what_is_served(run: Run) -> None:
    told = run("claims", ENTITY, "name")

    assert told.exit_code == 0, told.output
    lines = told.stdout.splitlines()
    assert lines[:2] == [ENTITY, "name: FIELD_RANK"]
    assert lines[2].startswith(
        "  * '样例甲': industry-and-commerce (工商), record 'r1', a.csv, line 2, since "
    )
    assert lines[3].startswith("    '样例乙': quality-supervision (质监), record 'r1'")


def test_claims_as_json_keeps_its_keys(run: Run) -> None:
    said = json.loads(run("claims", ENTITY, "--json").stdout)

    assert (said["entity"], said["unread"]) == (ENTITY, [])
    assert [(each["field"], each["value"], each["served"]) for each in said["statements"]] == [
        ("sample", "true", True), ("sample", "true", True),
        ("name", "样例甲", True), ("name", "样例乙", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["claims", "enterprise:none"], "is not in the graph"),
        (["claims", "样例甲"], "is no id"),
        (["claims", ENTITY, "nmae"], "has no field nmae"),
        (["conflicts", "--kind", "Firm"], "has no kind Firm"),
        (["resolve", "--fields", "Enterprise.nmae"], "has no such field"),
    ],
)
def test_what_there_is_not_is_told_with_status_4(run: Run, arguments: list[str], said: str) -> None:
    refused = run(*arguments)

    assert (refused.exit_code, said in refused.stderr) == (4, True), refused.output


def test_conflicts_are_told_with_all_values(run: Run) -> None:
    told = run("conflicts", "--system", "quality-supervision", "--kind", "Enterprise")

    lines = told.stdout.splitlines()
    assert lines[0].startswith(f"{ENTITY} name: FIELD_RANK, since industry-and-commerce-")
    assert lines[1].startswith("  * '样例甲': industry-and-commerce")
    assert lines[3] == "1 open conflicts"
    assert run("conflicts", "--system", "customs").stdout == "0 open conflicts\n"
    said = json.loads(run("conflicts", "--json", "--limit", 0).stdout)
    assert said == {"count": 1, "conflicts": []}


def test_resolve_brings_a_change_of_authority_into_the_graph(run: Run, neo4j: Database, turned: None) -> None:
    first, again = (
        json.loads(run("resolve", "--fields", "Enterprise.name", "--json").stdout) for _ in range(2)
    )

    assert first == {"examined": 1, "changed": 1, "conflicts": 1, "unread": []}
    assert again["changed"] == 0
    assert _name(neo4j) == "样例乙"
    assert run("claims", ENTITY, "name").stdout.splitlines()[2].startswith("  * '样例乙'")


def test_and_back(run: Run, neo4j: Database) -> None:
    assert run("resolve").stdout == "1 things that several records describe: 1 changed, 1 open conflicts\n"
    assert _name(neo4j) == "样例甲"


def test_a_conflict_and_its_records_are_read_through_the_api(run: Run, neo4j: Database) -> None:
    answered = executor_of(neo4j, times=PATIENT).run(CONFLICTS, {}, None)

    assert answered.errors == []
    data: Any = answered.data
    (conflict,) = data["conflicts"]["nodes"]
    since = conflict.pop("since")["key"]
    assert since.startswith("industry-and-commerce-")
    sides = [
        (each["value"], each["isServed"], each["node"]["department"])
        for each in conflict.pop("claims")["edges"]
    ]
    assert sides == [("样例甲", True, "工商"), ("样例乙", False, "质监")]
    assert conflict == {
        "id": f"conflict:{ENTITY}~name", "field": "name", "ofKind": "Enterprise", "kind": "VALUE",
        "served": "样例甲", "decidedBy": "FIELD_RANK", "values": 2,
        "systems": {"nodes": [{"key": "industry-and-commerce"}, {"key": "quality-supervision"}]},
    }  # fmt: skip
    counted = [(each["key"], each["conflicts"]["totalCount"]) for each in data["systems"]["nodes"]]
    assert counted == [("industry-and-commerce", 1), ("quality-supervision", 1)]
    records = data["enterprise"]["provenance"]["nodes"]
    assert [(each["system"], each["place"]) for each in records] == [
        ("industry-and-commerce", "a.csv, line 2"), ("quality-supervision", "a.csv, line 2"),
    ]  # fmt: skip
    assert records[0]["run"]["key"] == since


@pytest.mark.parametrize("document", BLOCKS)
def test_what_the_page_shows_is_answered(run: Run, neo4j: Database, document: str) -> None:
    answered = executor_of(neo4j, times=PATIENT).run(document, {}, None)

    assert answered.errors == []
    data: Any = answered.data
    assert [each["entity"] for each in data["conflicts"]["nodes"]] == [ENTITY]


def test_what_the_page_says_of_authority_fits_the_model(tmp_path: Path) -> None:
    (written,) = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    (tmp_path / "authority.toml").write_text(written, encoding="utf-8")

    assert authority.ranking(tmp_path / "authority.toml").fields["Rating"]["grade"].by == "rated_on"


def _name(database: Database) -> str:
    (row,) = database.read("MATCH (e:Enterprise {id: $id}) RETURN e.name AS name", {"id": ENTITY})
    return str(row["name"])
