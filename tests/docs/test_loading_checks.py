"""The page of seventy checks has each once, and a test that is there for each that is passed."""

import re
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| \**(\d+)\** \| .+? \| (yes|partly|no) \| (.+) \|$", re.MULTILINE)
FOUND = ROW.findall((HOME / "docs" / "loading-checks.md").read_text("utf-8"))


def test_each_check_stands_once_in_order() -> None:
    assert [int(number) for number, _, _ in FOUND] == list(range(1, 71))


def test_what_is_passed_names_a_test_and_what_is_not_says_why() -> None:
    for number, ours, reason in FOUND:
        if ours == "yes":
            assert (HOME / "tests" / reason.strip("`")).is_file(), number
        else:
            assert not reason.startswith("`loaders"), number
