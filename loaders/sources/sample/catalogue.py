"""What the sample sorts and judges by: sectors, product classes, standards, schemes, certification bodies.

The tables beside this module hold it. Not here: who is responsible for a sector or class (`offices`), and
what is made, certified and inspected (`products`, `conformity`, `inspections`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from graph.model import Link, Node
from graph.model.classification import ProductClass, Scope, Sector
from graph.model.conformity import CertificationScheme, ConformityBody
from graph.model.standards import Standard
from loaders.delivery import Record
from loaders.sources.rows import Row, claim_of, csv_rows, toml_rows

SECTORS = "GB/T 4754-2011"
CLASSES = "样例-2026"
_FOLDER = files(__package__)
_KINDS: dict[str, type[Node]] = {
    kind.__name__: kind for kind in (Standard, CertificationScheme, ConformityBody)
}


@dataclass(frozen=True)
class Trade:
    """A sector as the sample needs it: its word in a name, and the sort of office in whose remit it is."""

    code: str
    word: str
    office: str | None  # None: in nobody's remit, a gap on purpose

    @property
    def id(self) -> str:
        """The global id of the sector."""
        return f"sector:{SECTORS}~{self.code}"


@dataclass(frozen=True)
class Ware:
    """A product class that products are of: the lower level of the table."""

    code: str
    name: str
    sector: str
    licensed: bool

    @property
    def id(self) -> str:
        """The global id of the product class."""
        return f"productClass:{CLASSES}~{self.code}"


@dataclass(frozen=True)
class Scheme:
    """A certification scheme: the scopes that it covers, and its standards with the days they hold."""

    id: str
    covers: frozenset[str]
    requires: tuple[Link[Standard], ...]


@cache
def trades() -> tuple[Trade, ...]:
    """Return the sectors of the sample, in the order of the table."""
    return tuple(Trade(r.values["code"], r.values["trade"], r.values.get("office")) for r in _sectors())


@cache
def wares() -> dict[str, tuple[Ware, ...]]:
    """Return the product classes of the lower level, by the code of their sector."""
    found: dict[str, tuple[Ware, ...]] = {}
    for given in (row.values for row in _classes() if "broader" in row.values):
        name = given["name"].partition("（")[0]
        ware = Ware(given["code"], name, given["sector"], "licence" in given)
        found[ware.sector] = (*found.get(ware.sector, ()), ware)
    return found


@cache
def schemes() -> tuple[Scheme, ...]:
    """Return the certification schemes, in the order of the table."""
    claims = (claim for _, claim in _things() if isinstance(claim, CertificationScheme))
    return tuple(
        Scheme(claim.id, frozenset(link.to for link in claim.covers), tuple(claim.requires))
        for claim in claims
    )


@cache
def bodies() -> tuple[str, ...]:
    """Return the ids of the certification bodies."""
    return tuple(claim.id for _, claim in _things() if isinstance(claim, ConformityBody))


def standards_for(ware: Ware, on: date) -> list[str]:
    """Return the ids of the sample's standards that apply to a product class, or its sector, on a day."""
    scopes = (ware.id, f"sector:{SECTORS}~{ware.sector}")
    applying = [(held, link) for scope in scopes for held, link in _applying().get(scope, ())]
    return [standard for standard, link in applying if holds(link, on)]


def holds(link: Link[Scope] | Link[Standard], on: date) -> bool:
    """Whether a link holds on a day."""
    begun = link.valid_from is None or link.valid_from <= on
    return begun and (link.valid_to is None or on < link.valid_to)


def catalogue_records() -> Iterator[Record]:
    """Yield one record a row of the tables."""
    for row in _sectors():
        sector = claim_of(Sector, _marked(row.without("office", "trade"), edition=SECTORS))
        yield Record(f"catalogue~{sector.id}", (sector,), row.place)
    for row in _classes():
        marked = _marked(row.without("sector", "licence"), edition=CLASSES)
        of_class = claim_of(ProductClass, marked, {"ProductClass": f"productClass:{CLASSES}~"})
        yield Record(f"catalogue~{of_class.id}", (of_class,), row.place)
    for row, claim in _things():
        yield Record(f"catalogue~{claim.id}", (claim,), row.place)


@cache
def _sectors() -> list[Row]:
    return csv_rows(_FOLDER, "sectors.csv")


@cache
def _classes() -> list[Row]:
    return csv_rows(_FOLDER, "product_classes.csv")


@cache
def _things() -> list[tuple[Row, Node]]:
    rows = toml_rows(_FOLDER, "catalogue.toml")
    return [(row, claim_of(_KINDS[row.table], _marked(row))) for row in rows]


@cache
def _applying() -> dict[str, list[tuple[str, Link[Scope]]]]:
    found: dict[str, list[tuple[str, Link[Scope]]]] = {}
    for _, claim in _things():
        for link in claim.applies_to if isinstance(claim, Standard) else ():
            found.setdefault(link.to, []).append((claim.id, link))
    return found


def _marked(row: Row, **more: str) -> Row:
    return Row(row.file, row.line, {**row.values, **more, "sample": True}, row.table)
