"""Deliveries of gardens that are staged by hand, for tests of what a delivery holds."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from graph.model import Node
from loaders.acceptance import Accepted, accepted, record_id
from loaders.delivery import Extent, Record
from loaders.staging import Staged
from tests.loaders.gardens import MODEL


def row(key: str, *claims: Node, system: str = "register", **more: Any) -> Accepted:
    return replace(accepted(MODEL, system, Record(key, claims)), **more)


def ended(key: str, version: str, system: str = "register") -> Accepted:
    return Accepted(record_id(system, key), key, None, (), "[]", version, ends=True)


def staging(
    *rows: Accepted,
    extent: Extent = Extent.WHOLE,
    on: date | None = None,
    file: Path | None = None,
    system: str = "register",
) -> Staged:
    found = Staged(MODEL, system, file=file, extent=extent, on=on)
    for each in rows:
        found.add(each, b"row", "[]")
    found.seal()
    return found
