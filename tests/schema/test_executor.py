"""Requests on a real Neo4j: what the generic fields answer, nested, filtered, ordered, paged and as of a day.

Not here: HTTP, and the three questions.
"""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from graphql import get_introspection_query
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database import Database
from graph.database.readiness import prepare
from graph.model import Link, Node, quality_model
from graph.model.actors import Department, Government, OrgClass, Region
from graph.model.market import Enterprise, Product, Size
from graph.model.policy import Clause, Document, Duty, Grade, Part
from loaders import Delivery, Record, deliver, withdraw
from queries.compiler import LIMITS, Compiler
from schema.executor import Executor
from schema.outcome import Outcome
from schema.times import PATIENT, Times
from schema.types import build_schema
from tests.asking import Ask

MODEL = quality_model()
COUNTY, REGION = "region:640104~2002", "region:640000~1980"


def things() -> Iterator[Node]:
    yield Region(code="640000", began=1980, name="自治区")
    yield Region(code="640104", began=2002, name="某区", part_of=[Link(REGION)])
    yield OrgClass(key="企业", name="企业", covers_kind="Enterprise")
    yield Document(slug="d")
    yield Clause(document=Link("document:d"), locator="三.1", order=1)
    for number in range(30):
        yield Enterprise(
            uscc=f"X{number:02}",
            name=None if number % 3 == 0 else f"样例{number:02}",
            founded_on=None if number % 4 == 0 else date(2010 + number % 5, 1, 1),
            size=Size.SMALL if number % 2 else Size.LARGE,
            employees=number * 10,
            sample=True,
            region=[Link(COUNTY, date(2012, 1, 1), date(2020, 1, 1) if number % 2 else None)],
        )
    yield Product(maker=Link("enterprise:X01"), code="p", name="样例枸杞")
    yield Government(key="g", name="样例政府", jurisdiction=[Link(REGION)])
    yield Department(key="z", name="样例质监", jurisdiction=[Link(COUNTY)])
    yield Duty(
        key="a",
        name="负总责",
        grade=Grade.OVERALL,
        bearers=[Link("orgClass:企业"), Link("government:g")],
        clauses=[Link("clause:d~三.1")],
        participants=[Link("department:z", properties={"part": Part.SHARES, "position": 1})],
    )
    yield Duty(
        key="b",
        name="两份职责",
        clauses=[Link("clause:d~三.1")],
        participants=[
            Link("department:z", properties={"part": part}) for part in (Part.SHARES, Part.PERFORMS)
        ],
    )


@pytest.fixture(scope="module")
def executor(neo4j: Database) -> Executor:
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, MODEL)
    records = [Record(each.id, (each,)) for each in things()]
    assert deliver(neo4j, MODEL, Delivery("test", "things", records)).dangling == 0
    return Executor(build_schema(MODEL), Compiler(MODEL), neo4j, PATIENT)


def refusal(executor: Executor, document: str, **variables: Any) -> tuple[str, str]:
    outcome = executor.run(document, variables, None)
    (error,) = outcome.errors
    return error["extensions"]["code"], error["message"]


def ids(page: dict[str, Any]) -> list[str]:
    return [node["id"].partition(":")[2] for node in page["nodes"]]


def test_a_thing_is_found_by_its_id_with_what_hangs_on_it(ask: Ask) -> None:
    data = ask(
        """{ enterprise(id: "enterprise:X01") { __typename id name foundedOn size sample
             products { nodes { name maker { id } } } } }"""
    )
    assert data["enterprise"] == {
        "__typename": "Enterprise",
        "id": "enterprise:X01",
        "name": "样例01",
        "foundedOn": "2011-01-01",
        "size": "SMALL",
        "sample": True,
        "products": {"nodes": [{"name": "样例枸杞", "maker": {"id": "enterprise:X01"}}]},
    }


def test_nothing_is_found_by_an_unknown_id(ask: Ask) -> None:
    assert ask('{ enterprise(id: "enterprise:none") { id } node(id: "region:none") { id } }') == {
        "enterprise": None,
        "node": None,
    }


@pytest.mark.parametrize(
    ("field", "named"),
    [
        ('enterprise(id: "nonsense")', 'id is "nonsense"'),
        ("enterprise(id: 42)", 'id is "42"'),
        ('actor(id: ":")', 'id is ":"'),
        ('node(id: "")', 'id is ""'),
        ('clause(document: "d", locator: "三.1")', 'document is "d"'),
    ],
)
def test_what_is_no_id_is_refused_with_how_one_is_written(executor: Executor, field: str, named: str) -> None:
    code, message = refusal(executor, f"{{ {field} {{ id }} }}")

    assert code == "BAD_USER_INPUT"
    assert message.startswith(f"{named}, which is no id: one is the name of a kind, a colon and a key")


