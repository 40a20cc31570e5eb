"""The schema that follows from a model, on models of the test's own and on the real one."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar

import pytest
from graphql import (
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLSchema,
    get_operation_ast,
    parse,
    print_type,
    validate,
)
from graphql.execution.values import get_variable_values
from pydantic import BaseModel, Field

from graph.model import Edge, Key, Link, Model, Node, Vocabulary, Zh, quality_model
from queries.questions import Id, Parameter, Question, Row, all_questions
from schema.registry import SchemaError
from schema.types import build_schema


class Colour(Vocabulary):
    """What colour a seal has."""

    RED = "RED", "as a poppy · 红"
    BLUE = "BLUE", "蓝"


class Fastening(BaseModel):
    """How a seal is fastened."""

    screws: Annotated[int | None, Zh("螺钉数")] = None


class Sealed(Node):
    """Anything that carries seals."""

    zh: ClassVar[str] = "被封物"
    plural: ClassVar[str] = "sealedThings"
    area: ClassVar[str] = "test"
    abstract: ClassVar[bool] = True

    name: Annotated[str | None, Zh("名称")] = None
    seals: Annotated[
        list[Link["Seal"]], Edge("SEALED_BY", inverse="on", dated=True, properties=Fastening), Zh("封印")
    ] = Field(default_factory=list)


class Seal(Node):
    """A seal put on a thing."""

    zh: ClassVar[str] = "封印"
    plural: ClassVar[str] = "seals"
    area: ClassVar[str] = "test"

    serial_number: Annotated[str, Key(), Zh("序列号")]
    colour: Annotated[Colour | None, Zh("颜色")] = None
    weight: Annotated[Decimal | None, Zh("重量")] = None
    thickness: Annotated[float | None, Zh("厚度")] = None
    made_on: Annotated[date | None, Zh("制造日期")] = None
    fixed_at: Annotated[datetime | None, Zh("固定时间")] = None
    marks: Annotated[list[str], Zh("标记")] = Field(default_factory=list)
    replaced: Annotated[Link["Seal"] | None, Edge("REPLACED", inverse="replaced_by"), Zh("所替换")] = None


class Crate(Sealed):
    """A crate."""

    zh: ClassVar[str] = "箱"
    plural: ClassVar[str] = "crates"
    area: ClassVar[str] = "test"

    key: Annotated[str, Key(), Zh("代号")]


KINDS: list[type[Node]] = [Sealed, Seal, Crate]


def core(model: Model, *questions: Question) -> GraphQLSchema:
    return build_schema(model, questions)._schema


def printed(schema: GraphQLSchema, name: str) -> str:
    """A type without its descriptions, so that a test reads as the schema does."""
    found = schema.type_map[name]
    lines = print_type(found).splitlines()
    kept = [line.strip() for line in lines if line.strip() and not line.strip().startswith('"""')]
    return "\n".join(kept)


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return core(Model(KINDS))


@pytest.fixture(scope="module")
def real() -> GraphQLSchema:
    return core(quality_model(), *all_questions())


def test_a_new_kind_of_one_class_brings_its_type_filter_order_connection_and_root_fields() -> None:
    class Stamp(Node):
        """A stamp."""

        zh: ClassVar[str] = "印章"
        plural: ClassVar[str] = "stamps"
        area: ClassVar[str] = "test"
        number: Annotated[str, Key(), Zh("编号")]
        copies: Annotated[list[Link["Stamp"]], Edge("COPY_OF", inverse="originals"), Zh("副本")] = Field(
            default_factory=list
        )

    schema = core(Model([*quality_model().classes.values(), Stamp]))

    assert schema.query_type is not None
    assert {"stamp", "stamps"} <= set(schema.query_type.fields)
    expected = {"Stamp", "StampFilter", "StampListFilter", "StampOrder", "StampConnection", "StampEdge"}
    edges = {"StampCopiesConnection", "StampOriginalsEdge", "StampProvenanceConnection"}
    assert expected | edges <= set(schema.type_map)
    assert "number: StringFilter" in printed(schema, "StampFilter")


def test_a_kind_is_a_type_with_its_properties_and_edges_in_the_order_of_its_class(
    schema: GraphQLSchema,
) -> None:
    assert printed(schema, "Seal").startswith(
        "type Seal implements Node {\nid: ID!\nlabel: String!\nsample: Boolean!\nserialNumber: String!\n"
        "colour: Colour\nweight: Decimal\nthickness: Float\nmadeOn: Date\nfixedAt: DateTime\n"
        "marks: [String!]!\nreplaced: Seal\nreplacedBy("
    )


