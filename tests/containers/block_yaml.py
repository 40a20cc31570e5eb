"""Reads the plain block YAML that `docker-compose.yml` is written in, and refuses any other.

Mappings, lists and scalars by indentation of two; quoted scalars and flow lists as JSON. Not here: the rest
of YAML (anchors, block texts, tags, several documents), which the file is not to use.
"""

import json
import re
from typing import Any

Line = tuple[int, str]


def read(text: str) -> Any:
    """Return the document as dictionaries, lists and text."""
    lines = [(len(raw) - len(raw.lstrip()), raw.strip()) for raw in text.splitlines() if _says_something(raw)]
    found, rest = _block(lines, 0)
    assert not rest, f"{rest[0][1]!r} stands at no depth that is open"
    return found


def _says_something(raw: str) -> bool:
    return bool(raw.strip()) and not raw.lstrip().startswith("#")


def _block(lines: list[Line], depth: int) -> tuple[Any, list[Line]]:
    if not lines or lines[0][0] != depth:
        return None, lines
    return _items(lines, depth) if lines[0][1].startswith("- ") else _mapping(lines, depth)


def _items(lines: list[Line], depth: int) -> tuple[list[Any], list[Line]]:
    found = []
    while lines and lines[0][0] == depth:
        assert lines[0][1].startswith("- "), f"{lines[0][1]!r} is no item of the list before it"
        found.append(_scalar(lines[0][1][2:]))
        lines = lines[1:]
    return found, lines


def _mapping(lines: list[Line], depth: int) -> tuple[dict[str, Any], list[Line]]:
    found: dict[str, Any] = {}
    while lines and lines[0][0] == depth:
        named = re.fullmatch(r"([A-Za-z0-9_.-]+):(?: (.+))?", lines[0][1])
        assert named, f"{lines[0][1]!r} is no name with a value"
        assert named[1] not in found, f"{named[1]} is said twice"
        lines = lines[1:]
        if named[2]:
            found[named[1]] = _scalar(named[2])
        else:
            found[named[1]], lines = _block(lines, depth + 2)
    return found, lines


def _scalar(text: str) -> Any:
    if text[0] in '["':
        return json.loads(text)
    plain = not re.match(r"[&*!|>{'%@`]", text) and " #" not in text
    assert plain, f"{text!r} is more than plain YAML"
    return text
