from graphql import GraphQLEnumType
from graphql import build_schema as parse_sdl

from schema.sdl import FILE, printed


def test_the_committed_schema_is_the_one_that_the_code_makes() -> None:
    assert FILE.read_text("utf-8") == printed(), "run: python -m schema.sdl, and read the difference"


def test_the_committed_schema_can_be_read_by_any_graphql_tool() -> None:
    schema = parse_sdl(FILE.read_text("utf-8"))

    assert schema.query_type is not None
    assert "enterprise" in schema.query_type.fields


def test_every_value_of_an_enum_says_what_it_means() -> None:
    schema = parse_sdl(FILE.read_text("utf-8"))
    enums = [each for each in schema.type_map.values() if isinstance(each, GraphQLEnumType)]
    values = [
        (enum.name, name, value.description)
        for enum in enums
        if not enum.name.startswith("__")
        for name, value in enum.values.items()
    ]

    assert ("AdoptionDegree", "IDT") in {(enum, name) for enum, name, _ in values}
    assert [(enum, name) for enum, name, said in values if not said] == []
