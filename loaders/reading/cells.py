"""Values of carriers that know types: as cells, and a record of them as a line of JSON. Not here: reading."""

import json
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

import orjson

from loaders.reading.record import Cell


def cell_of(value: object) -> Cell:
    """Return a carrier's value as a cell: lists and objects as JSON text, other kinds as text."""
    if value is None or isinstance(value, str | int | float | Decimal | date | time | bytes):
        return value
    if isinstance(value, dict | list | tuple):
        return _json(value).decode()
    if isinstance(value, bytearray | memoryview):
        return bytes(value)
    return str(value)


def line_of(cells: Mapping[str, Cell]) -> bytes:
    """Return a record as a line of JSON, for people and for the file of rejected rows."""
    return _json(dict(cells)) + b"\n"


def _json(value: object) -> bytes:
    try:
        return orjson.dumps(value, default=_plain)
    except orjson.JSONEncodeError:  # whole numbers beyond 64 bits, half characters
        return json.dumps(value, ensure_ascii=False, default=str).encode("utf-8", "backslashreplace")


def _plain(value: object) -> object:
    if isinstance(value, Decimal) and value.is_finite():
        return orjson.Fragment(str(value))
    return value.hex() if isinstance(value, bytes) else str(value)