@pytest.mark.parametrize("field", ["enterprise", "actor"])
def test_the_id_of_another_kind_is_refused_with_the_field_to_ask(executor: Executor, field: str) -> None:
    document = f"query ($id: ID!) {{ {field}(id: $id) {{ id }} }}"
    assert executor.run(document, {"id": "enterprise:X01"}, None).errors == []

    outcome = executor.run(document, {"id": "region:none~1"}, None)

    (error,) = outcome.errors
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["message"] == f"The id is of a Region, and no {field.title()}: ask for it by region."


def test_node_finds_any_kind_and_fragments_apply_to_the_kind_it_is(ask: Ask) -> None:
    data = ask(
        """{ node(id: "duty:a") { __typename ...D ... on Region { code } ... on Provision { open } } }
           fragment D on Duty { grade name }"""
    )
    assert data["node"] == {"__typename": "Duty", "grade": "OVERALL", "name": "负总责", "open": False}


def test_pages_lose_no_edge_where_two_join_the_same_nodes(ask: Ask) -> None:
    document = """query ($after: String) { duty(id: "duty:b") { participants(first: 1, after: $after) {
        edges { part node { id } } totalCount pageInfo { hasNextPage endCursor } } } }"""
    first = ask(document)["duty"]["participants"]
    second = ask(document, after=first["pageInfo"]["endCursor"])["duty"]["participants"]

    edges = first["edges"] + second["edges"]
    assert {edge["node"]["id"] for edge in edges} == {"department:z"}
    assert sorted(edge["part"] for edge in edges) == ["PERFORMS", "SHARES"]
    assert (first["totalCount"], second["pageInfo"]["hasNextPage"]) == (2, False)


def test_an_edge_to_an_interface_answers_each_node_as_what_it_is(ask: Ask) -> None:
    data = ask(
        """{ duty(id: "duty:a") { bearers { nodes { __typename name
             ... on Government { jurisdiction { nodes { name } } } } } } }"""
    )
    assert data["duty"]["bearers"]["nodes"] == [
        {"__typename": "Government", "name": "样例政府", "jurisdiction": {"nodes": [{"name": "自治区"}]}},
        {"__typename": "OrgClass", "name": "企业"},
    ]


def test_properties_of_an_edge_stand_on_the_edge(ask: Ask) -> None:
    data = ask(
        """{ duty(id: "duty:a") { participants { edges { part position inferred node { name } } } } }"""
    )
    edge = {"part": "SHARES", "position": 1, "inferred": False, "node": {"name": "样例质监"}}
    assert data["duty"]["participants"]["edges"] == [edge]


@pytest.mark.parametrize(("day", "there"), [("2019-12-31", 30), ("2020-01-01", 15), ("2011-12-31", 0)])
def test_a_dated_edge_holds_from_its_first_day_until_the_day_before_its_end(
    ask: Ask, day: str, there: int
) -> None:
    data = ask(
        """query ($day: Date) {
             region(id: "region:640104~2002", asOf: $day) { enterprises { totalCount } }
             enterprises(asOf: $day, filter: {region: {some: {code: {eq: "640104"}}}}) { totalCount } }""",
        day=day,
    )
    assert data["region"]["enterprises"]["totalCount"] == there
    assert data["enterprises"]["totalCount"] == there


def test_provenance_says_which_record_a_thing_rests_on(ask: Ask) -> None:
    data = ask('{ duty(id: "duty:a") { provenance { nodes { system recordKey run { applied } } } } }')
    (record,) = data["duty"]["provenance"]["nodes"]
    assert (record["system"], record["recordKey"]) == ("test", "duty:a")
    assert record["run"]["applied"] == len(list(things()))