def test_an_edge_to_many_is_a_page_that_is_filtered_and_ordered(schema: GraphQLSchema) -> None:
    assert (
        "replacedBy(\nfilter: SealFilter\norderBy: [SealOrder!]\nfirst: Int! = 20\nafter: String\n"
        "): SealReplacedByConnection!"
    ) in printed(schema, "Seal")


def test_an_abstract_class_is_an_interface_that_its_kinds_implement(schema: GraphQLSchema) -> None:
    assert printed(schema, "Sealed").startswith("interface Sealed implements Node {\nid: ID!")
    assert printed(schema, "Crate").startswith("type Crate implements Sealed & Node {\nid: ID!")


def test_an_inherited_edge_has_one_connection_named_after_the_interface(schema: GraphQLSchema) -> None:
    assert "): SealedSealsConnection!" in printed(schema, "Sealed")
    assert "): SealedSealsConnection!" in printed(schema, "Crate")
    assert "CrateSealsConnection" not in schema.type_map


def test_a_dated_edge_says_since_when_and_carries_its_own_properties(schema: GraphQLSchema) -> None:
    assert printed(schema, "SealedSealsEdge") == (
        "type SealedSealsEdge {\nnode: Seal!\ncursor: String!\nvalidFrom: Date\nvalidTo: Date\n"
        "inferred: Boolean!\nrule: String\nscrews: Int\n}"
    )


def test_an_edge_without_dates_does_not_say_since_when(schema: GraphQLSchema) -> None:
    assert "validFrom" not in printed(schema, "SealReplacedByEdge")


def test_the_other_side_of_an_edge_to_an_interface_gives_the_interface(schema: GraphQLSchema) -> None:
    assert "node: Sealed!" in printed(schema, "SealOnEdge")


@pytest.mark.parametrize(
    ("value", "operators"),
    [
        ("ID", "eq in"),
        ("String", "eq in gt gte lt lte contains startsWith"),
        ("Float", "eq in gt gte lt lte"),
        ("Boolean", "eq"),
        ("Date", "eq in gt gte lt lte"),
        ("DateTime", "eq in gt gte lt lte"),
        ("Decimal", "eq in gt gte lt lte"),
        ("Colour", "eq in"),
    ],
)
def test_a_value_is_compared_as_its_type_allows(schema: GraphQLSchema, value: str, operators: str) -> None:
    found = schema.type_map[f"{value}Filter"]

    assert isinstance(found, GraphQLInputObjectType)
    assert list(found.fields) == operators.split()


def test_a_list_of_values_is_asked_whether_it_contains_one(schema: GraphQLSchema) -> None:
    assert "marks: ListFilter" in printed(schema, "SealFilter")
    assert printed(schema, "ListFilter") == "input ListFilter {\ncontains: String\n}"


def test_a_filter_reaches_across_edges(schema: GraphQLSchema) -> None:
    text = printed(schema, "SealFilter")

    assert "and: [SealFilter!]\nor: [SealFilter!]\nnot: SealFilter" in text
    assert "replaced: SealFilter\nreplacedBy: SealListFilter\non: SealOnListFilter" in text
    whole = (
        "{\nsome: SealFilter\nnone: SealFilter\nevery: SealFilter\nsingle: SealFilter\ncount: SealCountFilter"
    )
    assert printed(schema, "SealListFilter").endswith(f"{whole}\n}}")
    of_edges = f"{whole.replace('Seal', 'Sealed')}\nedge: SealOnEdgeFilter\n}}"
    assert printed(schema, "SealOnListFilter").endswith(of_edges)


def test_an_order_names_one_property_or_relation_to_one_and_no_list(schema: GraphQLSchema) -> None:
    text = printed(schema, "SealOrder")

    properties = ("id", "sample", "serialNumber", "colour", "weight", "thickness", "madeOn", "fixedAt")
    assert text.splitlines()[1:-1] == [
        *(f"{name}: OrderDirection" for name in properties),
        "replaced: SealOrder",
    ]


@pytest.mark.parametrize("order", ["{serialNumber: ASC, colour: DESC}", "{}", "{colour: null}"])
def test_an_order_by_two_things_at_once_is_refused_since_it_would_not_say_which_comes_first(
    schema: GraphQLSchema, order: str
) -> None:
    (error,) = validate(schema, parse(f"{{ seals(orderBy: [{order}]) {{ totalCount }} }}"))

    assert "exactly one field must be specified" in error.message


@pytest.mark.parametrize("given", [{"serialNumber": "ASC", "colour": "DESC"}, {}, {"colour": None}])
def test_an_order_by_two_things_is_refused_in_a_variable_too(
    schema: GraphQLSchema, given: dict[str, Any]
) -> None:
    operation = get_operation_ast(parse("query($o: [SealOrder!]) { seals(orderBy: $o) { totalCount } }"))
    assert operation is not None

    found = get_variable_values(schema, operation.variable_definitions or (), {"o": [given]})

    assert isinstance(found, list)
    assert "exactly one field must be specified" in found[0].message


