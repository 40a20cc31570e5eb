"""The page for integrators: its limits and codes are those of the code.

Not here: its examples, which run with the README's (`tests/golden/test_readme`).
"""

from pathlib import Path

from queries.compiler import LIMITS
from queries.compiler.pages import DEFAULT_PAGE
from schema.errors import CODES
from schema.limits import TOKENS
from schema.plans import MAXIMUM_ROOTS
from schema.request import BODY_BYTES
from schema.selection import MAXIMUM_DEPTH, MAXIMUM_FIELDS
from schema.times import Times

PAGE = " ".join((Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8").split())


def test_every_code_of_an_error_is_on_the_page() -> None:
    assert [code for code in CODES if f"`{code}`" not in PAGE] == []


def test_the_page_tells_the_limits_as_they_are() -> None:
    for told in (
        f"how many, 0 to {LIMITS.page}; {DEFAULT_PAGE} if not said",
        f"at most {BODY_BYTES:,} bytes, {TOKENS:,} tokens",
        f"{MAXIMUM_ROOTS} root fields and {MAXIMUM_FIELDS:,} fields",
        f"at most {LIMITS.hops} relations one after another",
        f"at most {LIMITS.conditions} conditions",
        f"{LIMITS.nodes:,} things and {LIMITS.cells:,} values",
        f"beyond {LIMITS.hops} in a row, or about {LIMITS.relations} in all",
        f"at most {LIMITS.further} further statements",
        f"{MAXIMUM_DEPTH} levels",
        f"has {Times.request:g} seconds",
    ):
        assert told in PAGE