FILTERS: list[tuple[str, Callable[[Enterprise], bool]]] = [
    ('{name: {contains: "1"}}', lambda e: e.name is not None and "1" in e.name),
    ('{name: {startsWith: "样例2"}}', lambda e: (e.name or "").startswith("样例2")),
    ("{name: {eq: null}}", lambda e: e.name is None),
    ("{not: {name: {eq: null}}}", lambda e: e.name is not None),
    ('{not: {name: {eq: "样例01"}}}', lambda e: e.name != "样例01"),
    ("{employees: {gte: 100, lt: 200}}", lambda e: 100 <= (e.employees or 0) < 200),
    (
        '{foundedOn: {gt: "2012-01-01"}}',
        lambda e: e.founded_on is not None and e.founded_on > date(2012, 1, 1),
    ),
    ("{size: {in: [LARGE]}}", lambda e: e.size is Size.LARGE),
    ("{or: [{employees: {eq: 0}}, {employees: {eq: 290}}]}", lambda e: e.employees in (0, 290)),
    ("{and: [], or: []}", lambda e: False),
    ('{id: {in: ["enterprise:X03", "enterprise:X04"]}}', lambda e: e.uscc in ("X03", "X04")),
    ('{products: {some: {name: {contains: "枸杞"}}}}', lambda e: e.uscc == "X01"),
    ("{products: {none: {}}}", lambda e: e.uscc != "X01"),
    ('{products: {every: {name: {eq: "别的"}}}}', lambda e: e.uscc != "X01"),
    ("{sample: {eq: false}}", lambda e: False),
    ("{name: null}", lambda e: True),
]


@pytest.mark.parametrize(("text", "wanted"), FILTERS, ids=[text for text, _ in FILTERS])
def test_a_filter_keeps_what_the_same_rule_in_python_keeps(
    ask: Ask, text: str, wanted: Callable[[Enterprise], bool]
) -> None:
    page = ask(f"{{ enterprises(first: 100, filter: {text}) {{ totalCount nodes {{ id }} }} }}")[
        "enterprises"
    ]
    expected = [each.uscc for each in things() if isinstance(each, Enterprise) and wanted(each)]
    assert ids(page) == expected
    assert page["totalCount"] == len(expected)


ORDERS = st.lists(
    st.tuples(st.sampled_from(["name", "foundedOn", "employees", "size"]), st.sampled_from(["ASC", "DESC"])),
    max_size=3,
)


@given(order=ORDERS, first=st.integers(4, 13))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_hold_everything_once_and_in_order(ask: Ask, order: list[tuple[str, str]], first: int) -> None:
    keys = ", ".join(f"{{{name}: {direction}}}" for name, direction in order)
    document = f"""query ($first: Int!, $after: String) {{
        enterprises(first: $first, after: $after, orderBy: [{keys}]) {{
          nodes {{ id }} edges {{ cursor }} pageInfo {{ hasNextPage hasPreviousPage endCursor }} }} }}"""
    whole = ids(ask(document, first=100)["enterprises"])
    seen: list[str] = []
    after = None
    while True:
        page = ask(document, first=first, after=after)["enterprises"]
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        seen += ids(page)
        after = page["pageInfo"]["endCursor"]
        assert page["edges"][-1]["cursor"] == after
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert seen == whole
    assert len(set(seen)) == 30


def test_nulls_come_last_ascending_and_first_descending(ask: Ask) -> None:
    document = "query { enterprises(first: 100, orderBy: [{foundedOn: %s}]) { nodes { foundedOn } } }"
    up = [node["foundedOn"] for node in ask(document % "ASC")["enterprises"]["nodes"]]
    down = [node["foundedOn"] for node in ask(document % "DESC")["enterprises"]["nodes"]]
    known = [each for each in up if each]
    assert all(a <= b for a, b in pairwise(known))
    assert up == [*known, *[None] * (30 - len(known))]
    assert [each for each in down if each is None] == down[: 30 - len(known)]


def test_a_page_goes_on_behind_its_cursor_when_something_was_put_before_it(
    executor: Executor, ask: Ask, neo4j: Database
) -> None:
    document = """query ($after: String) {
        enterprises(first: 3, after: $after) { nodes { id } pageInfo { endCursor } } }"""
    first = ask(document)["enterprises"]
    neo4j.run("CREATE (:Enterprise {id: 'enterprise:A00'})")
    second = ask(document, after=first["pageInfo"]["endCursor"])["enterprises"]
    neo4j.run("MATCH (n {id: 'enterprise:A00'}) DELETE n")
    assert ids(first) + ids(second) == [f"X0{n}" for n in range(6)]


def test_aliases_conditions_and_merged_fields_keep_the_order_of_the_selection(ask: Ask) -> None:
    data = ask(
        """query ($no: Boolean!) { b: enterprise(id: "enterprise:X01") { id @skip(if: true) name }
             a: enterprise(id: "enterprise:X02") { name ... @include(if: $no) { size } employees name } }""",
        no=False,
    )
    assert list(data.items()) == [("b", {"name": "样例01"}), ("a", {"name": "样例02", "employees": 20})]