def test_a_value_of_an_enum_arrives_as_the_member_of_the_model(schema: GraphQLSchema) -> None:
    operation = get_operation_ast(parse("query($f: SealFilter) { seals(filter: $f) { totalCount } }"))
    assert operation is not None

    given = {"f": {"colour": {"in": ["RED"]}, "weight": {"eq": "1.50"}, "madeOn": {"lt": "2026-01-31"}}}
    found = get_variable_values(schema, operation.variable_definitions or (), given)

    assert not isinstance(found, list)
    assert found.coerced["f"] == {
        "colour": {"in": [Colour.RED]},
        "weight": {"eq": Decimal("1.50")},
        "madeOn": {"lt": date(2026, 1, 31)},
    }


def test_what_is_left_out_is_told_from_what_is_null(schema: GraphQLSchema) -> None:
    assert "= null" not in build_schema(Model(KINDS)).as_str()


def test_every_root_field_is_asked_as_of_a_day(real: GraphQLSchema) -> None:
    assert real.query_type is not None
    assert [name for name, field in real.query_type.fields.items() if "asOf" not in field.args] == []


def test_the_enums_of_the_model_stay_as_they_were(schema: GraphQLSchema) -> None:
    assert not hasattr(Colour, "__strawberry_definition__")


class SealFact(Row):
    """One thing known about a seal."""

    text: Annotated[str, Zh("内容")]
    colours: Annotated[list[Colour], Zh("颜色")]
    thing: Annotated[Sealed | None, Zh("被封物")]


class SealHistory(Row):
    """What is known about a seal."""

    as_of: Annotated[date, Zh("截至日期")]
    seal: Annotated[Seal, Zh("封印")]
    facts: Annotated[list[SealFact], Zh("事实")]
    latest: Annotated[SealFact | None, Zh("最近事实")]


def history(row: type[Row] = SealHistory, name: str = "seal_history") -> Question:
    parameters = (
        Parameter("for", Id, "the seal"),
        Parameter("limit", int, "how many"),
        Parameter("as_of", date, "the day"),
    )
    return Question(name, parameters, row, {}, "封印的历史", "What is known of a seal?")


def test_a_question_is_a_root_field_whose_answer_may_be_null() -> None:
    schema = core(Model(KINDS), history())

    assert "sealHistory(\nfor: ID!\nlimit: Int!\nasOf: Date\n): SealHistory" in _flat(
        printed(schema, "Query")
    )
    assert printed(schema, "SealHistory") == (
        "type SealHistory {\nasOf: Date!\nseal: Seal!\nfacts: [SealFact!]!\nlatest: SealFact\n}"
    )
    assert printed(schema, "SealFact") == (
        "type SealFact {\ntext: String!\ncolours: [Colour!]!\nthing: Sealed\n}"
    )


def _flat(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line)


def test_a_row_that_names_a_class_outside_the_model_is_refused() -> None:
    with pytest.raises(SchemaError, match=r"SealHistory\.seal: Seal is not in the model"):
        core(quality_model(), history())


def test_a_question_named_like_a_kind_is_refused() -> None:
    with pytest.raises(SchemaError, match="Query would have the field seal twice"):
        core(Model(KINDS), history(name="seal"))


def test_a_row_named_like_a_kind_is_refused() -> None:
    class Crate(Row):
        """Another crate."""

        text: Annotated[str, Zh("内容")]

    with pytest.raises(SchemaError, match="two types would be named Crate"):
        core(Model(KINDS), history(row=Crate))


def test_every_type_field_and_argument_is_described_in_chinese_too(real: GraphQLSchema) -> None:
    silent = [place for place, text in _descriptions(real) if not _has_chinese(text)]

    assert silent == []


def _descriptions(schema: GraphQLSchema) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for name, each in schema.type_map.items():
        if not name.startswith("__") and name not in ("String", "Int", "Float", "Boolean", "ID"):
            found += _of_type(each)
    return found


def _of_type(each: GraphQLNamedType) -> list[tuple[str, str | None]]:
    found = [(each.name, each.description)]
    fields: dict[str, Any] = getattr(each, "fields", {})
    for name, field in fields.items():
        found.append((f"{each.name}.{name}", field.description))
        for argument, value in getattr(field, "args", {}).items():
            found.append((f"{each.name}.{name}({argument})", value.description))
    return found


def _has_chinese(text: str | None) -> bool:
    return any("一" <= letter <= "鿿" for letter in text or "")
