"""The policy's facts as a delivery: what the document sets up, and who is named in it.

The facts stand beside this module: `document.toml`, `actors.toml`, `targets.csv`, and in `facts/` a TOML for
each part of the document, `goals.csv`, the targets without a number, and `not_stated.csv`, what one expects
and the document does not give. The clauses' places and headings come from `outline.tsv`, so that every fact
has its basis before anybody supplies the document.

A fact names its terms as the document words them; what they become is decided here: `objects` and `members`
are Topics, `figures` are Figures of the provision, and a clause of `restated` is one more clause of it, with
the term that stands there. Of a provision of several clauses, each bearer and participant says by `named_in`
which of them names it.

Not here: the wording of clauses (`delivery`), and what the fields may hold (`graph.model`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.model import Link, Node, quality_model
from graph.model.actors import Body, Department, Government, OrgClass, Post
from graph.model.policy import Document, Duty, Figure, Indicator, Mechanism, Provision, Target, Topic
from graph.model.silence import Omission
from graph.model.wording import Restatement
from loaders.delivery import Delivery, Record
from loaders.payload import given_links
from loaders.sources.policy.delivery import CLAUSE_PREFIX, clause_of
from loaders.sources.policy.document import outline, parent_of
from loaders.sources.rows import Row, claim_of, csv_rows, toml_rows

SYSTEM = "policy"
SLUG = "nx-2012-"
_FOLDER = files(__package__)
_FACTS = _FOLDER / "facts"
_TABLES: tuple[type[Node], ...] = (
    Document, OrgClass, Government, Department, Body, Post, Duty, Mechanism, Target,
)  # fmt: skip
_KINDS = {kind.__name__: kind for kind in _TABLES}
_PREFIXES = {"Clause": CLAUSE_PREFIX, "Region": "region:"}
_ACTORS = {"participants", "bearers"}
_NO_FIELD = ("named_in", "restated", "figures", "form")


@dataclass(frozen=True)
class Term:
    """A term of the document, the clause in which it stands, and the row of facts that says so.

    `names` says that it is what the fact itself is called there, and not something in it.
    """

    text: str
    locator: str
    row: Row
    names: bool = False


def facts_delivery() -> Delivery:
    """Return the delivery of the policy's facts; none of them holds the wording of a clause.

    Raises:
        RowRefused: a row of the facts is wrong; file, line and field are named.
    """
    made = [(row, make(row)) for rows, make in _makers() for row in rows]
    clauses = list(_clauses())
    _check_keys(made)
    _check_links(made, {claim.id for record in clauses for claim in record.claims})
    return Delivery(SYSTEM, "facts of the policy document", [*clauses, *(record for _, record in made)])


def _makers() -> Iterator[tuple[Iterable[Row], Callable[[Row], Record]]]:
    yield _tables(), _record
    yield _targets(), _target
    yield _goals(), _goal
    yield csv_rows(_FOLDER, "facts/not_stated.csv"), _omission


def _check_keys(made: Iterable[tuple[Row, Record]]) -> None:
    """Refuse two facts of one key: they would be one thing, or one would hide the other."""
    seen: dict[str, Row] = {}
    for row, record in made:
        other = seen.setdefault(record.key, row)
        if other is not row:
            raise row.refuse(f"{record.key} is a fact already, in {other.place}; choose another key")


def _check_links(made: Iterable[tuple[Row, Record]], clauses: set[str]) -> None:
    """Refuse a link to what no fact says; only regions come from elsewhere."""
    facts = [(row, claim) for row, record in made for claim in record.claims]
    known = clauses | {claim.id for _, claim in facts}
    for row, claim in facts:
        for edge in quality_model().kind(type(claim).__name__).edges:
            for link in given_links(claim, edge):
                if link.to not in known and not link.to.startswith("region:"):
                    raise row.refuse(f"field {edge.name}: there is no fact {link.to}")


def terms() -> Iterator[Term]:
    """Yield every term that the facts take from the document, with the clause that it is taken from."""
    for row in _tables():
        yield from _terms_of(row)
    for row in (*_targets(), *_goals()):
        for name in ("name", "population", "phrase"):
            if name in row.values:
                yield Term(row.values[name], row.values["clauses"], row, names=name == "name")
        yield from (Term(text, row.values["clauses"], row) for text in row.values.get("members", []))


def _terms_of(row: Row) -> Iterator[Term]:
    said = row.values
    if "name" not in said:
        return
    own = [*said.get("clauses", said.get("named_in", []))]
    yield from (Term(said["name"], locator, row, names=True) for locator in own)
    if not issubclass(_KINDS.get(row.table, Node), Provision):
        return
    yield from (Term(each["term"], each["clause"], row, names=True) for each in said.get("restated", []))
    listed = [*said.get("objects", []), *said.get("members", [])]
    listed += [each["phrase"] for each in said.get("figures", [])]
    listed += [said["stated_as"]] if "stated_as" in said else []
    yield from (Term(text, own[0], row) for text in listed)


def _clauses() -> Iterator[Record]:
    for order, pinned in enumerate(outline(), start=1):
        clause = clause_of(pinned.locator, order, pinned.heading, parent_of(pinned.locator))
        # One head line above the first part.
        yield Record(clause.id, (clause,), f"{_FOLDER.name}/outline.tsv, line {order + 1}")


@cache
def _tables() -> tuple[Row, ...]:
    """Every TOML table of the facts, in the order of the files' names; read once, since a run asks often."""
    rows = [row for name in ("document.toml", "actors.toml") for row in toml_rows(_FOLDER, name)]
    for name in sorted(file.name for file in _FACTS.iterdir() if file.name.endswith(".toml")):
        rows += toml_rows(_FOLDER, f"facts/{name}")
    return tuple(rows)


