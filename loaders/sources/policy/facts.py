"""The policy's facts as a delivery: what the document sets up, and who is named in it.

The facts stand beside this module: `document.toml`, `actors.toml`, `provisions.toml` and `targets.csv`; the
clauses' places and headings come from `outline.tsv`, so that every fact has its basis before anybody
supplies the document.

Not here: the wording of clauses (`delivery`), and what the fields may hold (`graph.model`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from graph.model import Link, Node
from graph.model.actors import Body, Department, Government, OrgClass, Post
from graph.model.policy import Document, Duty, Indicator, Mechanism, Target
from loaders.delivery import Delivery, Record
from loaders.sources.policy.delivery import CLAUSE_PREFIX, clause_of
from loaders.sources.policy.document import outline, parent_of
from loaders.sources.rows import Row, claim_of, csv_rows, toml_rows

SYSTEM = "policy"
_FOLDER = files(__package__)
_TABLES: tuple[type[Node], ...] = (Document, OrgClass, Government, Department, Body, Post, Duty, Mechanism)
_KINDS = {kind.__name__: kind for kind in _TABLES}
_PREFIXES = {"Clause": CLAUSE_PREFIX, "Region": "region:"}


@dataclass(frozen=True)
class Term:
    """A term of the document, the clause in which it stands, and the place of the fact that says so."""

    text: str
    locator: str
    place: str


def facts_delivery() -> Delivery:
    """Return the delivery of the policy's facts; none of them holds the wording of a clause.

    Raises:
        RowRefused: a row of the facts is wrong; file, line and field are named.
    """
    records = [*_clauses(), *(_record(row) for row in _tables()), *(_target(row) for row in _targets())]
    return Delivery(SYSTEM, "facts of the policy document", records)


def terms() -> list[Term]:
    """Return every term that the facts take from the document, with the clause that it is taken from."""
    named = [(row, row.values["name"], row.values["named_in"]) for row in toml_rows(_FOLDER, "actors.toml")]
    named += [
        (row, row.values["name"], row.values["clauses"]) for row in toml_rows(_FOLDER, "provisions.toml")
    ]
    for row in _targets():
        columns = ("name", "population", "phrase")
        named += [(row, row.values[name], [row.values["clauses"]]) for name in columns if name in row.values]
    return [Term(text, locator, row.place) for row, text, locators in named for locator in locators]


def _clauses() -> Iterator[Record]:
    for order, pinned in enumerate(outline(), start=1):
        clause = clause_of(pinned.locator, order, pinned.heading, parent_of(pinned.locator))
        # One head line above the first part.
        yield Record(clause.id, (clause,), f"{_FOLDER.name}/outline.tsv, line {order + 1}")


def _tables() -> Iterator[Row]:
    for name in ("document.toml", "actors.toml", "provisions.toml"):
        yield from toml_rows(_FOLDER, name)


def _targets() -> list[Row]:
    return csv_rows(_FOLDER, "targets.csv")


def _record(row: Row) -> Record:
    if row.table not in _KINDS:
        raise row.refuse(f"[[{row.table}]] is no kind of fact; write one of {', '.join(_KINDS)}")
    _check_locators(row)
    # Where an actor is named is for checking the term; an actor has no clause of its own.
    claim = claim_of(_KINDS[row.table], row.without("named_in"), _PREFIXES)
    return Record(claim.id, (claim,), row.place)


def _target(row: Row) -> Record:
    _check_locators(row)
    target = claim_of(Target, row, _PREFIXES)
    said = {name: row.values[name] for name in ("key", "name", "english", "unit") if name in row.values}
    indicator = claim_of(Indicator, Row(row.file, row.line, said))
    measured: Link[Indicator] = Link(indicator.id)
    whole = target.model_copy(update={"quantified": target.value is not None, "indicator": measured})
    return Record(target.id, (indicator, whole), row.place)


def _check_locators(row: Row) -> None:
    """Refuse a clause that the outline does not have: its link would lead nowhere."""
    known = {pinned.locator for pinned in outline()}
    for field in ("clauses", "named_in"):
        written = row.values.get(field, [])
        for locator in written.split(";") if isinstance(written, str) else written:
            if locator not in known:
                raise row.refuse(f"field {field}: the document has no clause {locator}")
