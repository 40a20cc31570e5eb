"""Answers compared: each way's own form → the same plain rows, which must be equal.

Where a shape asks for no order, lists are compared as sets. Not here: asking (`ways`).
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bench.peers.shapes import Shape

TO_ONE = ("product", "maker")  # a list of one where the peer has no relation to one


class Different(Exception):
    """Two ways answer differently, or one does not answer; the text says which, to what, and how."""


def compare(shape: Shape, variables: Mapping[str, Any], answers: Mapping[str, Any]) -> int:
    """Compare the answers of all ways to one request, and return how many rows the answer has.

    Raises:
        Different: they are not equal.
    """
    plain = {way: rows_of(shape, answer) for way, answer in answers.items()}
    (first, expected), *others = plain.items()
    for way, rows in others:
        if rows != expected:
            raise Different(
                f"{shape.name} with {json.dumps(variables)}: {first} and {way} differ at"
                f" {_where(expected, rows)}. Nothing is measured while answers differ."
            )
    return len(expected) if isinstance(expected, list) else 1


def rows_of(shape: Shape, data: Any) -> Any:
    """Return what an answer says, in the form that all ways share."""
    if isinstance(data, dict) and len(data) == 1:  # the root field; the hand-written ways have none
        (data,) = data.values()
    plain = _plain(data)
    if isinstance(plain, list) and len(plain) == 1 and shape.name in ("q1", "q2", "q3", "q5"):
        (plain,) = plain
        plain = plain["departments"] if shape.name == "q5" else plain
    return _sorted(plain, shape.ordered, "")


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "edges" in value:
        nodes = [_plain(edge["node"]) for edge in value["edges"]]
        return {
            "totalCount": value["totalCount"],
            "nodes": nodes,
            "hasNextPage": value["pageInfo"]["hasNextPage"],
        }
    for whole in ("nodes", "groups"):
        if set(value) == {whole}:
            return _plain(value[whole])
    if set(value) == {"key", "count"}:
        return {**value["key"], "count": value["count"]}
    return {name: _one(name, _plain(each)) for name, each in value.items()}


def _one(name: str, value: Any) -> Any:
    if name in TO_ONE and isinstance(value, list):
        return value[0] if value else None
    return value


def _sorted(value: Any, ordered: Iterable[str], name: str) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(each, ordered, key) for key, each in value.items()}
    if isinstance(value, list):
        rows = [_sorted(each, ordered, "row") for each in value]
        return rows if name in ordered else sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))
    return value


def _where(one: Any, other: Any, path: str = "the answer") -> str:
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for key in one:
            if one[key] != other[key]:
                return _where(one[key], other[key], f"{path}.{key}")
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, (left, right) in enumerate(zip(one, other, strict=True)):
            if left != right:
                return _where(left, right, f"{path}[{place}]")
    return f"{path}: {_short(one)} and {_short(other)}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 160 else f"{text[:160]}… ({len(text)} signs)"
