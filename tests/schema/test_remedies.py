"""Errors that graphql-core finds say what to write instead. Not here: errors of our own (`test_executor`)."""

from typing import Any

import pytest
from graphql import GraphQLSchema, OperationDefinitionNode, parse
from graphql.execution.values import get_variable_values

from graph.model import quality_model
from queries.analyses import all_analyses
from queries.questions import all_questions
from schema.parsing import checked, located
from schema.types import build_schema


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema(quality_model(), all_questions(), all_analyses())._schema


def refused(schema: GraphQLSchema, document: str) -> list[str]:
    found = checked(schema, document)
    assert isinstance(found, list), "it is valid"
    return [each["message"] for each in found]


def refused_value(schema: GraphQLSchema, type_: str, value: Any) -> list[str]:
    (operation,) = parse(f"query ($v: {type_}) {{ __typename }}").definitions
    assert isinstance(operation, OperationDefinitionNode)
    found = get_variable_values(schema, operation.variable_definitions or (), {"v": value}, 20)
    assert isinstance(found, list), "it is valid"
    return [each["message"] for each in located(schema, found, "BAD_USER_INPUT")]


@pytest.mark.parametrize(
    ("document", "remedy"),
    [
        ("{ enterprises { nodes { region { name } } } }", "write nodes { name }."),
        ("{ enterprises { edges { name } } }", "write node { name }."),
        ("{ enterprises { colour } }", "write nodes { … }."),
        ("{ enterprises { nodes { region } } }", "select region { nodes { id } }."),
        ("{ enterprises { nodes { colour } } }", "Write one of: id, "),
        (
            '{ node(id: "x:y") { name } }',
            "has a label to show; ask more of one kind, as ... on Actor { name }.",
        ),
        ("{ enterprise(code: 1) { id } }", "Write one of: id, uscc, asOf."),
        ("mutation { a }", "This API only reads: ask a query."),
    ],
)
def test_a_wrong_selection_is_told_what_to_select(schema: GraphQLSchema, document: str, remedy: str) -> None:
    (message,) = refused(schema, document)

    assert remedy in message
    assert "Did you mean" not in message


@pytest.mark.parametrize(
    ("filter_", "remedy"),
    [
        ('enterprises(filter: {name: "x"})', 'Write {eq: "x"}.'),
        ("enterprises(filter: {employees: 3})", "Write {eq: 3}."),
        ("enterprises(filter: {products: 3})", "{count: {gte: 1}}"),
        ("enterprises(filter: {products: {gte: 3}})", "Write {count: {gte: …}}."),
        ('enterprises(filter: {region: {code: {eq: "x"}}})', "Write {some: {code: …}}"),
        ('inspections(filter: {enterprise: "enterprise:x"})', 'Write {id: {eq: "enterprise:x"}}.'),
        ("standards(filter: {adopts: {some: {degree: {eq: IDT}}}})", "beside some: {edge: {degree: …}}"),
        ("standards(filter: {adopts: {edge: {degree: {eq: SAME}}}})", "Write one of: IDT, MOD, NEQ."),
        ("standards(filter: {colour: {eq: 1}})", "Write one of: and, or, not, id, "),
    ],
)
def test_a_wrong_filter_is_told_what_to_write(schema: GraphQLSchema, filter_: str, remedy: str) -> None:
    (message,) = refused(schema, f"{{ {filter_} {{ totalCount }} }}")

    assert remedy in message
    assert "Did you mean" not in message


@pytest.mark.parametrize(
    ("order", "remedy"),
    [
        ("[{date: ASC}]", "Write one of: id, "),
        ("{inspectedOn: ASC, id: ASC}", "in a list: [{a: ASC}, {b: DESC}]."),
        ("inspectedOn", "Write an object such as {id: ASC}, by one of: id, "),
        ("[{region: ASC}]", "by one of: id, sample, code, "),
    ],
)
def test_a_wrong_order_is_told_once_and_how_to_write_it(
    schema: GraphQLSchema, order: str, remedy: str
) -> None:
    (message,) = refused(schema, f"{{ inspections(orderBy: {order}) {{ totalCount }} }}")

    assert remedy in message


@pytest.mark.parametrize(
    ("type_", "value", "told"),
    [
        ("InspectionFilter", {"result": "FAIL"}, ["at .result: ", 'Write {eq: "FAIL"}.']),
        ("InspectionFilter", {"result": {"eq": "X"}}, ["at .result.eq: ", "Write one of: PASS, FAIL."]),
        ("[InspectionOrder!]", [{"date": "ASC"}], ["at [0]: ", "Write one of: id, "]),
        ("[InspectionOrder!]", {"id": "ASC", "unit": "ASC"}, ["in a list: [{a: ASC}, {b: DESC}]."]),
    ],
)
def test_a_wrong_value_of_a_variable_is_told_the_same(
    schema: GraphQLSchema, type_: str, value: Any, told: list[str]
) -> None:
    (message,) = refused_value(schema, type_, value)

    assert all(each in message for each in told)


def test_a_near_name_is_told_alone(schema: GraphQLSchema) -> None:
    (message,) = refused(schema, "{ inspections(filter: {result: {eq: FAILED}}) { totalCount } }")

    assert message.endswith("Did you mean the enum value 'FAIL'?")


def test_an_order_of_nothing_beside_a_wrong_one_is_told_too(schema: GraphQLSchema) -> None:
    assert len(refused(schema, "{ inspections(orderBy: [{date: ASC}, {}]) { totalCount } }")) == 2


@pytest.mark.parametrize(
    "text", ["on type 'Nothing'", "in 'Nothing' enum", "Cannot query field 'a' on type 'Int'"]
)
def test_a_text_that_looks_like_an_error_is_only_repeated(schema: GraphQLSchema, text: str) -> None:
    (message,) = refused(schema, f'{{ enterprises(first: "{text}") {{ totalCount }} }}')

    assert message == f'Int cannot represent non-integer value: "{text}"'