def test_the_schema_can_be_asked_beside_data(ask: Ask) -> None:
    data = ask(
        '{ __schema { queryType { name } } region(id: "region:640000~1980") { name } '
        't: __type(name: "Region") { kind } __typename }'
    )
    assert list(data) == ["__schema", "region", "t", "__typename"]
    assert data["t"] == {"kind": "OBJECT"}
    assert data["region"] == {"name": "自治区"}


def test_a_failing_root_field_leaves_the_others_alone(executor: Executor) -> None:
    outcome = executor.run(
        '{ region(id: "region:640000~1980") { parts(after: "nonsense") { totalCount } } '
        'duty(id: "duty:a") { name } }',
        None,
        None,
    )
    assert outcome.data == {"region": None, "duty": {"name": "负总责"}}
    assert outcome.errors[0]["path"] == ["region"]
    assert outcome.errors[0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_a_value_that_must_be_there_and_is_not_travels_up_to_what_may_be_null(
    executor: Executor, neo4j: Database
) -> None:
    neo4j.run("CREATE (:Indicator {id: 'indicator:broken'})")
    outcome = executor.run('{ indicator(id: "indicator:broken") { unit name } }', None, None)
    neo4j.run("MATCH (n:Indicator) DELETE n")
    assert outcome.data == {"indicator": None}
    assert outcome.errors[0]["path"] == ["indicator", "name"]


@pytest.mark.parametrize(
    ("document", "code", "said"),
    [
        ("{ enterprises(", "GRAPHQL_PARSE_FAILED", "Syntax Error"),
        ("{ enterprises { nope } }", "GRAPHQL_VALIDATION_FAILED", "nope"),
        ("{ enterprises(first: 101) { totalCount } }", "LIMIT_EXCEEDED", "0 to 100"),
        ("{ enterprises(first: -1) { totalCount } }", "LIMIT_EXCEEDED", "0 to 100"),
        ('{ enterprises(after: "W10") { totalCount } }', "BAD_USER_INPUT", "endCursor"),
        ('{ enterprises(filter: {foundedOn: {eq: "2012-13-01"}}) { totalCount } }', None, "2012-13-01"),
        ("query ($n: Int!) { enterprises(first: $n) { totalCount } }", "BAD_USER_INPUT", "$n"),
        ("query A { __typename } query B { __typename }", "BAD_REQUEST", "operationName"),
        ("{ " + "a: __typename " * 1200 + "}", "LIMIT_EXCEEDED", "token"),
        ("{ " + " ".join(f"a{n}: __typename" for n in range(21)) + " }", "LIMIT_EXCEEDED", "20 root fields"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(
    executor: Executor, document: str, code: str | None, said: str
) -> None:
    found, message = refusal(executor, document)
    assert code in (found, None)
    assert said in message


def nested(levels: int, first: int = 1) -> str:
    inner = "totalCount"
    for level in range(levels):
        name = "parts" if level % 2 else "partOf"
        inner = f"nodes {{ {name}(first: {first}) {{ {inner} }} }}"
    return f"{{ regions(first: {first}) {{ {inner} }} }}"


def test_as_many_hops_as_one_statement_takes_are_answered_and_one_more_is_refused(
    executor: Executor, ask: Ask
) -> None:
    assert ask(nested(6))["regions"]["nodes"]
    outcome = executor.run(nested(LIMITS.hops + 1), None, None)
    assert outcome.errors[0]["extensions"]["code"] == "TOO_DEEP"


def test_pages_within_pages_are_refused_when_they_may_answer_too_much(executor: Executor) -> None:
    code, message = refusal(executor, nested(2, 50))
    assert code == "LIMIT_EXCEEDED"
    assert "may hold 127550 things, and 10000 is the most: 125000 of them" in message
    assert "regions 50 × parts 50 × partOf 50" in message
    assert "smaller pages" in message


def test_groups_within_pages_are_told_by_their_names_in_the_answer(executor: Executor) -> None:
    document = "{ regions(first: 30) { nodes { of: partOf { per: groups(first: 500) { key { name } } } } } }"

    assert "page sizes regions 30 × per 500 " in refusal(executor, document)[1]


def test_values_within_pages_are_told_by_the_pages_and_the_fields(executor: Executor) -> None:
    fields = " ".join(f"{letter}: name" for letter in "abcdefghijklmnopqrstu")

    message = refusal(
        executor, f"{{ regions(first: 99) {{ nodes {{ partOf(first: 100) {{ nodes {{ {fields} }} }} }} }} }}"
    )[1]

    assert "may hold 207999 values, and 200000 is the most" in message
    assert "regions 99 × partOf 100, with 21 fields of each" in message


def test_fragments_that_multiply_are_refused_before_they_are_compiled(executor: Executor) -> None:
    spread = "".join(
        f"fragment F{n} on Region {{ a: partOf {{ nodes {{ ...F{n + 1} }} }} "
        f"b: parts {{ nodes {{ ...F{n + 1} }} }} }} "
        for n in range(12)
    )
    code, _ = refusal(
        executor, f"{{ regions {{ nodes {{ ...F0 }} }} }} {spread} fragment F12 on Region {{ id }}"
    )
    assert code in ("TOO_DEEP", "LIMIT_EXCEEDED")


def test_a_hostile_value_is_a_value(ask: Ask) -> None:
    hostile = "'}) DETACH DELETE n //\\\"` $p1"
    page = ask(
        "query ($text: String!) { enterprises(filter: {name: {eq: $text}}) { totalCount } }", text=hostile
    )
    assert page["enterprises"]["totalCount"] == 0
    assert ask("{ enterprises { totalCount } }")["enterprises"]["totalCount"] == 30


def test_one_shape_of_selection_is_one_text_whatever_its_values(executor: Executor) -> None:
    document = """query ($name: String, $n: Int!) {
        enterprises(first: $n, filter: {name: {eq: $name}}) { nodes { id } } }"""
    day = date(2026, 1, 1)
    (one,) = executor.statements(document, {"name": "甲", "n": 3}, day)
    (other,) = executor.statements(document, {"name": "乙", "n": 7}, date(2020, 1, 1))
    assert one.text == other.text
    assert one.parameters != other.parameters
    assert "甲" not in one.text


def plan(database: Database, text: str, parameters: dict[str, Any]) -> set[str]:
    """The operators of a statement's plan, which come from the server and not from our own reading."""
    found: set[str] = set()

    def walk(node: dict[str, Any]) -> None:
        found.add(node["operatorType"].partition("@")[0])
        for child in node.get("children", []):
            walk(child)

    def explain(transaction: Any) -> None:
        walk(transaction.run(text.replace("CYPHER 5", "CYPHER 5 EXPLAIN", 1), parameters).consume().plan)

    database.write(explain)
    return found


@pytest.mark.parametrize(
    ("document", "operator"),
    [
        ('{ enterprise(id: "enterprise:X01") { name } }', "NodeUniqueIndexSeek"),
        ('{ enterprises(filter: {name: {eq: "样例01"}}) { nodes { id } } }', "NodeIndexSeek"),
        # A page of them may as well be read in the order of the ids, which the statistics decide.
        ('{ enterprises(filter: {foundedOn: {gt: "2012-01-01"}}) { totalCount } }', "NodeIndexSeekByRange"),
    ],
)
def test_the_plan_of_a_statement_uses_the_index(
    executor: Executor, neo4j: Database, document: str, operator: str
) -> None:
    (statement,) = executor.statements(document, {}, date(2026, 1, 1))
    operators = plan(neo4j, statement.text, statement.parameters)
    assert operator in operators
    assert "AllNodesScan" not in operators


@pytest.mark.parametrize(
    ("document", "roots"),
    [
        (
            """{ regions(first: 2) { nodes { name partOf(first: 2) { nodes {
              name enterprises { totalCount nodes { name
              products { nodes { name maker { name } } } } } } } } } }""",
            1,
        ),
        ('{ a: duties { totalCount } b: enterprise(id: "enterprise:X01") { products { nodes { id } } } }', 2),
        ('{ enterprise(uscc: "") { id } __typename }', 0),
    ],
)
def test_the_server_counts_one_statement_for_each_root_field(
    ask: Ask, statements_sent: Callable[[Callable[[], object]], int], document: str, roots: int
) -> None:
    assert statements_sent(lambda: ask(document)) == roots


def test_filters_of_many_conditions_are_refused_before_they_are_planned(executor: Executor) -> None:
    document = "query ($f: RegionFilter) { regions(filter: $f) { totalCount } }"
    assert executor.run(document, {"f": {"or": [{}] * 40}}, None).errors == []
    code, message = refusal(executor, document, f={"or": [{}] * 250})
    assert code == "LIMIT_EXCEEDED"
    assert "100 conditions" in message


def test_a_list_of_too_many_values_is_refused(executor: Executor) -> None:
    document = "query ($ids: [ID!]) { regions(filter: {id: {in: $ids}}) { totalCount } }"
    assert executor.run(document, {"ids": ["a"] * 250}, None).errors == []
    assert refusal(executor, document, ids=["a"] * 251)[0] == "LIMIT_EXCEEDED"


def test_the_schema_is_told_as_tools_ask_for_it_and_not_many_times_over(executor: Executor) -> None:
    assert executor.run(get_introspection_query(), None, None).errors == []
    many = " ".join(f"a{n}: name b{n}: kind c{n}: description" for n in range(101))
    code, _ = refusal(executor, f"{{ __schema {{ types {{ {many} }} }} }}")
    assert code == "LIMIT_EXCEEDED"


def test_what_must_be_there_and_is_not_is_told_with_its_place_also_in_a_list(
    executor: Executor, neo4j: Database
) -> None:
    neo4j.run("CREATE (:Indicator {id: 'indicator:broken'})")
    outcome = executor.run("{ indicators { nodes { name } } }", None, None)
    neo4j.run("MATCH (n:Indicator) DELETE n")
    assert outcome.data is None
    assert outcome.errors[0]["path"] == ["indicators", "nodes", 0, "name"]


def test_a_wrong_question_about_the_schema_is_told(executor: Executor) -> None:
    document = 'query ($n: String = "Query") { __type(name: $n) { name } }'
    outcome = executor.run(document, {"n": None}, None)
    assert outcome.errors[0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("startedAt", ["2026-01-01T00:00+08:00[garbage]", "x"]),
        ("startedAt", ["2026-01-01x00:00:00+08:00", "x"]),
        ("startedAt", ["2026-01-01T00:00:00+23:59", "x"]),
        ("rows", [2**63 - 1 + 1, "x"]),
        ("rows", [True, "x"]),
    ],
)
def test_a_forged_cursor_is_refused_before_it_is_sent(
    executor: Executor, key: str, values: list[Any]
) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
    document = (
        f"query ($a: String) {{ loadRuns(orderBy: [{{{key}: ASC}}], after: $a) {{ nodes {{ key }} }} }}"
    )
    assert refusal(executor, document, a=cursor)[0] == "BAD_USER_INPUT"


def test_pages_by_a_moment_go_on(ask: Ask) -> None:
    document = """query ($a: String) { loadRuns(orderBy: [{startedAt: DESC}], first: 1, after: $a) {
        nodes { key } pageInfo { endCursor } } }"""
    first = ask(document)["loadRuns"]
    assert ask(document, a=first["pageInfo"]["endCursor"])["loadRuns"]["nodes"] != first["nodes"]


def test_statements_are_not_sent_when_the_request_has_no_time_left(
    neo4j: Database, statements_sent: Callable[[Callable[[], object]], int]
) -> None:
    late = Executor(build_schema(MODEL), Compiler(MODEL), neo4j, Times(statement=60, request=0))
    document = '{ a: node(id: "region:640104~2002") { id } b: node(id: "region:640104~2002") { id } }'
    outcomes: list[Outcome] = []

    assert statements_sent(lambda: outcomes.append(late.run(document, None, None))) == 0
    assert outcomes[0].data == {"a": None, "b": None}
    assert [error["extensions"]["code"] for error in outcomes[0].errors] == ["TIMEOUT", "TIMEOUT"]


def test_a_thing_is_found_by_its_natural_key_too(ask: Ask) -> None:
    found = ask(
        """{
          a: enterprise(uscc: "X01") { id } b: region(code: "640104", began: 2002) { name }
          c: clause(document: "document:d", locator: "三.1") { id }
          d: product(maker: "enterprise:X01", code: "p") { name }
          e: enterprise(uscc: "none") { id } f: enterprise(uscc: "") { id }
        }"""
    )

    assert found == {
        "a": {"id": "enterprise:X01"},
        "b": {"name": "某区"},
        "c": {"id": "clause:d~三.1"},
        "d": {"name": "样例枸杞"},
        "e": None,
        "f": None,
    }


@pytest.mark.parametrize(
    "field",
    [
        "enterprise { id }",
        'enterprise(id: "enterprise:X01", uscc: "X01") { id }',
        'region(code: "640104") { id }',
        "enterprise(id: null) { id }",
    ],
)
def test_neither_id_nor_key_or_both_is_refused_with_the_parts_of_the_key(
    executor: Executor, field: str
) -> None:
    outcome = executor.run(f"{{ {field} }}", None, None)

    assert [each["extensions"]["code"] for each in outcome.errors] == ["BAD_USER_INPUT"]
    assert "Give id, or all of the key" in outcome.errors[0]["message"]


def test_a_part_of_a_key_that_is_missing_is_named_with_the_list_to_find_it_in(executor: Executor) -> None:
    message = refusal(executor, '{ region(code: "640104") { id } }')[1]

    assert "code, began; not both. began is missing: the list regions" in message


def test_groups_of_nothing_are_told_what_they_are_made_by(executor: Executor) -> None:
    message = refusal(executor, "{ regions { g: groups { key { __typename } count } } }")[1]

    assert message.startswith("g are made by what is selected in key: select there one of sample, code, ")


def test_nodes_come_in_the_order_of_their_ids_with_null_for_what_is_not_there(ask: Ask) -> None:
    ids = [
        "product:X01~p",
        "enterprise:X02",
        "none:1",
        "",
        "enterprise:none",
        "enterprise:X02",
        "region:640000~1980",
    ]
    document = """query ($ids: [ID!]!) {
      nodes(ids: $ids) { __typename id ... on Enterprise { employees } ... on Product { maker { uscc } } }
    }"""

    assert ask(document, ids=ids)["nodes"] == [
        {"__typename": "Product", "id": "product:X01~p", "maker": {"uscc": "X01"}},
        {"__typename": "Enterprise", "id": "enterprise:X02", "employees": 20},
        None,
        None,
        None,
        {"__typename": "Enterprise", "id": "enterprise:X02", "employees": 20},
        {"__typename": "Region", "id": "region:640000~1980"},
    ]
    assert ask(document, ids=[])["nodes"] == []


def test_nodes_are_bounded(executor: Executor) -> None:
    outcome = executor.run("query ($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": ["a:b"] * 101}, None)

    assert [each["extensions"]["code"] for each in outcome.errors] == ["LIMIT_EXCEEDED"]


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ("{count: {eq: 1}}", ["X01"]),
        ("{count: {gte: 1, lt: 2}}", ["X01"]),
        ('{count: {eq: 0, of: {code: {eq: "q"}}}}', ["X00", "X01", "X02"]),
        ('{count: {gt: 0, of: {code: {eq: "p"}}}}', ["X01"]),
        ("{count: {of: {}}}", ["X00", "X01", "X02"]),
        ("{single: {}}", ["X01"]),
        ('{single: {code: {eq: "q"}}}', []),
        ("{count: {lt: 1}, none: {}}", ["X00", "X02"]),
    ],
)
def test_a_list_is_filtered_by_how_many_are_at_the_other_end(
    ask: Ask, condition: str, wanted: list[str]
) -> None:
    document = (
        '{ enterprises(orderBy: [{uscc: ASC}], filter: {uscc: {in: ["X00", "X01", "X02"]},'
        f" products: {condition}}}) {{ nodes {{ uscc }} }} }}"
    )

    assert [each["uscc"] for each in ask(document)["enterprises"]["nodes"]] == wanted


