"""The page of extracts has every code, transport and setting that the readers have."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

from loaders.reading import Format, RefusalCode, RejectCode

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "extracts.md").read_text("utf-8")
REFUSED, REJECTED = PAGE.split("\n## ")[1:]


def coded(part: str) -> set[str]:
    return set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE))


def test_the_page_has_every_code_and_no_other() -> None:
    assert coded(REFUSED) == {code.value for code in RefusalCode}
    assert coded(REJECTED) == {code.value for code in RejectCode}


def test_the_page_has_every_setting_of_every_transport() -> None:
    rows = {
        row[0]: set(row[1:]) for row in (re.findall(r"`(\w+)`", line) for line in PAGE.splitlines()) if row
    }
    for form in get_args(Format):
        transport, *settings = (
            field.default if field.name == "transport" else field.name for field in reversed(fields(form))
        )
        assert rows[str(transport)] == set(settings)