def _targets() -> list[Row]:
    return [_listing(row) for row in csv_rows(_FOLDER, "targets.csv")]


def _listing(row: Row) -> Row:
    """The row with its members as a list, as a TOML table has them."""
    if "members" not in row.values:
        return row
    return Row(row.file, row.line, {**row.values, "members": row.values["members"].split(";")}, row.table)


def _goals() -> list[Row]:
    return csv_rows(_FOLDER, "facts/goals.csv")


def _record(row: Row) -> Record:
    if row.table not in _KINDS:
        raise row.refuse(f"[[{row.table}]] is no kind of fact; write one of {', '.join(_KINDS)}")
    _check_locators(row)
    kind = _KINDS[row.table]
    if not issubclass(kind, Provision):
        # Where an actor is named is for checking the term; an actor has no clause of its own.
        claim = claim_of(kind, row.without("named_in"), _PREFIXES)
        return Record(claim.id, (claim,), row.place)
    claim = claim_of(kind, _resolved(row), _PREFIXES)
    beside = (*_topics(row), *_figures(row, claim), *_restatements(row, claim))
    return Record(claim.id, (claim, *beside), row.place)


def _resolved(row: Row) -> Row:
    """The row as the model has it: topics as links with their place, restatements among the clauses."""
    said = dict(row.without(*_NO_FIELD).values)
    if not said.get("clauses"):
        raise row.refuse("field clauses: none is given; say which clause sets it up")
    if "objects" in said:
        # All that a fact takes from the text beside actors stands in its first clause (`terms`).
        first = f"{CLAUSE_PREFIX}{said['clauses'][0]}"
        said["objects"] = [{"to": _topic(row, text).id, "named_in": first} for text in said["objects"]]
    if "members" in said:
        listed = enumerate(said["members"], start=1)
        said["members"] = [{"to": _topic(row, text).id, "position": place} for place, text in listed]
    if restated := row.values.get("restated"):
        said["clauses"] = [*said["clauses"], *dict.fromkeys(each["clause"] for each in restated)]
    for field in _ACTORS & said.keys():
        said[field] = [_named(row, field, written, said["clauses"]) for written in said[field]]
    return Row(row.file, row.line, said, row.table)


def _named(row: Row, field: str, written: Any, clauses: Sequence[str]) -> Mapping[str, Any]:
    """The link to an actor with the clause that names it; where there is only one, a fact need not say it."""
    link = written if isinstance(written, Mapping) else {"to": written}
    locator = link.get("named_in", clauses[0] if len(set(clauses)) == 1 else "")
    if locator not in clauses:
        said = f"{link.get('to')} is named in {locator or 'no clause'}"
        raise row.refuse(f"field {field}: {said}; give `named_in` as one of {', '.join(clauses)}")
    return {**link, "named_in": f"{CLAUSE_PREFIX}{locator}"}


def _topics(row: Row) -> Iterator[Topic]:
    listed = [*row.values.get("objects", []), *row.values.get("members", [])]
    return (_topic(row, text) for text in dict.fromkeys(listed))


def _topic(row: Row, text: str) -> Topic:
    return claim_of(Topic, Row(row.file, row.line, {"key": f"{SLUG}{text}", "name": text}))


def _figures(row: Row, provision: Node) -> Iterator[Figure]:
    for said in row.values.get("figures", []):
        own: Mapping[str, Any] = {
            **said, "provisions": [provision.id], "clauses": row.values["clauses"][:1],
        }  # fmt: skip
        yield claim_of(Figure, Row(row.file, row.line, own), _PREFIXES)


def _restatements(row: Row, provision: Node) -> Iterator[Restatement]:
    about = provision.id.partition(":")[2]
    for number, said in enumerate(row.values.get("restated", []), start=1):
        own = {**said, "key": f"{about}.{number}", "provision": provision.id}
        yield claim_of(Restatement, Row(row.file, row.line, own), _PREFIXES)


def _target(row: Row) -> Record:
    _check_locators(row)
    target = claim_of(Target, _resolved(row.without("computed_from")), _PREFIXES)
    measures = ("key", "name", "english", "unit", "computed_from")
    said = {name: row.values[name] for name in measures if name in row.values}
    indicator = claim_of(Indicator, Row(row.file, row.line, said))
    measured: Link[Indicator] = Link(indicator.id)
    whole = target.model_copy(update={"quantified": target.value is not None, "indicator": measured})
    return Record(target.id, (indicator, whole, *_topics(row)), row.place)


def _goal(row: Row) -> Record:
    """A target without a number; `form` is how the text puts it, and becomes its remark."""
    _check_locators(row)
    said = {**row.without(*_NO_FIELD).values, "remark": row.values.get("form"), "quantified": False}
    target = claim_of(Target, Row(row.file, row.line, said), _PREFIXES)
    return Record(target.id, (target,), row.place)


def _omission(row: Row) -> Record:
    about = row.values.get("provision", "").partition(":")[2]
    key = f"{about}.{row.values.get('what', '')}"
    claim = claim_of(Omission, Row(row.file, row.line, {"key": key, **row.values}), _PREFIXES)
    return Record(claim.id, (claim,), row.place)


def _check_locators(row: Row) -> None:
    """Refuse a clause that the outline does not have: its link would lead nowhere."""
    known = {pinned.locator for pinned in outline()}
    for field in ("clauses", "named_in"):
        written = row.values.get(field, [])
        for locator in written.split(";") if isinstance(written, str) else written:
            if locator not in known:
                raise row.refuse(f"field {field}: the document has no clause {locator}")
    for each in row.values.get("restated", []):
        if each.get("clause") not in known or "term" not in each:
            raise row.refuse("field restated: each says a `clause` of the document and the `term` in it")
