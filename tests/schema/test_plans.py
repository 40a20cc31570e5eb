"""Plans on a real Neo4j: made once for a form of variables, merged where they come again, cut where they
go deep, and begun where a filter names an end.

Not here: what the fields answer (`test_executor`), and the text of statements (`tests/golden`).
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph.database import Database, Step
from graph.database.readiness import prepare
from graph.model import Link, Node, quality_model
from graph.model.actors import Region
from graph.model.market import Enterprise, Product, Size
from loaders import Delivery, Record, deliver
from queries.compiler import LIMITS, Compiler, Limits, SelectionRefused
from schema.executor import Executor
from schema.outcome import COST, EXPLAIN
from schema.times import PATIENT
from schema.types import build_schema

MODEL = quality_model()
SCHEMA = build_schema(MODEL)
DAY = date(2026, 1, 1)
ABOVE, NORTH, SOUTH = "region:640000~1980", "region:640104~2002", "region:640105~2002"


class Counting(Compiler):
    """A compiler that counts what it compiles."""

    compiled = 0

    def compile(self, *said: Any) -> Any:
        self.compiled += 1
        return super().compile(*said)


def things() -> Iterator[Node]:
    yield Region(code="640000", began=1980, name="样例自治区")
    for id_, name in ((NORTH, "样例北区"), (SOUTH, "样例南区")):
        code = id_.partition(":")[2].partition("~")[0]
        yield Region(code=code, began=2002, name=name, part_of=[Link(ABOVE)])
    for number in range(40):
        yield Enterprise(
            uscc=f"Y{number:02}",
            name=f"样例{number:02}",
            size=Size.SMALL if number % 2 else Size.LARGE,
            employees=number * 10,
            founded_on=date(2000 + number % 20, 1, 1),
            sample=True,
            # one of them stood in the same place twice, one time after the other
            region=[Link(NORTH, date(1999, 1, 1), date(2001, 1, 1)), Link(NORTH, date(2001, 1, 1))]
            if number == 8
            else [Link(SOUTH if number % 4 else NORTH, date(2012, 1, 1))],
        )
        yield Product(maker=Link(f"enterprise:Y{number:02}"), code="p", name=f"样例品{number:02}")


@pytest.fixture(scope="module")
def filled(neo4j: Database) -> Database:
    neo4j.run("MATCH (n) DETACH DELETE n")
    prepare(neo4j, MODEL)
    records = [Record(each.id, (each,)) for each in things()]
    assert deliver(neo4j, MODEL, Delivery("test", "things", records)).dangling == 0
    return neo4j


def executor(database: Database, compiler: Compiler | None = None, **said: Any) -> Executor:
    return Executor(SCHEMA, compiler or Compiler(MODEL), database, PATIENT, **said)


def data(on: Executor, document: str, variables: dict[str, Any] | None = None) -> Any:
    outcome = on.run(document, variables, None)
    assert outcome.errors == []
    return outcome.data


def hits(on: Executor, document: str) -> int:
    _, (one,) = on.explain(document, None, None)
    return one.step.total


OPEN = """query (
    $id: ID!, $any: ID!, $ids: [ID!]!, $wanted: EnterpriseFilter, $size: Size, $first: Int!, $after: String
    $day: Date, $order: [EnterpriseOrder!], $way: OrderDirection!, $with: Boolean!, $least: Int
    $history: Boolean = false
) {
    one: enterprise(id: $id, asOf: $day) { id name @include(if: $with)
        region(history: $history) { totalCount } }
    any: node(id: $any) { __typename id ... on Region { code } ... on Enterprise { uscc @skip(if: $with) } }
    nodes(ids: $ids) { id }
    whole: enterprises(filter: $wanted, orderBy: $order, first: $first, after: $after) {
        nodes { id } pageInfo { endCursor hasNextPage } }
    mixed: enterprises(filter: {size: {eq: $size}, and: [{employees: {gte: $least, lt: 300}}]}, first: $first,
                       orderBy: [{employees: $way}, {name: ASC}]) { totalCount nodes { employees } }
}"""
FIRST = {
    "id": "enterprise:Y01", "any": "enterprise:Y01", "ids": [ABOVE, "enterprise:Y02"],
    "first": 3, "way": "ASC", "with": True,
}  # fmt: skip


def variables() -> Iterator[dict[str, Any]]:
    yield FIRST
    yield {**FIRST, "id": "enterprise:Y07", "first": 5}
    yield {**FIRST, "any": ABOVE, "with": False, "way": "DESC"}
    yield {**FIRST, "id": "enterprise:none", "ids": []}
    yield {**FIRST, "wanted": {"size": {"eq": "SMALL"}}, "size": "LARGE", "day": "2005-01-01"}
    yield {**FIRST, "wanted": {"size": {"eq": "LARGE"}}, "size": None, "least": None, "history": True}
    yield {**FIRST, "wanted": {"size": {"eq": None}}, "least": 120, "after": None}
    yield {**FIRST, "wanted": {"or": [{"employees": {"in": [10, 20, 30]}}, {"name": {"contains": "3"}}]}}
    yield {**FIRST, "wanted": {"or": [{"employees": {"in": [10]}}, {"name": {"contains": "1"}}]}}
    yield {**FIRST, "wanted": {"or": []}, "order": [{"size": "DESC"}, {"foundedOn": "ASC"}]}
    yield {**FIRST, "wanted": None, "order": {"foundedOn": "DESC"}, "first": 0}
    yield {**FIRST, "wanted": {"region": {"some": {"id": {"eq": NORTH}}}}}
    yield {
        **FIRST,
        "wanted": {"region": {"some": {"id": {"in": [SOUTH, NORTH]}, "name": {"eq": "样例北区"}}}},
    }


def test_a_plan_that_is_used_again_answers_as_one_made_anew(filled: Database) -> None:
    kept = executor(filled)
    for _ in range(2):
        for given in variables():
            assert data(kept, OPEN, given) == data(executor(filled), OPEN, given)


def test_a_cursor_of_another_page_is_read_by_the_same_plan(filled: Database) -> None:
    compiler = Counting(MODEL)
    kept = executor(filled, compiler)
    document = """query ($after: String) { enterprises(first: 7, after: $after, orderBy: [{size: ASC}]) {
        nodes { id } pageInfo { endCursor hasNextPage } } }"""
    seen: list[str] = []
    after, more = None, True
    while more:
        page = data(kept, document, {"after": after})["enterprises"]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        seen += [node["id"] for node in page["nodes"]]
    assert len(seen) == len(set(seen)) == 40
    assert compiler.compiled == 2  # the first page, and all others


@pytest.mark.parametrize(
    ("changed", "times"),
    [
        ({"id": "enterprise:Y09"}, 0),
        ({"any": ABOVE}, 1),
        ({"least": 30}, 0),
        ({"least": None}, 1),
        ({"wanted": {"name": {"eq": "b"}}}, 0),
        ({"wanted": {"name": {"contains": "b"}}}, 1),
        ({"first": 4}, 1),
        ({"with": False}, 1),
    ],
)
def test_only_what_shapes_the_statement_is_compiled_anew(
    filled: Database, changed: dict[str, Any], times: int
) -> None:
    compiler = Counting(MODEL)
    kept = executor(filled, compiler)
    given = {**FIRST, "least": 10, "wanted": {"name": {"eq": "a"}}}
    data(kept, OPEN, given)
    before = compiler.compiled

    data(kept, OPEN, {**given, **changed})

    assert compiler.compiled - before == times * 5  # root fields


def test_a_wrong_value_is_refused_by_a_plan_that_held_for_a_right_one(filled: Database) -> None:
    kept = executor(filled)
    document = """query ($after: String, $names: [String!]) {
        enterprises(after: $after, filter: {name: {in: $names}}) { nodes { id } } }"""
    cursor = data(kept, "{ enterprises(first: 1) { pageInfo { endCursor } } }")
    after = cursor["enterprises"]["pageInfo"]["endCursor"]
    data(kept, document, {"after": after, "names": ["样例01"]})

    for given in ({"after": "nonsense", "names": []}, {"after": after, "names": ["x"] * 251}):
        (error,) = kept.run(document, given, None).errors
        assert error["extensions"]["code"] in ("BAD_USER_INPUT", "LIMIT_EXCEEDED")


BACK = """{ enterprise(id: "enterprise:Y08") {
    name
    products { edges { node { maker { %s products { nodes { code maker { __typename name } } } } } } }
    region { nodes { enterprises(first: 2) { nodes { id } } } }
} }"""


def test_a_relation_to_one_that_leads_back_is_not_followed(filled: Database) -> None:
    on = executor(filled)

    answer = data(on, BACK % "name")["enterprise"]

    again = {"nodes": [{"code": "p", "maker": {"__typename": "Enterprise", "name": answer["name"]}}]}
    maker = {"name": "样例08", "products": again}
    assert answer["products"]["edges"] == [{"node": {"maker": maker}}]
    # One that leads to many goes elsewhere too.
    assert answer["region"]["nodes"] == [
        {"enterprises": {"nodes": [{"id": f"enterprise:Y{n}"} for n in ("00", "04")]}}
    ]
    _, (explained,) = on.explain(BACK % "name", None, None)
    assert "MADE_BY]->" not in explained.sent.text


def test_a_selection_that_goes_to_and_fro_is_bounded(filled: Database) -> None:
    deep = "code"
    for _ in range(60):
        deep = f"code maker {{ products(first: 1) {{ nodes {{ {deep} }} }} }}"

    (error,) = executor(filled).run(f"{{ products(first: 1) {{ nodes {{ {deep} }} }} }}", None, None).errors

    assert error["extensions"]["code"] in ("TOO_DEEP", "LIMIT_EXCEEDED")


TWO = """query ($id: ID!) { one: enterprise(id: $id) { name } none: enterprise(id: "enterprise:none") { id }
    list: enterprises(first: 2, asOf: "2011-01-01") { nodes { id region { totalCount } } }
    later: enterprises(first: 2) { nodes { id region { totalCount } } } }"""


def test_root_fields_that_come_again_are_asked_for_by_one_statement(
    filled: Database, statements_sent: Callable[[Callable[[], object]], int]
) -> None:
    kept = executor(filled)
    first = data(kept, TWO, {"id": "enterprise:Y03"})
    assert first["none"] is None
    assert first["list"] != first["later"]

    sent = [statements_sent(lambda: data(kept, TWO, {"id": "enterprise:Y03"})) for _ in range(4)]

    assert sent[0] == 4
    assert sent[-1] == 1
    assert data(kept, TWO, {"id": "enterprise:Y03"}) == first
    assert data(kept, TWO, {"id": "enterprise:Y04"})["one"] == {"name": "样例04"}


def test_a_field_that_fails_leaves_those_alone_that_it_was_merged_with(filled: Database) -> None:
    kept = executor(filled)
    filled.run("MATCH (p:Product {id: 'product:Y39~p'}) SET p.name = 1")
    document = """{ fails: products(filter: {name: {contains: "9"}, maker: {id: {eq: "enterprise:Y39"}}}) {
            groups(orderBy: KEY_ASC) { key { maker { name } } aggregate { count } } nodes { name } }
        stays: enterprise(id: "enterprise:Y01") { name } }"""
    try:
        for _ in range(5):
            outcome = kept.run(document, None, None)
            assert outcome.data is None or outcome.data.get("stays") == {"name": "样例01"}
    finally:
        filled.run("MATCH (p:Product {id: 'product:Y39~p'}) SET p.name = '样例品39'")


DEEP = """{ regions(first: 1, filter: {id: {eq: "region:640000~1980"}}) { nodes { name
    parts(first: 2, orderBy: [{name: ASC}]) { totalCount nodes { name
        enterprises(first: 2) { edges { validFrom node { name products(first: 2) { nodes { name
            maker { name region(first: 3) { nodes { name partOf { nodes { name } } } } }
        } } } } } } } } } }"""


@pytest.mark.parametrize("most", [{"hops": 1}, {"hops": 2}, {"hops": 3}, {"relations": 3}, {"relations": 4}])
def test_what_goes_deeper_than_a_statement_is_told_by_a_further_one_and_answers_the_same(
    filled: Database, most: dict[str, int]
) -> None:
    cut = executor(filled, Compiler(MODEL, limits=replace(LIMITS, further=9, **most)))

    assert data(cut, DEEP) == data(executor(filled), DEEP)
    assert len(executor(filled).statements(DEEP, None, DAY)) == 1
    assert len(cut.statements(DEEP, None, DAY)) > 1


def test_a_selection_deeper_than_all_further_statements_is_refused(filled: Database) -> None:
    cut = executor(filled, Compiler(MODEL, limits=replace(LIMITS, hops=1, further=2)))
    (error,) = cut.run(DEEP, None, None).errors
    assert error["extensions"]["code"] == "TOO_DEEP"


def wide(lists: int, deep: int) -> str:
    inner = "nodes { id }"
    for _ in range(deep):
        inner = f"nodes {{ id parts(first: 1) {{ {inner} }} }}"
    many = " ".join(f"a{number}: parts(first: 1) {{ {inner} }}" for number in range(lists))
    return f"{{ regions(first: 1) {{ nodes {{ {many} }} }} }}"


@pytest.mark.parametrize("document", [wide(29, 1), wide(14, 2), wide(12, 3), wide(6, 4), wide(3, 5)])
def test_no_statement_holds_more_relations_than_are_planned_in_reasonable_time(
    filled: Database, document: str
) -> None:
    on = executor(filled)
    try:
        sent = on.statements(document, None, DAY)
    except SelectionRefused:
        return
    assert max(each.text.count("MATCH (n") for each in sent) <= 2 * LIMITS.relations
    assert len(sent) <= 1 + LIMITS.further


def test_a_list_is_read_from_the_end_that_its_filter_names(filled: Database) -> None:
    on = executor(filled)
    wanted = f'region: {{some: {{id: {{eq: "{NORTH}"}}}}}}, size: {{eq: LARGE}}'
    fast = f"{{ enterprises(first: 50, filter: {{{wanted}}}) {{ totalCount nodes {{ id }} }} }}"
    slow = f"{{ enterprises(first: 50, filter: {{or: [{{{wanted}}}]}}) {{ totalCount nodes {{ id }} }} }}"

    assert data(on, fast) == data(on, slow)
    assert data(on, fast)["enterprises"]["totalCount"] == 10  # each once, though one was there twice
    assert hits(on, fast) < hits(on, slow) / 2


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("products", f'maker: {{size: {{eq: LARGE}}, region: {{some: {{id: {{eq: "{NORTH}"}}}}}}}}'),
        (
            "products",
            f"""name: {{contains: "1"}},
                maker: {{region: {{some: {{partOf: {{some: {{id: {{in: ["{ABOVE}"]}}}}}}}}}}}}""",
        ),
        (
            "enterprises",
            f'and: [{{region: {{some: {{id: {{eq: "{SOUTH}"}}}}}}}}, {{employees: {{gt: 100}}}}]',
        ),
        ("enterprises", f'region: {{some: {{id: {{eq: "{NORTH}"}}}}, none: {{name: {{eq: "x"}}}}}}'),
        (
            "enterprises",
            f'region: {{some: {{id: {{eq: "{NORTH}"}}}}, edge: {{validFrom: {{lt: "2005-01-01"}}}}}}',
        ),
        ("regions", 'enterprises: {some: {id: {eq: "enterprise:Y08"}}, count: {gt: 1}}'),
        ("actors", f'region: {{some: {{id: {{eq: "{NORTH}"}}}}}}'),
    ],
)
def test_where_a_list_is_read_from_changes_no_answer(filled: Database, kind: str, wanted: str) -> None:
    on = executor(filled)
    page = "totalCount nodes { id } groups { key { sample } count }"
    if kind == "actors":
        wanted, page = 'id: {in: ["enterprise:Y00"]}', "totalCount nodes { id }"
    fast = data(on, f"{{ {kind}(first: 50, filter: {{{wanted}}}) {{ {page} }} }}")
    slow = data(on, f"{{ {kind}(first: 50, filter: {{or: [{{{wanted}}}]}}) {{ {page} }} }}")
    assert fast == slow
    assert fast[kind]["totalCount"]


def steps(step: Step) -> Iterator[str]:
    for each in step.all():
        yield f"{each.operator} {each.details}"


def test_an_equal_value_is_looked_up_before_a_range(filled: Database) -> None:
    document = """{ enterprises(filter: {foundedOn: {gt: "2001-01-01"}, name: {eq: "样例05"}}) {
        nodes { id } } }"""
    _, (one,) = executor(filled).explain(document, None, None)
    assert any("IndexSeek" in each and "(name)" in each for each in steps(one.step))


def test_what_lacks_the_value_sorted_by_is_only_read_for_a_page_that_is_not_full(filled: Database) -> None:
    document = "query ($first: Int!) { enterprises(first: $first, orderBy: [{name: ASC}]) { nodes { id } } }"
    for first, read in ((5, 0), (40, 0), (41, 40)):
        _, (one,) = executor(filled).explain(document, {"first": first}, None)
        lacking = [each for each in one.step.all() if "IS NULL" in each.details]
        assert [below.rows for each in lacking for below in each.below] == [read]


def test_a_page_of_those_with_one_of_few_values_reads_no_more_of_them_than_it_shows(filled: Database) -> None:
    document = "{ enterprises(first: 5, filter: {size: {eq: LARGE}}) { nodes { id } } }"
    _, (one,) = executor(filled).explain(document, None, None)
    assert [each.rows for each in one.step.all() if "(size, id)" in each.details] == [5]


def test_a_request_may_ask_what_it_costs(filled: Database) -> None:
    document = "{ regions(first: 5) { nodes { name enterprises(first: 10) { nodes { name uscc } } } } }"
    outcome = executor(filled).run(document, None, None, frozenset({COST}))
    cost = outcome.extensions["cost"]
    assert cost["things"] == {"asked": 55, "limit": LIMITS.nodes}
    assert cost["values"]["asked"] == 5 * 2 + 50 * 2
    assert (cost["fields"]["asked"], cost["relations"], cost["statements"]) == (7, 1, 1)


def test_a_request_may_ask_how_it_was_answered_where_that_is_allowed(filled: Database) -> None:
    document = "query ($id: ID!) { it: enterprise(id: $id) { name } b: regions { totalCount } }"
    given = {"id": "enterprise:Y01"}

    refused = executor(filled).run(document, given, None, frozenset({EXPLAIN}))
    assert refused.errors[0]["extensions"]["code"] == "FORBIDDEN"
    assert not refused.executed

    outcome = executor(filled, explains=True).run(document, given, None, frozenset({EXPLAIN}))
    one, two = outcome.extensions["explain"]
    assert outcome.data is not None
    assert outcome.data["it"] == {"name": "样例01"}
    assert (one["field"], one["statement"], one["rows"]) == ("it", "enterprise", 1)
    assert one["parameters"] == ["areas", "as_of", "p1"]
    assert "MATCH (n1:Enterprise {id: $p1})" in one["cypher"]
    assert one["dbHits"] > 0
    assert two["statement"] == "regions"
    assert "Y01" not in str(one)


@pytest.mark.parametrize(
    ("most", "document", "said"),
    [
        ({"page": 5}, "{ regions(first: 6) { nodes { id } } }", "0 to 5"),
        ({"nodes": 50}, "{ regions(first: 9) { nodes { parts(first: 9) { nodes { id } } } } }", "50 is the"),
        ({"cells": 50}, "{ regions(first: 20) { nodes { id name code } } }", "50 is the"),
        ({"ids": 1}, f'{{ nodes(ids: ["{NORTH}", "{SOUTH}"]) {{ id }} }}', "at most 1"),
        ({"groups": 3}, "{ enterprises { groups(first: 4) { key { size } count } } }", "1 to 3 groups"),
        ({"values": 1}, '{ regions(filter: {name: {in: ["a", "b"]}}) { totalCount } }', "at most 1 values"),
        ({"conditions": 3}, '{ regions(filter: {name: {eq: "a"}, code: {eq: "b"}, level: {eq: PREFECTURE}}) '
         "{ totalCount } }", "3 conditions"),
    ],
)  # fmt: skip
def test_each_bound_of_a_root_field_is_kept_and_named(
    filled: Database, most: dict[str, int], document: str, said: str
) -> None:
    limits: Limits = replace(LIMITS, **most)
    (error,) = executor(filled, Compiler(MODEL, limits=limits)).run(document, None, None).errors
    assert error["extensions"]["code"] == "LIMIT_EXCEEDED"
    assert said in error["message"]
