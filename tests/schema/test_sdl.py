from graphql import build_schema as parse_sdl

from schema.sdl import FILE, printed


def test_the_committed_schema_is_the_one_that_the_code_makes() -> None:
    assert FILE.read_text("utf-8") == printed(), "run: python -m schema.sdl, and read the difference"


def test_the_committed_schema_can_be_read_by_any_graphql_tool() -> None:
    schema = parse_sdl(FILE.read_text("utf-8"))

    assert schema.query_type is not None
    assert "enterprise" in schema.query_type.fields