def test_edges_are_filtered_by_what_they_say_themselves(ask: Ask) -> None:
    document = """{
      shares: duties(filter: {participants: {edge: {part: {eq: SHARES}, position: {eq: 1}}}}) {
        nodes { key }
      }
      performs: duties(
        filter: {participants: {some: {name: {contains: "质监"}}, edge: {part: {eq: PERFORMS}}}}
      ) {
        nodes { key participants(edge: {part: {eq: PERFORMS}}) { totalCount edges { part } } }
      }
      guides: duties(filter: {participants: {count: {gt: 0}, edge: {part: {eq: GUIDES}}}}) { nodes { key } }
      stated: duties(filter: {participants: {edge: {inferred: {eq: false}}}}) { totalCount }
      anything: duties(filter: {participants: {edge: {}}}) { totalCount }
    }"""

    assert ask(document) == {
        "shares": {"nodes": [{"key": "a"}]},
        "performs": {
            "nodes": [{"key": "b", "participants": {"totalCount": 1, "edges": [{"part": "PERFORMS"}]}}]
        },
        "guides": {"nodes": []},
        "stated": {"totalCount": 2},
        "anything": {"totalCount": 2},
    }


def test_history_gives_all_the_times_of_an_edge(ask: Ask) -> None:
    document = """query ($on: Date) { enterprise(uscc: "X01", asOf: $on) {
      region { totalCount }
      all: region(history: true) { totalCount edges { validFrom validTo } }
      since: region(history: true, edge: {validFrom: {gt: "2012-01-01"}}) { totalCount }
      ended: region(history: true, edge: {validTo: {lte: "2020-01-01"}}) { totalCount aggregate { count } }
    } }"""

    for on, now in (("2019-12-31", 1), ("2020-01-01", 0)):
        assert ask(document, on=on)["enterprise"] == {
            "region": {"totalCount": now},
            "all": {"totalCount": 1, "edges": [{"validFrom": "2012-01-01", "validTo": "2020-01-01"}]},
            "since": {"totalCount": 0},
            "ended": {"totalCount": 1, "aggregate": {"count": 1}},
        }


