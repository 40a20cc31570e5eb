import pytest

from schema.media import GRAPHQL, JSON, answered_type, is_json, wants_page

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json", JSON),
        ("application/graphql-response+json", GRAPHQL),
        ("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", GRAPHQL),
        ("application/json, application/graphql-response+json;q=0.9", JSON),
        ("application/graphql-response+json, */*", GRAPHQL),
        ("application/json, */*", JSON),
        ("APPLICATION/JSON", JSON),
        ("application/json;q=0, */*", GRAPHQL),
        ("text/html", None),
        ("application/json;q=0", None),
        ("*/*;q=nonsense", None),
        ("image/png, text/*;q=0.3", None),
    ],
)
def test_the_answer_comes_in_the_type_that_the_client_likes_best(
    accept: str | None, answered: str | None
) -> None:
    assert answered_type(accept) == answered


@pytest.mark.parametrize(
    ("accept", "page"), [(BROWSER, True), (None, False), ("*/*", False), (f"text/html, {JSON}", False)]
)
def test_only_a_browser_wants_the_page(accept: str | None, page: bool) -> None:
    assert wants_page(accept) is page


@pytest.mark.parametrize(
    ("content_type", "json"),
    [
        ("application/json", True),
        ("application/json; charset=utf-8", True),
        ('Application/JSON; charset="UTF-8"', True),
        ("application/json; charset=iso-8859-1", False),
        ("text/plain", False),
        ("application/x-www-form-urlencoded", False),
        ("multipart/form-data; boundary=x", False),
        ("application/jsonp", False),
        ("", False),
        (None, False),
    ],
)
def test_a_body_is_json_when_it_says_so(content_type: str | None, json: bool) -> None:
    assert is_json(content_type) is json
