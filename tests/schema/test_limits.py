import pytest

from schema.limits import refusal_of


def nested(levels: int) -> str:
    return "{a" * levels + "}" * levels


@pytest.mark.parametrize(
    "document",
    [nested(60), "{" + "a " * 1_998 + "}", "{ a # ((((\n }", '{ a(b: "[[[[") }', "{", "", '"', "\x00"],
)
def test_a_document_within_bounds_is_left_to_the_parser(document: str) -> None:
    assert refusal_of(document) is None


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (nested(61), "deeper than 60 brackets at line 1, column 121;"),
        ("{a(b:" + "[" * 10_000, "deeper than 60"),
        ("(" * 20_000, "deeper than 60"),
        ("{" + "a " * 1_999 + "}", "more than 2,000 tokens"),
    ],
)
def test_a_document_beyond_them_is_refused_with_the_bound(document: str, reason: str) -> None:
    refusal = refusal_of(document)

    assert refusal is not None
    assert reason in refusal["message"]
    assert refusal["extensions"]["code"] == "LIMIT_EXCEEDED"