ORDERED = """query ($order: [ClauseOrder!], $after: String, $first: Int!) {
  clauses(orderBy: $order, first: $first, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } }
}"""


def pages_of(ask: Ask, document: str, field: str, **variables: Any) -> list[str]:
    """All the ids of a list, a page at a time."""
    found: list[str] = []
    after = None
    while True:
        page = ask(document, after=after, **variables)[field]
        found += [each["id"] for each in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return found


@pytest.mark.parametrize("first", [1, 2, 100])
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_a_list_is_ordered_by_what_a_relation_to_one_leads_to(
    neo4j: Database, executor: Executor, ask: Ask, first: int, direction: str
) -> None:
    clauses: list[Node] = [
        Document(slug="e", title="乙"),
        Document(slug="f", title="甲"),
        Clause(document=Link("document:e"), locator="1", heading="b", parent=Link("clause:e~2")),
        Clause(document=Link("document:e"), locator="2", heading="c"),
        Clause(document=Link("document:f"), locator="3", heading="a", parent=Link("clause:f~4")),
        Clause(document=Link("document:f"), locator="4", heading="d"),
    ]
    deliver(neo4j, MODEL, Delivery("more", "clauses", [Record(each.id, (each,)) for each in clauses]))
    try:
        found = pages_of(
            ask,
            ORDERED,
            "clauses",
            first=first,
            order=[{"parent": {"heading": direction}}, {"locator": "DESC"}],
        )
        twice = pages_of(ask, ORDERED, "clauses", first=first, order=[{"document": {"title": direction}}])
    finally:
        withdraw(neo4j, MODEL, "more")

    # parents' headings: 1 → c, 3 → d; of 2, 4 and 三.1 there is none
    none, down = ["clause:d~三.1", "clause:f~4", "clause:e~2"], direction == "DESC"
    named = ["clause:e~1", "clause:f~3"]
    assert found == (none + named[::-1] if down else named + none)
    untitled, lower, upper = ["clause:d~三.1"], ["clause:e~1", "clause:e~2"], ["clause:f~3", "clause:f~4"]
    assert "乙" < "甲"
    assert twice == (untitled + upper + lower if down else lower + upper + untitled)


BY_NAME = [{"document": {"title": "ASC"}}]


@pytest.mark.parametrize(
    "order",
    [
        [],
        [{"locator": "ASC"}],
        [{"document": {"title": "DESC"}}],
        [{"document": {"slug": "ASC"}}],
        [{"parent": {"heading": "ASC"}}],
        [*BY_NAME, {"locator": "ASC"}],
    ],
)
def test_a_cursor_of_another_order_is_refused(executor: Executor, ask: Ask, order: list[Any]) -> None:
    cursor = ask(ORDERED, first=1, order=BY_NAME)["clauses"]["pageInfo"]["endCursor"]
    ask(ORDERED, first=1, order=BY_NAME, after=cursor)
    ask(ORDERED, first=1, order=order)  # its plan is kept, and is not used with the cursor

    outcome = executor.run(ORDERED, {"first": 1, "order": order, "after": cursor}, None)

    (error,) = outcome.errors
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "another list or orderBy: begin without after" in error["message"]


def test_a_cursor_of_another_list_is_refused(executor: Executor, ask: Ask) -> None:
    document = """query ($after: String) {
        regions(first: 1) { pageInfo { endCursor } }
        region(id: "region:640000~1980") { parts(after: $after) { totalCount } }
        bodies(after: $after) { totalCount } }"""
    cursor = ask(document)["regions"]["pageInfo"]["endCursor"]

    outcome = executor.run(document, {"after": cursor}, None)

    assert [error["path"] for error in outcome.errors] == [["region"], ["bodies"]]
    assert all("another list" in error["message"] for error in outcome.errors)
